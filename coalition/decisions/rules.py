"""How the table decides: quorum by organization, the test for consensus, the vote it falls back to; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.errors import InvalidInput


class QuorumKind(StrEnum):
    """A number of member organizations, or a share of them."""

    COUNT = "count"
    SHARE = "share"


class Stand(StrEnum):
    """Where an organization stands: the gradient of a test for consensus, and yes or no where it comes to a vote."""

    SUPPORT = "support"
    LIVE_WITH = "live with"
    RESERVATIONS = "reservations"
    STAND_ASIDE = "stand aside"
    BLOCK = "block"
    ABSTAIN = "abstain"
    YES = "yes"
    NO = "no"


class MotionStatus(StrEnum):
    OPEN = "open"
    CONSENSUS = "consensus"
    CARRIED = "carried by vote"
    FAILED = "not carried"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    MET = "met"
    PARTLY = "partly met"
    NOT_MET = "not met"
    NONE = ""


class Verdict(StrEnum):
    """What a test for consensus or a vote says, and what is missing where it says nothing yet."""

    CONSENSUS = "consensus"
    BLOCKED = "blocked"
    NOBODY = "nobody goes along"
    CARRIED = "carried"
    NOT_CARRIED = "not carried"
    NO_QUORUM = "no quorum"


GRADIENT = (Stand.SUPPORT, Stand.LIVE_WITH, Stand.RESERVATIONS, Stand.STAND_ASIDE, Stand.BLOCK, Stand.ABSTAIN)
BALLOT = (Stand.YES, Stand.NO, Stand.STAND_ASIDE, Stand.ABSTAIN)
GOING_ALONG = frozenset({Stand.SUPPORT, Stand.LIVE_WITH, Stand.RESERVATIONS, Stand.YES})
MAY_BE_LEFT_OFF = frozenset({Stand.RESERVATIONS, Stand.STAND_ASIDE, Stand.BLOCK, Stand.ABSTAIN, Stand.NO})
EASTERN = "America/New_York"
MOST_ROUNDS, MOST_HOURS, MOST_PARTS, MOST_MEMBERS = 10, 24 * 60, 1000, 10_000
DECIDED = (MotionStatus.CONSENSUS, MotionStatus.CARRIED)


@dataclass(frozen=True, slots=True)
class Rule:
    """How the table decides from a day on, that day in the rule’s own time zone; see `models.DecisionRule`."""

    since: date
    quorum_kind: str = QuorumKind.SHARE
    quorum_count: int | None = None
    quorum_numerator: int = 1
    quorum_denominator: int = 2
    quorum_is_more_than: bool = True
    fallback_numerator: int = 2
    fallback_denominator: int = 3
    rounds: int = 2
    notice_hours: int = 48
    online: bool = True
    block_needs_principle: bool = True
    time_zone: str = EASTERN
    reason: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


USUAL = Rule(date.min)


def rule_on(rules: Collection[Rule], moment: datetime) -> Rule:
    """The rule in force at a moment: the newest that began by then where the table meets; before the first, `USUAL`."""
    begun = [rule for rule in rules if rule.since <= moment.astimezone(rule.zone).date()]
    return max(begun, key=lambda rule: rule.since, default=USUAL)


def day_where_we_meet(rule: Rule, moment: datetime) -> date:
    """The day a moment falls on where the table meets."""
    return moment.astimezone(rule.zone).date()


def check_rule(rule: Rule) -> None:
    """Raise InvalidInput unless a rule can decide anything: no quorum of zero, a fallback of more than half."""
    if rule.quorum_kind == QuorumKind.COUNT:
        if rule.quorum_count is None or not 1 <= rule.quorum_count <= MOST_MEMBERS:
            raise InvalidInput("A quorum of zero would let nobody decide for everybody. Give a number from 1 on.")
    elif rule.quorum_kind == QuorumKind.SHARE:
        _check_share(rule)
    else:
        raise InvalidInput("A quorum is a number of organizations or a share of them. Choose one of the two.")
    top, bottom = rule.fallback_numerator, rule.fallback_denominator
    if not 1 <= top <= bottom <= MOST_PARTS or 2 * top <= bottom:
        raise InvalidInput("The vote of last resort asks for more than half and at most all, such as 2 of 3.")
    if not 1 <= rule.rounds <= MOST_ROUNDS:
        raise InvalidInput("Say after how many rounds it comes to a vote: 1 to {most_rounds}.", most_rounds=MOST_ROUNDS)
    if not 0 <= rule.notice_hours <= MOST_HOURS:
        raise InvalidInput(
            "The notice is a number of hours from 0 to {most_hours:,}. Correct it.", most_hours=MOST_HOURS
        )
    try:
        ZoneInfo(rule.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput("There is no such time zone. Write it as America/New_York.") from None


def _check_share(rule: Rule) -> None:
    top, bottom = rule.quorum_numerator, rule.quorum_denominator
    if top < 1:
        raise InvalidInput("A quorum of zero would let nobody decide for everybody. Give a share such as 1 of 2.")
    if not top <= bottom <= MOST_PARTS or (rule.quorum_is_more_than and top == bottom):
        raise InvalidInput("No meeting could reach this quorum. Give a share below all, such as more than 1 of 2.")


def needed_for_quorum(rule: Rule, members: int) -> int:
    """How many of the member organizations must be there; at least 1, also for a table without members."""
    if rule.quorum_kind == QuorumKind.COUNT:
        return max(rule.quorum_count or 1, 1)
    parts = members * rule.quorum_numerator
    whole, rest = divmod(parts, rule.quorum_denominator)
    return max(whole + 1 if rule.quorum_is_more_than or rest else whole, 1)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many member organizations are there (or answered), of how many, and how many must be."""

    present: int
    members: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed

    @property
    def missing(self) -> int:
        return max(self.needed - self.present, 0)


def quorum_of(rule: Rule, *, present: Collection[int], members: Collection[int]) -> Quorum:
    """The quorum by organization: each counts once, and only one that is a member that day."""
    every = set(members)
    return Quorum(len(set(present) & every), len(every), needed_for_quorum(rule, len(every)))


@dataclass(frozen=True, slots=True)
class Count:
    """The positions of the organizations that may decide, one each; `silent` did not answer, which is no consent."""

    stands: Mapping[Stand, int]
    silent: int
    verdict: Verdict
    quorum: Quorum
    yes: int
    no: int
    yes_needed: int

    @property
    def decides(self) -> bool:
        return self.verdict in (Verdict.CONSENSUS, Verdict.CARRIED)


def count_positions(
    rule: Rule, positions: Mapping[int, Stand], members: Collection[int], *, there: Collection[int] | None, vote: bool
) -> Count:
    """What the positions come to, each keyed by its organization; those of organizations that may not decide are left.

    `there` are the organizations at the meeting, None for a decision online. As many as the quorum must be there and
    must have answered; whoever said nothing consented to nothing.
    """
    every = set(members)
    said = {number: stand for number, stand in positions.items() if number in every}
    stands = {stand: sum(one is stand for one in said.values()) for stand in (BALLOT if vote else GRADIENT)}
    answered = quorum_of(rule, present=said.keys(), members=every)
    here = answered if there is None else quorum_of(rule, present=there, members=every)
    yes, no = stands.get(Stand.YES, 0), stands.get(Stand.NO, 0)
    met = answered.is_met and here.is_met
    verdict = _verdict(rule, stands, vote=vote) if met else Verdict.NO_QUORUM
    # a meeting that has its quorum may still wait for answers: then these are what is missing
    told = answered if here.is_met else here
    return Count(stands, len(every) - len(said), verdict, told, yes, no, votes_needed(rule, yes + no))


def _verdict(rule: Rule, stands: Mapping[Stand, int], *, vote: bool) -> Verdict:
    if vote:
        carried = is_carried(rule, yes=stands[Stand.YES], no=stands[Stand.NO])
        return Verdict.CARRIED if carried else Verdict.NOT_CARRIED
    if stands[Stand.BLOCK]:
        return Verdict.BLOCKED
    goes = any(stands[stand] for stand in GRADIENT if stand in GOING_ALONG)
    return Verdict.CONSENSUS if goes else Verdict.NOBODY


def votes_needed(rule: Rule, voting: int) -> int:
    """How many of those voting yes or no must say yes: the share rounded up to a whole organization, at least 1."""
    return max(-(-voting * rule.fallback_numerator // rule.fallback_denominator), 1)


def is_carried(rule: Rule, *, yes: int, no: int) -> bool:
    """Whether the vote carries: exactly the share is enough; abstentions and stand-asides are not in its base."""
    return yes >= votes_needed(rule, yes + no)


def check_stand(stand: Stand, *, vote: bool) -> None:
    """Raise InvalidInput for a position that this kind of decision does not know."""
    if stand not in (BALLOT if vote else GRADIENT):
        known = ", ".join(BALLOT if vote else GRADIENT)
        raise InvalidInput("“{stand}” is no answer here. Choose one of: {known}.", stand=stand, known=known)


def check_block(rule: Rule, *, cites_principle: bool, reason: str) -> None:
    """Raise InvalidInput for a block that names no shared principle where the rule asks for one, or gives no reason."""
    if rule.block_needs_principle and not cites_principle:
        raise InvalidInput("A block names the shared principle it rests on. Choose the principle, or stand aside.")
    if not reason.strip():
        raise InvalidInput("Say why your organization blocks, so that the others can answer.")


def check_notice(rule: Rule, *, told: datetime | None, at: datetime) -> None:
    """Raise InvalidInput unless everybody was told as many hours before a decision as the rule asks."""
    if rule.notice_hours == 0:
        return
    hours = notice_given(told, at)
    if hours is None:
        raise InvalidInput("Nobody noted when everybody was told of this meeting. Note it before something is decided.")
    if hours < rule.notice_hours:
        raise InvalidInput(
            "Everybody was told {hours} hours before; the rule asks for {notice_hours}. Talk "
            "about it here, and decide it online or at a later meeting.",
            hours=hours,
            notice_hours=rule.notice_hours,
        )


def notice_given(told: datetime | None, at: datetime) -> int | None:
    """How many whole hours before a moment everybody was told; None when nobody noted it."""
    return None if told is None else (at - told) // timedelta(hours=1)


def check_closes(rule: Rule, *, opened: datetime, closes: datetime) -> None:
    """Raise InvalidInput unless an online decision is allowed and leaves the notice the rule asks for."""
    if not rule.online:
        raise InvalidInput("The rule in force allows no decision online. Put the motion to a meeting.")
    if closes <= opened or closes - opened < timedelta(hours=rule.notice_hours):
        raise InvalidInput(
            "An online decision stays open for at least {notice_hours} hours. Choose a later moment for its end.",
            notice_hours=rule.notice_hours,
        )


def is_over(closes: datetime | None, *, now: datetime) -> bool:
    """Whether an online decision takes no more answers."""
    return closes is not None and now >= closes
