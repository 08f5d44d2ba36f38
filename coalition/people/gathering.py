"""Rows of a recognised file as contacts: names, how to reach them, opt-outs, and the event a row speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coalition.people.rules import LONGEST, Draft, Keys, checked, email_key, keys_of
from data.errors import InvalidInput
from data.imports.header_sets import FoundTable
from data.imports.outcomes import RejectedRow

LONGEST_NUMBER = 80
YES = {"yes", "y", "true", "t", "1", "x", "✓", "checked", "sí", "si"}


class Meaning(StrEnum):
    """What a column of a contact file may hold; the first ones are kept, the last ones are passed on or watched."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"
    TOWN = "town"
    TITLE = "title"
    NUMBER = "number"
    OPTED_OUT = "opted_out"
    OPT_OUT_STATUS = "opt_out_status"
    CONTACT_TYPE = "contact_type"
    DECEASED = "deceased"
    EVENT = "event"
    EVENT_NAME = "event_name"
    STARTS = "starts"
    ATTENDED = "attended"
    ATTENDANCE_STATUS = "attendance_status"


KEPT = (
    Meaning.GIVEN_NAME, Meaning.FAMILY_NAME, Meaning.EMAIL, Meaning.PHONE, Meaning.POSTAL_CODE, Meaning.TOWN,
    Meaning.TITLE,
)  # fmt: skip
WATCHED = (Meaning.OPTED_OUT, Meaning.OPT_OUT_STATUS, Meaning.CONTACT_TYPE, Meaning.DECEASED)
OF_EVENTS = (Meaning.EVENT, Meaning.EVENT_NAME, Meaning.STARTS, Meaning.ATTENDANCE_STATUS, Meaning.ATTENDED)
KEPT_NAMES = tuple(field.value for field in KEPT)
MOST_LETTERS = {**{field: LONGEST[field.value] for field in KEPT}, Meaning.NUMBER: LONGEST_NUMBER}
NAMING = (Meaning.GIVEN_NAME, Meaning.FAMILY_NAME, Meaning.FULL_NAME, Meaning.EMAIL, Meaning.PHONE, Meaning.NUMBER)
NOBODY = "The row names nobody: it has no name, e-mail address, telephone number or number. Fill in one of them."
NOT_AN_EMAIL = "This is not an e-mail address. Correct it in the file, or empty the cell, and import the file again."
TOO_LONG = "This is longer than the {longest} letters that fit. Shorten it in the file and import the file again."
NOT_A_PERSON = "The row is an organization or a household, not a person. Keep organizations in the directory."
DIED = "The file says that this person has died, so the row is left out. Nothing needs to be done."


@dataclass(frozen=True, slots=True)
class Attendance:
    """What a row says of an event, in the file’s own words: which one, when, and how the person’s sign-up stands."""

    row: int
    event: str
    event_name: str
    starts: str
    status: str


@dataclass(frozen=True, slots=True)
class GivenContact:
    """One person as a row of a file has them. `opt_out` is the header that says they opted out; "" when none does."""

    row: int
    draft: Draft
    keys: Keys
    opt_out: str = ""
    attendance: Attendance | None = None

    @property
    def said(self) -> dict[str, str]:
        """What the file says of the person, by field, without empty fields."""
        found = {name: str(getattr(self.draft, name)) for name in KEPT_NAMES}
        number = self.draft.sources[0][1] if self.draft.sources else ""
        return {key: value for key, value in {**found, "number": number, "opt_out": self.opt_out}.items() if value}

    def completed_by(self, other: "GivenContact") -> "GivenContact":
        """This person with what a later row about them adds; what is said already stays."""
        if other.draft == self.draft and other.opt_out == self.opt_out:
            return self
        missing = {field.value: getattr(other.draft, field.value) for field in KEPT if not getattr(self.draft, field)}
        draft = replace(self.draft, **missing, sources=self.draft.sources or other.draft.sources)
        return replace(self, draft=draft, keys=keys_of(draft), opt_out=self.opt_out or other.opt_out)


def names_somebody(meanings: Iterable[str]) -> bool:
    """Whether columns with these meanings can tell who a row is about."""
    return bool(set(meanings) & set(NAMING))


def split_name(whole: str) -> tuple[str, str]:
    """A name in one cell as given and family name: “Last, First” at the comma, else the last word is the family’s."""
    if whole.count(",") == 1:
        family, _, given = whole.partition(",")
        return given.strip(), family.strip()
    words = whole.split()
    return " ".join(words[:-1]) or whole.strip(), words[-1] if len(words) > 1 else ""


def _is_clean(words: str) -> bool:
    """Whether a row's words, which the reader trimmed, are kept just as they are: printed ASCII, single spaces."""
    return words.isascii() and words.isprintable() and "  " not in words


class Gatherer:
    """Makes contacts of the rows under one header; knows where each thing stands."""

    def __init__(self, table: FoundTable, opt_out_words: frozenset[str]) -> None:
        self.table = table
        self._words = opt_out_words
        self._at = {meaning: table.at(meaning) for meaning in Meaning}
        self._opt_outs = [c for c in table.columns if c.meaning in (Meaning.OPTED_OUT, Meaning.OPT_OUT_STATUS)]
        self._has_events = any(self._at[meaning] for meaning in OF_EVENTS)

    def contact(self, row: int, cells: Sequence[str]) -> GivenContact | RejectedRow:
        """One row as a contact, or why it cannot be one; the reason never repeats what the row says."""
        values = {meaning: self._first(cells, meaning) for meaning in (*KEPT, Meaning.NUMBER)}
        if not values[Meaning.GIVEN_NAME] and not values[Meaning.FAMILY_NAME]:
            given, family = split_name(self._first(cells, Meaning.FULL_NAME))
            values |= {Meaning.GIVEN_NAME: given, Meaning.FAMILY_NAME: family}
        refused = self._refused(row, cells, values)
        if refused is not None:
            return refused
        number = values.pop(Meaning.NUMBER)
        system = self.table.layout.system or self.table.layout.key
        sources = ((system, number),) if number else ()
        given_name, family_name, email, phone, postal_code, town, title = (values[field] for field in KEPT)
        draft = Draft(given_name, family_name, email, phone, postal_code, town, title=title, sources=sources)
        if not (given_name or family_name or email or phone or number):
            return RejectedRow(row, "", NOBODY)
        if not _is_clean("|".join(values.values())):
            try:
                draft, _ = checked(draft)
            except InvalidInput:
                if not number:
                    return RejectedRow(row, "", NOBODY)
                draft = Draft(sources=sources)
        attendance = self._attendance(row, cells) if self._has_events else None
        return GivenContact(row, draft, keys_of(draft), self._opt_out(cells), attendance)

    def _first(self, cells: Sequence[str], meaning: Meaning) -> str:
        for index in self._at[meaning]:
            if index < len(cells) and cells[index]:
                return cells[index]
        return ""

    def _refused(self, row: int, cells: Sequence[str], values: dict[Meaning, str]) -> RejectedRow | None:
        kind = self._first(cells, Meaning.CONTACT_TYPE).casefold()
        if kind in ("organization", "household"):
            return RejectedRow(row, self.table.label(Meaning.CONTACT_TYPE), NOT_A_PERSON)
        if self._first(cells, Meaning.DECEASED).casefold() in YES:
            return RejectedRow(row, self.table.label(Meaning.DECEASED), DIED)
        for meaning, longest in MOST_LETTERS.items():
            if len(values[meaning]) > longest:
                return RejectedRow(row, self._label(meaning), TOO_LONG.format(longest=longest))
        if values[Meaning.EMAIL] and email_key(values[Meaning.EMAIL]) is None:
            return RejectedRow(row, self._label(Meaning.EMAIL), NOT_AN_EMAIL)
        return None

    def _label(self, meaning: Meaning) -> str:
        return self.table.label(meaning) or self.table.label(Meaning.FULL_NAME)

    def _opt_out(self, cells: Sequence[str]) -> str:
        for column in self._opt_outs:
            said = cells[column.index].casefold() if column.index < len(cells) else ""
            words = self._words if column.meaning == Meaning.OPT_OUT_STATUS else self._words | YES
            if said and said in words:
                return " ".join(column.label.split())[:LONGEST_NUMBER]
        return ""

    def _attendance(self, row: int, cells: Sequence[str]) -> Attendance | None:
        event, name, starts, status, attended = (self._first(cells, meaning) for meaning in OF_EVENTS)
        return Attendance(row, event, name, starts, status or attended) if event or name else None


def attendances(contacts: Iterable[GivenContact]) -> tuple[Attendance, ...]:
    """What a file says of events, row by row, for whoever keeps events; it names people by their row only."""
    return tuple(contact.attendance for contact in contacts if contact.attendance is not None)
