"""The ledger as markup: the two ceilings, the table of kinds, an action with its answer, the forms' lines."""

from collections.abc import Sequence
from html import escape

from campaigns.lobbying import sentences as say
from campaigns.lobbying.gathering import Level
from campaigns.lobbying.ledger import Entry, Ledger, SetUp
from campaigns.lobbying.recognising import Kind, Recognised
from campaigns.lobbying.rows import Costed
from campaigns.lobbying.schedule import averaging_lines, averaging_years, year_lines
from data.language import _
from data.language.days import short_day, short_month
from data.money import dollars, percent
from look import parts

SHORT = 80
TAGS = {Kind.DIRECT: "work", Kind.GRASS_ROOTS: "info", Kind.NONE: ""}


def gauge(ledger: Ledger) -> str:
    """Both ceilings as bars with their amounts in words; empty while there are no ceilings."""
    if ledger.ceilings is None:
        return ""
    total, grass = ledger.levels
    return (
        '<div class="ct ct-ceilings">'
        + _bar(_("All lobbying"), ledger.total_cents, ledger.ceilings.total_cents, total)
        + _bar(_("Of it grass roots"), ledger.grass_roots_cents, ledger.ceilings.grass_roots_cents, grass)
        + "</div>"
    )


def _bar(name: str, spent: int, ceiling: int, level: Level) -> str:
    wide = min(100.0, spent * 100 / ceiling) if ceiling else (100.0 if spent else 0.0)
    share = percent(spent, ceiling) if ceiling else "–"
    figures = _("{spent} of {ceiling}").format(spent=dollars(spent), ceiling=dollars(ceiling))
    return (
        f'<div class="ct-ceiling ct-l-{level.name.lower()}">'
        f"<p><b>{escape(name)}</b> {_level_tag(level, spent > ceiling)}</p>"
        f'<p class="fig ct-num">{escape(figures)} <small>{escape(share)}</small></p>'
        f'<div class="ct-bar" style="--v:{wide:.1f}" aria-hidden="true"><i></i></div></div>'
    )


def _level_tag(level: Level, above: bool) -> str:
    match level:
        case Level.NEAR:
            return parts.tag(_("75% reached"), "work", "clock")
        case Level.CLOSE:
            return parts.tag(_("90% reached"), "work", "clock")
        case Level.OVER:
            return parts.tag(_("above") if above else _("at the ceiling"), "stop", "cross")
        case _other:
            return parts.tag(_("below 75%"), "ok", "check")


def kinds(ledger: Ledger) -> str:
    """How many actions of each kind, and what they count."""
    sums = ledger.sums
    rows = [
        [escape(say.kind_words(Kind.DIRECT)), f"{sums.direct:,}", dollars(sums.direct_cents)],
        [escape(say.kind_words(Kind.GRASS_ROOTS)), f"{sums.grass_roots:,}", dollars(sums.grass_roots_cents)],
        [f"<b>{_('All lobbying')}</b>", "", f"<b>{dollars(sums.total_cents)}</b>"],
        [escape(say.kind_words(Kind.NONE)), f"{sums.none:,}", _not_counted(sums.none_cents)],
        [escape(say.kind_words(None)), f"{ledger.unanswered:,}", _not_counted(ledger.unanswered_cents)],
    ]
    header = [_("Kind"), _("Actions"), _("Counted")]
    caption = _("What the actions of {year} count").format(year=say.year_words(ledger))
    return parts.table(header, rows, caption=caption, numeric=(1, 2))


def _not_counted(cents: int | None) -> str:
    if cents is None:
        return f"<small>{escape(_('no cost said'))}</small>"
    words = _("{amount} recorded, not counted").format(amount=dollars(cents))
    return f"<small>{escape(words)}</small>"


def entry(found: Entry) -> str:
    """An action on the list: its day, title, kind, money, and the rule with its place in the law."""
    action, costed = found.action, found.costed
    day = f'<time datetime="{action.on_date.isoformat()}">{escape(_day(found))}</time>'
    more = _(", shared") if found.said.shares else ""
    tag = parts.tag(say.kind_words(costed.kind) + more, TAGS[costed.kind] if costed.kind else "")
    lines = say.reasons(costed.found)
    money = " ".join(line for line in (say.money_sentence(costed), say.counts_sentence(found)) if line)
    shared = [_shared(found)] if found.said.shares else []
    small = "".join(f"<small>{escape(line)}</small>" for line in [*lines, *shared])
    return (
        f'<div class="ct ct-account ct-entry"><p>{day} <b>{escape(title(found))}</b> {tag}</p>'
        f"<p>{parts.with_figures(money)}</p>{small}</div>"
    )


def _day(found: Entry) -> str:
    return short_day(found.action.on_date)


def title(found: Entry) -> str:
    """What an action is called: its title, else the beginning of what was typed, else its kind."""
    said = found.action.said
    return found.action.title or (said if len(said) <= SHORT else f"{said[:SHORT]}…") or found.action.kind.capitalize()


def _shared(found: Entry) -> str:
    shares = [f"{say.kind_words(kind)} {share}%" for kind, share in found.said.shares]
    return _("Shared: {shares}. {reason}").format(shares=", ".join(shares), reason=found.share_reason)


def facts_of(found: Entry) -> str:
    """What the action itself says, above the questions."""
    action = found.action
    cost = (
        _("cost not said") if action.cost_cents is None else _("{cost} spent").format(cost=dollars(action.cost_cents))
    )
    time = _("time not said") if action.minutes is None else _("{n} minutes").format(n=action.minutes)
    said = parts.say(action.said) if action.said else ""
    return parts.say(f"{_day(found)} · {action.kind} · {cost} · {time}") + said


def answer(costed: Costed) -> str:
    """What the answers given so far come to, shown at once."""
    lines = [*say.found_sentences(costed.found), say.money_sentence(costed)]
    known = isinstance(costed.found, Recognised)
    inside = "".join(f"<p>{parts.with_figures(line)}</p>" for line in lines if line)
    return f'<div class="ct ct-answer{"" if known else " ct-open"}" role="status">{inside}</div>'


def schedule(ledger: Ledger) -> str:
    """Schedule C, Part II-A, lines 1a to 1i."""
    rows = [
        [escape(line.line), escape(line.words), escape(line.missing) if line.cents is None else dollars(line.cents)]
        for line in year_lines(ledger)
    ]
    caption = _("Schedule C, Part II-A, tax year {year}").format(year=say.year_words(ledger))
    return parts.table([_("Line"), _("Item"), _("Amount")], rows, caption=caption, numeric=(2,))


def averaging(ledger: Ledger) -> str:
    """Lines 2a to 2f with a column for each base year; empty while they are not known."""
    years = averaging_years(ledger)
    if not years:
        return ""
    rows = [
        [
            escape(line.line),
            escape(line.words),
            *("" if cents is None else dollars(cents) for cents in line.by_year),
            f"<b>{dollars(line.total_cents)}</b>",
        ]
        for line in averaging_lines(ledger)
    ]
    header = [_("Line"), _("Item"), *(str(one.year) for one in years), _("Total")]
    return parts.table(header, rows, caption=_("Four-year averaging period"), numeric=range(2, len(header)))


def months(ledger: Ledger) -> str:
    """The figures behind the chart."""
    rows = [
        [
            escape(f"{short_month(one.starts.month)} {one.starts.year}"),
            dollars(one.total_cents),
            dollars(one.grass_roots_cents),
        ]
        for one in ledger.months
    ]
    header = [_("To the end of"), _("All lobbying"), _("Grass roots")]
    return parts.table(header, rows, caption=_("Figures behind this chart"), numeric=(1, 2))


def steps(setup: SetUp, year: int) -> str:
    """What the set-up still wants, as a list with its states."""
    spending = setup.years.get(year)
    kind = "" if spending is None else (_("estimate") if spending.is_estimate else _("actual"))
    done = (
        (bool(setup.elections) or not setup.may_elect, _("Form 5768, the 501(h) election"), _elections(setup)),
        (
            spending is not None,
            _("Exempt-purpose spending of {year}").format(year=say.year_label(year, setup.starts_month)),
            "" if spending is None else f"{dollars(spending.exempt_purpose_cents)}, {kind}, {spending.source}",
        ),
        (bool(setup.rates), _("What an hour of paid time costs"), ", ".join(setup.roles)),
    )
    items = "".join(
        f'<li><p>{escape(name)}</p><p class="d">{escape(words)}</p>'
        f"{parts.tag(_('on file'), 'ok', 'check') if ok else parts.tag(_('to do'), 'work', 'pen')}</li>"
        for ok, name, words in done
    )
    return f'<div class="ct ct-check"><ul>{items}</ul></div>'


def _elections(setup: SetUp) -> str:
    if not setup.may_elect:
        return _("may not elect")
    return "; ".join(election_words(one.first_year, one.revoked_from) for one in setup.elections)


def election_words(first_year: int, revoked_from: int | None) -> str:
    """ "in effect from 2024 on", "in effect 2021 to 2023"."""
    if revoked_from is None:
        return _("in effect from {first} on").format(first=first_year)
    return _("in effect {first} to {last}").format(first=first_year, last=revoked_from - 1)


def years_on_file(setup: SetUp) -> str:
    """Every tax year's exempt-purpose spending on file, newest first."""
    rows: list[Sequence[str]] = []
    for year, one in sorted(setup.years.items(), reverse=True):
        filed = "–"
        if one.filed_total_cents is not None:
            filed = f"{dollars(one.filed_total_cents)}<small>{dollars(one.filed_grass_roots_cents or 0)}</small>"
        kind = _("estimate") if one.is_estimate else _("actual")
        source = f"{escape(one.source)}<small>{escape(kind)}</small>"
        rows.append(
            [escape(say.year_label(year, setup.starts_month)), dollars(one.exempt_purpose_cents), source, filed]
        )
    header = [_("Tax year"), _("Exempt purposes"), _("Source"), _("Lobbying as filed (grass roots)")]
    return parts.table(header, rows, caption=_("Exempt-purpose spending on file"), numeric=(1, 3))


def waiting(found: Entry) -> str:
    """An action of the queue in two lines: its day and name, and what is still wanted."""
    wanted = found.costed.missing and say.money_sentence(found.costed)
    small = wanted or " ".join(say.found_sentences(found.costed.found) if found.version else [])
    return (
        f'<div class="ct ct-account"><p>{escape(_day(found))} <b>{escape(title(found))}</b></p>'
        f"<small>{escape(small)}</small></div>"
    )


def saved_lines(found: Entry, costed: Costed) -> list[str]:
    """What was saved of an action, for the saved card."""
    return [f"{title(found)}: {say.kind_words(costed.kind)}.", say.money_sentence(costed)]
