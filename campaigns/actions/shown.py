"""An action as markup."""

from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.actions import sentences as say
from campaigns.actions.queries import ActionShown
from campaigns.actions.rules import Subject
from campaigns.actions.summaries import Counted, DatedMove, Group, Listed, Load
from data.language import _, ngettext
from data.money import dollars
from look import parts

MARKS = {
    "strong support": "ss", "leaning support": "ls", "undecided": "un", "leaning oppose": "lo", "strong oppose": "so",
}  # fmt: skip


def position(stance: str) -> str:
    """A position: its mark and its name."""
    mark = f'<span class="ct-mk ct-mk-{MARKS[stance]}" aria-hidden="true"></span>' if stance in MARKS else ""
    return f'<span class="ct-pos">{mark}{escape(say.stance_name(stance))}</span>'


def _named(one: Subject) -> str:
    """A subject's words, as a link where it is a record."""
    pages = (
        ("/legislator?legislator=", one.legislator_id), ("/bill?measure=", one.measure_id),
        ("/line-item?line=", one.line_item_id),
    )  # fmt: skip
    words = escape(one.label)
    return next(
        (f'<a href="{page}{number}" target="_self">{words}</a>' for page, number in pages if number is not None), words
    )


def subjects(given: tuple[Subject, ...]) -> str:
    """What an action was about, each with where it stands, as a list; "" for none."""
    if not given:
        return ""
    rows = "".join(f"<li><b>{_named(one)}</b> {position(one.stance) if one.stance else ''}</li>" for one in given)
    return f'<ul class="ct ct-said" aria-label="{escape(_("What it was about"))}">{rows}</ul>'


def whose(action: ActionShown) -> str:
    """Which organization did it, and who may see it."""
    if not action.is_own:
        return _("Logged by {organization}, shared with the table.").format(organization=action.organization)
    if action.form.shared:
        return _("Logged by {organization}; other organizations see it.").format(organization=action.organization)
    return _("Logged by {organization}; nobody else sees it.").format(organization=action.organization)


def counted_once() -> str:
    """The sentence under every total."""
    return _("Every action is counted once, whatever number of people, bills and line items it was about.")


def counted_by(total: Counted) -> list[str]:
    """How many of the actions said what, where not all of them did; a sum of some is not the sum of all."""
    names = (_("People tried"), _("People reached"), _("People moved"), _("Time"), _("Cost"))
    return [
        _("{what}: said in {n} of {all} actions.").format(what=name, n=f"{told:,}", all=f"{total.actions:,}")
        for name, told in zip(names, total.told, strict=True)
        if 0 < told < total.actions
    ]


def total_sentence(total: Counted) -> str:
    """What was done in all, each number with its unit."""
    if not total.actions:
        return _("No action is on file for this choice.")
    said = ngettext("{n} action", "{n} actions", total.actions).format(n=f"{total.actions:,}")
    rest = [
        (total.reached, ngettext("{n} person reached", "{n} people reached", total.reached or 0)),
        (total.moved, ngettext("{n} person moved", "{n} people moved", total.moved or 0)),
    ]
    known = [words.format(n=f"{value:,}") for value, words in rest if value is not None]
    if total.minutes is not None:
        known.append(_("{time} of work").format(time=say.time_spent(total.minutes)))
    return ", ".join([said, *known]) + "."


def busiest(groups: Sequence[tuple[str, Group]]) -> str:
    """The month in which most was done, as the sentence over the chart; the latest of several."""
    name, most = max(reversed(groups), key=lambda one: one[1].counted.actions)
    said = ngettext("{n} action", "{n} actions", most.counted.actions).format(n=f"{most.counted.actions:,}")
    return _("Most was done in {month}: {actions}.").format(month=name, actions=said)


def totals(groups: Sequence[tuple[str, Group]], total: Counted, *, label: str) -> str:
    """What actions add up to, a group a row and all of them in the last."""
    columns = [(label, None), *_counts(total)]
    header = [name for name, _value in columns]
    rows = [[escape(name), *(value for _name, value in _counts(group.counted, total))] for name, group in groups]
    rows.append([f"<b>{_('In all')}</b>", *(value or "" for _name, value in columns[1:])])
    return parts.table(header, rows, caption=_("What was done"), numeric=range(1, len(header)))


def _counts(counted: Counted, total: Counted | None = None) -> list[tuple[str, str]]:
    """The number of actions and each count with its name; what no action of the table counted has no column."""
    missing = f'<span class="ct-note">{_("not counted")}</span>'
    whole = total or counted
    people = [
        (_("Tried"), counted.attempted, whole.attempted), (_("Reached"), counted.reached, whole.reached),
        (_("Moved"), counted.moved, whole.moved),
    ]  # fmt: skip
    cells = [(name, missing if n is None else f"{n:,}") for name, n, known in people if known is not None]
    if whole.minutes is not None:
        cells.append((_("Time"), missing if counted.minutes is None else say.time_spent(counted.minutes)))
    if whole.cost_cents is not None:
        cells.append((_("Cost"), missing if counted.cost_cents is None else dollars(counted.cost_cents)))
    return [(_("Actions"), f"{counted.actions:,}"), *cells]


def moves(given: Sequence[DatedMove], *, today: date) -> str:
    """Whose position changed, before and after, with the days."""
    rows = [
        [
            f"<b>{escape(one.move.label)}</b>",
            f"{position(one.move.before)}<br>{parts.day(one.heard_before, today=today)}",
            f"{position(one.move.after)}<br>{parts.day(one.heard, today=today)}",
        ]
        for one in given
    ]
    return parts.table([_("Who"), _("Before"), _("Then")], rows, caption=_("Positions that changed"))


def whose_plate(load: Load, *, own: int | None) -> str:
    """Whose tasks they are: nobody's, one's own, or a person's by the number of their account."""
    names = {None: _("Nobody’s yet"), own: _("Yours")}
    return names.get(load.account_id) or _("Account {n}").format(n=load.account_id)


def loads(given: Sequence[Load], *, own: int | None) -> str:
    """Open tasks by person; a person is named by number, except oneself."""
    rows = [[escape(whose_plate(one, own=own)), f"{one.open_tasks:,}", f"{one.late_tasks:,}"] for one in given]
    return parts.table([_("Whose"), _("Open"), _("Late")], rows, caption=_("Open tasks"), numeric=(1, 2))


def listed_title(action: Listed) -> str:
    """An action of a list in a few words."""
    about = ", ".join(one.label for one in action.subjects)
    return action.title or (f"{say.kind_name(action.kind)}: {about}" if about else say.kind_name(action.kind))


def listed_line(action: Listed, *, today: date) -> str:
    """The day, whose it is, and what was counted, under an action's link."""
    counted = []
    if action.reached is not None:
        counted.append(
            ngettext("{n} person reached", "{n} people reached", action.reached).format(n=f"{action.reached:,}")
        )
    if action.minutes is not None:
        counted.append(say.time_spent(action.minutes))
    stances = "".join(f" {position(one.stance)}" for one in action.subjects if one.stance)
    said = " · ".join(escape(words) for words in (action.organization, action.campaign, *counted) if words)
    return f'<p class="ct ct-say">{parts.day(action.on_date, today=today)} · {said}{stances}</p>'
