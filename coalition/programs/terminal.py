"""Programmes as the terminal prints them: names and the numbers that were let out; nothing from behind the wall."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coalition.programs import sentences as say
from coalition.programs.queries import Figure, ProgramShown


def programs_as_text(found: Sequence[ProgramShown], figures: Sequence[Figure], *, today: date) -> str:
    """One line for each programme, and where names are kept."""
    lines = [
        f"{one.id}  {one.name} ({one.organization}): "
        + say.figures_lede([figure for figure in figures if figure.program_id == one.id], today=today)
        for one in found
    ]
    return "\n".join([*(lines or ["No programme yet."]), say.HOW_TO_REACH])


def program_as_text(one: ProgramShown, figures: Sequence[Figure], places: Mapping[str, str], *, today: date) -> str:
    """A programme with every number that was let out."""
    lines = [f"{one.name} ({one.organization})", say.figures_lede(figures, today=today)]
    for figure in figures:
        of = places.get(figure.part, figure.part)
        name = say.MEASURE_WORDS.get(figure.measure, figure.measure)
        lines.append(f"  {name}{f', {of}' if of else ''}: {say.figure_value(figure)}")
    return "\n".join([*lines, say.WALL_SAY])


def figures_as_json(one: ProgramShown, figures: Sequence[Figure]) -> dict[str, Any]:
    """The same for programs: a masked number is null with its reason."""
    return {
        "id": one.id,
        "name": one.name,
        "organization": one.organization,
        "figures": [
            {
                "as_of": figure.as_of.isoformat(), "measure": figure.measure, "part": figure.part,
                "value": figure.value, "unit": figure.unit, "missing": figure.missing_reason or None,
            }
            for figure in figures
        ],
    }  # fmt: skip
