"""The directory and the coverage as tables on their way out, with the values the pages show; no person is in them."""

from datetime import date

from coalition.organizations.models import Standing
from coalition.organizations.places import Coverage
from coalition.organizations.queries import Directory, Listed
from coalition.organizations.rules import Counted
from coalition.organizations.sentences import (
    AREA_WORDS,
    KIND_WORDS,
    PLACE_WORDS,
    STANDING_WORDS,
    counted_words,
    coverage_sentence,
    place_label,
)
from data.exports.tables import Column, ColumnKind, Missing, Table, Value

TEXT, DATE, INTEGER = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INTEGER
NOTHING_SAID = Missing("nothing is said of its standing")
NOBODY_COUNTED = Missing("nobody counted")


def directory_table(found: Directory, *, day: date) -> Table:
    """The organizations that fit, in the order of the page; a file a directory can import again."""
    columns = (
        Column("name", "Organization", TEXT),
        Column("other_names", "Other names", TEXT),
        Column("kind", "Kind", TEXT),
        Column("standing", "Standing", TEXT),
        Column("since", "Since", DATE),
        Column("areas", "Areas", TEXT),
        Column("website", "Website", TEXT),
    )
    return Table(
        name="organizations",
        title="Organizations of the coalition",
        columns=columns,
        rows=tuple(_row(one) for one in found.fitting),
        filters=(*_filters(found), ("As it stood on", day.isoformat()), ("Organizations", str(len(found.fitting)))),
        notes=("Other names and areas are separated by semicolons.",),
    )


def _filters(found: Directory) -> tuple[tuple[str, str], ...]:
    wanted = found.wanted
    said = [("Words", wanted.words), ("Standing", wanted.standing), ("Area", wanted.area), ("Kind", wanted.kind)]
    if found.place is not None:
        said.append(("Counts members in", place_label(found.place)))
    return tuple((name, value) for name, value in said if value)


def _row(one: Listed) -> tuple[Value, ...]:
    stands: tuple[Value, Value] = (NOTHING_SAID, NOTHING_SAID)
    if one.stands is not None:
        stands = (STANDING_WORDS[Standing(one.stands.standing)], one.stands.since)
    areas = "; ".join(AREA_WORDS[area] for area in one.areas)
    return one.name, "; ".join(one.other_names), KIND_WORDS[one.kind], *stands, areas, one.website


def coverage_table(found: Coverage, state: str) -> Table:
    """Every place of one kind with the member organizations that reach it, in the order of its list."""
    columns = (
        Column("state", "State", TEXT),
        Column("code", "Code", TEXT),
        Column("place", PLACE_WORDS[found.kind], TEXT),
        Column("organizations", "Member organizations", INTEGER),
        Column("members", "Members they count", INTEGER),
    )
    return Table(
        name=f"coverage-{found.state}-{found.kind}",
        title=coverage_sentence(found, state),
        columns=columns,
        rows=tuple(
            (state, one.place.code, place_label(one.place), one.organizations, _told(one.members))
            for one in found.places
        ),
        notes=("One person can be counted by two organizations. Fewer than 3 members are not told more exactly.",),
    )


def _told(members: Counted) -> Value:
    """A sum that may be told; a count of fewer than three is said in words, and that nobody counted is not 0."""
    if not members.is_any:
        return NOBODY_COUNTED
    return members.told if not members.few else Missing(counted_words(members))
