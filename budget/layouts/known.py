"""The tables we know from the start, as rows of `data/reference/`."""

from collections import defaultdict
from functools import cache

from budget.layouts.mappings import MappedColumn, Mapping, Repeats, Role, YearFrom
from budget.line_items.stages import Unit
from data.reference_tables import rows_of

STAGE_WORD = "stage_word"


@cache
def known_mappings() -> dict[str, Mapping]:
    """Every built-in preset by its key, in the order of the reference table."""
    columns: defaultdict[str, list[MappedColumn]] = defaultdict(list)
    words: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, row in rows_of("preset_columns"):
        if row["role"] == STAGE_WORD:
            words[row["preset"]][row["header"]] = row["stage"]
        else:
            year = YearFrom(row["year"] or YearFrom.HEADER)
            columns[row["preset"]].append(MappedColumn(row["header"], Role(row["role"]), row["stage"], year))
    return {
        row["key"]: Mapping(
            key=row["key"],
            title=row["title"],
            columns=tuple(columns[row["key"]]),
            jurisdiction=row["jurisdiction"],
            unit=Unit(row["unit"]),
            publisher=row["publisher"],
            unit_evidence=row["unit_evidence"],
            repeats=Repeats(row["repeats"]),
            code_form=row["code_form"],
            zero_all_year_means_none=row["zero_all_year_means_none"] == "yes",
            stage_words=words[row["key"]],
        )
        for _, row in rows_of("presets")
    }
