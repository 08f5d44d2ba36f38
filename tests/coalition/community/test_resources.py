"""Share a link or a file, find it by words and tag, take the file, change it, and lose it to a steward."""

from datetime import timedelta
from typing import Any

import pytest

from coalition.community.case_commands import decide_case, report
from coalition.community.downloads import resource_file
from coalition.community.moderation import CaseOutcome
from coalition.community.resource_commands import ResourcePlan, edit_resource, share_resource
from coalition.community.resource_files import shared_file
from coalition.community.resource_queries import Shared, SharedPage, resource, resources
from coalition.community.resources_shown import link, whole
from data.access import Role, Viewer
from data.errors import InvalidInput, NotFound
from data.store import open_session
from tests.coalition.community.room import NOW, do, person, pseudonym
from tests.support import PUBLIC

LATER = NOW + timedelta(hours=1)
PDF = b"%PDF-1.7 a flyer"


def share(viewer: Viewer, title: str = "Flyer", *, now: Any = NOW, as_pseudonym: bool = False, **said: Any) -> int:
    plan = ResourcePlan(title, **({"address": "https://example.org/flyer"} | said))
    return do(viewer, share_resource, plan=plan, now=now, as_pseudonym=as_pseudonym)


def found(viewer: Viewer, **wanted: Any) -> SharedPage:
    with open_session(viewer) as session:
        return resources(session, **wanted)


def one(viewer: Viewer, number: int) -> Shared:
    with open_session(viewer) as session:
        return resource(session, number)


def titles(viewer: Viewer, **wanted: Any) -> list[str]:
    return [one.title for one in found(viewer, **wanted).found]


def test_resources_are_found_by_every_word_and_by_tag(store: str) -> None:
    mara, otto = person("Mara Member"), person("Otto Other")
    share(mara, "Testimony template", words="Three minutes before the school committee", tags="testimony, how to")
    share(mara, "Levy calculator", words="What a rate costs a home", helped="Ludlow parents", tags="budget", now=LATER)
    assert titles(otto) == ["Levy calculator", "Testimony template"]
    assert titles(otto, words="ludlow") == ["Levy calculator"]
    assert titles(otto, words="TESTIM") == ["Testimony template"]
    assert titles(otto, words="how committee") == ["Testimony template"]
    assert titles(otto, words="calculator zeppelin") == []
    assert titles(otto, tag="how to") == ["Testimony template"]
    assert titles(otto, tag="how") == []
    assert found(otto).tags == (("budget", 1), ("how to", 1), ("testimony", 1))
    assert found(PUBLIC).count == 0
    assert found(PUBLIC, words="ludlow").count == 0


def test_a_file_is_taken_as_it_came_by_members_only(sqlite_store: str) -> None:
    mara, otto = person("Mara Member"), person("Otto Other")
    number = share(mara, address="", file=shared_file("../../Flyer (ES).pdf", PDF))
    taken = resource_file(otto, {"resource": str(number)}, "pdf")
    assert (taken.name, taken.kind, taken.body) == ("flyer-es", "pdf", PDF)
    for viewer, query, kind in (
        (PUBLIC, {"resource": str(number)}, "pdf"), (otto, {"resource": str(number)}, "txt"),
        (otto, {"resource": str(number + 1)}, "pdf"), (otto, {"resource": "../1"}, "pdf"), (otto, {}, "pdf"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            resource_file(viewer, query, kind)


def test_what_is_typed_cannot_run_in_a_page(sqlite_store: str) -> None:
    mara = person("Mara Member")
    words = "<script>alert(1)</script> [here](javascript:alert(1)) <img src=x onerror=alert(1)> **bold**"
    number = share(mara, "<b>Flyer</b>", words=words, helped="<i>us</i>", tags="<u>x</u>")
    markup = whole(one(mara, number)) + link(one(mara, number))
    assert "<strong>bold</strong>" in markup
    for bad in ("<script", "<img", 'href="javascript', "<i>us", "<u>x"):
        assert bad not in markup
    assert 'rel="noopener noreferrer nofollow"' in markup


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"address": ""}, "either a link or a file"),
        ({"file": shared_file("a.txt", b"x")}, "either a link or a file"),
        ({"title": " "}, "a title that says"),
        ({"title": "x" * 161}, "at most 160"),
        ({"words": "x" * 5_000_000}, "at most 4,000"),
        ({"helped": "x" * 501}, "at most 500"),
        ({"address": "javascript:alert(1)"}, "no link to a web page"),
    ],
)  # fmt: skip
def test_what_cannot_be_shared_is_refused_with_the_cure(sqlite_store: str, said: dict[str, Any], sentence: str) -> None:
    mara = person("Mara Member")
    with pytest.raises(InvalidInput, match=sentence):
        share(mara, said.pop("title", "Flyer"), **said)
    assert found(mara).count == 0


def test_whoever_is_new_shares_five_times_a_day_and_nothing_twice(sqlite_store: str) -> None:
    mara = person("Mara Member")
    pseudonym(mara, "Green Kettle")  # made yesterday, and a second name gives no second five
    for number in range(5):
        share(mara, f"Flyer {number}", as_pseudonym=number % 2 == 0)
    with pytest.raises(InvalidInput, match="Come back tomorrow"):
        share(mara, "Flyer 5")
    with pytest.raises(InvalidInput, match="shared this already"):
        share(mara, "Flyer 1", now=NOW + timedelta(days=2))


def test_its_author_changes_it_under_any_name_and_the_second_of_two_is_told(store: str) -> None:
    mara, otto = person("Mara Member"), person("Otto Other")
    pseudonym(mara, "Green Kettle")
    number = share(mara, as_pseudonym=True)
    assert one(otto, number).who.name == "Green Kettle"
    plan = ResourcePlan("Better flyer", tags="flyer", file=shared_file("flyer.pdf", PDF))
    assert do(mara, edit_resource, resource_id=number, version=1, plan=plan, now=LATER) == 2
    changed = one(otto, number)
    assert (changed.title, changed.address, changed.file_name) == ("Better flyer", "", "flyer.pdf")
    assert titles(otto, words="better") == ["Better flyer"]
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        do(mara, edit_resource, resource_id=number, version=1, plan=plan, now=LATER)
    with pytest.raises(NotFound):
        do(otto, edit_resource, resource_id=number, version=2, plan=plan, now=LATER)


def test_a_hidden_resource_is_listed_found_and_taken_by_nobody_else(store: str) -> None:
    mara, otto, sam = person("Mara Member"), person("Otto Other"), person("Sam Steward", Role.STEWARD)
    number = share(mara, address="", file=shared_file("flyer.pdf", PDF))
    case = do(otto, report, resource_id=number, reason="Not ours.", now=NOW)
    do(sam, decide_case, case_id=case, version=1, outcome=CaseOutcome.HIDDEN, reason="A secret.", now=NOW)
    assert (titles(otto), titles(otto, words="flyer")) == ([], [])
    for act in (lambda: one(otto, number), lambda: resource_file(otto, {"resource": str(number)}, "pdf")):
        with pytest.raises(NotFound):
            act()
    assert (one(mara, number).hidden_because, titles(sam)) == ("A secret.", ["Flyer"])
    with pytest.raises(InvalidInput, match="A steward hid this"):
        do(mara, edit_resource, resource_id=number, version=2, plan=ResourcePlan("New"), now=LATER)
