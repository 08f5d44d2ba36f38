"""The layouts of a reference table: `NAME_layouts.csv` names them, `NAME_columns.csv` says what their headers mean."""

from collections import defaultdict
from functools import cache

from data.imports.header_sets import ANY_LAYOUT, HeaderSet, header_key
from data.reference_tables import rows_of


@cache
def known_layouts(name: str) -> tuple[HeaderSet, ...]:
    """Every layout of a reference table in its order. Headers listed for “any” are understood in all of them."""
    meanings: defaultdict[str, dict[str, str]] = defaultdict(dict)
    signs: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, row in rows_of(f"{name}_columns"):
        key = header_key(row["header"])
        meanings[row["layout"]].setdefault(key, row["meaning"])
        if row["sign"]:
            signs[row["layout"]][row["sign"]].add(key)
    anywhere = meanings[ANY_LAYOUT]
    return tuple(
        HeaderSet(
            row["key"], row["title"], row["system"], row["refusal"],
            meanings[row["key"]] | {k: m for k, m in anywhere.items() if k not in meanings[row["key"]]},
            tuple(frozenset(group) for _, group in sorted(signs[row["key"]].items())),
        )
        for _, row in rows_of(f"{name}_layouts")
    )  # fmt: skip
