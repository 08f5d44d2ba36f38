"""Positions as markup: each subject with who stands where, and those who said nothing named as such."""

from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.positions import sentences as say
from campaigns.positions.queries import Held, Member, Past, SubjectPositions
from campaigns.positions.rules import Stance
from data.language import _
from look import parts

TAGS = {
    Stance.SUPPORT: ("ok", "check"), Stance.OPPOSE: ("stop", "cross"), Stance.NEUTRAL: ("info", "dash"),
    Stance.WITHDRAWN: ("", "back"),
}  # fmt: skip
SHORT = 12


def stance(one: Stance | None, words: str = "") -> str:
    """A stance as a tag: a sign and a word."""
    if one is None:
        return parts.tag(words or _("no position"), "eg")
    return parts.tag(words or _(say.STANCE_WORDS[one]), *TAGS[one])


def coalition(one: SubjectPositions) -> str:
    """The coalition's own position by its rule, and the counts it follows from; published ones for a visitor."""
    if one.derived is None:
        return parts.say(say.published_sentence(one))
    tag = stance(one.derived.stance, _("the coalition: {word}").format(word=say.derived_words(one.derived)))
    return f'<p class="ct ct-say">{tag} {escape(say.derived_sentence(one.derived))}</p>'


def holders(one: SubjectPositions, *, today: date) -> str:
    """Who holds which position since when, then the members that have taken none."""
    rows = []
    for side in Stance:
        rows += [_holder(held, today) for held in one.by_stance(side)]
    rows += [
        [escape(member.name), stance(None, _("none taken yet")), ""] for member in one.silent if not _spoke(one, member)
    ]
    header = [_("Organization"), _("Position"), _("Since, and why")]
    caption = _("Who stands where on {what}").format(what=one.head.label)
    return parts.table(header, rows, caption=caption) if rows else ""


def _spoke(one: SubjectPositions, member: Member) -> bool:
    return any(held.organization_id == member.id for held in one.held)


def _holder(held: Held, today: date) -> list[str]:
    name = escape(held.organization)
    if not held.is_member:
        name += f" <small>{escape(_('not a member: outside the count'))}</small>"
    if held.published:
        name += f" <small>{escape(_('said in public'))}</small>"
    reason = f"<small>{escape(held.reason)}</small>" if held.reason else ""
    return [name, stance(held.stance), parts.day(held.since, today=today) + reason]


def matrix(every: Sequence[SubjectPositions], members: Sequence[Member]) -> str:
    """Subjects by organizations: a word in each cell; an empty one is said, not left blank."""
    header = [_("On"), _("The coalition"), *(member.name for member in members)]
    rows = []
    for one in every:
        held = {position.organization_id: position.stance for position in one.held}
        what = f"<b>{escape(one.head.label)}</b><small>{escape(one.head.title)}</small>"
        derived = one.derived.stance if one.derived else None
        cells = [stance(held[member.id]) if member.id in held else f"<small>{_('none')}</small>" for member in members]
        rows.append([what, stance(derived), *cells])
    return parts.table(header, rows, caption=_("Who stands where, by organization"))


def past(every: Sequence[Past], *, today: date) -> str:
    """Every position ever taken, newest first."""
    items = [
        (
            parts.day(one.since, today=today),
            f"{escape(one.organization)}: {escape(_(say.STANCE_WORDS[one.stance]))}",
            one.reason,
        )
        for one in every
    ]
    return parts.changes(items)


def under(one: SubjectPositions) -> str:
    """Under a subject's name in the list: where it is, and how the coalition stands."""
    return f'<p class="ct ct-under">{escape(one.head.place)}</p>{coalition(one)}'
