"""What whip counts are called on screen, and the sentences about them."""

from datetime import date

from campaigns.actions.sentences import stance_name
from campaigns.legislation.majorities import Majority, Question
from campaigns.whip_counts.queries import CountOf
from campaigns.whip_counts.rules import NOT_CONTACTED, VACANT, Aim, Confidence, EvidenceKind, Piece
from campaigns.whip_counts.standings import CountMove, Standing, Whip
from campaigns.whip_counts.suggesting import Door, Part
from data.language import _, ngettext
from look import parts

RULE = (
    "A position is the latest piece of evidence. Whoever signs as a sponsor, or votes for it, counts as strong "
    "support; an absence shows nothing. Support and opposition heard within the same days are marked as a conflict."
)
ORDER = (
    "Asked first: those who lean our way, to make it firm; then the undecided; then those nobody contacted, the ones "
    "somebody of ours reaches before the others; then those who lean against. Among equals, the nearest connection."
)


def position_name(stance: str, *, of_committee: bool = False) -> str:
    """A position as people say it; "not contacted" is none of the five. A committee's seats are held, if unknown."""
    if stance == NOT_CONTACTED:
        return _("Not contacted")
    if stance == VACANT:
        return _("Nobody on file") if of_committee else _("Vacant")
    return stance_name(stance)


def kind_name(kind: str) -> str:
    """How it is known where somebody stands."""
    names = {
        EvidenceKind.CONTACT: _("Contact"), EvidenceKind.STATEMENT: _("Public statement"), EvidenceKind.VOTE: _("Vote"),
        EvidenceKind.COSPONSORSHIP: _("Cosponsorship"), EvidenceKind.LETTER: _("Letter"),
    }  # fmt: skip
    return names[EvidenceKind(kind)]


def confidence_name(confidence: str) -> str:
    """How sure whoever recorded it is."""
    names = {Confidence.HIGH: _("Sure"), Confidence.MEDIUM: _("Fairly sure"), Confidence.LOW: _("Not sure")}
    return names[Confidence(confidence)]


def hand_name(*, first_hand: bool) -> str:
    """Whether whoever told us heard it themselves."""
    return _("First-hand") if first_hand else _("Second-hand")


def question_name(question: str) -> str:
    """What is decided."""
    names = {
        Question.PASSAGE: _("Final passage"), Question.OVERRIDE: _("Override of a veto"),
        Question.COMMITTEE: _("Vote in committee"), Question.AMENDMENT: _("Adoption of an amendment"),
    }  # fmt: skip
    return names[Question(question)]


def aim_name(aim: str) -> str:
    """What we want of it."""
    return _("We want it to pass") if aim == Aim.PASS else _("We want to stop it")


def majority_name(majority: str) -> str:
    """The majority a question needs, as it stands in a sentence after "a"."""
    names = {
        Majority.VOTING: _("majority of those voting"), Majority.PRESENT: _("majority of those present"),
        Majority.ELECTED: _("majority of all members elected"), Majority.COMMITTEE: _("majority of the committee"),
        Majority.TWO_THIRDS_PRESENT: _("two thirds of those present"),
        Majority.TWO_THIRDS_VOTING: _("two thirds of those voting"),
        Majority.TWO_THIRDS_ELECTED: _("two thirds of all members elected"),
        Majority.THREE_FIFTHS_ELECTED: _("three fifths of all members elected"),
    }  # fmt: skip
    return names[Majority(majority)]


def part_name(part: Part) -> str:
    """Why somebody is on the list."""
    return {Part.FIRM_UP: _("Make it firm"), Part.FIND: _("Vote to find"), Part.RESERVE: _("In reserve")}[part]


def tie_name(door: Door) -> str:
    """How an organization reaches a legislator."""
    names = {
        "knows": _("knows them"), "worked with": _("worked with them"), "staff": _("knows their staff"),
        "constituents": _("has constituents there"),
    }  # fmt: skip
    people = ngettext("{n} member in the district", "{n} members in the district", door.members)
    said = [names.get(door.tie, ""), people.format(n=f"{door.members:,}") if door.members else ""]
    return ", ".join(words for words in said if words)


def district_words(district: str) -> str:
    """A district as people call it: a number alone says nothing."""
    return _("District {n}").format(n=district) if district.isdecimal() else district


def plan_line(found: Whip) -> str:
    """What the list of whom to ask is made of; "" where nobody has to be asked."""
    t, parts_ = found.standing.tally, [row.part for row in found.rows if row.part]
    if not parts_:
        return ""
    firm, find, reserve = (parts_.count(one) for one in Part)
    words = _(
        "{needed} needed, {strong} firm: {gap} to ask, {firm} to make firm and {find} to find; {reserve} in reserve."
    )
    said = words.format(needed=t.needed, strong=t.strong, gap=t.firm_gap, firm=firm, find=find, reserve=reserve)
    if firm + find < t.firm_gap:
        said += " " + _("There are not enough members left to ask.")
    return said


def lede(standing: Standing) -> str:
    """The answer first: firm, leaning, and what is missing."""
    t, against = standing.tally, standing.count.aim == Aim.STOP
    firm = (
        ngettext("{n} firm no", "{n} firm no", t.strong)
        if against
        else ngettext("{n} firm yes", "{n} firm yes", t.strong)
    )
    said = _("{firm}, {n} leaning.").format(firm=firm.format(n=t.strong), n=t.with_lean - t.strong)
    if not t.gap:
        over = t.with_lean - t.needed
        enough = _("Enough with those who lean: {n} of {needed} needed, {over} to spare.")
        rest = enough.format(n=t.with_lean, needed=t.needed, over=over)
        unsure = _("{n} of them still have to commit themselves.").format(n=t.firm_gap) if t.firm_gap else ""
        return " ".join(words for words in (said, rest, unsure) if words)
    need = ngettext("We need {n} more", "We need {n} more", t.gap).format(n=t.gap)
    words = ngettext(
        "{n} member is undecided or not yet contacted", "{n} members are undecided or not yet contacted", t.persuadable
    )
    open_ones = words.format(n=t.persuadable)
    return f"{said} {need}; {open_ones}."


def short_line(standing: Standing) -> str:
    """A count in one sentence for the home page: what, how many of how many, the gap."""
    t = standing.tally
    gap = (
        ngettext("{n} vote to find", "{n} votes to find", t.gap).format(n=t.gap)
        if t.gap
        else _("enough with those who lean")
    )
    return _("{votes} of {needed} needed, {gap}.").format(votes=t.with_lean, needed=t.needed, gap=gap)


def needed_line(standing: Standing) -> str:
    """Which majority the number is, and of what."""
    one, t = standing.count, standing.tally
    seats = _("{seats} seats, {filled} filled, {vacant} vacant")
    if one.committee_id is not None:
        seats = _("{seats} members, {filled} of them matched to a legislator on file")
    seats = seats.format(seats=t.seats, filled=t.seats - t.vacant, vacant=t.vacant)
    if one.needed_by_hand is not None:
        return _("{n} votes needed, as entered by hand. {seats}.").format(n=t.needed, seats=seats)
    away = _(", {n} away").format(n=one.away) if one.away else ""
    needs_a = "majority" in one.majority
    if one.aim == Aim.STOP:
        what = (
            _("{n} votes against stop it; to pass, it needs a {majority}.")
            if needs_a
            else _("{n} votes against stop it; to pass, it needs {majority}.")
        )
    else:
        what = _("{n} is a {majority}.") if needs_a else _("{n} is {majority}.")
    return f"{what.format(n=t.needed, majority=majority_name(one.majority))} {seats}{away}."


def flags_line(standing: Standing) -> str:
    """What of the count is old or disputed; "" for nothing."""
    t, days = standing.tally, standing.count.stale_after
    said = []
    if t.stale:
        words = ngettext("{n} position is older than {days} days", "{n} positions are older than {days} days", t.stale)
        said.append(words.format(n=t.stale, days=days))
    if t.conflicts:
        words = ngettext("{n} is in conflict", "{n} are in conflict", t.conflicts)
        said.append(words.format(n=t.conflicts))
    return "; ".join(said) + "." if said else ""


def decision_words(count: CountOf, *, today: date) -> str:
    """When it is decided."""
    if count.decision_on is None:
        return _("No day set")
    return parts.day_words(count.decision_on, today=today)


def move_line(move: CountMove) -> str:
    """What a logged action did to a count: "HB 520: 61 → 62 of 81 needed"."""
    if move.before == move.after:
        return _("{name}: {n} of {needed}, unchanged.").format(name=move.count.name, n=move.after, needed=move.needed)
    return _("{name}: {before} → {after} of {needed} needed.").format(
        name=move.count.name, before=move.before, after=move.after, needed=move.needed
    )


def accuracy_line(right: int, told: int) -> str:
    """How right the count was."""
    if not told:
        return _("None of those we had a position for cast a vote.")
    share = round(100 * right / told)
    return _("{right} of the {told} votes we foretold came so: {share}%.").format(right=right, told=told, share=share)


def replay_line(found: Whip) -> str:
    """What a count of an earlier day is."""
    return _(
        "As of {day}: evidence dated up to that day, also what was logged later; what was taken back counts until then."
    ).format(day=found.standing.day.isoformat())


def heard_line(piece: Piece) -> str:
    """Who says so: the organization, and the person for the own organization only."""
    if not piece.organization:
        return _("Public record")
    return f"{piece.organization}, {piece.witness}" if piece.witness else piece.organization


def stale_words(on: date | None, *, today: date) -> str:
    """That evidence is old."""
    if on is None:
        return _("no day known")
    days = (today - on).days
    return ngettext("{n} day old", "{n} days old", days).format(n=days)
