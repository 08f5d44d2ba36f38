"""A programme's brief for one legislator: what its staff let out about the district, outcomes, cost, and a quote."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from budget.line_items.listing import ListedLine
from campaigns.legislators.one_pager import line_name, lines_we_work_on
from campaigns.legislators.queries import Profile, profile
from campaigns.legislators.sentences import seat_words
from campaigns.legislators.sheet import Section, Sheet, short
from coalition.programs.queries import Figure, ProgramShown, StoryShown, figures, figures_of_place, program, stories_for
from coalition.programs.sentences import MEASURE_WORDS, figure_value
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.language import _
from data.money import dollars, prose_dollars
from data.store import open_session

USE = "a legislator’s brief"
OUTCOMES = ("adherence", "completion", "persistence", "median months")
LONGEST_QUOTE, MOST_OUTCOMES = 600, 10


@dataclass(frozen=True, slots=True)
class Brief:
    """What the brief says. `here` are numbers of the legislator's district, `line` the line item that pays, if any."""

    program: ProgramShown
    profile: Profile
    here: tuple[Figure, ...]
    whole: tuple[Figure, ...]
    line: ListedLine | None
    story: StoryShown | None
    today: date


def programme_brief(viewer: Viewer, program_id: int, legislator_id: int, line_id: int | None, *, today: date) -> Brief:
    """The brief as far as the viewer may know: numbers that were let out, a quote for the programme's own staff.

    Raises NotFound for the public, and for a programme, legislator or line that is not on file.
    """
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This page")
    with open_session(viewer) as session:
        one, found = program(session, program_id), profile(session, legislator_id)
        if found is None:
            raise NotFound("This legislator")
        here = tuple(
            figure
            for place in found.place_ids
            for figure in figures_of_place(session, place)
            if figure.program_id == one.id
        )
        whole = tuple(figure for figure in figures(session, one.id) if figure.program_id == one.id)
        stories = stories_for(session, one.id, USE, today=today)
        line = _line(session, found.state, line_id, today)
    return Brief(one, found, here, whole, line, stories[0] if stories else None, today)


def _line(session: Session, state: str, line_id: int | None, today: date) -> ListedLine | None:
    if line_id is None:
        return None
    found = next((line for line in lines_we_work_on(session, state, today) if line.head.id == line_id), None)
    if found is None:
        raise NotFound("The line item")
    return found


def brief_sheet(brief: Brief) -> Sheet:
    """The brief from top to bottom, for the printed page and the PDF; what is not on file is said."""
    seat = brief.profile.current_seat(brief.today)
    who = f"{brief.profile.name}, {seat_words(seat)}" if seat else brief.profile.name
    day = max((one.as_of for one in brief.whole), default=None)
    wide = [Section(_("What it costs"), tuple((words, "") for words in _cost(brief)))]
    if brief.story is not None:
        quote = f"“{short(brief.story.words, LONGEST_QUOTE)}”"
        wide.append(Section(_("In a scholar’s own words"), ((quote, brief.story.shown_as),)))
    foot = [_("Counts of few people are masked, and no name is in this brief.")]
    if day is not None:
        foot.append(_("Numbers as the programme’s staff let them out on {day}.").format(day=day.isoformat()))
    foot.append(_("Drawn up on {day} with Common Table.").format(day=brief.today.isoformat()))
    return Sheet(
        brief.program.name, _("For {who}").format(who=who), "", (_here(brief),), (_outcomes(brief),), tuple(wide),
        tuple(foot),
    )  # fmt: skip


def _here(brief: Brief) -> Section:
    words = {"scholars": _("Scholars"), "schools": _("Schools")}
    lines = [(words[one.measure.split()[0]], figure_value(one)) for one in brief.here]
    whole = next((one for one in brief.whole if one.measure == "scholars"), None)
    if whole is not None:
        lines.append((_("Scholars in the whole programme"), figure_value(whole)))
    if not brief.here:
        lines.insert(0, (_("No number is let out for this district."), ""))
    return Section(_("In your district"), tuple(lines))


def _outcomes(brief: Brief) -> Section:
    lines = []
    for one in (one for one in brief.whole if one.measure in OUTCOMES):
        name = _(MEASURE_WORDS[one.measure])
        lines.append((f"{name}, {one.part}" if one.part else name, figure_value(one)))
    return Section(_("Outcomes"), tuple(lines[:MOST_OUTCOMES]) or ((_("No outcome is let out yet."), ""),))


def _cost(brief: Brief) -> list[str]:
    one, scholars = brief.program, next((one.value for one in brief.whole if one.measure == "scholars"), None)
    if one.cost_cents is None:
        return [_("What a scholar costs a year is not on file.")]
    said = [
        _("A scholar costs {amount} a year ({where}).").format(amount=dollars(one.cost_cents), where=one.cost_said_in)
    ]
    standing = brief.line.view.standing if brief.line else None
    cents = standing.amount_cents if standing else None
    if brief.line is None or not cents:
        return said
    name, year = line_name(brief.line), brief.line.view.fiscal_year.label
    said.append(_("{line} stands at {amount} in {year}.").format(line=name, amount=prose_dollars(cents), year=year))
    if scholars is not None:
        together = one.cost_cents * scholars
        share = Fraction(together * 100, cents)
        words = _("All {n} scholars cost {amount} a year together, {percent}% of that line.")
        said.append(words.format(n=f"{scholars:,}", amount=dollars(together), percent=f"{float(share):.1f}"))
    return said
