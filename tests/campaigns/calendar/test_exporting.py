"""The calendar file, read back by icalendar, by dateutil, and line by line by RFC 5545's own rules."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from campaigns.actions.task_commands import close_task
from campaigns.calendar import downloads
from campaigns.calendar.commands import cancel_event, change_event
from campaigns.calendar.exporting import calendar_file
from campaigns.calendar.queries import DatedTask
from campaigns.calendar.rules import TIME_ZONES, Sight, checked, many_lines, one_line
from coalition.accounts import clock
from data.errors import NotFound
from data.exports.registry import find
from tests.campaigns.calendar.room import DUE, FORM, NOW, TODAY, dated, planned, said, seen, tasks
from tests.campaigns.calendar.test_rules import shown
from tests.support import MEMBER, ORGANIZER, PUBLIC

LINE = re.compile(r"[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*))*:[^\x00-\x08\x0a-\x1f\x7f]*")


def unfolded(body: bytes) -> list[str]:
    """The content lines of a file, after checking what RFC 5545 section 3.1 asks of its bytes."""
    assert body.endswith(b"\r\n")
    physical = body[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert max(len(line) for line in physical) <= 75
    assert all(line.decode("utf-8") is not None for line in physical), "no fold stands inside a sign"
    lines = body.decode("utf-8").replace("\r\n ", "")[:-2].split("\r\n")
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    return lines


def components(body: bytes) -> list[tuple[str, dict[str, str]]]:
    """Each event and task with its properties by name, from the lines alone."""
    found: list[tuple[str, dict[str, str]]] = []
    open_parts: list[str] = []
    for line in unfolded(body):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
            found.append((value, {}))
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts and open_parts[-1] in ("VEVENT", "VTODO", "VCALENDAR"):
            assert name.partition(";")[0] not in found[-1][1], "every property we write stands once"
            found[-1][1][name.partition(";")[0]] = line
    assert open_parts == []
    return [(kind, words) for kind, words in found if kind in ("VCALENDAR", "VEVENT", "VTODO")]


def parsed(body: bytes, kind: str = "VEVENT") -> list[Any]:
    return list(Calendar.from_ical(body).walk(kind))


WORDS = st.text(max_size=200)


@settings(deadline=None)
@given(WORDS, WORDS, WORDS)
@example('a;b,c\\d\\ne\\N\\\\n: "q"', "BEGIN:VEVENT\r\nEND:VCALENDAR", "\\")
@example("学校 😀 مدرسة школа" * 8, "\u2028\x85\x0b", "\ud800x\x00y")
def test_any_title_survives_the_round_trip(title: str, about: str, place: str) -> None:
    form = checked(replace(FORM, title=f"T{title[:120]}", about=about, place=place))
    body = calendar_file("Example", [shown(form)], today=TODAY)

    assert len(components(body)) == 2
    (event,) = parsed(body)
    assert str(event["summary"]) == form.title == one_line(f"T{title[:120]}")
    assert str(event.get("description", "")) == form.about == many_lines(about)
    assert str(event.get("location", "")) == form.place


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(TIME_ZONES), st.dates(date(2026, 1, 1), date(2036, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.integers(0, 3),
)  # fmt: skip
@example("America/New_York", date(2027, 3, 14), time(3), 0)
@example("America/New_York", date(2027, 11, 7), time(3), 1)
def test_the_zone_in_the_file_gives_the_moment_the_law_gives(zone: str, day: date, at: time, days: int) -> None:
    starts = datetime.combine(day, at, ZoneInfo(zone))
    first_pass = starts.replace(fold=0).utcoffset() == starts.replace(fold=1).utcoffset()
    if not first_pass:  # an hour that the clocks leap over or show twice
        return
    ends = datetime.combine(day + timedelta(days=days), at, ZoneInfo(zone)) if days else None
    form = replace(FORM, starts_on=day, starts_at=at, ends_on=ends.date() if ends else None,
                   ends_at=at if ends else None, time_zone=zone)  # fmt: skip
    body = calendar_file("Example", [shown(form)], today=TODAY)

    (event,) = parsed(body)
    assert event.decoded("dtstart").astimezone(UTC) == starts.astimezone(UTC)
    line = dict(components(body))["VEVENT"]["DTSTART"]
    if zone == "UTC":
        assert line == f"DTSTART:{starts:%Y%m%dT%H%M%S}Z"
        return
    assert line == f"DTSTART;TZID={zone}:{starts:%Y%m%dT%H%M%S}"
    independent = tz.tzical(io.StringIO(body.decode())).get(zone)
    assert datetime.combine(day, at, independent).utcoffset() == starts.utcoffset()


def test_whole_days_end_on_the_day_after_and_carry_no_zone() -> None:
    body = calendar_file("Example", [shown(replace(FORM, ends_on=DUE + timedelta(days=2)))], today=TODAY)
    words = dict(components(body))["VEVENT"]
    assert (words["DTSTART"], words["DTEND"]) == ("DTSTART;VALUE=DATE:20270416", "DTEND;VALUE=DATE:20270419")
    assert b"VTIMEZONE" not in body


def test_a_calendar_says_what_the_standard_asks_of_every_part() -> None:
    task = DatedTask(7, "Draft; the, text", DUE, NOW, NOW, 2, None, 1, 1, "text")
    timed = replace(FORM, starts_at=time(9), time_zone="America/New_York", source_address="https://example.org/a,b")
    body = calendar_file("Example", [shown(timed)], [task], today=TODAY)
    by_kind = dict(components(body))

    assert {"VERSION", "PRODID"} <= set(by_kind["VCALENDAR"])
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "LAST-MODIFIED"} <= set(by_kind["VEVENT"])
    assert by_kind["VEVENT"]["DTSTAMP"] == "DTSTAMP:20261122T120000Z"
    assert by_kind["VTODO"]["DUE"] == "DUE;VALUE=DATE:20270416"
    assert by_kind["VTODO"]["STATUS"] == "STATUS:COMPLETED"
    assert by_kind["VTODO"]["RELATED-TO"] == "RELATED-TO:one@commontable"
    assert calendar_file("Example", [shown(timed)], [task], today=TODAY) == body, "the same store, the same bytes"


@pytest.mark.usefixtures("store")
def test_a_change_and_a_cancelling_keep_the_uid_and_count_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    number, later = dated(replace(FORM, sight=Sight.PUBLIC)), NOW + timedelta(hours=1)
    dated(replace(FORM, title="Kept to the table"))
    planned(number)
    said(close_task, task_id=tasks()[0].id, now=later)

    def public() -> Any:
        (event,) = parsed(downloads.public_calendar(ORGANIZER, {}, "ics").body)
        return event

    first = public()
    said(change_event, event_id=number, version=1, form=replace(seen(number).form, place="Room 428"), now=later,
         today=TODAY)  # fmt: skip
    changed = public()
    said(cancel_event, event_id=number, version=2, now=later + timedelta(hours=1))
    cancelled = public()

    assert first["uid"] == changed["uid"] == cancelled["uid"]
    assert [each["sequence"] for each in (first, changed, cancelled)] == [0, 1, 2]
    assert [str(each["status"]) for each in (first, changed, cancelled)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert (changed.decoded("last-modified"), changed.decoded("dtstamp")) == (later, later)

    own = downloads.own_calendar(MEMBER, {}, "ics").body
    assert {str(event["summary"]) for event in parsed(own)} == {FORM.title, "Kept to the table"}
    assert [str(todo["status"]) for todo in parsed(own, "VTODO")] == ["COMPLETED"]
    assert len({str(part["uid"]) for kind in ("VEVENT", "VTODO") for part in parsed(own, kind)}) == 3
    assert parsed(downloads.one_date(PUBLIC, {"date": str(number)}, "ics").body)[0]["uid"] == first["uid"]
    assert parsed(downloads.public_calendar(PUBLIC, {"organization": "2"}, "ics").body) == []


@pytest.mark.usefixtures("sqlite_store")
def test_a_visitor_gets_the_public_calendar_only() -> None:
    number = dated()
    assert find("calendar", "ics") is not None
    with pytest.raises(NotFound):
        downloads.own_calendar(PUBLIC, {}, "ics")
    with pytest.raises(NotFound):
        downloads.one_date(PUBLIC, {"date": str(number)}, "ics")
    assert parsed(downloads.public_calendar(PUBLIC, {}, "ics").body) == []
