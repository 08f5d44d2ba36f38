"""What the gate finds in a guide: findings with their place, and each check's answer."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from campaigns.voter_guides.origins import Read
from campaigns.voter_guides.rules import GROUPS, ONLY_ADVICE, GuideCheck

Values = Mapping[str, str | int]


class State(StrEnum):
    """How a check stands."""

    PASSES = "passes"
    ADVICE = "advice"
    TO_DO = "to do"
    MUST_FIX = "must fix"


@dataclass(frozen=True, slots=True)
class GuideFinding:
    """One thing a check found: which (`code`, a key of `sentences.FINDINGS`), its values, and where it is fixed."""

    check: GuideCheck
    code: str
    values: Values
    address: str

    @property
    def key(self) -> str:
        """The same for the same finding, so that an answer to it holds until what it is about changes."""
        said = "\n".join(f"{name}={value}" for name, value in sorted(self.values.items()))
        return hashlib.sha256(f"{self.check}\n{self.code}\n{said}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stands:
    """A named person let a finding stand, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: what it counted, what it found, and which findings somebody answered for."""

    check: GuideCheck
    counted: Values
    findings: tuple[GuideFinding, ...] = ()
    answered: Mapping[str, Stands] = field(default_factory=dict)

    @property
    def open(self) -> tuple[GuideFinding, ...]:
        """The findings nobody answered for."""
        return tuple(one for one in self.findings if one.key not in self.answered)

    @property
    def state(self) -> State:
        """How the check stands; advice is never in the way."""
        if not self.open:
            return State.PASSES
        if self.check in ONLY_ADVICE:
            return State.ADVICE
        return State.TO_DO if self.check is GuideCheck.TRANSLATED else State.MUST_FIX

    @property
    def holds(self) -> bool:
        """Whether the guide may go out as far as this check is concerned."""
        return self.state in (State.PASSES, State.ADVICE)


def result_data(result: CheckResult) -> dict[str, Any]:
    """A check's answer as an edition keeps it."""
    return {
        "check": result.check.value,
        "state": result.state.value,
        "counted": dict(result.counted),
        "findings": [
            {
                "code": one.code, "values": dict(one.values),
                "name": result.answered[one.key].name if one.key in result.answered else "",
                "reason": result.answered[one.key].reason if one.key in result.answered else "",
            }
            for one in result.findings
        ],
    }  # fmt: skip


def result_from(data: Mapping[str, Any]) -> CheckResult:
    """The check's answer that an edition kept."""
    check = GuideCheck(data["check"])
    kept = [(GuideFinding(check, one["code"], one["values"], ""), one) for one in data["findings"]]
    answered = {found.key: Stands(one["name"], one["reason"]) for found, one in kept if one["name"]}
    return CheckResult(check, data["counted"], tuple(found for found, _one in kept), answered)


@dataclass(frozen=True, slots=True)
class RunningCandidate:
    """A candidate of a contest: how often asked, and what came back, in the order of the questions."""

    name: str
    withdrew: bool
    times_asked: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContestFacts:
    """A contest of the guide as the store has it; `on_ballot` is how many the official list names.

    `answers_until` is the deadline as long as it has not passed: until then no answer is printed.
    """

    office: str
    address: str
    election_on: date
    on_ballot: int | None
    most_words: int
    topics: tuple[str, ...]
    candidates: tuple[RunningCandidate, ...]
    answers_until: str = ""

    @property
    def running(self) -> tuple[RunningCandidate, ...]:
        """Those still in the race."""
        return tuple(one for one in self.candidates if not one.withdrew)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate must know beside the content.

    `now` holds how each figure reads today by its origin, None where its record is gone; `newer` the newest year on
    file by the key of a figure that is of an older one; `closed_sites` belong to candidates or groups that endorse.
    """

    today: date
    guide_address: str
    contests: tuple[ContestFacts, ...] = ()
    now: Mapping[str, Read | None] = field(default_factory=dict)
    newer: Mapping[str, str] = field(default_factory=dict)
    answered: Mapping[str, Stands] = field(default_factory=dict)


ORDER = tuple(check for checks in GROUPS.values() for check in checks)
