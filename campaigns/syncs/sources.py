"""The official sources that can be synced: what each is called, what it brings, and how it is asked."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from campaigns.legislation.rules import session_code
from campaigns.syncs import figure_steps, legiscan_steps, malegislature_steps, openstates_steps
from campaigns.syncs.models import SyncPart
from campaigns.syncs.queries import Scope
from campaigns.syncs.rules import court_of
from campaigns.syncs.steps import Start, Step, Steps
from data.errors import InvalidInput
from data.sources import bls, census, legiscan, malegislature, openstates, socrata, urban
from data.sources.http import Asking
from data.sources.kept_answers import KeptAnswers
from data.sources.targets import Service, target_of
from data.sources.timing import Timing
from data.store import var_folder

STATE_LETTERS = 2


Brings = Callable[[Asking, Scope], Steps]


@dataclass(frozen=True, slots=True)
class OfficialSource:
    """A source by its short name; `base_variable` names the setting that puts another address in place of its own.

    `licence` is what its publisher asks of those who show its data; `brings` how it is asked for each part it has.
    """

    name: str
    service: Service
    base_variable: str
    licence: str
    brings: Mapping[SyncPart, Brings]

    @property
    def parts(self) -> tuple[SyncPart, ...]:
        """What it brings, in the order in which it is asked."""
        return tuple(part for part in SyncPart if part in self.brings)


def _court(bring: Callable[..., object], asking: Asking, scope: Scope) -> Steps:
    return partial(bring, asking, court_of(scope.session))  # type: ignore[return-value]


def _of_scope(bring: Callable[[Asking, Scope, Start], Iterator[Step]]) -> Brings:
    return lambda asking, scope: partial(bring, asking, scope)


SOURCES: Mapping[str, OfficialSource] = {
    one.name: one
    for one in (
        OfficialSource(
            "openstates", openstates.SERVICE, "COMMONTABLE_OPENSTATES_URL", "Public domain (CC0).",
            {
                SyncPart.BILLS: lambda asking, scope: partial(
                    openstates_steps.bill_steps, asking, scope.state, scope.session
                ),
                SyncPart.PEOPLE: lambda asking, scope: partial(openstates_steps.people_steps, asking, scope.state),
            },
        ),
        OfficialSource(
            "legiscan", legiscan.SERVICE, "COMMONTABLE_LEGISCAN_URL", "CC BY 4.0: credit LegiScan where it is shown.",
            {
                SyncPart.BILLS: lambda asking, scope: partial(
                    legiscan_steps.bill_steps, asking, scope.state, scope.session
                ),
                SyncPart.PEOPLE: lambda asking, scope: partial(
                    legiscan_steps.people_steps, asking, scope.state, scope.session
                ),
            },
        ),
        OfficialSource(
            "malegislature", malegislature.SERVICE, "COMMONTABLE_MALEGISLATURE_URL", "Public record.",
            {
                SyncPart.BILLS: lambda asking, scope: _court(malegislature_steps.bill_steps, asking, scope),
                SyncPart.PEOPLE: lambda asking, scope: _court(malegislature_steps.people_steps, asking, scope),
            },
        ),
        OfficialSource(
            "urban", urban.SERVICE, "COMMONTABLE_URBAN_URL", "ODC Attribution License 1.0.",
            {SyncPart.FIGURES: _of_scope(figure_steps.urban_steps)},
        ),
        OfficialSource(
            "census", census.SERVICE, "COMMONTABLE_CENSUS_URL", "Public domain.",
            {SyncPart.FIGURES: _of_scope(figure_steps.census_steps)},
        ),
        OfficialSource(
            "socrata", socrata.SERVICE, "COMMONTABLE_SOCRATA_URL", socrata.LICENCE,
            {SyncPart.FIGURES: _of_scope(figure_steps.hub_steps)},
        ),
        OfficialSource(
            "bls", bls.SERVICE, "COMMONTABLE_BLS_URL", "Public domain.",
            {SyncPart.PRICES: _of_scope(figure_steps.price_steps)},
        ),
    )
}  # fmt: skip
ALONE = {"malegislature": "ma", "socrata": "ma", "bls": "us"}  # sources of one place, which nobody need name
YEARLY = (SyncPart.FIGURES, SyncPart.PRICES)


def source_called(name: str) -> OfficialSource:
    """A source by its short name. Raises InvalidInput naming them all."""
    if name not in SOURCES:
        raise InvalidInput(
            "“{name}” is not a source. It is one of {sources}.", name=name[:30], sources=", ".join(SOURCES)
        )
    return SOURCES[name]


def scope_given(source: str, state: str, session: str, part: SyncPart) -> Scope:
    """What to sync, as a person says it. Raises InvalidInput with the cure.

    `session` is a legislature's, or the years of figures and prices as `rules.years_named` calls them.
    """
    name, state = source_called(source).name, state.strip().lower()
    if name in ALONE and state not in ("", ALONE[name]):
        place = {"ma": "Massachusetts", "us": "the whole country"}[ALONE[name]]
        raise InvalidInput(
            "{service} knows {place} only: leave out --state.", service=SOURCES[name].service.name, place=place
        )
    state = ALONE.get(name, state)
    if not (len(state) == STATE_LETTERS and state.isascii() and state.isalpha()):
        raise InvalidInput("Pass the state’s two letters with --state, such as ma.")
    if part in YEARLY:
        return Scope(name, state, session, part)
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
    return source.brings[scope.part](asking, scope)
