"""Legislators and committees as Open States writes them, read into what sources say."""

from data.sources.said import CommitteeSaid, MemberSaid, OfficeSaid, PartySaid, PersonSaid, SeatSaid
from data.sources.shapes import Fields, UnknownForm, fields_or_none, objects, text, web_address

SCHEME = "openstates"
SEATS = {"lower", "upper"}


def person_of(found: Fields, state: str) -> PersonSaid:
    """One legislator; a district is text whether it comes as a number or not. Raises UnknownForm without a name."""
    key, name = text(found.get("id")), text(found.get("name"))
    if not (key and name):
        raise UnknownForm("a legislator")
    role, party = fields_or_none(found.get("current_role")), text(found.get("party"))
    chamber, district = text(role.get("org_classification")), text(role.get("district"))
    links = [web_address(one.get("url")) for one in objects(found.get("links"), "a legislator’s addresses")]
    return PersonSaid(
        state=state,
        name=name,
        given_name=text(found.get("given_name")),
        family_name=text(found.get("family_name")),
        email=text(found.get("email")),
        website=next(filter(None, links), ""),
        identifiers=((SCHEME, key),),
        other_names=_other_names(found),
        seats=(SeatSaid(chamber, district),) if chamber in SEATS and district else (),
        parties=(PartySaid(party),) if party else (),
        offices=_offices(found),
        where=f"{SCHEME} {name}",
    )


def _other_names(found: Fields) -> tuple[str, ...] | None:
    if "other_names" not in found:
        return None
    told = (text(one.get("name")) for one in objects(found["other_names"], "a legislator’s other names"))
    return tuple(dict.fromkeys(filter(None, told)))


def _offices(found: Fields) -> tuple[OfficeSaid, ...] | None:
    if "offices" not in found:
        return None
    return tuple(
        OfficeSaid(
            text(one.get("classification")) or text(one.get("name")), text(one.get("address")), text(one.get("voice"))
        )
        for one in objects(found["offices"], "a legislator’s offices")
    )


def committee_of(found: Fields, state: str, chamber: str) -> CommitteeSaid:
    """One committee of the chamber that was asked for; no answer names it. Raises UnknownForm without a name."""
    key, name = text(found.get("id")), text(found.get("name"))
    if not (key and name):
        raise UnknownForm("a committee")
    return CommitteeSaid(
        state=state,
        chamber=chamber if chamber in SEATS else "joint",
        name=name,
        identifier=(SCHEME, key),
        parent=text(found.get("parent_id")) if text(found.get("classification")) == "subcommittee" else "",
        members=_members(found),
        where=f"{SCHEME} {name}",
    )


def _members(found: Fields) -> tuple[MemberSaid, ...] | None:
    if "memberships" not in found:
        return None
    said = []
    for one in objects(found["memberships"], "a committee’s members"):
        person = fields_or_none(one.get("person"))
        key, name = text(person.get("id")), text(one.get("person_name")) or text(person.get("name"))
        if name:
            said.append(MemberSaid(name, text(one.get("role")) or "member", ((SCHEME, key),) if key else ()))
    return tuple(said)
