"""The two tables of an advocacy group's site, its bills and their co-sponsors, made into what it says of each bill."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaigns.legislation.parsing import MANY, NO_SESSION, Draft, Gathered
from campaigns.legislation.rules import kind_of, not_a_number, number_key
from data.imports.header_sets import FoundTable
from data.imports.outcomes import RejectedRow
from data.sources.said import RelatedSaid, SponsorSaid

NO_SLUG = "The list of bills has no bill under this short name. Add the bill to the list, and import both again."


@dataclass(frozen=True, slots=True)
class CampaignTables:
    """The two tables of an advocacy group's site: the bills it follows, and who co-sponsors each."""

    bills: FoundTable
    bill_rows: Sequence[tuple[int, Sequence[str]]]
    cosponsors: FoundTable | None = None
    cosponsor_rows: Sequence[tuple[int, Sequence[str]]] = ()


def gathered_campaign(tables: CampaignTables) -> Gathered:
    """The campaign's bills with their co-sponsors.

    The site lists co-sponsors of a measure: a senator is written to its Senate bill, everybody else to its House
    bill, and all to the one bill where it has one. A row without a number is rejected, a second row of the same
    bill is repeated.
    """
    drafts: dict[tuple[str, str], Draft] = {}
    by_slug: dict[str, dict[str, Draft]] = {}
    rejected: list[RejectedRow] = []
    repeated = 0
    for row, cells in _under(tables.bills, tables.bill_rows):
        made = _campaign_bill(tables.bills, row, cells, drafts)
        if isinstance(made, RejectedRow):
            rejected.append(made)
            continue
        slug, of_chamber, is_new = made
        by_slug[slug] = of_chamber
        lead = next(iter(of_chamber.values()))
        lead.rows, repeated = lead.rows + is_new, repeated + (not is_new)
    if tables.cosponsors is not None:
        for row, cells in _under(tables.cosponsors, tables.cosponsor_rows):
            outcome = _cosponsor(tables.cosponsors, row, cells, by_slug)
            if isinstance(outcome, RejectedRow):
                rejected.append(outcome)
            repeated += outcome is False
    columns = frozenset({"subjects", "sponsors"})
    every = list(drafts.values())
    return Gathered(
        tuple(draft.said(columns) for draft in every), tuple(draft.rows for draft in every), tuple(rejected), repeated
    )


def _under(table: FoundTable, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Each row under the header by what its columns mean."""
    for number, cells in rows:
        if number > table.header_row and cells:
            yield number, {c.meaning: cells[c.index].strip() for c in table.columns if c.index < len(cells)}


def _campaign_bill(
    table: FoundTable, row: int, cells: Mapping[str, str], drafts: dict[tuple[str, str], Draft]
) -> tuple[str, dict[str, Draft], bool] | RejectedRow:
    """The short name, the bill of each chamber, and whether any of them is new."""
    numbers = {which: cells.get(f"{which} number", "") for which in ("house", "senate")}
    keys = {which: key for which, said in numbers.items() if (key := number_key(said))}
    if not keys:
        said = numbers["house"] or numbers["senate"]
        return RejectedRow(row, table.label("house number"), not_a_number(said))
    years = [year for which in keys if (year := _court_in(cells.get(f"{which} address", "")))]
    session = next(iter(years), "")
    if not session:
        return RejectedRow(row, table.label("house address"), NO_SESSION)
    made: dict[str, Draft] = {}
    is_new = False
    for which, key in keys.items():
        draft = drafts.get((session, key))
        if draft is None:
            draft = drafts[session, key] = Draft("ma", session, numbers[which], where=f"row {row}")
            is_new = True
        made[which] = draft
        draft.title = draft.title or cells.get("title") or cells.get("called", "")
        address = cells.get(f"{which} address", "")
        draft.address = draft.address or (address if address.startswith("https://") else "")
        for subject in filter(None, cells.get("subjects", "").split(MANY)):
            draft.subjects.setdefault(subject.strip())
        for slug in filter(None, cells.get(f"{which} leads", "").split(MANY)):
            name = _name_of(slug)
            draft.sponsors.setdefault(name.casefold(), SponsorSaid(name, "person", primary=True))
        _link_docket(draft, address, session)
    if len(made) == 2:
        made["house"].related.setdefault(RelatedSaid("companion", made["senate"].number, session))
    return cells.get("slug", ""), made, is_new


def _link_docket(draft: Draft, address: str, session: str) -> None:
    """The number in a bill's address, where it is the docket the bill came from."""
    parts = address.split("/Bills/")[-1].split("/")
    key = number_key(parts[1]) if len(parts) > 1 else None
    if key and key != number_key(draft.number) and kind_of(key) == "docket" and parts[0] == session:
        draft.related.setdefault(RelatedSaid("docket", key, session))


def _court_in(address: str) -> str:
    """The General Court in an address such as malegislature.gov/Bills/193/H3689."""
    parts = address.split("/Bills/")
    court = parts[1].split("/")[0] if len(parts) == 2 else ""
    return court if court.isdigit() else ""


def _name_of(slug: str) -> str:
    return " ".join(word.capitalize() for word in slug.strip().split("-"))


def _cosponsor(
    table: FoundTable, row: int, cells: Mapping[str, str], by_slug: Mapping[str, Mapping[str, Draft]]
) -> RejectedRow | bool:
    """Whether the row was taken (not repeated), or why it cannot be."""
    bills = by_slug.get(cells.get("slug", ""))
    if bills is None:
        return RejectedRow(row, table.label("slug"), NO_SLUG)
    name = " ".join(f"{cells.get('given name', '')} {cells.get('family name', '')}".split())
    name = name or _name_of(cells.get("person slug", ""))
    which = "senate" if cells.get("district", "").startswith("senate") and "senate" in bills else "house"
    draft = bills.get(which) or next(iter(bills.values()))
    if name.casefold() in draft.listed:
        return False
    draft.listed.add(name.casefold())
    number = cells.get("person", "")
    known = draft.sponsors.get(name.casefold())
    identifiers = ((table.layout.system, number),) if number else ()
    draft.sponsors[name.casefold()] = SponsorSaid(
        name[:160], "person", known is not None and known.primary, identifiers
    )
    draft.rows += 1
    return True
