"""Many guides from one: a folder for each place with every form, on several cores; what is there already stays."""

import hashlib
import json
import multiprocessing
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from sqlmodel import Session

from campaigns.voter_guides.composing import compose_for_districts, compose_like
from campaigns.voter_guides.content import LANGUAGES, GuideContent, as_data, sha256_of
from campaigns.voter_guides.documents import EditionFacts
from campaigns.voter_guides.figures_table import dictionary_table
from campaigns.voter_guides.forms import EVERY_FORM, guide_file, overrides_printed
from campaigns.voter_guides.gate import in_the_way
from campaigns.voter_guides.gate_facts import checked
from campaigns.voter_guides.gate_results import CheckResult
from campaigns.voter_guides.html_page import STYLE
from campaigns.voter_guides.pdf import TEMPLATE
from campaigns.voter_guides.places import GuidePlace
from data.access import Viewer
from data.errors import CommonTableError
from data.exports.table_files import as_file
from data.store import open_session

KEPT = "made.json"


@dataclass(frozen=True, slots=True)
class Composed:
    """A guide for one place, and what its checks found."""

    content: GuideContent
    results: tuple[CheckResult, ...]


Compose = Callable[[Session, int, GuidePlace, date], Composed]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run makes: guides like one, of a day, into a folder. `compose` is a function a process can import."""

    like: int
    into: Path
    today: date
    viewer: Viewer
    base: str = ""
    compose: Compose | None = None


@dataclass(frozen=True, slots=True)
class PlaceMade:
    """What became of one place: made or there already; `held` findings make it a preview; `reason` why it failed."""

    place: GuidePlace
    made: bool = False
    held: int = 0
    reason: str = ""


def composed_for(session: Session, like: int, place: GuidePlace, today: date) -> Composed:
    """The guide for a place from the store, through every check. Raises NotFound, InvalidInput."""
    if place.unit_ids:
        content = compose_for_districts(session, like, unit_ids=place.unit_ids, today=today)
    else:
        content = compose_like(session, like, county_fips=place.county_fips, today=today)
    return Composed(content, checked(session, like, content, today=today))


def made_guides(batch: Batch, places: Sequence[GuidePlace], *, processes: int) -> Iterator[PlaceMade]:
    """Make a guide for each place and tell of each as it is done; one that fails does not stop the others.

    Each process opens a read-only session of its own. A place whose process dies is told as failed.
    """
    batch.into.mkdir(parents=True, exist_ok=True)
    waiting = deque(places)
    while waiting:
        suspects: list[GuidePlace] = []
        yield from _until_one_dies(batch, waiting, processes, suspects)
        for place in suspects:
            dead: list[GuidePlace] = []
            yield from _until_one_dies(batch, deque([place]), 1, dead)
            if dead:
                yield PlaceMade(place, reason="The process that made it ended at once, most likely for want of memory.")


def _until_one_dies(
    batch: Batch, waiting: deque[GuidePlace], processes: int, suspects: list[GuidePlace]
) -> Iterator[PlaceMade]:
    """As many places at a time as there are processes; when one dies, `suspects` are the places then being made."""
    running: dict[Future[PlaceMade], GuidePlace] = {}
    with ProcessPoolExecutor(processes, mp_context=_context()) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < processes:
                    running[pool.submit(make_one, batch, waiting[0])] = waiting[0]
                    waiting.popleft()
                for one in wait(running, return_when=FIRST_COMPLETED).done:
                    made = one.result()
                    del running[one]
                    yield made
        except BrokenProcessPool:
            suspects += running.values()


@cache
def _context() -> BaseContext:
    """Processes that begin with everything imported where the system can fork, and without a thread of ours."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def make_one(batch: Batch, place: GuidePlace) -> PlaceMade:
    """Make one place's folder, unless it is there with the same content; whatever goes wrong is its reason."""
    try:
        with open_session(batch.viewer) as session:
            composed = (batch.compose or composed_for)(session, batch.like, place, batch.today)
        held = len(in_the_way(composed.results))
        sha256 = sha256_of(as_data(composed.content))
        facts = EditionFacts(
            checked_on="" if held else batch.today.isoformat(),
            published_on=batch.today.isoformat(),
            sha256=sha256,
            base=batch.base,
            overrides=overrides_printed(composed.results),
        )
        key = _key(sha256, facts)
        folder = batch.into / place.folder
        if _is_there(folder, key):
            return PlaceMade(place, held=held)
        _write(folder, key, _files(composed.content, facts, place.folder))
        return PlaceMade(place, made=True, held=held)
    except CommonTableError as error:
        return PlaceMade(place, reason=str(error))
    except Exception as error:
        return PlaceMade(place, reason=f"It could not be made: {type(error).__name__}: {error}")


def _key(sha256: str, facts: EditionFacts) -> str:
    """What the files depend on: content, facts and templates."""
    said = json.dumps([sha256, asdict(facts), _templates()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _templates() -> str:
    return hashlib.sha256(TEMPLATE.read_bytes() + STYLE.read_bytes()).hexdigest()


def _files(content: GuideContent, facts: EditionFacts, name: str) -> dict[str, bytes]:
    made = [guide_file(content, facts, one, name) for one in EVERY_FORM]
    made += [as_file(dictionary_table(one, f"dictionary-{one}"), "csv") for one in LANGUAGES]
    return {f"{one.name}.{one.kind}": one.body for one in made}


def _is_there(folder: Path, key: str) -> bool:
    """Whether the folder holds this very guide, every file whole."""
    try:
        kept: dict[str, Any] = json.loads((folder / KEPT).read_bytes())
        return bool(kept["key"] == key) and all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256 for name, sha256 in kept["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _write(folder: Path, key: str, files: dict[str, bytes]) -> None:
    """A folder whole or not at all: written beside its place, then put there."""
    partial = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, body in files.items():
        (partial / name).write_bytes(body)
    sums = {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    (partial / KEPT).write_text(json.dumps({"key": key, "files": sums}, indent=1, sort_keys=True) + "\n")
    shutil.rmtree(folder, ignore_errors=True)
    partial.replace(folder)
