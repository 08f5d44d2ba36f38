"""The pages of a personal link, as values: a mentor's four inputs, and a scholar's own path."""

from collections.abc import Mapping
from datetime import date

from coalition.mentoring.links import LastEntry, MentorsOwn, OpenGoal
from coalition.mentoring.rules import LONGEST_NOTE, MOST_MINUTES
from coalition.programs.rules import GoalCategory, GoalStatus, MilestoneKind, next_milestone
from coalition.programs.scholar_queries import ScholarRecord
from coalition.programs.sentences import CATEGORY_WORDS, MILESTONE_WORDS, STATUS_WORDS
from data.language import _
from look.parts import day_words
from look.plain import Button, Field, Page, Step

LONGEST_STEP = 500
SAID_OF_GOALS = (GoalStatus.IN_PROGRESS, GoalStatus.MET, GoalStatus.DROPPED)


def no_link_page() -> Page:
    """A guessed, ended or revoked link: the same words for each."""
    return Page(
        title=_("This link does not work"),
        lede=_(
            "It may have ended, or a newer one took its place. Ask the coordinator of your programme for a new one."
        ),
    )


def said_page(title: str, sentence: str) -> Page:
    """One sentence, such as why nothing was written."""
    return Page(title=title, lede=sentence)


def mentor_page(
    own: MentorsOwn,
    *,
    token: str,
    form_key: str,
    today: date,
    typed: Mapping[str, str] | None = None,
    problem: str = "",
) -> Page:
    """A session in four inputs: whom, when, how long, next step; then a goal and a private note, if there is one."""
    steps = (_saved(own.last, today),) if own.last is not None and not problem else ()
    if not own.mentees:
        words = _("You have no pair right now, so there is nothing to report. Your coordinator can tell you more.")
        return Page(title=_("Log a session"), lede=words, steps=steps)
    given = dict(typed or {})
    met = [one.given_name for one in own.mentees if not one.met_this_month]
    return Page(
        title=_("Log a session"),
        lede=_waiting(own.given_name, met),
        action=f"/m/{token}",
        steps=steps,
        fields=tuple(_mentor_fields(own, given, today)),
        hidden=_hidden(own, form_key),
        buttons=(Button(_("Save the session")),),
        problem=problem,
    )


def _waiting(name: str, waiting: list[str]) -> str:
    if not waiting:
        return _("Hello {name}. Everybody you mentor has a session this month; you can log one more.").format(name=name)
    return _("Hello {name}. Still without a session this month: {names}.").format(name=name, names=", ".join(waiting))


def _hidden(own: MentorsOwn, form_key: str) -> dict[str, str]:
    hidden = {"key": form_key}
    return hidden if len(own.mentees) > 1 else hidden | {"pair": str(own.mentees[0].pair_id)}


def _mentor_fields(own: MentorsOwn, given: Mapping[str, str], today: date) -> list[Field]:
    waiting = [one for one in own.mentees if not one.met_this_month] or list(own.mentees)
    chosen = given.get("pair", str(waiting[0].pair_id))
    fields = []
    if len(own.mentees) > 1:
        options = tuple((str(one.pair_id), one.given_name) for one in own.mentees)
        fields.append(Field("pair", _("Whom you met"), value=chosen, options=options))
    fields += [
        Field("on", _("Day"), "date", value=given.get("on", today.isoformat()), limits=("", today.isoformat())),
        Field("minutes", _("Minutes"), "number", value=given.get("minutes", ""), limits=("1", str(MOST_MINUTES))),
        Field("next", _("Next step"), value=given.get("next", ""), longest=LONGEST_STEP),
    ]
    if own.goals:
        names = {one.pair_id: one.given_name for one in own.mentees}
        goals = [(str(one.id), _goal_words(one, names, today)) for one in own.goals]
        states = [(one.value, _(STATUS_WORDS[one])) for one in SAID_OF_GOALS]
        fields += [
            Field(
                "goal", _("A goal that moved"), value=given.get("goal", ""), options=(("", _("None")), *goals),
            ),
            Field("status", _("It is now"), value=given.get("status", ""), options=(("", _("As before")), *states)),
        ]  # fmt: skip
    note = _("Only the programme’s staff read it. It is not shown here again.")
    fields.append(
        Field(
            "note", _("Private note"), value=given.get("note", ""), hint=note, needed=False, lines=3,
            longest=LONGEST_NOTE,
        )
    )  # fmt: skip
    return fields


def _goal_words(goal: OpenGoal, names: Mapping[int, str], today: date) -> str:
    category = _(CATEGORY_WORDS[GoalCategory(goal.category)])
    words = _("{name}: {category}, set {day}")
    return words.format(name=names[goal.pair_id], category=category, day=day_words(goal.set_on, today=today))


def _saved(last: LastEntry, today: date) -> Step:
    minutes = "" if last.minutes is None else _(", {n} minutes").format(n=last.minutes)
    note = _(" Your note went to the staff.") if last.has_note else ""
    words = _("Saved: {name}, {day}{minutes}. Next step: {step}.{note}")
    return Step(
        words.format(
            name=last.given_name, day=day_words(last.on_date, today=today), minutes=minutes,
            step=last.next_step.rstrip("."), note=note,
        ),
        done=True,
    )  # fmt: skip


def scholar_page(record: ScholarRecord, step: tuple[date, str] | None, *, today: date) -> Page:
    """A scholar's own next step, goals and path, to read; never a note."""
    if step is None:
        ahead = _("No next step is agreed yet. You and your mentor set it in your next session.")
    else:
        ahead = _("{step} (agreed {day})").format(step=step[1], day=day_words(step[0], today=today))
    goals = tuple(
        _("{words}: {status}").format(words=one.words, status=_(STATUS_WORDS[one.status])) for one in record.goals
    )
    return Page(
        title=_("Your path, {name}").format(name=record.listed.given_name),
        lede=_("{program}, cohort {cohort}. Only you and the programme’s staff see this page.").format(
            program=record.program, cohort=record.cohort
        ),
        steps=(
            Step(ahead, heading=_("Next step")),
            Step("" if goals else _("No goal is written down yet."), heading=_("Your goals"), lines=goals),
            Step(_next_words(record), heading=_("Your path"), lines=tuple(_path(record, today))),
        ),
    )


def _path(record: ScholarRecord, today: date) -> list[str]:
    lines = []
    for kind in MilestoneKind:
        name, on = _(MILESTONE_WORDS[kind]), record.milestones.get(kind.value)
        when = _("not yet") if on is None else _("done, {day}").format(day=day_words(on, today=today))
        lines.append(f"{name}: {when}")
    return lines


def _next_words(record: ScholarRecord) -> str:
    coming = next_milestone(record.milestones)
    if coming is None:
        return _("You reached every milestone.")
    return _("Next: {milestone}.").format(milestone=_(MILESTONE_WORDS[coming]))
