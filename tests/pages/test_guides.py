"""The pages of voter guides: a guide is written, checked, published and read, each by whoever may."""

import pytest

from campaigns.voter_guides.editions import publish_guide
from campaigns.voter_guides.guides import guide
from campaigns.voter_guides.rules import SectionKind
from coalition.accounts import clock
from data.store import open_session
from tests.campaigns.voter_guides.guide_room import NOW, TODAY, fill, ready_guide
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_store")


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_the_checklist_says_what_waits_and_publishes_once_nothing_does(look: Look) -> None:
    number, _guide = ready_guide()
    fill(number, SectionKind.SCHOOLS, words="It costs <b>$500</b>.")
    waiting = look("ready", ORGANIZER, guide=str(number))
    assert not waiting.exception
    told = words(waiting)
    assert "Twelve of fourteen checks pass. Fix two before anyone can publish." in told
    assert "Waits for: sources, Spanish." in told
    assert "<b>$500</b>" not in markup(waiting)
    assert next(one for one in waiting.button if one.label == "Publish").disabled
    fill(number, SectionKind.SCHOOLS)
    ready = look("ready", ORGANIZER, guide=str(number))
    assert "All fourteen checks pass." in words(ready)
    published = press(ready, "Publish")
    assert not published.exception
    told = words(published)
    for said in ("Edition 1 published", "Cómo votar", "$14,020.17", "SHA-256"):
        assert said in told


def test_a_member_reads_the_checks_and_cannot_publish(look: Look) -> None:
    number, _guide = ready_guide()
    page = look("ready", MEMBER, guide=str(number))
    assert next(one for one in page.button if one.label == "Publish").disabled
    assert "Let a finding stand" not in words(page)
    made = look("guide", MEMBER, guide=str(number))
    assert not made.exception
    assert "Save the section" not in words(made)


def test_a_section_is_changed_on_the_page_and_its_spanish_beside_it(look: Look) -> None:
    number, _guide = ready_guide()
    page = look("guide", ORGANIZER, guide=str(number))
    assert not page.exception
    section = next(one for one in _guide.sections if one.kind is SectionKind.SCHOOLS)
    page.text_area(key=f"words_{section.id}").set_value("Our schools need teachers.")
    saved = press(page, "Save the section")
    assert not saved.exception
    assert "Section saved" in words(saved)
    spanish = look("guide", ORGANIZER, guide=str(number), view="spanish")
    assert "1 passage waits for its Spanish." in words(spanish)
    spanish.text_area[0].set_value("Nuestras escuelas necesitan maestros.")
    told = words(press(spanish, "Save the Spanish"))
    assert "Spanish saved" in told
    assert "Nuestras escuelas necesitan maestros." in words(look("guide", MEMBER, guide=str(number), view="preview"))


def test_the_public_reads_an_edition_in_one_language_with_its_files(look: Look) -> None:
    number, _guide = ready_guide()
    with open_session(ORGANIZER, writing=True) as session:
        publish_guide(session, guide_id=number, version=guide(session, number).version, today=TODAY)
    listed = look("guides", PUBLIC)
    assert "Edition 1 · Example River" in words(listed)
    page = look("edition", PUBLIC, guide=str(number), language="es")
    assert not page.exception
    told = words(page)
    assert "Cómo están nuestras escuelas" in told
    assert "How our schools are doing" not in told
    assert "/export/guide.pdf?edition=1&amp;language=es&amp;form=large" in markup(page)
    assert "Withdraw this edition" not in told
