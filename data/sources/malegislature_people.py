"""Members and committees as the Massachusetts Legislature writes them; many fields are null."""

import re
from typing import Any

from data.sources.malegislature_documents import CHAMBERS, SCHEME, STATE
from data.sources.said import CommitteeSaid, MemberSaid, OfficeSaid, PartySaid, PersonSaid, SeatSaid
from data.sources.shapes import Fields, UnknownForm, fields_or_none, objects, text

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
STATE_HOUSE = "24 Beacon Street, Boston, MA 02133"
MEMBERS = "https://malegislature.gov/Legislators/Profile"


def codes_of(answer: Any, called: str) -> tuple[str, ...]:
    """The codes of a list, each once; null ones are passed over. Raises UnknownForm when every row lacks one."""
    rows = list(objects(answer, "a list of codes"))
    found = dict.fromkeys(code for row in rows if CODE.fullmatch(code := text(row.get(called))))
    if rows and not found:
        raise UnknownForm("a list of codes")
    return tuple(found)


def member_of(found: Fields) -> PersonSaid:
    """One member; where a branch or district is null, no seat is told. Raises UnknownForm without name or code."""
    code, name = text(found.get("MemberCode")), text(found.get("Name"))
    if not (code and name):
        raise UnknownForm("a legislator")
    chamber, district = CHAMBERS.get(text(found.get("Branch")).lower(), ""), text(found.get("District"))
    room, voice, party = text(found.get("RoomNumber")), text(found.get("PhoneNumber")), text(found.get("Party"))
    office = OfficeSaid("capitol", f"Room {room}, {STATE_HOUSE}" if room else "", voice)
    return PersonSaid(
        state=STATE,
        name=name,
        email=text(found.get("EmailAddress")),
        website=f"{MEMBERS}/{code}" if CODE.fullmatch(code) else "",
        identifiers=((SCHEME, code),),
        seats=(SeatSaid(chamber, district),) if chamber and district else None,
        parties=(PartySaid(party),) if party else None,
        offices=(office,) if room or voice else None,
        where=f"{SCHEME} {name}",
    )


def committee_of(found: Fields, names: dict[str, str]) -> CommitteeSaid:
    """One committee; its code begins with its chamber. Only its chairs are told. Raises UnknownForm without a name."""
    code, name = text(found.get("CommitteeCode")), text(found.get("FullName"))
    if not (code and name):
        raise UnknownForm("a committee")
    chairs = []
    for called in ("SenateChairperson", "HouseChairperson"):
        member = text(fields_or_none(found.get(called)).get("MemberCode"))
        if member:
            chairs.append(MemberSaid(names.get(member, member), "chair", ((SCHEME, member),)))
    return CommitteeSaid(
        state=STATE,
        chamber={"H": "lower", "S": "upper"}.get(code[:1].upper(), "joint"),
        name=name,
        identifier=(SCHEME, code),
        members=tuple(chairs) or None,
        where=f"{SCHEME} {name}",
    )
