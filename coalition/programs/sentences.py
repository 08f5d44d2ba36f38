"""What is said of programmes: words for statuses and milestones, measures as sentences."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from coalition.programs.queries import Figure, GrantWindow, ProgramShown
from coalition.programs.rules import (
    QUIET_DAYS,
    GoalCategory,
    GoalStatus,
    MilestoneKind,
    Risk,
    ScholarStatus,
    Share,
    Track,
)
from coalition.programs.scholar_queries import ScholarRecord
from data.language import _, ngettext
from data.money import dollars
from look.parts import day_words

CATEGORY_WORDS = {GoalCategory.SCHOOL: "school or professional goal", GoalCategory.PERSONAL: "personal goal"}
STATUS_WORDS = {
    GoalStatus.SET: "set",
    GoalStatus.IN_PROGRESS: "in progress",
    GoalStatus.MET: "met",
    GoalStatus.REVISED: "revised",
    GoalStatus.DROPPED: "dropped",
}
SCHOLAR_WORDS = {
    ScholarStatus.ACTIVE: "active",
    ScholarStatus.PAUSED: "paused",
    ScholarStatus.COMPLETED: "completed",
    ScholarStatus.LEFT: "left",
}
MILESTONE_WORDS = {
    MilestoneKind.ENROLLED: "Enrolled in college",
    MilestoneKind.CREDITS: "Credits earned",
    MilestoneKind.MTEL_LITERACY: "MTEL Communication and Literacy",
    MilestoneKind.MTEL_SUBJECT: "MTEL subject test",
    MilestoneKind.BACHELOR: "Bachelor’s degree",
    MilestoneKind.PROVISIONAL: "Provisional license",
    MilestoneKind.INITIAL: "Initial license",
    MilestoneKind.HIRED: "Hired as a teacher",
}
TRACK_WORDS = {
    Track.MENTORING: "mentoring",
    Track.DEVELOPMENT: "professional development",
    Track.PEERS: "peer cohort",
}
MTEL_SAY = "MTEL: Massachusetts Tests for Educator Licensure."
WALL_SAY = (
    "Names, goals and notes stay with the staff of the programme, the pair and the scholar. The coalition sees only "
    "the numbers the staff let out; counts of fewer than 10 people are masked."
)
HOW_TO_REACH = (
    "Whoever is to keep names signs in with an account whose role is programme staff: a steward gives it on the page "
    "People and sign-in."
)
ADHERENCE_SAY = (
    "Months with a logged one-to-one session, of the whole months the pairs were active. Partial months, this month "
    "and months with a pause are left out of both."
)
COMPLETION_SAY = "Goals met, of those met, in progress and dropped. A goal only set, or revised, is on neither side."
PERSISTENCE_SAY = (
    "Scholars of one term who are enrolled in the next one on file, of those who did not complete in the first."
)
MONTHS_SAY = "Whole months from the cohort’s start to the milestone, for scholars who reached it; half of them sooner."
RISK_SAY = (
    "At risk: an active scholar with more than {days} days since the last session (or since becoming "
    "active, if there was none), or without a mentor."
)


def risk_rule() -> str:
    """The rule by which a scholar counts as at risk."""
    return _(RISK_SAY).format(days=QUIET_DAYS)


def due_lede(due: int, active: int) -> str:
    """ "7 pairs of 18 are without a session this month."; the page's first sentence."""
    if not active:
        return _("No pair is active yet.")
    if not due:
        return ngettext(
            "The {n} active pair has its session this month.", "All {n} active pairs have a session this month.", active
        ).format(n=active)
    return ngettext(
        "{due} pair of {n} is without a session this month.",
        "{due} pairs of {n} are without a session this month.",
        due,
    ).format(due=due, n=active)


def share_words(share: Share) -> str:
    """ "68% (17 of 25)", or that there is nothing to be a part of yet."""
    if share.percent is None:
        return _("nothing to count yet")
    return _("{percent}% ({part} of {of})").format(percent=share.percent, part=f"{share.part:,}", of=f"{share.of:,}")


def number_words(value: Fraction) -> str:
    """A median as people write it: "14" or "14.5"."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"


def risk_words(risk: Risk) -> str:
    """Why a scholar is at risk."""
    quiet = _("no session in {n} days").format(n=risk.quiet_days) if risk.quiet_days > QUIET_DAYS else ""
    alone = "" if risk.has_mentor else _("no mentor")
    return ", ".join(part for part in (quiet, alone) if part)


def grant_sentence(one: GrantWindow, *, today: date) -> str:
    """When the grant's window is, and whether it is open."""
    days = {"opens": day_words(one.opens, today=today), "closes": day_words(one.closes, today=today)}
    if one.opens <= today:
        return _("The grant window is open until {closes}.").format(**days)
    return _("The grant window opens {opens} and closes {closes}.").format(**days)


def cost_sentence(one: ProgramShown) -> str:
    """What a scholar costs in a year, with where it stands; "" where nobody said so."""
    if one.cost_cents is None:
        return ""
    words = _("A scholar costs {amount} a year ({where}).")
    return words.format(amount=dollars(one.cost_cents), where=one.cost_said_in)


MEASURE_WORDS = {
    "scholars": "Active scholars",
    "mentors": "Mentors",
    "pairs": "Active pairs",
    "scholars by district": "Active scholars by school district",
    "scholars by house district": "Active scholars by House district",
    "scholars by senate district": "Active scholars by Senate district",
    "schools by house district": "Schools by House district",
    "schools by senate district": "Schools by Senate district",
    "scholars by cohort": "Active scholars by cohort",
    "scholars by milestone": "Active scholars by furthest milestone",
    "goals by category": "Goals by category",
    "goals by status": "Goals by status",
    "adherence": "Months with a session",
    "completion": "Goals met",
    "persistence": "Enrolled again",
    "median months": "Median months to a milestone",
}


def figure_value(one: Figure) -> str:
    """A number that was let out, as it is shown; a masked one in words."""
    if one.value is None:
        return _("masked, few people")
    if one.unit in ("percent or less", "percent or more"):
        return (_("{n}% or less") if one.unit == "percent or less" else _("{n}% or more")).format(n=one.value)
    if one.unit == "percent":
        return f"{one.value}%"
    if one.unit == "half months":
        return _("{months} months").format(months=number_words(Fraction(one.value, 2)))
    return f"{one.value:,}"


def figures_lede(found: Sequence[Figure], *, today: date) -> str:
    """The first sentence on the numbers of a programme: as of when, and its scholars."""
    if not found:
        return _("Its staff let no number out yet.")
    whole = next((one for one in found if one.measure == "scholars"), None)
    if whole is None or whole.value is None:
        return _("Numbers as of {day}.").format(day=day_words(found[0].as_of, today=today))
    words = ngettext("{n} active scholar as of {day}.", "{n} active scholars as of {day}.", whole.value)
    return words.format(n=f"{whole.value:,}", day=day_words(whole.as_of, today=today))


JET_SAY = (
    "On January 21, 2021 the mentor program of Journey into Education & Teaching had grown from 3 to 18 mentors, with "
    "43 paraprofessionals in 5 districts. Of their goals 68% were school or professional and 31% personal, as "
    "published: the two do not add up to 100."
)


def programs_lede(many: int) -> str:
    """How many programmes the viewer may know of."""
    if not many:
        return _("Pathways that grow teachers, and what they let the coalition know.")
    return ngettext("{n} programme is on file.", "{n} programmes are on file.", many).format(n=many)


GATE_SAY = (
    "The rule in force: counts of fewer than 10 people are masked, and others with them, so that no sum gives one "
    "away. Never district by group."
)


def let_out_sentence(day: date, *, public: bool, today: date) -> str:
    """Since when numbers are out, and for whom."""
    whom = _("everybody") if public else _("the coalition")
    words = _("Numbers as of {day} are out, for {whom}.")
    return words.format(day=day_words(day, today=today), whom=whom)


def scholar_lede(step: tuple[date, str] | None, coming: MilestoneKind | None, *, today: date) -> str:
    """What is next for a scholar: the step agreed last, and the next milestone."""
    ahead = (
        _("Next milestone: {name}.").format(name=_(MILESTONE_WORDS[coming]))
        if coming
        else _("Every milestone is reached.")
    )
    if step is None:
        return f"{_('No next step is agreed yet.')} {ahead}"
    said = _("Next step, agreed {day}: {step}.").format(day=day_words(step[0], today=today), step=step[1].rstrip("."))
    return f"{said} {ahead}"


def pair_sentence(mentor: str, starts: date, ends: date | None, *, today: date) -> str:
    """Who mentors a scholar, and since when."""
    since = day_words(starts, today=today)
    if ends is None:
        return _("With {mentor} since {since}.").format(mentor=mentor, since=since)
    return _("With {mentor} from {since} until {until}.").format(
        mentor=mentor, since=since, until=day_words(ends, today=today)
    )


def tracks(record: ScholarRecord) -> list[tuple[int, Track]]:
    """The tracks of a scholar with their school years."""
    return [(year, Track(track)) for year, track in record.tracks]
