"""A bill, a roll call and a person as LegiScan writes them, read into what sources say."""

from dataclasses import replace
from datetime import date

from data.sources.said import (
    ActionSaid,
    CommitteeSaid,
    MeasureSaid,
    PartySaid,
    PersonSaid,
    RelatedSaid,
    RollCallSaid,
    SeatSaid,
    SponsorSaid,
    VersionSaid,
    VoteSaid,
)
from data.sources.shapes import Fields, UnknownForm, day, fields_or_none, objects, text, web_address, whole

SCHEME = "legiscan"
CHAMBERS = {"H": "lower", "A": "lower", "S": "upper", "J": "joint", "L": "upper"}
KINDS = {
    "B": "bill",
    "R": "resolution",
    "CR": "concurrent resolution",
    "JR": "joint resolution",
    "JRCA": "constitutional amendment",
    "CA": "constitutional amendment",
    "O": "order",
    "P": "petition",
}
PARTIES = {1: "Democratic", 2: "Republican", 3: "Independent", 4: "Green", 5: "Libertarian", 6: "Nonpartisan"}
ROLES = {1: "lower", 2: "upper"}
JOINT_ROLE = 3
PRIMARY = {1, 3}  # 0 is "sponsor" without saying of what kind, 2 co-sponsor
VOTES = {1: "Yea", 2: "Nay", 3: "NV", 4: "Absent"}
RELATIONS = {
    "same as": "companion",
    "similar to": "companion",
    "crossfiled": "companion",
    "replaced by": "redraft",
    "replaces": "replaces",
    "carry over": "carried-over",
}


def session_code(session: Fields) -> str:
    """A session by its years ("2011-2012"), a special one by its number too. Raises UnknownForm without a year."""
    first, last = whole(session.get("year_start")), whole(session.get("year_end"))
    if first is None:
        raise UnknownForm("a session")
    years = str(first) if last in (None, 0, first) else f"{first}-{last}"
    special, number = whole(session.get("special")), whole(session.get("session_id"))
    return f"{years} special {number or ''}".strip() if special else years


def bill_of(found: Fields, session: str = "") -> MeasureSaid:
    """One bill. `session` names it among ours, else its years do. Raises UnknownForm without number or state."""
    number, state = text(found.get("bill_number")) or text(found.get("number")), text(found.get("state")).lower()
    key = whole(found.get("bill_id"))
    if not (number and state) or key is None:
        raise UnknownForm("a bill")
    history = tuple(
        _action(one) for one in objects(found.get("history"), "a bill’s actions") if text(one.get("action"))
    )
    days = [action.on_date for action in history if action.on_date]
    return MeasureSaid(
        state=state,
        session=session or session_code(fields_or_none(found.get("session"))),
        number=number,
        title=text(found.get("title")),
        summary=text(found.get("description")),
        kind=KINDS.get(text(found.get("bill_type")), ""),
        chamber=CHAMBERS.get(text(found.get("body")), ""),
        address=web_address(found.get("state_link")) or web_address(found.get("url")),
        identifiers=((SCHEME, str(key)),),
        change_hash=text(found.get("change_hash")),
        subjects=tuple(
            dict.fromkeys(
                filter(None, (text(one.get("subject_name")) for one in objects(found.get("subjects"), "a bill")))
            )
        ),
        introduced=_introduced(found) or min(days, default=None),
        actions=history,
        sponsors=tuple(_sponsor(one) for one in objects(found.get("sponsors"), "a bill’s sponsors") if one.get("name")),
        versions=tuple(_version(one) for one in objects(found.get("texts"), "a bill’s texts")),
        roll_calls=tuple(roll_call_of(one) for one in objects(found.get("votes"), "a bill’s roll calls")),
        related=_related(found),
        where=f"{SCHEME} {number}",
    )


def _introduced(found: Fields) -> date | None:
    steps = objects(found.get("progress") or [], "a bill’s progress")
    return next((day(one.get("date")) for one in steps if whole(one.get("event")) == 1), None)


def _action(one: Fields) -> ActionSaid:
    return ActionSaid(day(one.get("date")), CHAMBERS.get(text(one.get("chamber")), ""), text(one.get("action")))


def _sponsor(one: Fields) -> SponsorSaid:
    people_id, committee = whole(one.get("people_id")), bool(whole(one.get("committee_sponsor")))
    role = whole(one.get("role_id"))
    return SponsorSaid(
        name=text(one.get("name")),
        kind="committee" if committee or role == JOINT_ROLE else "person",
        primary=whole(one.get("sponsor_type_id")) in PRIMARY,
        identifiers=((SCHEME, str(people_id)),) if people_id else (),
    )


def _version(one: Fields) -> VersionSaid:
    address = web_address(one.get("state_link")) or web_address(one.get("url"))
    return VersionSaid(text(one.get("type")), day(one.get("date")), address)


def _related(found: Fields) -> tuple[RelatedSaid, ...]:
    read = []
    for one in objects(found.get("sasts") or [], "a bill’s relatives"):
        kind = RELATIONS.get(text(one.get("type")).casefold())
        number = text(one.get("sast_bill_number"))
        if kind and number:
            read.append(RelatedSaid(kind, number))
    return tuple(read)


def roll_call_of(one: Fields) -> RollCallSaid:
    """One roll call; in a bill it has counts only, asked for alone also how each answered, by number."""
    key = whole(one.get("roll_call_id"))
    if key is None:
        raise UnknownForm("a roll call")
    passed = whole(one.get("passed"))
    return RollCallSaid(
        chamber=CHAMBERS.get(text(one.get("chamber")), ""),
        motion=text(one.get("desc")),
        on_date=day(one.get("date")),
        result="" if passed is None else ("pass" if passed else "fail"),
        identifier=(SCHEME, str(key)),
        yes=whole(one.get("yea")),
        no=whole(one.get("nay")),
        not_voting=whole(one.get("nv")),
        absent=whole(one.get("absent")),
        votes=tuple(_vote(vote) for vote in objects(one.get("votes"), "a roll call’s votes")),
        address=web_address(one.get("state_link")) or web_address(one.get("url")),
    )


def _vote(one: Fields) -> VoteSaid:
    number = whole(one.get("people_id"))
    option = text(one.get("vote_text")) or VOTES.get(whole(one.get("vote_id")) or 0, "")
    return VoteSaid(f"LegiScan {number}", option, ((SCHEME, str(number)),) if number is not None else ())


def with_names(said: RollCallSaid, names: dict[str, str]) -> RollCallSaid:
    """A roll call whose votes are named, where a name is known by LegiScan's number."""
    votes = tuple(
        replace(vote, name=names.get(vote.identifiers[0][1], vote.name)) if vote.identifiers else vote
        for vote in said.votes
    )
    return replace(said, votes=votes)


def person_of(found: Fields, state: str) -> PersonSaid | CommitteeSaid:
    """Somebody LegiScan numbers among people, which may be a committee. Raises UnknownForm without a name."""
    number, name = whole(found.get("people_id")), text(found.get("name"))
    if number is None or not name:
        raise UnknownForm("a legislator")
    role = whole(found.get("role_id"))
    if whole(found.get("committee_sponsor")) or role == JOINT_ROLE:
        return CommitteeSaid(
            state, ROLES.get(role or 0, "joint"), name, (SCHEME, str(number)), where=f"{SCHEME} {name}"
        )
    party = PARTIES.get(whole(found.get("party_id")) or 0, "") or text(found.get("party"))
    district, chamber = text(found.get("district")), ROLES.get(role or 0, "")
    return PersonSaid(
        state=state,
        name=name,
        given_name=text(found.get("first_name")),
        family_name=text(found.get("last_name")),
        identifiers=((SCHEME, str(number)),),
        seats=(SeatSaid(chamber, district),) if chamber and district else None,
        parties=(PartySaid(party),) if party else None,
        where=f"{SCHEME} {name}",
    )
