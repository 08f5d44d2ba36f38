"""A bill or docket as the Massachusetts Legislature writes it, read into what sources say."""

import re
from dataclasses import dataclass
from typing import Any

from data.sources.said import ActionSaid, MeasureSaid, RelatedSaid, SponsorSaid, VersionSaid
from data.sources.shapes import Fields, UnknownForm, fields_or_none, local_day, objects, text

SCHEME = "malegislature"
STATE = "ma"
ZONE = "America/New_York"
SITE = "https://malegislature.gov/Bills"
CHAMBERS = {"house": "lower", "senate": "upper", "joint": "joint", "executive": "executive"}
COMMITTEE = re.compile(r"\bcommittee\b", re.IGNORECASE)
NUMBER = re.compile(r"[A-Z]{1,3}\d{1,6}")


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document as a list has it: its number as a bill (empty: none yet) and as a docket."""

    bill: str
    docket: str

    @property
    def number(self) -> str:
        """What the document is asked for by."""
        return self.bill or self.docket


def documents_listed_of(answer: Any) -> tuple[ListedDocument, ...]:
    """The documents of a list, each once. Raises UnknownForm when none of its rows has a number."""
    rows = list(objects(answer, "the list of bills"))
    found = dict.fromkeys(one for row in rows if (one := _listed(row)).number)
    if rows and not found:
        raise UnknownForm("the list of bills")
    return tuple(found)


def similar_of(answer: Any) -> tuple[ListedDocument, ...]:
    """The documents called similar to one."""
    return tuple(one for row in objects(answer, "similar bills") if (one := _listed(row)).number)


def _listed(row: Fields) -> ListedDocument:
    return ListedDocument(_number(row.get("BillNumber")), _number(row.get("DocketNumber")))


def _number(value: Any) -> str:
    """A number without dot and space; empty for null and for what would lead elsewhere in an address."""
    said = re.sub(r"[.\s]", "", text(value)).upper()
    return said if NUMBER.fullmatch(said) else ""


def actions_of(answer: Any) -> tuple[ActionSaid, ...]:
    """What happened to a document, in the order told; a moment without offset is Eastern time."""
    return tuple(
        ActionSaid(local_day(one.get("Date"), ZONE), CHAMBERS.get(text(one.get("Branch")).lower(), ""), said)
        for one in objects(answer, "a bill’s history")
        if (said := text(one.get("Action")))
    )


def document_of(
    found: Fields, court: int, actions: tuple[ActionSaid, ...], alike: tuple[ListedDocument, ...]
) -> MeasureSaid:
    """One document. Raises UnknownForm without a number."""
    listed = _listed(found)
    if not listed.number:
        raise UnknownForm("a bill")
    address = f"{SITE}/{court}/{listed.number}"
    days = [action.on_date for action in actions if action.on_date]
    return MeasureSaid(
        state=STATE,
        session=str(court),
        number=listed.number,
        title=text(found.get("Title")),
        summary=text(found.get("Pinslip")),
        kind=text(fields_or_none(found.get("LegislationType")).get("Name") or found.get("LegislationTypeName")).lower(),
        chamber=_chamber(listed.number),
        address=address,
        identifiers=((SCHEME, f"{court}/{listed.number}"),),
        introduced=min(days, default=None),
        actions=actions,
        sponsors=_sponsors(found),
        versions=(VersionSaid("As filed", None, f"{address}.pdf"),),
        related=_related(listed, alike),
        where=f"{SCHEME} {listed.number}",
    )


def _chamber(number: str) -> str:
    return {"H": "lower", "S": "upper"}.get(number[:1], "")


def _sponsors(found: Fields) -> tuple[SponsorSaid, ...]:
    """The first sponsor, then the others; the first is often listed among them again."""
    first = fields_or_none(found.get("PrimarySponsor"))
    said = [_sponsor(first, primary=True)] if text(first.get("Name")) else []
    others = [_sponsor(one) for one in objects(found.get("Cosponsors"), "a bill’s sponsors") if text(one.get("Name"))]
    once = {sponsor.name.casefold(): sponsor for sponsor in reversed([*said, *others])}
    return tuple(reversed(once.values()))


def _sponsor(one: Fields, *, primary: bool = False) -> SponsorSaid:
    name, code = text(one.get("Name")), text(one.get("Id"))
    kind = "committee" if COMMITTEE.search(name) else "person" if code else ""
    return SponsorSaid(name, kind, primary, ((SCHEME, code),) if code and kind == "person" else ())


def _related(listed: ListedDocument, alike: tuple[ListedDocument, ...]) -> tuple[RelatedSaid, ...]:
    """The docket it began as, and the one document of the other branch that is called similar, if it is only one."""
    docket = (RelatedSaid("docket", listed.docket),) if listed.bill and listed.docket else ()
    across = [one.number for one in alike if _chamber(one.number) != _chamber(listed.number)]
    return (*docket, RelatedSaid("companion", across[0])) if len(across) == 1 else docket
