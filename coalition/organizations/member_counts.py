"""Keep how many members an organization counts where, and what it agreed with the coalition."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from coalition.organizations import rules
from coalition.organizations.commands import EARLIEST, note_change, standing_record
from coalition.organizations.models import Agreement, Reach
from coalition.organizations.sentences import counted_words
from data.access import Permission, requires
from data.errors import InvalidInput, NotFound
from data.language import _
from data.places import Place


@requires(Permission.KEEP_DIRECTORY)
def set_reach(
    session: Session,
    *,
    organization_id: int,
    place_id: int,
    members: int,
    as_of: date,
    said_in: str = "",
    today: date,
) -> None:
    """Keep how many members an organization counts in a county or district, on which day and who said so.

    One count per place: a later one replaces it. Raises InvalidInput, NotFound.
    """
    organization = standing_record(session, organization_id)
    place = _place(session, place_id)
    if not EARLIEST <= as_of <= today:
        raise InvalidInput(_("The day of a count cannot be {day}. Give the day it was made.").format(day=as_of))
    said = _reach(session, organization_id, place_id)
    before = _as_noted(place, said) if said else {}
    said = said or Reach(organization_id=organization_id, place_id=place_id, members=0, as_of=as_of)
    said.members, said.as_of = rules.checked_members(members), as_of
    said.said_in = rules.clean_text(said_in, rules.LONGEST_NOTE, _("Who said so"))
    session.add(said)
    note_change(session, "set count of members", organization, before=before, after=_as_noted(place, said))


def _as_noted(place: Place, row: Reach) -> dict[str, Any]:
    """A count as the record of changes keeps it: fewer than three is not told there either."""
    return {"place": place.name, "members": counted_words(rules.counted([row.members])), "as of": row.as_of}


def _place(session: Session, place_id: int) -> Place:
    place = session.get(Place, place_id)
    if place is None:
        raise NotFound(_("This county or district"))
    return place


def _reach(session: Session, organization_id: int, place_id: int) -> Reach | None:
    return session.exec(
        select(Reach).where(Reach.organization_id == organization_id, Reach.place_id == place_id)
    ).first()


@requires(Permission.KEEP_DIRECTORY)
def remove_reach(session: Session, *, organization_id: int, place_id: int) -> None:
    """Take a count of members off an organization. NotFound when there is none."""
    organization = standing_record(session, organization_id)
    place = _place(session, place_id)
    said = _reach(session, organization_id, place_id)
    if said is None:
        raise NotFound(_("A count of members in {place}").format(place=place.name))
    note_change(session, "remove count of members", organization, before=_as_noted(place, said))
    session.delete(said)


@requires(Permission.KEEP_DIRECTORY)
def add_agreement(
    session: Session,
    *,
    organization_id: int,
    title: str,
    agreed_on: date,
    until: date | None = None,
    note: str = "",
) -> int:
    """Keep what an organization and the coalition agreed; answers its number. Raises InvalidInput."""
    organization = standing_record(session, organization_id)
    if until is not None and until < agreed_on:
        raise InvalidInput(_("An agreement cannot end before it was made. Check the two days."))
    if not title.strip():
        raise InvalidInput(_("Say in a few words what was agreed."))
    row = Agreement(
        organization_id=organization_id,
        title=rules.clean_text(title, rules.LONGEST_NAME, _("What was agreed")),
        agreed_on=agreed_on,
        until=until,
        note=rules.clean_text(note, rules.LONGEST_NOTE, _("The note")),
    )
    session.add(row)
    session.flush()
    note_change(session, "add agreement", organization, after=_agreed(row))
    return row.id or 0


def _agreed(row: Agreement) -> dict[str, Any]:
    return {"agreement": row.title, "agreed on": row.agreed_on, "until": row.until}


@requires(Permission.KEEP_DIRECTORY)
def remove_agreement(session: Session, *, organization_id: int, agreement_id: int) -> None:
    """Take an agreement off an organization. NotFound when it is not one of its own."""
    organization = standing_record(session, organization_id)
    row = session.get(Agreement, agreement_id)
    if row is None or row.organization_id != organization_id:
        raise NotFound(_("This agreement"))
    note_change(session, "remove agreement", organization, before=_agreed(row))
    session.delete(row)
