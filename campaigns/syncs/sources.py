"""The official sources that can be synced: what each is called, what it brings, and how it is asked."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from campaigns.legislation.rules import session_code
from campaigns.syncs import legiscan_steps, malegislature_steps, openstates_steps
from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import Scope
from campaigns.syncs.rules import court_of
from campaigns.syncs.steps import Steps
from data.errors import InvalidInput
from data.sources import legiscan, malegislature, openstates
from data.sources.http import Asking
from data.sources.kept_answers import KeptAnswers
from data.sources.targets import Service, target_of
from data.sources.timing import Timing
from data.store import var_folder

STATE_LETTERS = 2


@dataclass(frozen=True, slots=True)
class OfficialSource:
    """A source by its short name; `base_variable` names the setting that puts another address in place of its own.

    `licence` is what its publisher asks of those who show its data.
    """

    name: str
    service: Service
    base_variable: str
    licence: str
    bills: Callable[[Asking, Scope], Steps]
    people: Callable[[Asking, Scope], Steps]


def _court(bring: Callable[..., object], asking: Asking, scope: Scope) -> Steps:
    return partial(bring, asking, court_of(scope.session))  # type: ignore[return-value]


SOURCES: Mapping[str, OfficialSource] = {
    one.name: one
    for one in (
        OfficialSource(
            "openstates", openstates.SERVICE, "COMMONTABLE_OPENSTATES_URL", "Public domain (CC0).",
            lambda asking, scope: partial(openstates_steps.bill_steps, asking, scope.state, scope.session),
            lambda asking, scope: partial(openstates_steps.people_steps, asking, scope.state),
        ),
        OfficialSource(
            "legiscan", legiscan.SERVICE, "COMMONTABLE_LEGISCAN_URL", "CC BY 4.0: credit LegiScan where it is shown.",
            lambda asking, scope: partial(legiscan_steps.bill_steps, asking, scope.state, scope.session),
            lambda asking, scope: partial(legiscan_steps.people_steps, asking, scope.state, scope.session),
        ),
        OfficialSource(
            "malegislature", malegislature.SERVICE, "COMMONTABLE_MALEGISLATURE_URL", "Public record.",
            lambda asking, scope: _court(malegislature_steps.bill_steps, asking, scope),
            lambda asking, scope: _court(malegislature_steps.people_steps, asking, scope),
        ),
    )
}  # fmt: skip


def source_called(name: str) -> OfficialSource:
    """A source by its short name. Raises InvalidInput naming them all."""
    if name not in SOURCES:
        raise InvalidInput(f"“{name[:30]}” is not a source. It is one of {', '.join(SOURCES)}.")
    return SOURCES[name]


def scope_given(source: str, state: str, session: str, part: SyncPart) -> Scope:
    """What to sync, as a person says it. Raises InvalidInput with the cure."""
    name, state = source_called(source).name, state.strip().lower()
    if name == "malegislature" and state not in ("", "ma"):
        raise InvalidInput("The Massachusetts Legislature knows Massachusetts only: leave out --state, or pass ma.")
    state = "ma" if name == "malegislature" else state
    if not (len(state) == STATE_LETTERS and state.isascii() and state.isalpha()):
        raise InvalidInput("Pass the state’s two letters with --state, such as ma.")
    whoever_sits = name == "openstates" and part is SyncPart.PEOPLE
    if not session.strip() and not whoever_sits:
        raise InvalidInput("Pass the session with --session, such as 194 for Massachusetts or 2026RS for Kentucky.")
    if name == "malegislature":
        session = str(court_of(session))
    return Scope(name, state, "" if whoever_sits else session_code(state, session), part)


def asking_of(source: OfficialSource, timing: Timing | None = None) -> Asking:
    """A client of a source, with the key and the address that the settings give it. Raises InvalidInput."""
    environment = os.environ
    return Asking(
        source.service,
        target_of(source.service, environment.get(source.base_variable, "")),
        key=environment.get(source.service.variable, "") if source.service.variable else "",
        timing=timing,
        kept=KeptAnswers(var_folder() / "answers" / source.name),
        ca_bundle=environment.get("COMMONTABLE_CA_BUNDLE", ""),
    )


def steps_of(source: OfficialSource, asking: Asking, scope: Scope) -> Steps:
    """How a source is asked for what a sync brings."""
    return (source.people if scope.part is SyncPart.PEOPLE else source.bills)(asking, scope)
