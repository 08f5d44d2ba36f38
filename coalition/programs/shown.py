"""A programme as markup: who is due, cohorts, scholars, measures, and the numbers that were let out."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from coalition.mentoring.queries import MentorShown, PairShown, SessionShown
from coalition.programs import sentences as say
from coalition.programs.gate import Out
from coalition.programs.measures import Coordinator, Measures
from coalition.programs.queries import CohortShown, Figure, ProgramShown, PublishedFact
from coalition.programs.rules import MilestoneKind, Risk, ScholarStatus, Share, term_words
from coalition.programs.scholar_queries import GoalShown, ScholarListed, ScholarRecord, StoryKept
from data.language import _, ngettext
from look import parts

STATUS_TAGS = {
    ScholarStatus.ACTIVE: ("ok", "check"),
    ScholarStatus.PAUSED: ("work", "clock"),
    ScholarStatus.COMPLETED: ("ok", "check"),
    ScholarStatus.LEFT: ("", "dash"),
}
GOAL_TAGS = {"met": ("ok", "check"), "in progress": ("work", "pen"), "dropped": ("", "dash")}


def under_name(one: ProgramShown) -> str:
    """What stands under a programme's name: whose it is and who may know of it."""
    seen = _("public") if one.published else _("for the coalition only")
    return f'<p class="ct ct-under">{escape(one.organization)} · {escape(seen)}</p>'


def due_list(due: Sequence[PairShown], today: date) -> str:
    """The pairs without a session this month, each with its last one."""
    rows = []
    for pair in due:
        last = parts.day(pair.last, today=today) if pair.last else escape(_("None yet"))
        rows.append([escape(pair.scholar), escape(pair.mentor), last, escape(say.share_words(pair.adherence(today)))])
    header = [_("Scholar"), _("Mentor"), _("Last session"), _("Months with a session")]
    return parts.table(header, rows, caption=_("Pairs without a session this month"))


def risk_list(found: Sequence[ScholarListed], risks: Mapping[int, Risk]) -> str:
    """The scholars at risk and why."""
    return parts.bullet_list([f"{one.name}: {say.risk_words(risks[one.id])}" for one in found])


def capacity_table(found: Sequence[MentorShown], today: date) -> str:
    """Each mentor with how many scholars they have and how many more they could take."""
    rows = [
        [escape(one.name), str(one.carries), str(one.capacity), str(one.room) if _is_here(one, today) else "—"]
        for one in found
    ]
    header = [_("Mentor"), _("Scholars now"), _("Takes"), _("Room")]
    return parts.table(header, rows, caption=_("Mentors and their room"), numeric=(1, 2, 3))


def _is_here(one: MentorShown, today: date) -> bool:
    return one.since <= today and (one.until is None or today < one.until)


def room_sentence(found: Sequence[MentorShown], today: date) -> str:
    """How many more scholars the mentors could take together."""
    room = sum(one.room for one in found if _is_here(one, today))
    words = ngettext("There is room for {n} more scholar.", "There is room for {n} more scholars.", room)
    return words.format(n=room) if room else _("Every mentor is full.")


def sessions_list(found: Sequence[SessionShown], cohorts: Mapping[int, str], today: date) -> str:
    """This month's sessions without their notes, the newest first."""
    items = []
    for one in found:
        who = one.with_whom or _("Cohort {name}").format(name=cohorts.get(one.cohort_id or 0, ""))
        minutes = "" if one.minutes is None else _("{n} minutes").format(n=one.minutes)
        said = " · ".join(escape(part) for part in (minutes, one.topic) if part)
        step = _("Next step: {step}").format(step=one.next_step) if one.next_step else ""
        items.append((parts.day(one.on_date, today=today), f"<b>{escape(who)}</b> {said}", step))
    return parts.changes(items)


def cohort_table(found: Sequence[CohortShown], today: date) -> str:
    """Each cohort with its days and scholars."""
    rows = []
    for one in found:
        ends = parts.day(one.ends, today=today) if one.ends else escape(_("Open"))
        rows.append([escape(one.name), parts.day(one.starts, today=today), ends, f"{one.scholars:,}"])
    header = [_("Cohort"), _("Starts"), _("Ends"), _("Scholars")]
    return parts.table(header, rows, caption=_("Cohorts"), numeric=(3,))


def scholar_line(one: ScholarListed, cohort: str) -> str:
    """Under a scholar's name in a list: status, cohort, district."""
    kind, mark = STATUS_TAGS[one.status]
    said = " · ".join(escape(part) for part in (cohort, one.district, one.school) if part)
    return f'<p class="ct ct-under">{parts.tag(_(say.SCHOLAR_WORDS[one.status]), kind, mark)} {said}</p>'


def _measure(name: str, share: Share, rule: str) -> str:
    return (
        f'<h3 class="ct ct-charttitle">{escape(name)}: {escape(say.share_words(share))}</h3>{parts.note(rule)}'
    )  # fmt: skip


def adherence_part(measures: Measures) -> str:
    """Adherence as a sentence with its rule."""
    return _measure(_("Months with a session"), measures.adherence, _(say.ADHERENCE_SAY))


def completion_part(measures: Measures) -> str:
    """Goals met as a sentence with its rule."""
    return _measure(_("Goals met"), measures.completion, _(say.COMPLETION_SAY))


def persistence_table(measures: Measures) -> str:
    """By cohort: who is enrolled again."""
    rows = [
        [escape(cohort), escape(f"{term_words(last)} → {term_words(this)}"), escape(say.share_words(share))]
        for cohort, last, this, share in measures.persistence
    ]
    title = f'<h3 class="ct ct-charttitle">{escape(_("Enrolled again, by cohort"))}</h3>'
    if not rows:
        return title + parts.note(_("No two terms are on file yet. Enter the terms on each scholar’s page."))
    header = [_("Cohort"), _("Terms"), _("Enrolled again")]
    return title + parts.note(_(say.PERSISTENCE_SAY)) + parts.table(header, rows, caption=_("Enrolled again"))


def months_table(measures: Measures) -> str:
    """The median months to each milestone."""
    rows = [
        [escape(_(say.MILESTONE_WORDS[kind])), escape(say.number_words(one.value)), str(one.of)]
        for kind, one in measures.months.items()
    ]
    header = [_("Milestone"), _("Median months"), _("Scholars")]
    return parts.table(header, rows, caption=_("Median months to each milestone"), numeric=(1, 2))


def goals_table(measures: Measures) -> str:
    """Goals by category and by status."""
    rows = [[escape(_(say.CATEGORY_WORDS[one])), f"{count:,}"] for one, count in sorted(measures.categories.items())]
    rows += [[escape(_(say.STATUS_WORDS[one])), f"{count:,}"] for one, count in sorted(measures.statuses.items())]
    return parts.table([_("Goals"), _("How many")], rows, caption=_("Goals by category and status"), numeric=(1,))


def figures_table(found: Sequence[Figure] | Sequence[Out], places: Mapping[str, str]) -> str:
    """The numbers that were, or would be, let out; a masked one in words."""
    rows = []
    for one in found:
        value = _value_words(one)
        name = _(say.MEASURE_WORDS.get(one.measure, one.measure))
        of = _part_words(one.measure, one.part, places)
        what = f"{escape(name)}<br><small>{escape(of)}</small>" if of else escape(name)
        rows.append([what, escape(value)])
    return parts.table([_("What"), _("Number")], rows, caption=_("Numbers let out"), numeric=(1,))


def _value_words(one: Figure | Out) -> str:
    if isinstance(one, Out):
        day = date.min
        return say.figure_value(
            Figure(0, day, one.measure, one.part, one.value, one.unit, one.out_of, one.missing_reason or "", False)
        )
    return say.figure_value(one)


def _part_words(measure: str, part: str, places: Mapping[str, str]) -> str:
    if part in set(MilestoneKind):
        return _(say.MILESTONE_WORDS[MilestoneKind(part)])
    return places.get(part, part) if measure.endswith(("house district", "senate district")) else part


def facts_table(found: Sequence[PublishedFact]) -> str:
    """What a programme published of itself, as it did, each with its source."""
    rows = []
    for one in found:
        source = escape(one.source)
        if one.address.startswith("https://"):
            source = f'<a href="{escape(one.address)}" rel="noopener">{source}</a>'
        note = f"<small>{escape(one.note)}</small>" if one.note else ""
        unit = "%" if one.unit == "percent" else ""
        rows.append([escape(one.fact), escape(one.value + unit), escape(one.period or "—"), source + note])
    header = [_("Fact"), _("As published"), _("When"), _("Where it stands")]
    return parts.table(header, rows, caption=_("What JET published of itself"))


def path_list(record: ScholarRecord, today: date) -> str:
    """A scholar's milestones in their order, done ones with their day."""
    items = []
    for kind in MilestoneKind:
        on = record.milestones.get(kind.value)
        tag = parts.tag(_("done"), "ok", "check") if on else parts.tag(_("not yet"), "", "clock")
        when = parts.day(on, today=today) if on else ""
        items.append(f"<li><p>{escape(_(say.MILESTONE_WORDS[kind]))} {when}</p>{tag}</li>")
    return f'<div class="ct ct-check"><ul>{"".join(items)}</ul></div>'


def goal_part(goal: GoalShown, today: date) -> str:
    """A goal with its status and what became of it."""
    kind, mark = GOAL_TAGS.get(goal.status.value, ("info", "pen"))
    history = " → ".join(f"{status} {parts.day_words(day, today=today)}" for day, status in goal.history)
    tag = parts.tag(_(say.STATUS_WORDS[goal.status]), kind, mark)
    return f'<p class="ct ct-say"><b>{escape(goal.words)}</b> {tag}</p>' + parts.note(
        f"{_(say.CATEGORY_WORDS[goal.category]).capitalize()} · {history}"
    )


def story_part(story: StoryKept, today: date) -> str:
    """A story with its consent: for which use, until when, or that it ended."""
    state = _("withdrawn") if story.withdrawn_on else _("ended") if story.expires_on < today else _("may cross")
    kind = "ok" if state == _("may cross") else "stop"
    said = _("For: {use}. Until {day}. Shown as {name}.")
    words = said.format(use=story.use, day=parts.day_words(story.expires_on, today=today), name=story.shown_as)
    return f'<p class="ct ct-say">{escape(story.words)} {parts.tag(state, kind)}</p>' + parts.note(words)


def figures_behind(seen: Coordinator) -> list[tuple[int, str]]:
    """How many of what, for the line of counts at the top."""
    return [
        (len(seen.active), _("active scholars")),
        (len(seen.active_pairs), _("active pairs")),
        (sum(one.carries > 0 for one in seen.mentors), _("mentors with scholars")),
        (len(seen.sessions), _("sessions this month")),
        (len(seen.at_risk), _("at risk")),
    ]
