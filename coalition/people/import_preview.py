"""What a file of contacts would do: who is new, known, to be chosen or opted out, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from coalition.people.comparing import (
    Background,
    Choices,
    OpenChoice,
    Plan,
    Planned,
    is_news,
    missing_fields,
    only_to_recognise,
    plan_of,
)
from coalition.people.contact_file import GivenFile
from coalition.people.gathering import Attendance, attendances
from coalition.people.known_people import background_of, fingerprints_of
from coalition.people.past_imports import differs
from coalition.people.rules import KeptFor, kept_until
from data.imports.outcomes import Outcome, Tally


@dataclass(frozen=True, slots=True)
class Differing:
    """Where a file says something else of a contact we have; ours stays."""

    person_id: int
    row: int
    fields: tuple[str, ...]


@dataclass(slots=True)
class ContactReport:
    """What an import would do or did. `tally` adds up to the rows of the file, rejected ones among them.

    `completed` counts contacts that gain something, `opt_outs` those who are newly opted out. `import_id` is None
    until it is applied.
    """

    file: GivenFile
    tally: Tally
    choices: tuple[OpenChoice, ...]
    candidates: Mapping[int, str]
    differing: tuple[Differing, ...] = ()
    completed: int = 0
    opt_outs: int = 0
    keep_until: date | None = None
    changed: bool = False
    import_id: int | None = None
    attendances: tuple[Attendance, ...] = ()


@dataclass(slots=True)
class Work:
    """An import under way: what is to be written of whom."""

    plan: Plan
    background: Background
    newcomers: list[Planned] = field(default_factory=list)
    known: list[Planned] = field(default_factory=list)
    took: dict[int, dict[str, str]] = field(default_factory=dict)
    opting_out: set[int] = field(default_factory=set)
    news: bool = False


def preview_contacts(session: Session, *, given: GivenFile, choices: Choices, today: date) -> ContactReport:
    """What importing a file with these choices would do; nothing is written. InvalidInput for an outdated choice."""
    return reported(work_of(session, given, choices), given, today)


def work_of(session: Session, given: GivenFile, choices: Choices) -> Work:
    """What is to be written of whom, decided in one go."""
    marks = fingerprints_of(given.contacts)
    background = background_of(session, given.contacts, marks)
    work = Work(plan_of(given.contacts, background, marks, choices), background)
    for one in work.plan.people.values():
        on_file = background.on_file.get(one.id)
        if on_file is None:
            said_no = bool(one.contact.opt_out)
            work.newcomers.append(Planned(one.id, only_to_recognise(one.contact)) if said_no else one)
            work.news = True
        else:
            said_no = bool(one.contact.opt_out) and not on_file.opted_out
            silent = on_file.opted_out and not one.contact.opt_out
            known = Planned(one.id, only_to_recognise(one.contact)) if one.contact.opt_out else one
            if not silent:
                work.known.append(known)
                work.took[one.id] = {} if one.contact.opt_out else missing_fields(on_file, one.contact)
            work.news = work.news or is_news(on_file, known.contact)
        if said_no:
            work.opting_out.add(one.id)
    return work


def reported(work: Work, given: GivenFile, today: date) -> ContactReport:
    """The report of the work, every row counted once."""
    tally = work.plan.tally
    tally.counts[Outcome.REJECTED] += len(given.rejected)
    kept_for = KeptFor.EVENT if attendances(given.contacts[:1]) else KeptFor.CAMPAIGN
    return ContactReport(
        given, tally, tuple(work.plan.choices), _names(work), _differing(work),
        sum(1 for took in work.took.values() if took), len(work.opting_out), kept_until(kept_for, today), work.news,
        attendances=attendances(given.contacts),
    )  # fmt: skip


def _names(work: Work) -> dict[int, str]:
    """What a person compares a row with: the candidates' own words, one line for each field."""
    found: dict[int, str] = {}
    rows = {-one.id: one.contact for one in work.plan.newcomers}
    for candidate in {number for choice in work.plan.choices for number in choice.candidates}:
        on_file, earlier = work.background.on_file.get(candidate), rows.get(-candidate)
        fields = on_file.fields if on_file is not None else earlier.said if earlier is not None else {}
        found[candidate] = described(fields)
    return found


def described(fields: Mapping[str, str]) -> str:
    """A contact in one line per fact: name, e-mail, telephone, postal code and town, title."""
    name = " ".join(part for part in (fields.get("given_name"), fields.get("family_name")) if part)
    place = " ".join(part for part in (fields.get("postal_code"), fields.get("town")) if part)
    lines = (name, fields.get("email"), fields.get("phone"), place, fields.get("title"))
    return "\n".join(line for line in lines if line)


def _differing(work: Work) -> tuple[Differing, ...]:
    found = []
    for one in work.known:
        fields, said = work.background.on_file[one.id].fields, one.contact.said
        others = tuple(name for name, ours in fields.items() if differs(name, ours, said.get(name, "")))
        if others:
            found.append(Differing(one.id, one.contact.row, others))
    return tuple(found)
