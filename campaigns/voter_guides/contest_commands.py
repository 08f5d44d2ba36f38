"""Put a contest and its candidates on file: from the official list, in ballot order, whoever withdrew kept too."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from budget.line_items.queries import place_of
from campaigns.voter_guides.models import NAME, Answer, AskedCandidate, Candidate, Contest
from campaigns.voter_guides.questionnaires import MOST_CANDIDATES
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.provenance import entered_source
from data.versions import columns_of, newest

CONTEST, CANDIDATE = "The contest", "The candidate"
KEPT = ("jurisdiction_id", "election_on", "office", "district", "county_fips", "seats", "on_ballot", "source_id")
RUNS = ("position", "party", "withdrew")
MOST_SEATS = 100


@dataclass(frozen=True, slots=True)
class ContestWords:
    """What the official list says of a contest; `on_ballot` is how many names it has, None while it is not out.

    `document` and `address` name the list; an empty `document` leaves the one on file.
    """

    state: str
    election_on: date
    office: str
    district: str = ""
    county_fips: str = ""
    seats: int = 1
    on_ballot: int | None = None
    document: str = ""
    address: str = ""
    is_example: bool = False


def subject_of(contest_id: int | None) -> str:
    """How the record of changes names a contest."""
    return f"contest {contest_id}"


@requires(Permission.PLAN_CAMPAIGNS)
def add_contest(session: Session, *, words: ContestWords) -> int:
    """Put a contest on file; returns its id. Raises NotFound, and InvalidInput for one that is on file already."""
    take_turn(session)
    row = Contest(jurisdiction_id=0, election_on=words.election_on, office="", is_example=words.is_example)
    _fill(session, row, words)
    session.add(row)
    session.flush()
    note_act(session, "add contest", subject=subject_of(row.id), called=_called(row), after=columns_of(row, KEPT))
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_contest(session: Session, *, contest_id: int, version: int, words: ContestWords) -> int:
    """Change what is on file of a contest; returns its version now. Raises NotFound and InvalidInput."""
    row = newest(session, Contest, contest_id, version=version, what=CONTEST)
    before = columns_of(row, KEPT)
    _fill(session, row, words)
    difference = changed(before, columns_of(row, KEPT))
    if not difference["after"]:
        return row.version
    row.version += 1
    session.add(row)
    note_act(session, "change contest", subject=subject_of(contest_id), called=_called(row), **difference)
    return row.version


def _called(row: Contest) -> str:
    return f"{row.office}, {row.district}".removesuffix(", ")


def _fill(session: Session, row: Contest, words: ContestWords) -> None:
    office, district = " ".join(words.office.split()), " ".join(words.district.split())
    if not office or len(office) > NAME:
        raise InvalidInput("Name the office, such as “School Committee”, in up to {n} letters.", n=NAME)
    if len(district) > NAME:
        raise InvalidInput("The district has more than {n} letters. Shorten it.", n=NAME)
    if words.county_fips and not (words.county_fips.isdigit() and len(words.county_fips) == 5):
        raise InvalidInput("A county’s number has five digits, such as 21111. Correct it, or leave it out.")
    if not 1 <= words.seats <= MOST_SEATS:
        raise InvalidInput("A contest fills 1 to {n} seats. Correct the number.", n=MOST_SEATS)
    if words.on_ballot is not None and not 0 <= words.on_ballot <= MOST_CANDIDATES:
        raise InvalidInput("The official list has 0 to {n} names. Correct the number.", n=MOST_CANDIDATES)
    place_id = place_of(session, words.state).id
    same = select(Contest.id).where(
        Contest.jurisdiction_id == place_id, Contest.election_on == words.election_on, Contest.office == office,
        Contest.district == district, col(Contest.id).is_distinct_from(row.id),
    )  # fmt: skip
    if session.exec(same).first() is not None:
        raise InvalidInput("This contest is on file already. Open it from the list.")
    row.jurisdiction_id, row.election_on, row.office, row.district = place_id, words.election_on, office, district
    row.county_fips, row.seats, row.on_ballot = words.county_fips, words.seats, words.on_ballot
    if words.document.strip():
        row.source_id = entered_source(session, words.document, words.address).id


@requires(Permission.PLAN_CAMPAIGNS)
def add_candidate(session: Session, *, contest_id: int, name: str, party: str = "", position: int | None = None) -> int:
    """Put a candidate on file at a place of the ballot, or the last; returns the id. Raises NotFound, InvalidInput."""
    take_turn(session)
    if session.get(Contest, contest_id) is None:
        raise NotFound(CONTEST)
    standing = _of_contest(session, contest_id)
    if len(standing) >= MOST_CANDIDATES:
        raise InvalidInput("A contest has at most {n} candidates.", n=MOST_CANDIDATES)
    row = Candidate(contest_id=contest_id, position=0, name=checked_name(name, standing), party=checked_party(party))
    session.add(row)
    place_at(session, standing, row, position)
    session.flush()
    note_act(session, "add candidate", subject=subject_of(contest_id), candidate=row.id, position=row.position)
    return row.id or 0


@requires(Permission.PLAN_CAMPAIGNS)
def change_candidate(
    session: Session, *, candidate_id: int, version: int, name: str, party: str, position: int, withdrew: date | None
) -> int:
    """Correct a candidate's name, party or place, or say on which day they left the race; returns the version now.

    Raises NotFound, and InvalidInput for a name another candidate has, and when somebody else was faster.
    """
    row = newest(session, Candidate, candidate_id, version=version, what=CANDIDATE)
    others = [one for one in _of_contest(session, row.contest_id) if one.id != candidate_id]
    contest = session.get(Contest, row.contest_id)
    if withdrew is not None and contest is not None and withdrew > contest.election_on:
        raise InvalidInput("Nobody withdraws after the election. Give the day before it.")
    before, old_name = columns_of(row, RUNS), row.name
    row.name, row.party, row.withdrew = checked_name(name, others), checked_party(party), withdrew
    place_at(session, others, row, position)
    difference = changed(before, columns_of(row, RUNS))
    if not difference["after"] and row.name == old_name:
        return row.version
    row.version += 1
    session.add(row)
    note_act(session, "change candidate", subject=subject_of(row.contest_id), candidate=candidate_id, **difference)
    return row.version


@requires(Permission.PLAN_CAMPAIGNS)
def remove_candidate(session: Session, *, candidate_id: int, version: int) -> None:
    """Take a candidate off who was put on file by mistake. Raises NotFound, and InvalidInput once asked or answered."""
    row = newest(session, Candidate, candidate_id, version=version, what=CANDIDATE)
    for model in (Answer, AskedCandidate):
        if session.exec(select(model.candidate_id).where(model.candidate_id == candidate_id)).first() is not None:
            raise InvalidInput("This candidate was asked already, so they stay. If they left the race, give the day.")
    contest_id = row.contest_id
    session.delete(row)
    session.flush()
    note_act(session, "remove candidate", subject=subject_of(contest_id), candidate=candidate_id)


def _of_contest(session: Session, contest_id: int) -> list[Candidate]:
    asked = select(Candidate).where(Candidate.contest_id == contest_id)
    return list(session.exec(asked.order_by(col(Candidate.position), col(Candidate.id))))


def checked_name(name: str, others: list[Candidate]) -> str:
    """A name that no other candidate of the contest has: two of one name could not be told apart."""
    said = " ".join(name.split())
    if not said or len(said) > NAME:
        raise InvalidInput("Give the candidate’s name as the ballot prints it, in up to {n} letters.", n=NAME)
    if any(one.name.casefold() == said.casefold() for one in others):
        raise InvalidInput(
            "There is a candidate “{name}” already. If two have one name, add what the ballot prints to tell them "
            "apart, such as a street.",
            name=said,
        )
    return said


def checked_party(party: str) -> str:
    """A party as the ballot prints it, which may be nothing."""
    said = " ".join(party.split())
    if len(said) > NAME:
        raise InvalidInput("The party has more than {n} letters. Shorten it.", n=NAME)
    return said


def place_at(session: Session, others: list[Candidate], row: Candidate, position: int | None) -> None:
    """Put a candidate at a place of the ballot (1 for the first), the last for None; the others move up or down."""
    if position is not None and position < 1:
        raise InvalidInput("The first place of the ballot is 1. Correct the place.")
    order = sorted(others, key=lambda one: (one.position, one.id or 0))
    order.insert(len(order) if position is None else min(position - 1, len(order)), row)
    for number, one in enumerate(order, 1):
        if one.position != number:
            one.position = number
            session.add(one)
