"""The statements that ask for figures, by numbers and made once: nothing of a masked figure but that it is masked."""

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, not_, null, or_
from sqlmodel import Session, col

from budget.districts.models import Figure, FigureGroup, SchoolMeasure, SchoolUnit, UnitLevel
from data.imports.bulk import held_rows
from data.missing import MissingReason
from data.places import Jurisdiction
from data.records import columns

EVERYBODY = "all"
STUDENTS = "students"
NOBODY_SEES = MissingReason.SUPPRESSED.value


class Codes(NamedTuple):
    """Codes of measures and groups by their numbers here: found first, so that figures are sought by their key."""

    called: tuple[tuple[int, str], ...]
    group_called: tuple[tuple[int, str], ...]
    suppressible: frozenset[int]
    counted: frozenset[int]  # of these a school's students may be told, all of them together
    everybody: int

    @property
    def measures(self) -> dict[int, str]:
        """Each measure's code by its number."""
        return dict(self.called)

    @property
    def groups(self) -> dict[int, str]:
        """Each group's code by its number."""
        return dict(self.group_called)

    def of_measures(self, codes: Collection[str]) -> list[int]:
        """The numbers of some measures; of none for a code there is not."""
        return [number for number, code in self.measures.items() if code in codes]

    def of_groups(self, codes: Collection[str]) -> list[int]:
        """The numbers of some groups."""
        return [number for number, code in self.groups.items() if code in codes]


def codes_of(session: Session) -> Codes:
    """The codes of every measure and group."""
    of_measures, of_groups = _code_statements()
    rows, groups = held_rows(session, of_measures), held_rows(session, of_groups)
    everybody = next((number for number, code in groups if code == EVERYBODY), 0)
    suppressible = frozenset(row[0] for row in rows if row[2])
    counted = frozenset(row[0] for row in rows if row[2] and row[3] == STUDENTS)
    called = tuple((row[0], row[1]) for row in rows)
    return Codes(called, tuple((row[0], row[1]) for row in groups), suppressible, counted, everybody)


@cache
def _code_statements() -> tuple[Select[Any], Select[Any]]:
    m, g = SchoolMeasure, FigureGroup
    return columns(m.id, m.code, m.suppressible, m.subject), columns(g.id, g.code)


Numbers = tuple[int, ...]


def of_level(
    known: Codes, state: str, measures: Collection[str], level: UnitLevel | str, years: Collection[int],
    groups: Collection[str],
) -> Select[Any]:  # fmt: skip
    """The statement of `figures`, by numbers: nothing of a masked figure but that it is masked."""
    asked = tuple(known.of_measures(measures)), tuple(sorted(years)), tuple(known.of_groups(groups))
    return _made(known, state, str(level), asked, any_group=not groups)


@lru_cache(maxsize=128)
def _made(
    known: Codes, state: str, level: str, asked: tuple[Numbers, Numbers, Numbers], *, any_group: bool
) -> Select[Any]:
    """The statement is made once for what is asked again and again, which takes longer than asking it."""
    unit, figure, masked = SchoolUnit, Figure, is_masked(level, known)
    measures, years, groups = asked
    statement = (
        columns(
            col(figure.unit_id),
            col(figure.measure_id),
            col(figure.school_year),
            col(figure.group_id),
            case((masked, null()), else_=col(figure.value)),
            case((masked, NOBODY_SEES), else_=col(figure.missing_reason)),
            case((masked, null()), else_=col(figure.margin)),
            col(figure.source_id),
        )
        .select_from(unit)
        .join(Jurisdiction, col(Jurisdiction.id) == unit.jurisdiction_id)
        .join(figure, col(figure.unit_id) == unit.id)
        .where(
            col(Jurisdiction.code) == state,
            col(unit.level) == level,
            col(figure.measure_id).in_(measures),
        )
    )
    if years:
        statement = statement.where(col(figure.school_year).in_(years))
    return statement if any_group else statement.where(col(figure.group_id).in_(groups))


def is_masked(level: UnitLevel | str, known: Codes) -> ColumnElement[bool]:
    """The condition under which a figure's value is answered to nobody.

    The gate has hidden it, or it is of one school's students: neither their groups nor what befell them (discipline,
    outcomes) is published by school, since a district's masked figures could be added up from its schools'.
    """
    hidden: ColumnElement[bool] = col(Figure.hidden).is_(True)
    if str(level) != UnitLevel.SCHOOL.value:
        return hidden
    counted = and_(col(Figure.measure_id).in_(sorted(known.counted)), col(Figure.group_id) == known.everybody)
    return or_(hidden, and_(col(Figure.measure_id).in_(sorted(known.suppressible)), not_(counted)))
