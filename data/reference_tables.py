"""The small tables of published facts in `data/reference/`, and the ones every room stands on."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlmodel import Session, insert, select

from data.errors import FileProblem
from data.places import Jurisdiction, Place
from data.prices import PriceMonth
from data.provenance import Source

INDEX = re.compile(r"[0-9]+(?:\.[0-9]{1,3})?")
FOLDER = Path(__file__).resolve().parent / "reference"


def rows_of(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a reference table with its row number as a spreadsheet counts (the header is row 1)."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def source_ids(session: Session) -> dict[str, int]:
    """Every source's id by its key."""
    return {key: id_ or 0 for key, id_ in session.execute(select(Source.key, Source.id))}


def load_foundation(session: Session) -> None:
    """Sources, states with their counties and districts, and consumer prices; repeating adds nothing."""
    _load_sources(session)
    sources = source_ids(session)
    _load_jurisdictions(session, sources)
    _load_places(session, sources)
    _load_prices(session, sources)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _load_sources(session: Session) -> None:
    known = source_ids(session)
    for _, row in rows_of("sources"):
        if row["key"] in known:
            continue
        session.add(
            Source(
                key=row["key"],
                title=row["title"],
                publisher=row["publisher"],
                address=row["address"],
                published_on=_day(row["published_on"]),
                edition=int(row["edition"] or 0),
                retrieved_on=_day(row["retrieved_on"]),
                kind=row["kind"],
                note=row["note"],
            )
        )
    session.flush()


def _load_jurisdictions(session: Session, sources: dict[str, int]) -> None:
    known = set(session.scalars(select(Jurisdiction.code)))
    for _, row in rows_of("jurisdictions"):
        if row["code"] not in known:
            session.add(
                Jurisdiction(
                    code=row["code"],
                    name=row["name"],
                    fiscal_year_starts_month=int(row["fiscal_year_starts_month"]),
                    budget_cycle=row["budget_cycle"],
                    biennium_starts=row["biennium_starts"],
                    stage_list=row["stage_list"],
                    mark=row["mark"],
                    source_id=sources[row["source"]],
                )
            )
    session.flush()


def _load_places(session: Session, sources: dict[str, int]) -> None:
    """Counties and legislative districts, at once: there are hundreds, and every new store gets them."""
    states = {code: id_ or 0 for code, id_ in session.execute(select(Jurisdiction.code, Jurisdiction.id))}
    known = set(session.execute(select(Place.jurisdiction_id, Place.kind, Place.code)))
    wanted = [
        {
            "jurisdiction_id": states[row["jurisdiction"]],
            "kind": row["kind"],
            "code": row["code"],
            "name": row["name"],
            "source_id": sources[row["source"]],
        }
        for _, row in rows_of("places")
    ]
    fresh = [row for row in wanted if (row["jurisdiction_id"], row["kind"], row["code"]) not in known]
    if fresh:
        session.execute(insert(Place), fresh)


def _load_prices(session: Session, sources: dict[str, int]) -> None:
    known = set(session.execute(select(PriceMonth.series, PriceMonth.year, PriceMonth.month)))
    for _, row in rows_of("cpi_u"):
        key = (row["series"], int(row["year"]), int(row["month"]))
        if key not in known:
            session.add(
                PriceMonth(
                    series=key[0],
                    year=key[1],
                    month=key[2],
                    value_thousandths=thousandths(row["value"]) if row["value"] else None,
                    missing_reason=row["missing"],
                    source_id=sources[row["source"]],
                )
            )
    session.flush()


def thousandths(text: str) -> int:
    """An index such as "256.092" as 256092; more than three decimals is refused rather than rounded."""
    if INDEX.fullmatch(text) is None:
        raise FileProblem("“{text}” is not an index with at most three decimals.", text=text)
    whole, _, decimals = text.partition(".")
    return int(whole) * 1000 + int(decimals.ljust(3, "0"))
