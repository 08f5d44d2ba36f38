"""Organizations as markup: the directory, one organization's parts, coverage; every word a person wrote is escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape

from coalition.organizations.models import Area, Standing
from coalition.organizations.places import Coverage
from coalition.organizations.queries import Agreed, Directory, Listed, OrganizationRecord, ReachSaid, StandingSaid
from coalition.organizations.sentences import (
    AREA_WORDS,
    KIND_WORDS,
    PLACE_WORDS,
    REASON_WORDS,
    STANDING_WORDS,
    counted_words,
    day_words,
)
from coalition.organizations.suggesting import Pair
from data.language import _
from look import parts
from look.parts import icon, table, tag

ADDRESS = "/organization?organization={id}"
STANDING_TAGS = {
    Standing.MEMBER: ("ok", "check"),
    Standing.ALLY: ("info", ""),
    Standing.PROSPECT: ("work", ""),
    Standing.FORMER: ("", ""),
}
AREA_MARKS = {Area.PUBLIC: ("public", "school"), Area.EQUITY: ("equity", "scale"), Area.FUNDING: ("fund", "coins")}


def name(words: str) -> str:
    """A name in its own direction, so that one written from right to left turns nothing round it."""
    return f"<bdi>{escape(words)}</bdi>"


def link(id_: int, words: str) -> str:
    """A name that opens the organization's page."""
    return f'<a href="{ADDRESS.format(id=id_)}" target="_self">{name(words)}</a>'


def dated(when: date) -> str:
    """A day with its year: what stands here may be years old."""
    return parts.day(when, today=date.min)


def standing_tag(standing: str | None) -> str:
    """How an organization stands, in a word."""
    if standing is None:
        return tag(_("Nothing said"))
    kind, mark = STANDING_TAGS[Standing(standing)]
    return tag(_(STANDING_WORDS[Standing(standing)]), kind, mark)


def area(one: Area) -> str:
    """One of the three areas: icon, name and hue."""
    hue, mark = AREA_MARKS[one]
    return f'<span class="ct-pillar ct-p-{hue}">{icon(mark)}{escape(_(AREA_WORDS[one]))}</span>'


def areas(several: Sequence[Area]) -> str:
    """The areas an organization works in, each on a line of its own."""
    return "".join(f"<div>{area(one)}</div>" for one in several)


def directory_table(found: Directory, some: Sequence[Listed], *, public: bool) -> str:
    """The organizations of one page of the directory; on a phone each is a card."""
    header = [_("Organization"), _("Standing"), _("Areas"), _("Kind")]
    rows = [_row(one, public=public) for one in some]
    caption = _("{n} organizations").format(n=len(found.fitting))
    return f'<div class="ct-cards">{table(header, rows, caption=caption)}</div>'


def _row(one: Listed, *, public: bool) -> list[str]:
    beside = []
    if one.other_names:
        beside.append(_("also {names}").format(names=", ".join(map(name, one.other_names))))
    if not public and one.published:
        beside.append(_("shown to the public"))
    if one.is_host:
        beside.append(_("runs this table"))
    under = f"<small>{'; '.join(beside)}</small>" if beside else ""
    since = f"<small>{_('since')} {dated(one.stands.since)}</small>" if one.stands else ""
    standing = standing_tag(one.stands.standing if one.stands else None)
    return [link(one.id, one.name) + under, standing + since, areas(one.areas), escape(_(KIND_WORDS[one.kind]))]


def facts(record: OrganizationRecord, *, public: bool) -> str:
    """Who the organization is: what it wrote of itself, its website, its areas and other names."""
    listed = record.listed
    pieces = []
    if record.about:
        pieces.append("".join(f'<p class="ct ct-say">{escape(line)}</p>' for line in record.about.splitlines() if line))
    rows = [(_("Kind"), escape(_(KIND_WORDS[listed.kind])))]
    if listed.areas:
        rows.append((_("Areas"), areas(listed.areas)))
    if listed.website:
        rows.append((_("Website"), f'<a href="{escape(listed.website)}" rel="noopener">{escape(listed.website)}</a>'))
    if listed.other_names:
        rows.append((_("Other names"), "<br>".join(map(name, listed.other_names))))
    if not public:
        words = (
            _("The public sees its name, other names, kind, description, website, standing and areas.")
            if listed.published
            else _("The public sees nothing.")
        )
        rows.append((_("Public"), words))
    terms = "".join(f"<div><dt>{escape(term)}</dt><dd>{words}</dd></div>" for term, words in rows)
    return f'{"".join(pieces)}<dl class="ct ct-person-facts">{terms}</dl>'


def standings(said: Sequence[StandingSaid]) -> str:
    """Every change of standing, newest first."""
    rows = [[dated(one.since), standing_tag(one.standing), escape(one.note) or _("no note")] for one in said]
    return table([_("From"), _("Standing"), _("Note")], rows, caption=_("Standing over time"))


def reaches(said: Sequence[ReachSaid]) -> str:
    """How many members are counted where, on which day, and who said so."""
    rows = [
        [
            f"{escape(one.place.name)}<small>{_(PLACE_WORDS[one.place.kind])}, {one.place.state.upper()}</small>",
            escape(counted_words(one.members)),
            dated(one.as_of) + f"<small>{escape(one.said_in) or _('nobody named')}</small>",
        ]
        for one in said
    ]
    header = [_("Where"), _("Members"), _("Counted on, as said by")]
    return table(header, rows, caption=_("Members by county and district"), numeric=(1,))


def agreements(said: Sequence[Agreed]) -> str:
    """What was agreed, newest first."""
    rows = [
        [
            escape(one.title) + (f"<small>{escape(one.note)}</small>" if one.note else ""),
            dated(one.agreed_on),
            dated(one.until) if one.until else _("until further notice"),
        ]
        for one in said
    ]
    return table([_("Agreement"), _("Agreed"), _("Until")], rows, caption=_("Agreements"))


def coverage_table(found: Coverage) -> str:
    """Every place with the member organizations that reach it and the members they count, the unreached first."""
    ordered = sorted(found.places, key=lambda one: one.organizations > 0)
    rows = [
        [
            escape(one.place.name),
            str(one.organizations) if one.organizations else _("nobody"),
            escape(counted_words(one.members)) if one.organizations else "",
        ]
        for one in ordered
    ]
    header = [_(PLACE_WORDS[found.kind]), _("Organizations"), _("Members counted")]
    return table(header, rows, caption=_("Who reaches which district"), numeric=(1,))


def pair(one: Pair, other_id: int, other: str) -> str:
    """Another record that may be the same organization: its name opens it, and why."""
    return f'<p class="ct ct-say">{link(other_id, other)}: {escape(_(REASON_WORDS[one.reason]))}</p>'


def merged_sentence(words: str, reason: str, when: date) -> str:
    """A record that was merged into this one."""
    why = f" {reason}" if reason else ""
    said = _("“{name}” was merged into this record on {day}.").format(name=words, day=day_words(when))
    return f'<p class="ct ct-say">{escape(said)}{escape(why)}</p>'
