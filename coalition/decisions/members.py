"""Who may decide: the organizations that stand as members on a day, and the rule in force then."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from coalition.decisions.models import DecisionRule, Principle
from coalition.decisions.rules import Rule, rule_on
from coalition.organizations.models import Organization, Standing, StandingChange
from coalition.organizations.rules import StandingFrom, standing_on
from data.records import columns


@dataclass(frozen=True, slots=True)
class Member:
    """An organization that may decide."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class PrincipleSaid:
    """A principle all members agreed to; `until` is None while it holds."""

    id: int
    words: str
    since: date
    until: date | None


def members_on(session: Session, day: date) -> tuple[Member, ...]:
    """The organizations whose standing is member on a day, by name; two statements."""
    rows = session.execute(
        columns(StandingChange.organization_id, StandingChange.standing, StandingChange.since).where(
            col(StandingChange.since) <= day
        )
    )
    changes: defaultdict[int, list[StandingFrom]] = defaultdict(list)
    for number, standing, since in rows:
        changes[number].append(StandingFrom(standing, since))
    stands = {number: standing_on(said, day) for number, said in changes.items()}
    named = select(Organization.id, Organization.name).where(col(Organization.merged_into_id).is_(None))
    return tuple(
        Member(number or 0, name)
        for number, name in session.execute(named.order_by(col(Organization.name_key), col(Organization.id)))
        if (one := stands.get(number or 0)) is not None and one.standing == Standing.MEMBER
    )


def rules_made(session: Session) -> tuple[Rule, ...]:
    """Every rule of deciding, newest first."""
    rows = session.exec(select(DecisionRule).order_by(col(DecisionRule.since).desc()))
    return tuple(_rule(row) for row in rows)


def _rule(row: DecisionRule) -> Rule:
    said: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(Rule)}
    return Rule(**said)


def rule_in_force(session: Session, moment: datetime) -> Rule:
    """The rule in force at a moment."""
    return rule_on(rules_made(session), moment)


def principles(session: Session, *, day: date | None = None) -> tuple[PrincipleSaid, ...]:
    """The shared principles in their order: those that hold on a day, or every one there ever was."""
    asked = select(Principle).order_by(col(Principle.position), col(Principle.id))
    said = (PrincipleSaid(row.id or 0, row.words, row.since, row.until) for row in session.exec(asked))
    return tuple(one for one in said if day is None or (one.since <= day and (one.until is None or day < one.until)))


def organization_names(session: Session, numbers: set[int], *, only_public: bool = False) -> dict[int, str]:
    """What organizations are called, as far as the viewer may know; `only_public`: as far as everybody may."""
    named = select(Organization.id, Organization.name).where(col(Organization.id).in_(numbers))
    named = named.where(col(Organization.published).is_(True)) if only_public else named
    return {number or 0: name for number, name in session.execute(named)} if numbers else {}
