"""The fields of the form that logs an action: filled from the sentence until a person corrects them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st

from campaigns.actions import sentences as say
from campaigns.actions.models import ActionKind, SubjectKind
from campaigns.actions.parsing import Question, Said
from campaigns.actions.rules import ActionForm, FollowUp, Stance, Subject
from data.language import _
from data.reading_input import cents_of
from look import parts

COMMON = (ActionKind.MEETING, ActionKind.CALL, ActionKind.EMAIL, ActionKind.TESTIMONY, ActionKind.EVENT)
TOUCHED, ANOTHER_DAY, MORE = "log_touched", "another", "more"
OTHERS = ("log_other_kind", "log_other_day", "log_other_who")
DAYS = ("log_other_day", "log_due")
NUMBERS = ("took_part", "attempted", "reached", "moved")


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the form starts with when the sentence does not say: the last kind, campaign and sharing."""

    kind: str = ""
    campaign_id: int | None = None
    shared: bool = True


def touched() -> set[str]:
    """The fields a person corrected; the sentence no longer fills these."""
    found: set[str] = st.session_state.setdefault(TOUCHED, set())
    return found


def follows(key: str, read: Any) -> Callable[[], None]:
    """Give a field what the sentence says, until it is corrected; answers what notes the correction."""
    if key not in touched():
        st.session_state[key] = read
    return lambda: touched().add(key)


def corrected() -> dict[str, Any]:
    """What a person chose or typed besides the sentence, by field, as a draft keeps it."""
    mine = {key: st.session_state[key] for key in sorted({*touched(), *OTHERS}) if key in st.session_state}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in mine.items() if value != ""}


def take_up(kept: Mapping[str, Any]) -> None:
    """Fill the form with what a draft kept; the sentence does not fill these fields again."""
    for key, value in kept.items():
        st.session_state[key] = date.fromisoformat(value) if key in DAYS and value else value
        if key not in OTHERS:
            touched().add(key)


def kind_field(said: Said, remembered: Remembered) -> str:
    """How it happened; the usual ones at hand, all of them under “more”."""
    read = said.kind or remembered.kind or None
    offered = list(dict.fromkeys([*([read] if read else []), *COMMON]))[:6]
    noted = follows("log_kind", read)
    chosen = st.pills(_("How"), [*offered, MORE], key="log_kind", on_change=noted, format_func=_kind_or_more)
    if chosen != MORE:
        return chosen or ""
    return st.selectbox(
        _("Kind of action"), [kind for kind in ActionKind if kind not in offered], format_func=say.kind_name,
        key="log_other_kind",
    )  # fmt: skip


def _kind_or_more(kind: str) -> str:
    return _("More …") if kind == MORE else say.kind_name(kind)


def day_field(said: Said, today: date) -> date:
    """When it happened: today unless the sentence says so; a day that may be two is asked."""
    open_days = [q for q in said.questions if q.about == "on_date"]
    read = [said.on_date] if said.on_date else []
    others = [date.fromisoformat(day) for question in open_days for day in question.choices]
    offered = [day.isoformat() for day in dict.fromkeys([*read, *others, today, today - timedelta(days=1)])]
    noted = follows("log_day", (read or [today])[0].isoformat())
    chosen = st.pills(
        _("When"), [*offered, ANOTHER_DAY], key="log_day", on_change=noted,
        format_func=lambda day: _("Another day") if day == ANOTHER_DAY else _named(day, today),
        help=_asked(open_days),
    )  # fmt: skip
    if chosen == ANOTHER_DAY:
        return st.date_input(_("Day"), today, max_value=today, key="log_other_day")
    return date.fromisoformat(chosen) if chosen else today


def _asked(questions: Sequence[Question]) -> str | None:
    if not questions:
        return None
    return _("“{words}” can be read in two ways. Choose the day you mean.").format(words=questions[0].words)


def _named(day: str, today: date) -> str:
    names = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    when = date.fromisoformat(day)
    return names.get(when) or parts.day_words(when, today=today)


def who_fields(said: Said) -> tuple[Subject, ...]:
    """Whom it reached and where they stand now: those of the sentence, a choice where a name fits several."""
    people = [one for one in said.subjects if one.kind == SubjectKind.LEGISLATOR]
    several = {q.words: q.choices for q in said.questions if q.about == "legislator"}
    offered = list(dict.fromkeys(label for one in people for label in several.get(one.label, (one.label,))))
    other = ""
    if offered:
        read = [one.label for one in people if one.label in offered]
        noted = follows("log_who", read)
        ask = _("Which one?") if several else _("Who")
        who = list(st.pills(ask, offered, selection_mode="multi", key="log_who", on_change=noted))
    else:
        who = []
        other = st.text_input(_("Who"), key="log_other_who", placeholder=_("Rep. Alder"), max_chars=160).strip()
    named = [*who, *([other] if other else [])]
    if not named:
        return ()
    heard = next((one.stance for one in people if one.stance), "")
    noted = follows("log_stance", heard or None)
    stance = st.pills(
        _("Where they stand now"), list(Stance), key="log_stance", on_change=noted, format_func=say.stance_name
    )
    return tuple(Subject(SubjectKind.LEGISLATOR, label, stance or "") for label in named)


def about_field(said: Said) -> tuple[Subject, ...]:
    """The bills, line items and questions of the sentence, each to be kept or left out."""
    things = {one.label: one for one in said.subjects if one.kind != SubjectKind.LEGISLATOR}
    if not things:
        return ()
    noted = follows("log_about", list(things))
    kept = st.pills(_("About"), list(things), selection_mode="multi", key="log_about", on_change=noted)
    return tuple(things[label] for label in kept if label in things)


def number_fields(said: Said) -> dict[str, int | None]:
    """People, time and cost; empty means that nobody counted."""
    labels = {
        "took_part": _("People of ours"), "attempted": _("People tried"), "reached": _("People reached"),
        "moved": _("People moved"),
    }  # fmt: skip
    found: dict[str, int | None] = {}
    read = say.counts_of(_counted(said))
    with st.expander(", ".join(read) if read else _("People, time and cost"), expanded=False, key="log_numbers"):
        for name in NUMBERS:
            noted = follows(f"log_{name}", getattr(said, name))
            found[name] = st.number_input(
                labels[name], 0, None, key=f"log_{name}", on_change=noted, placeholder=_("not counted")
            )
        noted = follows("log_minutes", said.minutes)
        found["minutes"] = st.number_input(
            _("Minutes, all together"), 0, None, key="log_minutes", on_change=noted, placeholder=_("not counted")
        )
        noted = follows("log_cost", "" if said.cost_cents is None else f"{said.cost_cents / 100:.2f}")
        found["cost_cents"] = cents_of(st.text_input(_("Cost in dollars"), key="log_cost", on_change=noted))
    return found


def _counted(said: Said) -> ActionForm:
    return ActionForm(
        ActionKind.OTHER, date.min, attempted=said.attempted, reached=said.reached, moved=said.moved,
        took_part=said.took_part, minutes=said.minutes, cost_cents=said.cost_cents,
    )  # fmt: skip


def follow_up_fields(said: Said, today: date) -> FollowUp | None:
    """What has to be done next; ticked when the sentence says so."""
    noted = follows("log_follows", said.follow_up is not None)
    if not st.checkbox(_("Follow up"), key="log_follows", on_change=noted):
        return None
    noted = follows("log_task", said.follow_up.title if said.follow_up else "")
    title = st.text_input(_("What has to be done"), key="log_task", on_change=noted, max_chars=160)
    noted = follows("log_due", said.follow_up.due if said.follow_up else None)
    open_days = [q for q in said.questions if q.about == "due"]
    due = st.date_input(
        _("By"), None, key="log_due", min_value=today, on_change=noted, help=_asked(open_days), format="MM/DD/YYYY"
    )
    return FollowUp(title, due)
