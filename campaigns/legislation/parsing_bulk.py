"""The tables of one session as Open States packs them in a ZIP, made into what it says of each bill."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from campaigns.legislation.parsing import NO_STATE, Gathered
from campaigns.legislation.rules import local_day, not_a_number, number_key
from data.imports.outcomes import RejectedRow
from data.sources.said import ActionSaid, MeasureSaid, RelatedSaid, RollCallSaid, SponsorSaid, VersionSaid, VoteSaid

SCHEME = "openstates"
BILLS = "bills"
TABLES = (
    BILLS, "bill_actions", "bill_sponsorships", "bill_versions", "bill_version_links", "bill_related_bills", "votes",
    "vote_people", "vote_counts", "organizations", "bill_abstracts",
)  # fmt: skip
NAMED = re.compile(
    rf"(?:^|/)(?P<state>[A-Za-z]{{2}})_.*?_(?P<table>{'|'.join(sorted(TABLES, key=len, reverse=True))})\.csv$"
)
QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
CHAMBERS = {"lower": "lower", "upper": "upper", "legislature": "joint", "executive": "executive"}
RELATIONS = {
    "companion": "companion", "replaces": "replaces", "replaced-by": "redraft", "prior-session": "carried-over",
}  # fmt: skip
OPTIONS = {"yes": "yes", "no": "no", "not voting": "not_voting", "absent": "absent"}
Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


def table_of(member: str) -> tuple[str, str] | None:
    """The state and the table a file of the archive holds by its name, such as KY/2017RS/KY_2017RS_bills.csv."""
    found = NAMED.search(member)
    return (found["state"].lower(), found["table"]) if found else None


def gathered_session(state: str, tables: Tables) -> Gathered:
    """Every bill of a session with its actions, sponsors, versions and roll calls; a row is a bill.

    A table the archive lacks leaves its part of a bill untold.
    """
    parts = _Parts(tables)
    measures: list[MeasureSaid] = []
    rejected: list[RejectedRow] = []
    seen: set[str] = set()
    repeated = 0
    for row, cells in enumerate(tables.get(BILLS, ()), start=2):
        number, key = cells.get("identifier", ""), number_key(cells.get("identifier", ""))
        if key is None:
            rejected.append(RejectedRow(row, "identifier", not_a_number(number)))
        elif not state:
            rejected.append(RejectedRow(row, "jurisdiction", NO_STATE))
        elif cells.get("id", "") in seen:
            repeated += 1
        else:
            seen.add(cells.get("id", ""))
            measures.append(parts.bill(state, cells, f"row {row}"))
    return Gathered(tuple(measures), (1,) * len(measures), tuple(rejected), repeated)


def listed(text: str) -> tuple[str, ...]:
    """The words of a cell that holds a list: "['passage']", "{passage}" or "passage"."""
    if text.startswith("["):
        return tuple(one or other for one, other in QUOTED.findall(text))
    return tuple(part for word in text.strip("{}").split(",") if (part := word.strip(' "')))


class _Parts:
    """The other tables by the bill or vote their rows belong to."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._of_bill = {name: _by(rows, "bill_id") for name, rows in tables.items() if name != BILLS}
        self._links = _by(tables.get("bill_version_links", ()), "version_id")
        self._answers = _by(tables.get("vote_people", ()), "vote_event_id")
        self._counts = _by(tables.get("vote_counts", ()), "vote_event_id")
        self._chambers = {
            one.get("id", ""): CHAMBERS.get(one.get("classification", ""), "")
            for one in tables.get("organizations", ())
        }

    def _rows(self, table: str, bill: str) -> Sequence[Row] | None:
        return self._of_bill[table].get(bill, ()) if table in self._of_bill else None

    def bill(self, state: str, cells: Row, where: str) -> MeasureSaid:
        bill = cells.get("id", "")
        actions = self._actions(bill)
        days = [action.on_date for action in actions or () if action.on_date]
        abstracts = self._rows("bill_abstracts", bill) or ()
        return MeasureSaid(
            state=state, session=cells.get("session_identifier", ""), number=cells.get("identifier", ""),
            title=cells.get("title", ""), summary=next((one.get("abstract", "") for one in abstracts), ""),
            kind=next(iter(listed(cells.get("classification", ""))), ""),
            chamber=CHAMBERS.get(cells.get("organization_classification", ""), ""),
            identifiers=((SCHEME, bill),) if bill else (), subjects=listed(cells.get("subject", "")),
            introduced=min(days, default=None), actions=actions, sponsors=self._sponsors(bill),
            versions=self._versions(bill), roll_calls=self._roll_calls(bill), related=self._related(bill), where=where,
        )  # fmt: skip

    def _actions(self, bill: str) -> tuple[ActionSaid, ...] | None:
        rows = self._rows("bill_actions", bill)
        if rows is None:
            return None
        return tuple(
            ActionSaid(_day(one.get("date", "")), self._chamber(one), said, listed(one.get("classification", "")))
            for one in sorted(rows, key=lambda one: _whole(one.get("order", "")) or 0)
            if (said := one.get("description", ""))
        )

    def _chamber(self, one: Row) -> str:
        return self._chambers.get(one.get("organization_id", ""), "")

    def _sponsors(self, bill: str) -> tuple[SponsorSaid, ...] | None:
        rows = self._rows("bill_sponsorships", bill)
        if rows is None:
            return None
        kinds = {"person": "person", "organization": "committee"}
        return tuple(
            SponsorSaid(
                name, kinds.get(one.get("entity_type", ""), ""), _is_true(one.get("primary", "")),
                ((SCHEME, key),) if (key := one.get("person_id") or one.get("organization_id")) else (),
            )
            for one in rows
            if (name := one.get("name", ""))
        )  # fmt: skip

    def _versions(self, bill: str) -> tuple[VersionSaid, ...] | None:
        rows = self._rows("bill_versions", bill)
        if rows is None:
            return None
        return tuple(
            VersionSaid(one.get("note", ""), _day(one.get("date", "")), self._address(one.get("id", "")))
            for one in rows
        )

    def _address(self, version: str) -> str:
        addresses = (one.get("url", "") for one in self._links.get(version, ()))
        return next((one for one in addresses if one.startswith(("https://", "http://"))), "")

    def _roll_calls(self, bill: str) -> tuple[RollCallSaid, ...] | None:
        rows = self._rows("votes", bill)
        return None if rows is None else tuple(self._roll_call(one) for one in rows)

    def _roll_call(self, one: Row) -> RollCallSaid:
        vote = one.get("id", "")
        counts = {
            OPTIONS[count["option"]]: _whole(count.get("value", ""))
            for count in self._counts.get(vote, ())
            if count.get("option") in OPTIONS
        }
        return RollCallSaid(
            chamber=self._chamber(one), motion=one.get("motion_text") or one.get("identifier", ""),
            on_date=_day(one.get("start_date", "")), result=one.get("result", ""),
            identifier=(SCHEME, vote) if vote else None, yes=counts.get("yes"), no=counts.get("no"),
            not_voting=counts.get("not_voting"), absent=counts.get("absent"),
            votes=tuple(
                VoteSaid(
                    answer["voter_name"], answer.get("option", ""),
                    ((SCHEME, answer["voter_id"]),) if answer.get("voter_id") else (),
                )
                for answer in self._answers.get(vote, ())
                if answer.get("voter_name")
            ),
        )  # fmt: skip

    def _related(self, bill: str) -> tuple[RelatedSaid, ...]:
        return tuple(
            RelatedSaid(kind, one["identifier"], one.get("legislative_session", ""))
            for one in self._rows("bill_related_bills", bill) or ()
            if one.get("identifier") and (kind := RELATIONS.get(one.get("relation_type", "")))
        )


def _by(rows: Iterable[Row], key: str) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(key, "")].append(row)
    return found


def _day(text: str) -> date | None:
    return local_day(text) if len(text) == 10 else local_day(text[:25]) if text else None


def _is_true(text: str) -> bool:
    return text.casefold() in ("true", "t", "1")


def _whole(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None
