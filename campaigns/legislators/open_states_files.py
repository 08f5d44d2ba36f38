"""People and committees out of Open States' files and Kentucky's list of 2017, as what a source says."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from data.errors import FileProblem
from data.sources.said import (
    CommitteeSaid,
    Identifier,
    MemberSaid,
    OfficeSaid,
    PartySaid,
    PersonSaid,
    SeatSaid,
)

SCHEME = "openstates"
KENTUCKY_2017 = "ky2017"
CHAMBERS = {"lower": "lower", "upper": "upper", "legislature": "upper"}  # Nebraska's one chamber seats senators
LETTERS = {"H": "lower", "S": "upper"}
CODE = re.compile(r"ocd-jurisdiction/country:us/(?:state|district|territory):([a-z]{2})\b")
FOLDER = re.compile(r"(?:^|/)([a-z]{2})/(?:legislature|committees|retired)/")
NAMELESS = "The record has no name; write it under “name”."
Fields = Mapping[str, Any]


def _text(value: Any) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return "" if words in ("~", "null", "NULL") else words


def _objects(value: Any) -> list[Fields]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _day(value: Any, what: str) -> date | None:
    """A day as Open States writes it: whole, or only a month or a year, which stands for its first day."""
    words = _text(value)
    if not words:
        return None
    parts = words.split("T")[0].split("-")
    try:
        return date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, TypeError) as error:
        raise FileProblem("“{words}” is not a day. Write it as 2025-01-31.", words=words[:40], column=what) from error


def record_of(found: Fields, where: str) -> PersonSaid | CommitteeSaid:
    """What a YAML file says, by its own number: a person or a committee. Raises FileProblem with the column."""
    key = _text(found.get("id"))
    if key.startswith("ocd-organization/") or "members" in found:
        return committee_of(found, where)
    if key.startswith("ocd-person/") or "roles" in found:
        return person_of(found, where)
    raise FileProblem("The file is neither a person nor a committee of Open States; leave it out.", column="id")


def person_of(found: Fields, where: str) -> PersonSaid:
    """A person; `state` is empty for somebody who holds no seat of a legislature. Raises FileProblem."""
    roles = [role for role in _objects(found.get("roles")) if _text(role.get("type")) in CHAMBERS]
    key, name = _text(found.get("id")), _text(found.get("name"))
    if not name:
        raise FileProblem(NAMELESS, column="name")
    if not key:
        raise FileProblem("The record has no number; write it under “id”.", column="id")
    states = [code for role in roles if (code := _state(_text(role.get("jurisdiction")), where))]
    links = [address for one in _objects(found.get("links")) if (address := _address(one.get("url")))]
    return PersonSaid(
        state=states[-1] if states else "",
        name=name,
        given_name=_text(found.get("given_name")),
        family_name=_text(found.get("family_name")),
        email=_text(found.get("email")),
        website=next(iter(links), ""),
        identifiers=((SCHEME, key), *_other_numbers(found)),
        other_names=tuple(words for one in _objects(found.get("other_names")) if (words := _text(one.get("name")))),
        seats=tuple(_seat(role) for role in roles),
        parties=tuple(
            PartySaid(words, _day(one.get("start_date"), "party"), _day(one.get("end_date"), "party"))
            for one in _objects(found.get("party"))
            if (words := _text(one.get("name")))
        ),
        offices=tuple(
            OfficeSaid(_text(one.get("classification")), _text(one.get("address")), _text(one.get("voice")))
            for one in _objects(found.get("offices"))
        ),
        where=where,
    )


def _other_numbers(found: Fields) -> tuple[Identifier, ...]:
    """Numbers others gave a person: Open States' own of earlier years, LegiScan's, the General Court's code."""
    told = []
    for one in _objects(found.get("other_identifiers")):
        scheme, value = _text(one.get("scheme")), _text(one.get("identifier"))
        if scheme.startswith("legacy_openstates") or scheme in ("openstates", "legiscan"):
            told.append(("legiscan" if scheme == "legiscan" else SCHEME, value))
    if isinstance(extras := found.get("extras"), dict) and "malegislature.gov" in str(found.get("links")):
        told.append(("malegislature", _text(extras.get("member code"))))
    return tuple(dict.fromkeys(one for one in told if one[1]))


def _state(jurisdiction: str, where: str) -> str:
    found = CODE.match(jurisdiction) or FOLDER.search(where)
    return found[1] if found else ""


def _address(value: Any) -> str:
    words = _text(value)
    return words if words.startswith(("https://", "http://")) and len(words) <= 400 else ""


def _seat(role: Fields) -> SeatSaid:
    district = _text(role.get("district"))
    if not district:
        raise FileProblem("A seat has no district; write the district’s number or name.", column="roles")
    return SeatSaid(
        CHAMBERS[_text(role.get("type"))], district, _day(role.get("start_date"), "roles"),
        _day(role.get("end_date"), "roles"),
    )  # fmt: skip


def committee_of(found: Fields, where: str) -> CommitteeSaid:
    """A committee with its members. Raises FileProblem."""
    key, name = _text(found.get("id")), _text(found.get("name"))
    if not name:
        raise FileProblem(NAMELESS, column="name")
    state = _state(_text(found.get("jurisdiction")), where)
    if not (key and state):
        raise FileProblem("The committee has no number or no state; write “id” and “jurisdiction”.", column="id")
    chamber = _text(found.get("chamber"))
    members = [
        MemberSaid(
            words, _text(one.get("role")) or "member",
            ((SCHEME, number),) if (number := _text(one.get("person_id"))) else (),
        )
        for one in _objects(found.get("members"))
        if (words := _text(one.get("name")))
    ]  # fmt: skip
    return CommitteeSaid(
        state, chamber if chamber in ("lower", "upper") else "joint", name, (SCHEME, key),
        _text(found.get("parent")), tuple(members), where,
    )  # fmt: skip


def person_of_open_states_row(row: Mapping[str, str], state: str, where: str) -> PersonSaid:
    """A row of `people/current/xx.csv`, which tells who sits now and nothing earlier. Raises FileProblem."""
    if not row["name"]:
        raise FileProblem("The row has no name.", column="name")
    chamber = CHAMBERS.get(row["current_chamber"])
    if chamber is None:
        raise FileProblem("The chamber is neither lower, upper nor legislature.", column="current_chamber")
    if not row["current_district"]:
        raise FileProblem("The row has no district.", column="current_district")
    offices = [
        OfficeSaid(kind, row.get(f"{kind}_address", ""), row.get(f"{kind}_voice", ""))
        for kind in ("capitol", "district")
    ]
    return PersonSaid(
        state, row["name"], row.get("given_name", ""), row.get("family_name", ""), row.get("email", ""),
        next(filter(None, map(_address, re.split(r"[;\s]+", row.get("links", "")))), ""),
        ((SCHEME, row["id"]),), None, (SeatSaid(chamber, row["current_district"]),),
        (PartySaid(row["current_party"]),) if row.get("current_party") else None,
        tuple(one for one in offices if one.address or one.voice), where,
    )  # fmt: skip


def person_of_2017_row(row: Mapping[str, str], where: str) -> PersonSaid:
    """A row of Kentucky's list of 2017: who sat that year, so its seats and parties are told of that year alone."""
    district, name = row["District"], row["Full Name"]
    if not name:
        raise FileProblem("The row has no name.", column="Full Name")
    if district[:1] not in LETTERS or not district[1:].isdigit():
        raise FileProblem("The district is not H or S and a number, such as H36.", column="District")
    year = (date(2017, 1, 1), date(2018, 1, 1))
    seat = SeatSaid(LETTERS[district[0]], district[1:].lstrip("0"), *year)
    return PersonSaid(
        "ky", name, row["FirstName"], row["LastName"], identifiers=((KENTUCKY_2017, row["ID"]),),
        other_names=tuple(filter(None, [row.get("Initial Name", ""), _told_apart(row)])), seats=(seat,),
        parties=(PartySaid(row["Party"], *year),) if row["Party"] else (), where=where,
    )  # fmt: skip


def missing(header: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The columns a layout needs and a header lacks."""
    return [name for name in wanted if name not in header]


def _told_apart(row: Mapping[str, str]) -> str:
    """The name the votes of the session print where two members share a family name: "Brown L"."""
    unique = row.get("LastUnique", "").strip()
    return unique if unique != row.get("LastName", "").strip() else ""
