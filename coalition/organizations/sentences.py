"""What is said of organizations in words: standings, areas, kinds, names to look at, counts and reasons."""

from collections.abc import Sequence
from datetime import date

from coalition.organizations.models import Area, OrganizationKind, Standing
from coalition.organizations.places import Coverage, PlaceHead
from coalition.organizations.queries import Directory, OrganizationRecord
from coalition.organizations.rules import FEWEST_TOLD, Counted, Oddity, StandingFrom
from coalition.organizations.suggesting import Pair, Reason
from data.language import _, ngettext
from data.language.days import long_day
from data.places import PlaceKind

STANDING_WORDS = {
    Standing.MEMBER: "Member", Standing.ALLY: "Ally", Standing.PROSPECT: "Prospect", Standing.FORMER: "Former",
}  # fmt: skip
AREA_WORDS = {
    Area.PUBLIC: "Keep public schools public",
    Area.EQUITY: "Equity for every student",
    Area.FUNDING: "Fully fund public schools",
}
KIND_WORDS = {
    OrganizationKind.UNION: "Union",
    OrganizationKind.PARENTS: "Parents’ group",
    OrganizationKind.STUDENTS: "Students’ group",
    OrganizationKind.FAITH: "Faith group",
    OrganizationKind.CIVIL_RIGHTS: "Civil rights group",
    OrganizationKind.COMMUNITY: "Community group",
    OrganizationKind.PROGRAMME: "Programme",
    OrganizationKind.RESEARCH: "Research group",
    OrganizationKind.COALITION: "Coalition",
    OrganizationKind.OTHER: "Other",
}
PLACE_WORDS = {
    PlaceKind.COUNTY: "County", PlaceKind.HOUSE: "State House district", PlaceKind.SENATE: "State Senate district",
}  # fmt: skip
ODDITY_WORDS = {
    Oddity.MARKS_REMOVED: "The name held invisible marks, which were left out.",
    Oddity.MIXED_LETTERS: "A word of the name mixes letters of two alphabets and may look like another name. Check it.",
    Oddity.OTHER_LETTERS: "The name is written in letters of another alphabet that look like ours. Check it.",
    Oddity.RIGHT_TO_LEFT: "The name is written from right to left and is shown so.",
}
REASON_WORDS = {
    Reason.SAME: "The same name but for case, punctuation, accents or “Inc.”",
    Reason.SPACING: "The same letters, spaced differently.",
    Reason.LOOKS_ALIKE: "Letters of another alphabet that look the same.",
    Reason.WRITTEN_OUT: "The same words, one of them shortened.",
    Reason.STATE_NAMED: "The same name, one of them with the state.",
    Reason.STATE_LETTER: "The same letters, one of them with the state’s first letter.",
    Reason.INITIALS: "One is the initials of the other.",
    Reason.GENERAL_WORD: "The same name, one of them with a word such as “Coalition” or “Chapter”.",
    Reason.ONE_LETTER: "The same words but for a letter.",
}


def odd_sentences(found: tuple[Oddity, ...]) -> tuple[str, ...]:
    """What to look at in a name, a sentence each."""
    return tuple(_(ODDITY_WORDS[oddity]) for oddity in found)


def counted_words(members: Counted) -> str:
    """ "1,200", "fewer than 3", "1,200, and fewer than 3 in 2 more counts"; "none" for nobody."""
    few = _("fewer than {few}").format(few=FEWEST_TOLD)
    if not members.is_any:
        return _("none")
    if not members.told:
        return few if members.few == 1 else _("{few} in each of {n} counts").format(few=few, n=members.few)
    if not members.few:
        return f"{members.told:,}"
    more = ngettext("{told}, and {few} in another count", "{told}, and {few} in {n} more counts", members.few)
    return more.format(told=f"{members.told:,}", few=few, n=members.few)


def day_words(when: date) -> str:
    """ "March 3, 2026"."""
    return long_day(when)


def listed_words(several: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = several
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def place_label(place: PlaceHead) -> str:
    """A place with its state, and its chamber where its name does not say it: "10th Bristol District (House), MA"."""
    chamber = {PlaceKind.HOUSE: _("House"), PlaceKind.SENATE: _("Senate")}.get(place.kind, "")
    said = f" ({chamber})" if chamber and chamber not in place.name else ""
    return f"{place.name}{said}, {place.state.upper()}"


def standing_noun(standing: str, count: int) -> str:
    """ "9 members", "1 ally"."""
    nouns = {
        Standing.MEMBER: ngettext("{n} member", "{n} members", count),
        Standing.ALLY: ngettext("{n} ally", "{n} allies", count),
        Standing.PROSPECT: ngettext("{n} prospect", "{n} prospects", count),
        Standing.FORMER: ngettext("{n} former", "{n} former", count),
    }
    return nouns[Standing(standing)].format(n=f"{count:,}")


def directory_sentence(found: Directory, *, narrowed: bool) -> str:
    """How many there are and how they stand; how many of them fit when the visitor narrowed the list."""
    if narrowed:
        count = len(found.fitting)
        said = ngettext("{n} of {all} organizations fits.", "{n} of {all} organizations fit.", count)
        return said.format(n=f"{count:,}", all=f"{len(found.every):,}")
    count = len(found.every)
    start = ngettext("{n} organization", "{n} organizations", count).format(n=f"{count:,}")
    stands = [standing_noun(how, many) for how, many in found.by_standing.items() if how != "none" and many]
    return f"{start}: {listed_words(stands)}." if stands else f"{start}."


def stands_sentence(record: OrganizationRecord) -> str:
    """How an organization stands, since when and what it works on."""
    stands = record.listed.stands
    first = _stands(stands) if stands else _("Nothing is said yet of how it stands to the coalition.")
    if not record.listed.areas:
        return first
    works = listed_words([f"“{_(AREA_WORDS[one])}”" for one in record.listed.areas])
    return _("{stands} It works on {areas}.").format(stands=first, areas=works)


def _stands(stands: StandingFrom) -> str:
    said = {
        Standing.MEMBER: _("A member of the coalition since {day}."),
        Standing.ALLY: _("An ally of the coalition since {day}: it works with us without having joined."),
        Standing.PROSPECT: _("A prospect since {day}: somebody we hope will join."),
        Standing.FORMER: _("No longer with the coalition since {day}."),
    }
    return said[Standing(stands.standing)].format(day=day_words(stands.since))


def pair_sentence(pair: Pair) -> str:
    """Two names that may be one organization, and why."""
    return f"“{pair.low_name}” · “{pair.high_name}”. {_(REASON_WORDS[pair.reason])}"


def coverage_sentence(found: Coverage, state: str) -> str:
    """How many districts no member organization reaches."""
    many, gone = len(found.places), len(found.unreached)
    what = {
        PlaceKind.COUNTY: _("counties"),
        PlaceKind.HOUSE: _("state House districts"),
        PlaceKind.SENATE: _("state Senate districts"),
    }[found.kind]
    if not gone:
        return _("Member organizations count members in every one of the {n} {what} of {state}.").format(
            n=many, what=what, state=state
        )
    said = ngettext(
        "In {gone} of the {n} {what} of {state} no member organization counts a member.",
        "In {gone} of the {n} {what} of {state} no member organization counts a member.",
        gone,
    )
    return said.format(gone=gone, n=many, what=what, state=state)
