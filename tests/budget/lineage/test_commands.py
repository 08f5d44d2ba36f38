"""Recording, confirming, telling apart and removing, on both databases, with who may and what the audit says."""

import json

import pytest
from sqlmodel import Session, col, select

from budget.line_items.queries import find_line, place_of
from budget.lineage.commands import (
    ask_again,
    confirm_suggestion,
    record_change,
    record_our_match,
    remove_change,
    tell_apart,
)
from budget.lineage.models import LineChange, LineChangeEnd, NotTheSame
from budget.lineage.queries import recorded_changes
from budget.lineage.rules import ChangeKind
from budget.lineage.suggestion_queries import open_suggestions, told_apart
from data.access import Viewer
from data.audit import AuditEntry, broken_entry
from data.errors import InvalidInput, NotAllowed, NotFound
from data.periods import FiscalYear
from data.provenance import SourceKind
from data.store import open_session
from tests.budget.line_items import room
from tests.support import MEMBER, ORGANIZER, PUBLIC

YOUTH, YOUTH_LATER = "Youth-Build Grants", "YouthBuild Grants"
LITERACY, LITERACY_LATER = "7010-0033", "English Language Acquisition and Literacy Programs"
FY2019 = FiscalYear(2019)


pytestmark = pytest.mark.usefixtures("started")


def lines(session: Session, *names: str) -> list[int]:
    return [find_line(session, name, jurisdiction="ma") for name in names]


def record(
    session: Session, kind: ChangeKind, before: list[str], after: list[str], year: int = 2019, **more: object
) -> int:
    given = {"reason": "The comment says so.", "source_title": "FY2019 budget", **more}
    return record_change(
        session,
        kind=kind,
        fiscal_year=FiscalYear(year),
        before=lines(session, *before),
        after=lines(session, *after),
        **given,  # type: ignore[arg-type]
    )


def acts(session: Session) -> list[tuple[str, str]]:
    """The acts and the lines they were on, each once: an act stands in the history of all its lines."""
    rows = session.exec(select(AuditEntry).where(AuditEntry.act != "load starter figures").order_by(col(AuditEntry.id)))
    entries = rows.all()
    assert all(entry.subject.startswith("line item ") for entry in entries)
    return list(dict.fromkeys((entry.act, json.loads(entry.detail)["called"]) for entry in entries))


def test_a_recorded_change_keeps_its_lines_reason_and_document() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record(session, ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER], source_address="https://malegislature.gov/x")
    with open_session(PUBLIC) as session:
        (found,) = recorded_changes(session, place_of(session, "ma"))
        assert [head.name for head in (*found.before, *found.after)] == [YOUTH, YOUTH_LATER]
        assert (found.change.kind, found.change.fiscal_year, found.reason) == ("renamed", 2019, "The comment says so.")
        assert (found.source.title, found.source.kind) == ("FY2019 budget", SourceKind.PUBLISHED)


def test_a_document_without_an_address_is_told_not_published() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record(session, ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER])
        assert recorded_changes(session, place_of(session, "ma"))[0].source.kind is SourceKind.REPORTED


def test_a_split_keeps_the_shares_the_document_states() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        after = ["Recovery High Schools", "School of Excellence"]
        shares = dict(zip(lines(session, *after), (6750, 3250), strict=True))
        record(session, ChangeKind.SPLIT, ["7010-0020"], after, shares=shares)
        (found,) = recorded_changes(session, place_of(session, "ma"))
        assert found.shares == shares


@pytest.mark.parametrize("shares", [(6000, 3000), (10_000, 0), (12_000, -2_000)])
def test_shares_that_do_not_make_a_whole_are_refused(shares: tuple[int, int]) -> None:
    after = ["Recovery High Schools", "School of Excellence"]
    with open_session(ORGANIZER, writing=True) as session, pytest.raises(InvalidInput, match="add up to 100 percent"):
        record(
            session, ChangeKind.SPLIT, ["7010-0020"], after,
            shares=dict(zip(lines(session, *after), shares, strict=True)),
        )  # fmt: skip


def test_a_loop_is_refused_and_nothing_is_kept() -> None:
    def turn_round() -> None:
        with open_session(ORGANIZER, writing=True) as session:
            record(session, ChangeKind.RENAMED, ["7061-9634"], ["7061-9406"])
            record(session, ChangeKind.RENAMED, ["7061-9406"], ["7061-9634"])

    said = room.refusal(turn_round)
    assert said.startswith("These changes go in a circle in FY2019: “7061-9634” became “7061-9406” became “7061-9634”.")


@pytest.mark.parametrize(
    ("kind", "before", "after", "year", "words"),
    [
        (ChangeKind.RENAMED, [YOUTH_LATER], [YOUTH], 2017, "“YouthBuild Grants” still has money in FY2019"),
        (ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER], 2017, "“Youth-Build Grants” still has money in FY2017"),
        (ChangeKind.RENAMED, [YOUTH], ["7061-0008"], 2019, "“7061-0008” has money in FY2015 already"),
        (ChangeKind.ELIMINATED, ["7061-0008"], [], 2018, "“7061-0008” still has money in FY2019"),
        (ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER], 1812, "is not a fiscal year this store keeps"),
        (ChangeKind.ELIMINATED, [YOUTH, "7010-0033"], [], 2019, "one line before the change, not 2"),
    ],
)
def test_a_change_the_record_contradicts_is_refused(
    kind: ChangeKind, before: list[str], after: list[str], year: int, words: str
) -> None:
    def act() -> None:
        with open_session(ORGANIZER, writing=True) as session:
            record(session, kind, before, after, year)

    assert words in room.refusal(act)


def test_totals_and_lines_of_two_kinds_have_no_lineage() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        jet = "Journey into Education & Teaching (JET), earmark"
        with pytest.raises(InvalidInput, match="of one kind"):
            record(session, ChangeKind.RENAMED, [jet], [YOUTH_LATER])
        with pytest.raises(InvalidInput, match="A category total has no lineage"):
            record(session, ChangeKind.ELIMINATED, ["K-12: Non-Chapter 70 Aid"], [], year=2030)


@pytest.mark.parametrize("missing", ["reason", "source_title"])
def test_a_change_without_a_reason_or_a_document_is_refused(missing: str) -> None:
    with (
        open_session(ORGANIZER, writing=True) as session,
        pytest.raises(InvalidInput, match=r"Say why|Name the document"),
    ):
        record(session, ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER], **{missing: "  "})  # type: ignore[arg-type]


def test_a_confirmed_suggestion_is_our_match_with_the_evidence_as_its_reason() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        place = place_of(session, "ma")
        made = next(f.suggestion for f in open_suggestions(session, place) if f.before.name == YOUTH)
        confirm_suggestion(
            session,
            before_id=made.before_id,
            after_id=made.after_id,
            kind=made.kind,
            fiscal_year=made.fiscal_year,
            reasons=made.reasons,
        )
        (found,) = recorded_changes(session, place)
        assert found.source.kind is SourceKind.OURS
        assert found.reason.endswith("spaces, hyphens or small words. FY2017 $2.00M, FY2019 $2.40M.")
        assert YOUTH not in {f.before.name for f in open_suggestions(session, place)}
        assert acts(session) == [("record line change", f"{YOUTH} → {YOUTH_LATER}")]


def test_a_suggestion_is_confirmed_as_one_line_and_nothing_else() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        before, after = lines(session, YOUTH, YOUTH_LATER)
        with pytest.raises(InvalidInput, match="renamed or transferred"):
            confirm_suggestion(
                session, before_id=before, after_id=after, kind=ChangeKind.SPLIT, fiscal_year=FY2019, reasons=["x"]
            )


def test_a_pair_told_apart_is_not_asked_about_until_somebody_asks_again() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        place = place_of(session, "ma")
        before, after = lines(session, LITERACY, LITERACY_LATER)

        def asked() -> bool:
            return (before, after) in {(f.before.id, f.after.id) for f in open_suggestions(session, place)}

        assert asked()
        tell_apart(session, line_item_id=after, other_line_id=before)
        tell_apart(session, line_item_id=before, other_line_id=after)
        assert not asked()
        assert [{one.id, other.id} for one, other in told_apart(session, place)] == [{before, after}]
        ask_again(session, line_item_id=before, other_line_id=after)
        assert asked()
        assert [act for act, _ in acts(session)] == ["tell lines apart", "ask again about lines"]


def test_a_removed_change_leaves_two_lines_and_an_entry_that_says_what_it_was() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        change = record(session, ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER])
        remove_change(session, change_id=change)
        assert [*session.exec(select(LineChange)), *session.exec(select(LineChangeEnd))] == []
        assert acts(session)[-1] == ("remove line change", f"{YOUTH} → {YOUTH_LATER}")
        assert broken_entry(session) is None
        with pytest.raises(NotFound):
            remove_change(session, change_id=change)


def test_lines_that_are_not_there_are_not_found() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        for act in (
            lambda: tell_apart(session, line_item_id=1, other_line_id=99_999),
            lambda: record_our_match(
                session, kind=ChangeKind.RENAMED, fiscal_year=FY2019, before=1, after=99_999, reason="x"
            ),
        ):
            with pytest.raises(NotFound):
                act()


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER])
def test_only_who_may_enter_figures_may_change_lineage(viewer: Viewer) -> None:
    with open_session(viewer, writing=True) as session:
        before, after = lines(session, YOUTH, YOUTH_LATER)
        for act in (
            lambda: record(session, ChangeKind.RENAMED, [YOUTH], [YOUTH_LATER]),
            lambda: tell_apart(session, line_item_id=before, other_line_id=after),
            lambda: ask_again(session, line_item_id=before, other_line_id=after),
            lambda: remove_change(session, change_id=1),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert session.exec(select(NotTheSame)).all() == []
