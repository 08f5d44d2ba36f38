"""Which field of an official source is which of our measures and groups: `data/reference/source_fields.csv`."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from data.reference_tables import rows_of

FACTORS = {"count": 1, "fte": 100, "cents": 100, "share": 1_000_000, "decimal": 100}


class SourceField(NamedTuple):
    """A field of a data set, the row it stands in where rows differ, and what it says; no group: the row names it.

    `factor` turns a number as it is printed into the measure's whole numbers.
    """

    row: str
    field: str
    measure: str
    group: str
    factor: int


@cache
def fields_of(service: str, dataset: str) -> tuple[SourceField, ...]:
    """The fields we take from a data set, in the order of the table."""
    units = {row["code"]: row["unit"] for _, row in rows_of("school_measures")}
    return tuple(
        SourceField(row["row"], row["field"], row["measure"], row["group"], FACTORS[units[row["measure"]]])
        for _, row in rows_of("source_fields")
        if (row["service"], row["dataset"]) == (service, dataset)
    )


@cache
def groups_of(service: str) -> Mapping[str, str]:
    """Our code of each group by the source's own word for it."""
    return {row["word"]: row["group"] for _, row in rows_of("source_groups") if row["service"] == service}
