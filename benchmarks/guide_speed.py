"""A bilingual guide's PDFs against the bare time of typst and vl-convert doing the same, and 120 counties at once."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import typst
import vl_convert
from sqlmodel import Session

from campaigns.voter_guides.batch import Batch, Composed, made_guides
from campaigns.voter_guides.charts import bars_spec, chart_svg, line_spec
from campaigns.voter_guides.content import (
    LANGUAGES,
    Bar,
    Chart,
    Figure,
    GuideContent,
    Section,
    SourceShown,
    Text,
    Words,
)
from campaigns.voter_guides.documents import EditionFacts, guide_document
from campaigns.voter_guides.forms import EVERY_FORM
from campaigns.voter_guides.pdf import TEMPLATE, PdfForm, document_data, guide_pdf
from campaigns.voter_guides.places import GuidePlace
from coalition.accounts.viewers import TERMINAL_VIEWER
from data.exports.fonts import font_folders
from data.upgrade import upgrade_store

TURNS, WARM, COUNTIES = 15, 2, 120
FACTS = EditionFacts(1, "", "2026-10-05", "ab" * 32, "https://table.example.org")
SENTENCE = "Schools in this county teach every child who comes, and the budget decides how many teachers they have. "


def content(place: str = "Example County") -> GuideContent:
    """Four pages with two charts of eight bars and years, in both languages."""
    figures = tuple(
        Figure(f"f{n}", Words(f"Figure {n}", f"Cifra {n}"), f"${n * 1234567:,}", str(n * 1234567), "dollars", "FY2025")
        for n in range(1, 9)
    )
    bars = tuple(Bar(Words(f"FY{2017 + n}", f"FY{2017 + n}"), f"f{n}") for n in range(1, 9))
    charts = [
        Chart(Words(f"{place}: {form}", f"{place}: {form}"), Words("From {f1} to {f8}.", "De {f1} a {f8}."), form, bars)
        for form in ("bars", "line")
    ]
    text = tuple(Text(Words(SENTENCE * 8, SENTENCE * 8), (0,)) for _ in range(7))
    sections = tuple(
        Section("words", Words(f"Part {n}", f"Parte {n}"), (*charts[n : n + 1], *text)) for n in range(2)
    )  # fmt: skip
    source = SourceShown("A document", "A publisher", "https://example.org/document", retrieved_on="2026-01-02")
    title = Words(f"What voters should know in {place}", f"Lo que debe saber en {place}")
    return GuideContent(
        title, place, Words(""), "2026-11-03", "2026-10-01", sections, figures, (source,), live="/edition"
    )


def composed(session: Session, like: int, place: GuidePlace, today: date) -> Composed:
    """A county's guide without the reading of its figures, for the measure of printing."""
    assert session.info is not None
    assert like
    return Composed(replace(content(place.name), as_of=today.isoformat()), ())


def _ours() -> None:
    chart_svg.cache_clear()
    for language in LANGUAGES:
        guide_pdf(guide_document(content(), language, FACTS))


def _bare() -> Callable[[], None]:
    """The same charts by vl-convert and the same pages by typst, everything else done beforehand."""
    documents = [guide_document(content(), language, FACTS) for language in LANGUAGES]
    specs = [(bars_spec if p.form == "bars" else line_spec)(p) for one in documents for p in one.pictures]
    given = [
        {"document": json.dumps(document_data(one, PdfForm.PLAIN)), "look": '{"large": false, "grey": false}'}
        for one in documents
    ]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(one) for one in font_folders()])

    def make() -> None:
        for spec in specs:
            vl_convert.vegalite_to_svg(spec)
        for values in given:
            typst.compile(
                TEMPLATE, format="pdf", sys_inputs=values, font_paths=fonts, pdf_standards=["ua-1"], timestamp=0
            )

    return make


def _seconds(make: Callable[[], None]) -> float:
    started = time.perf_counter()
    make()
    return time.perf_counter() - started


class _Memory:
    """The most memory this process and those it starts hold together, asked twenty times a second."""

    def __init__(self) -> None:
        self.most, self._over = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, sum(map(_held, _own_processes())))


def _own_processes() -> list[int]:
    """This process and all that it started, as Linux lists them."""
    found = [os.getpid()]
    for number in found:
        try:
            found += map(int, Path(f"/proc/{number}/task/{number}/children").read_text().split())
        except OSError:
            continue
    return found


def _held(number: int) -> int:
    """The bytes a process holds, shared ones by its part; 0 for one that has ended."""
    try:
        said = Path(f"/proc/{number}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in said.splitlines() if line.startswith("Pss:")), 0)


def _counties(processes: int, folder: Path) -> None:
    places = [GuidePlace(f"County {n}", f"county-{n:03}", county_fips=f"{n:03}") for n in range(COUNTIES)]
    batch = Batch(1, folder, date(2026, 10, 5), TERMINAL_VIEWER, FACTS.base, composed)
    with _Memory() as memory:
        started = time.perf_counter()
        failed = [one.reason for one in made_guides(batch, places, processes=processes) if one.reason]
        seconds = time.perf_counter() - started
    assert not failed, failed[0]
    print(json.dumps({"processes": processes, "seconds": seconds, "bytes": memory.most}), flush=True)


def measure() -> None:
    """Print the ratio of a guide's PDFs to the bare libraries, then counties by one process and by two."""
    bare = _bare()
    pairs = [(_seconds(bare), _seconds(_ours)) for _ in range(TURNS + WARM)][WARM:]
    floor, ours = (statistics.median(one) for one in zip(*pairs, strict=True))
    print(f"{'typst and vl-convert':24} {floor * 1000:6.0f} ms")
    print(f"{'a guide in two languages':24} {ours * 1000:6.0f} ms  ratio {ours / floor:5.2f}")
    times = []
    for processes in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "COMMONTABLE_VAR": f"{folder}/var"}
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.guide_speed", str(processes), folder],
                capture_output=True, check=True, env=environment, text=True,
            )  # fmt: skip
        found = json.loads(told.stdout)
        times.append(found["seconds"])
        print(
            f"{COUNTIES} counties, {processes} at a time, {len(EVERY_FORM)} files each: {found['seconds']:.1f} s, "
            f"{found['bytes'] / 2**20:.0f} MiB at most"
        )
    print(f"two processes against one: {times[0] / times[1]:.2f} times as fast")


if __name__ == "__main__":
    upgrade_store()
    _counties(int(sys.argv[1]), Path(sys.argv[2]))
