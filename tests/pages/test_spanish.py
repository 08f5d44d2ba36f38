"""The dashboard in Spanish: every page of the public and of members opens, under a Spanish title."""

import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from coalition.accounts import viewers
from data.language import VARIABLE
from data.language.catalogues import read, said
from tests.pages.conftest import Look
from tests.pages.dashboard import PAGES, ROOT, ask_for, line, markup, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

CHAPTER_70 = "7061-0008"
SEEN_BY = {"public": PUBLIC, "member": MEMBER}
ENGLISH = re.compile(r"\b(?:the|of|and|was|were|with|your|this|that|from|not)\b")
# pages with much that no catalogue knows: published titles, notes and wordings, and what people wrote
SAYS_MUCH_ENGLISH = {
    "line-items", "line-item", "compare", "search", "lineage", "amendments", "roles", "release", "formulas", "taxes",
    "calendar", "programs", "home",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch: pytest.MonkeyPatch, starter_store: str) -> None:
    monkeypatch.setenv(VARIABLE, "es")


def spanish() -> set[str]:
    return {form for message in read("es") if message.id for form in said(message)}


@pytest.mark.parametrize("role", SEEN_BY)
def test_every_page_opens_in_spanish_under_a_spanish_title(look: Look, role: str) -> None:
    known, opened, faults = spanish(), Counter[str](), []
    for name in PAGES:
        try:
            app = look(name, SEEN_BY[role])
        except ValueError:
            continue  # hidden from this role
        opened[name] += 1
        title = app.title[0].value.replace("\\", "") if app.title else ""
        if app.exception:
            faults.append(f"{name}: {app.exception[0].value}")
        elif title not in known:
            faults.append(f"{name}: the title “{title}” is not in the catalogue")
        elif name not in SAYS_MUCH_ENGLISH and len(ENGLISH.findall(words(app))) > 3:
            faults.append(f"{name}: {ENGLISH.findall(words(app))} in {words(app)[:1500]}")

    assert faults == []
    assert len(opened) > 20


def test_a_line_says_its_figures_and_days_in_spanish(look: Look) -> None:
    ask_for(CHAPTER_70, 2017, dollars=5_222_222_222, published=True)

    app = look("line-item", PUBLIC, line=line(CHAPTER_70), year="2017")

    assert not app.exception
    said_ = words(app)
    assert "$5,222,222,222" in said_
    assert "mil millones" in said_
    assert "Nuestra petición" in said_ or "lo que pedimos" in said_


def test_the_language_in_the_address_counts_for_the_whole_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(viewers, "viewer_of", lambda identity: ORGANIZER)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "es"
    app.run()
    app.switch_page(PAGES["bills"]).run()
    assert app.title[0].value == "Proyectos de ley"
    assert '<b lang="es">Español</b>' in markup(app)

    other = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    other.switch_page(PAGES["bills"]).run()
    assert other.title[0].value == "Bills"
