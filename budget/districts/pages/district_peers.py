"""The peers of a district's page: chosen by criteria that stand beside them and in the address."""

import streamlit as st

from budget.districts import charts, shown
from budget.districts import part_sentences as part_say
from budget.districts import sentences as say
from budget.districts.peers import Peers, peer_year, peers
from budget.districts.queries import places_of
from budget.districts.record import DistrictRecord
from budget.districts.rules import Criteria, Given
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.frame import mode
from look.show import html

SIZES = ("25", "50", "100")
POINTS = ("5", "10", "20", "any")


def peers_panel(record: DistrictRecord, chosen: int | None) -> None:
    """The criteria, the peers that fit them, their figures of one year, and where they lie."""
    year = peer_year(record, chosen)
    if year is None:
        return
    html(parts.heading(_("Peers")))
    criteria = criteria_of_address(record)
    with open_session(current_viewer()) as session:
        found = peers(session, record, criteria, year)
        places = places_of(session, record.state.id)
    html(parts.say(part_say.peers_sentence(record, found)))
    if found.rows:
        html(shown.peers_table(found))
    html(parts.note(part_say.peers_note(found)))
    if part_say.peers_are_masked(found):
        html(parts.note(say.masked_note()))
    show_map(record, found, places)
    address = f"district={record.head.id}&peer_size={criteria.size_percent}&peer_need={_points(criteria)}" + (
        f"&peer_kind={'same' if criteria.same_kind else 'any'}&year={int(year)}"
    )
    html(parts.downloads([(k.upper(), f"/export/district-peers.{k}?{address}") for k in ("csv", "xlsx", "json")]))


def _points(criteria: Criteria) -> str:
    return "any" if criteria.need_points is None else str(criteria.need_points)


def criteria_of_address(record: DistrictRecord) -> Criteria:
    """What makes a peer, as chosen."""
    with st.container(horizontal=True, key="peer_filters"):
        size = kept("peer_size", SIZES, "50", lambda: st.selectbox(
            _("Students differ by at most"), SIZES, format_func=lambda n: f"{n}%", key="peer_size", width=200
        ))  # fmt: skip
        need = kept("peer_need", POINTS, "10", lambda: st.selectbox(
            _("Share on free or reduced meals within"), POINTS, key="peer_need", width=240,
            format_func=lambda n: _("any share") if n == "any" else _("{n} points").format(n=n),
        ))  # fmt: skip
        printed = record.head.kind or _("none printed")
        words = {"same": _("Same kind: {kind}").format(kind=printed), "any": _("Every kind")}
        kind = kept("peer_kind", tuple(words), "same", lambda: st.selectbox(
            _("Kind"), list(words), format_func=lambda k: words[k], key="peer_kind", width=240
        ))  # fmt: skip
    return Criteria(int(size), None if need == "any" else int(need), same_kind=kind == "same")


def show_map(record: DistrictRecord, found: Peers, places: dict[int, tuple[int, int]]) -> None:
    """The district and its peers on the counties of the state."""
    shown_rows = [row for row in (found.own, *found.rows) if row.head.id in places]
    points = [
        charts.Point(
            row.head.name, *places[row.head.id], _students(row.values.get("enrollment")),
            say.given_words("count", row.values.get("enrollment", Given(None))), own=row.head.id == record.head.id,
        )
        for row in shown_rows
    ]  # fmt: skip
    picture = charts.districts_map(record.state.code, points, mode(), county=record.county_fips)
    if picture is not None:
        st.vega_lite_chart(spec=picture.spec, theme=None, alt=picture.alt)
        html(
            parts.note(
                _("{district} is filled; its peers are pale.").format(district=record.head.name) + " " + picture.measure
            )
        )


def _students(given: Given | None) -> int | None:
    return given.value if given else None
