"""Three small legislatures that answer as the real services do; every person and bill in them is made up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.source_server import Asked, Reply

BEGAN = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
NOT_FOUND = Reply({"detail": "No such page."}, status=404)


def paged(rows: Sequence[Any], asked: Asked) -> Reply:
    """A page as Open States makes it: 404 past the last."""
    page, per_page = int(asked.get("page", "1")), int(asked.get("per_page", "10"))
    pages = -(-len(rows) // per_page) or 1
    if not 1 <= page <= pages:
        return NOT_FOUND
    pagination = {"per_page": per_page, "page": page, "max_page": pages, "total_items": len(rows)}
    return Reply({"results": rows[(page - 1) * per_page : page * per_page], "pagination": pagination})


@dataclass
class OpenStates:
    """Bills by their number, each with the moment it changed; `most` is the largest page it gives."""

    bills: dict[int, datetime] = field(default_factory=dict)
    most: int = 3
    people: int = 0

    @classmethod
    def with_bills(cls, count: int, **more: Any) -> "OpenStates":
        return cls({number: BEGAN + timedelta(minutes=number) for number in range(1, count + 1)}, **more)

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/bills":
            since = asked.get("updated_since")
            in_order = sorted(self.bills.items(), key=lambda one: one[1])
            # the server compares the moments as text, as PostgreSQL writes them
            rows = [self._bill(number, at) for number, at in in_order if str(at) >= since]
            smaller = Asked(asked.path, (*asked.pairs, ("per_page", str(self.most))), {})
            return paged(rows, smaller)
        if asked.path == "/people":
            return paged([self._person(number) for number in range(1, self.people + 1)], asked)
        if asked.path == "/committees":
            return paged([self._committee()] if asked.get("chamber") == "lower" and self.people else [], asked)
        return NOT_FOUND

    def _bill(self, number: int, at: datetime) -> dict[str, Any]:
        house = {"id": "ocd-organization/h", "name": "House", "classification": "lower"}
        return {
            "id": f"ocd-bill/{number}",
            "session": "2026RS",
            "jurisdiction": {"id": "ocd-jurisdiction/ky", "name": "Kentucky", "classification": "state"},
            "from_organization": house,
            "identifier": f"HB {number}",
            "title": f"An act, example {number}",
            "classification": ["bill"],
            "subject": ["EDUCATION"],
            "updated_at": at.isoformat(),
            "first_action_date": "2026-01-06",
            "actions": [
                {"organization": house, "description": "introduced in House", "date": "2026-01-06", "order": 0}
            ],
        }

    def _person(self, number: int) -> dict[str, Any]:
        role = {"title": "Representative", "org_classification": "lower", "district": number}
        return {
            "id": f"ocd-person/{number}",
            "name": f"Example Person{number}",
            "party": "Democratic",
            "current_role": role,
            "offices": [{"name": "Capitol Office", "classification": "capitol", "voice": "502-555-0100"}],
        }

    def _committee(self) -> dict[str, Any]:
        members = [{"person_name": "Example Person1", "role": "chair", "person": {"id": "ocd-person/1"}}]
        return {
            "id": "ocd-organization/c",
            "name": "Education",
            "classification": "committee",
            "parent_id": "ocd-organization/h",
            "memberships": members,
        }


@dataclass
class LegiScan:
    """Bills by LegiScan's number with their change hashes; each even one has a roll call."""

    bills: dict[int, str] = field(default_factory=dict)
    key: str = ""

    @classmethod
    def with_bills(cls, count: int, key: str) -> "LegiScan":
        return cls({1000 + number: f"{number:032x}" for number in range(1, count + 1)}, key)

    def __call__(self, asked: Asked) -> Reply:
        if asked.get("key") != self.key:
            return Reply({"status": "ERROR", "alert": {"message": f"Invalid API Key {asked.get('key')}"}})
        number = int(asked.get("id", "0"))
        match asked.get("op"):
            case "getSessionList":
                return self._ok(sessions=[self._session(), {**self._session(), "session_id": 7, "year_start": 2024}])
            case "getMasterListRaw":
                rows = [
                    {"bill_id": one, "number": self._number(one), "change_hash": h} for one, h in self.bills.items()
                ]
                if not rows:
                    return self._ok(masterlist=[])
                return self._ok(masterlist={"session": self._session(), **{str(n): one for n, one in enumerate(rows)}})
            case "getBill" if number in self.bills:
                return self._ok(bill=self._bill(number))
            case "getRollCall":
                return self._ok(roll_call=self._roll_call(number))
            case "getSessionPeople":
                return self._ok(sessionpeople={"session": self._session(), "people": self._people()})
        return Reply({"status": "ERROR", "alert": {"message": "Unknown bill id"}})

    def _ok(self, **payload: Any) -> Reply:
        return Reply({"status": "OK", **payload})

    def _session(self) -> dict[str, Any]:
        name = {"session_name": "2026 Regular Session", "session_title": "2026 Regular Session"}
        return {"session_id": 99, "state_id": 17, "year_start": 2026, "year_end": 2026, "special": 0, **name}

    def _number(self, bill: int) -> str:
        return f"HB{bill - 1000}"

    def _bill(self, number: int) -> dict[str, Any]:
        call = self._roll_call(number + 5000)
        del call["votes"]
        return {
            "bill_id": number, "change_hash": self.bills[number], "session_id": 99, "session": self._session(),
            "state": "KY", "bill_number": self._number(number), "bill_type": "B", "body": "H", "committee": [],
            "title": f"An act, example {number}", "description": "", "status": 1, "history": [
                {"date": "2026-01-06", "action": "introduced in House", "chamber": "H"}
            ], "sponsors": [{"people_id": 1, "name": "Example Person1", "role_id": 1, "sponsor_type_id": 1,
                             "committee_sponsor": 0, "committee_id": "0"}],
            "votes": [call] if number % 2 == 0 else [], "texts": [], "sasts": [], "subjects": [],
        }  # fmt: skip

    def _roll_call(self, number: int) -> dict[str, Any]:
        votes = [
            {"people_id": 1, "vote_id": 1, "vote_text": "Yea"},
            {"people_id": "2", "vote_id": "2", "vote_text": "Nay"},
        ]
        counts = {"yea": "1", "nay": 1, "nv": 0, "absent": 0, "total": 2, "passed": 1}
        said = {"roll_call_id": number, "bill_id": number - 5000, "date": "2026-02-03", "desc": "Third reading"}
        return {**said, **counts, "chamber": "H", "votes": votes}

    def _people(self) -> list[dict[str, Any]]:
        person = {"role_id": 1, "party_id": "1", "committee_sponsor": 0, "state_id": 17}
        return [
            {**person, "people_id": 1, "name": "Example Person1", "district": "HD-001"},
            {**person, "people_id": 2, "name": "Example Person2", "district": "HD-002"},
            {"people_id": 3, "name": "Joint Budget", "role_id": 3, "party_id": 0, "committee_sponsor": 1},
        ]


@dataclass
class Massachusetts:
    """Documents by docket with their bill numbers (None: none yet) and how often each history moved."""

    documents: dict[str, str | None] = field(default_factory=dict)
    moves: dict[str, int] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        start = "/GeneralCourts/194"
        if asked.path == f"{start}/Documents":
            return Reply([self._listed(docket) for docket in self.documents])
        if asked.path == f"{start}/LegislativeMembers":
            return Reply([{"MemberCode": f"E_X{n}", "Details": None} for n in (1, 2, 3)] + [{"MemberCode": None}])
        if asked.path == f"{start}/Committees":
            return Reply([{"CommitteeCode": None}, {"CommitteeCode": "J14", "GeneralCourtNumber": 194}])
        what, _, rest = asked.path.removeprefix(f"{start}/").partition("/")
        name, _, part = rest.partition("/")
        if what == "LegislativeMembers":
            return Reply(self._member(name))
        if what == "Committees":
            chairs = {"HouseChairperson": {"MemberCode": "E_X1"}, "SenateChairperson": None}
            return Reply({"FullName": "Joint Committee on Education", "CommitteeCode": name, **chairs})
        docket = next((key for key, number in self.documents.items() if name in (key, number)), None)
        if what != "Documents" or docket is None:
            return NOT_FOUND
        return Reply(self._part(docket, part))

    def _part(self, docket: str, part: str) -> Any:
        if part == "DocumentHistoryActions":
            moved = self.moves.get(docket, 0)
            actions = ["Referred to the committee on Education", "Senate concurred", "Reported favorably"][: moved + 1]
            days = ("2025-02-27T09:30:00", "2025-02-27T23:59:00", None)
            return [{"Date": day, "Branch": "House", "Action": one} for day, one in zip(days, actions, strict=False)]
        if part == "Similar":
            return [{"BillNumber": "S300", "DocketNumber": "SD1", "GeneralCourtNumber": 194}]
        return {
            **self._listed(docket), "Title": f"An Act, example {docket}", "Pinslip": None, "DocumentText": None,
            "PrimarySponsor": {"Name": "Example Member1", "Id": "E_X1"},
            "Cosponsors": [{"Name": "Example Member1"}, {"Name": "Example Member2"}],
        }  # fmt: skip

    def _listed(self, docket: str) -> dict[str, Any]:
        return {"BillNumber": self.documents[docket], "DocketNumber": docket, "GeneralCourtNumber": 194}

    def _member(self, code: str) -> dict[str, Any]:
        sits = {"Branch": "House", "District": "10th Bristol", "Party": "Democrat"} if code != "E_X3" else {}
        return {
            "Name": f"Example Member{code[-1]}", "GeneralCourtNumber": 194, "MemberCode": code, "Branch": None,
            "District": None, "EmailAddress": f"{code}@example.org", "RoomNumber": "36", "PhoneNumber": None, **sits,
        }  # fmt: skip
