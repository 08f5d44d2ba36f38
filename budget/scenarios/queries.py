"""Kept scenarios as values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Row
from sqlmodel import Session, col

from budget.scenarios.models import Calculator, Scenario
from data.errors import NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """What somebody kept: the inputs as the page's address holds them, and what came out under which rules."""

    id: int
    calculator: Calculator
    name: str
    about: str
    inputs: Mapping[str, str]
    rules: str
    outcome: str
    published: bool
    version: int
    kept_by: str
    kept_at: datetime

    @property
    def address(self) -> str:
        """The query of the page that opens it, inputs and all."""
        return urlencode(sorted(self.inputs.items()))

    def is_of_other_rules(self, rules: str) -> bool:
        """Whether the rules' version changed since it was kept."""
        return self.rules != rules


s = Scenario
COLUMNS = (
    s.id, s.calculator, s.name, s.about, s.inputs, s.rules, s.outcome, s.published, s.version, s.kept_by, s.kept_at,
)  # fmt: skip


def kept(session: Session, calculator: Calculator | Collection[Calculator] | None = None) -> tuple[KeptScenario, ...]:
    """Every scenario the viewer may see, of one calculator, of several or of all, by name."""
    statement = columns(*COLUMNS).order_by(col(s.name), col(s.id))
    if calculator is not None:
        asked = [calculator] if isinstance(calculator, Calculator) else list(calculator)
        statement = statement.where(col(s.calculator).in_([one.value for one in asked]))
    return tuple(_scenario(row) for row in session.execute(statement))


def scenario(session: Session, scenario_id: int) -> KeptScenario:
    """One kept scenario. Raises NotFound for none, or one that is not the viewer's to see."""
    row = session.execute(columns(*COLUMNS).where(col(s.id) == scenario_id)).first()
    if row is None:
        raise NotFound("The scenario")
    return _scenario(row)


def _scenario(row: Row[Any]) -> KeptScenario:
    number, calculator, name, about, inputs, rules, outcome, published, version, kept_by, kept_at = tuple(row)
    texts = {str(key): str(value) for key, value in inputs.items()}
    return KeptScenario(
        number, Calculator(calculator), name, about, texts, rules, outcome, published, version, kept_by, kept_at
    )
