"""The lobbying ledger for the terminal: the values the page shows, as JSON and plain text."""

from typing import Any

from sqlmodel import Session, select

from campaigns.lobbying import sentences as say
from campaigns.lobbying.ledger import Ledger
from campaigns.lobbying.queries import own_organization_id, set_up
from campaigns.lobbying.rules import EARLIEST_ELECTION
from campaigns.lobbying.schedule import averaging_lines, averaging_years, year_lines
from coalition.organizations.models import Organization
from data.errors import InvalidInput, NotFound
from data.money import dollars
from data.periods import LAST_YEAR


def tax_year_in(text: str) -> int | None:
    """A tax year as an address or a person writes it; None for none. Raises InvalidInput with the cure."""
    if not text:
        return None
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if not EARLIEST_ELECTION <= year <= LAST_YEAR:
        raise InvalidInput("“{text}” is not a tax year. Write it as 2026, the year it begins in.", text=text[:12])
    return year


def check_organization(session: Session, named: str) -> None:
    """NotFound unless `named` is the number or the name of the organization the session acts for."""
    own = own_organization_id(session)
    if named.strip() == str(own) or named.strip().casefold() == set_up(session).name.casefold():
        return
    known = session.exec(select(Organization.id).where(Organization.name == named.strip())).first()
    raise NotFound("The ledger of that organization" if known else "The organization")


def ledger_as_json(found: Ledger) -> dict[str, Any]:
    """A tax year's ledger: money in cents, what is not known as null."""
    sums, allowed, over, projected = found.sums, found.ceilings, found.excess, found.projected
    test = found.tested.test
    return {
        "organization": found.setup.name,
        "tax_year": found.year,
        "starts": found.days.start.isoformat(),
        "election_in_effect": found.elected,
        "exempt_purpose_cents": found.on_file.exempt_purpose_cents if found.on_file else None,
        "is_estimate": found.on_file.is_estimate if found.on_file else None,
        "total_cents": found.total_cents,
        "direct_cents": found.direct_cents,
        "grass_roots_cents": found.grass_roots_cents,
        "ceiling_cents": allowed.total_cents if allowed else None,
        "grass_roots_ceiling_cents": allowed.grass_roots_cents if allowed else None,
        "excess_cents": over.taxed_cents if over else None,
        "tax_cents": over.tax_cents if over else None,
        "levels": {"total": found.levels[0].value, "grass_roots": found.levels[1].value},
        "actions": {"direct": sums.direct, "grass_roots": sums.grass_roots, "not_lobbying": sums.none},
        "not_settled": found.waiting,
        "projected_total_cents": projected.total_cents if projected else None,
        "projected_grass_roots_cents": projected.grass_roots_cents if projected else None,
        "four_year_test": {
            "years": [one.year for one in averaging_years(found)],
            "missing_years": list(found.tested.missing),
            "denied": test.denied if test else None,
            "lines": {line.line: line.total_cents for line in averaging_lines(found)},
        },
        "schedule_c": {line.line: line.cents for line in year_lines(found)},
        "note": say.NOT_ADVICE,
    }


def ledger_as_text(found: Ledger) -> str:
    """A tax year's ledger in sentences, then Schedule C's lines."""
    lines = [found.setup.name, say.gauge_sentence(found), *say.standing_sentences(found), say.waiting_sentence(found)]
    lines += [say.projection_sentence(found), say.four_year_sentence(found), ""]
    for line in year_lines(found):
        amount = line.missing if line.cents is None else dollars(line.cents)
        lines.append(f"{line.line}  {line.words}: {amount}")
    return "\n".join([line for line in lines[:-1] if line] + lines[-1:] + ["", say.NOT_ADVICE])
