"""What a source's word for a vote means, and what a roll call's answers add up to."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.legislation.models import RollCallKind, VoteOption

LEGISCAN = "legiscan"
_WORDS: Mapping[VoteOption, str] = {
    VoteOption.YES: "yes yea yay aye ayes yeas y + for|in favor|voted yes|voted yea",
    VoteOption.NO: "no nay nays noes n - − against opposed|voted no|voted nay",
    VoteOption.PRESENT: "present pass passed p abstain abstained abstaining|present not voting|answered present",
    VoteOption.NOT_VOTING: "nv paired nonvoting other|not voting|no vote|did not vote|non voting",
    VoteOption.ABSENT: "absent abs ab",
    VoteOption.EXCUSED: "excused exc ex|absent excused|excused absence",
    VoteOption.NOT_LISTED: "na n/a|not listed|not applicable",
}
OPTION_OF: Mapping[str, VoteOption] = {
    word: option
    for option, said in _WORDS.items()
    for part, words in enumerate(said.split("|"))
    for word in ([words] if part else words.split())
}
# LegiScan's own numbers; anywhere else a number in the place of a vote is somebody's total
LEGISCAN_CODES: Mapping[str, VoteOption] = {
    "1": VoteOption.YES, "2": VoteOption.NO, "3": VoteOption.NOT_VOTING, "4": VoteOption.ABSENT,
}  # fmt: skip

CAST = frozenset({VoteOption.YES, VoteOption.NO})
NOT_CAST = frozenset({VoteOption.PRESENT, VoteOption.NOT_VOTING, VoteOption.ABSENT, VoteOption.EXCUSED})
_PASSED = {"pass", "passed", "adopted", "carried", "agreed to", "approved", "ordered to third reading", "1", "true"}
_FAILED = {"fail", "failed", "rejected", "defeated", "lost", "not adopted", "negatived", "0", "false"}


class Known(StrEnum):
    """What is known of how a member decided: five things that are never merged."""

    VOTED = "voted"
    DID_NOT_VOTE = "absent or not voting"
    NOT_LISTED = "no answer told"
    VOICE = "voice vote"
    NO_ROLL_CALL = "no roll call published"


def option_of(word: str, *, scheme: str = "") -> VoteOption | None:
    """What a source's word means; None for a word no rule knows, and for a blank, which is no answer at all.

    A number means something in LegiScan's own data alone (`scheme`).
    """
    plain = " ".join(word.replace("-", " ").replace("_", " ").casefold().split()) if len(word.strip()) > 1 else word
    plain = plain.strip().strip(".").casefold()
    if scheme == LEGISCAN and plain in LEGISCAN_CODES:
        return LEGISCAN_CODES[plain]
    return OPTION_OF.get(plain)


def is_blank(word: str) -> bool:
    """Whether a cell says nothing: the member was not there to be asked, or the file has no column for it."""
    return not word.strip().strip("-–—.") and word.strip() not in {"-", "−"}


def passed_of(result: str) -> bool | None:
    """What a source's word for the result says; None where it says nothing, which is not "failed"."""
    plain = " ".join(result.split()).casefold()
    if plain in _PASSED:
        return True
    return False if plain in _FAILED else None


def day_within(code: str, starts: date | None) -> date | None:
    """A day of a session, for asking who sat then: its first, else February 1 of the year its code names."""
    year = re.search(r"(?:19|20)\d\d", code)
    return starts or (date(int(year[0]), 2, 1) if year else None)


def known_of(kind: str, option: str | None) -> Known:
    """What is known of one member at one decision; `option` None: the roll call does not name the member."""
    if kind == RollCallKind.VOICE:
        return Known.VOICE
    if kind == RollCallKind.NOT_PUBLISHED:
        return Known.NO_ROLL_CALL
    if option is None or option == VoteOption.NOT_LISTED:
        return Known.NOT_LISTED
    return Known.VOTED if option in CAST else Known.DID_NOT_VOTE


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answered how; `listed` is everybody named, also those whose answer is not told."""

    yes: int = 0
    no: int = 0
    present: int = 0
    not_voting: int = 0
    absent: int = 0
    excused: int = 0
    not_listed: int = 0

    @property
    def cast(self) -> int:
        """Votes for or against."""
        return self.yes + self.no

    @property
    def listed(self) -> int:
        """Everybody the roll call names."""
        return self.cast + self.present + self.not_voting + self.absent + self.excused + self.not_listed

    def of(self, option: VoteOption) -> int:
        """How many gave one answer."""
        return int(getattr(self, COLUMN_OF[option]))


COLUMN_OF: Mapping[VoteOption, str] = {
    VoteOption.YES: "yes", VoteOption.NO: "no", VoteOption.PRESENT: "present", VoteOption.NOT_VOTING: "not_voting",
    VoteOption.ABSENT: "absent", VoteOption.EXCUSED: "excused", VoteOption.NOT_LISTED: "not_listed",
}  # fmt: skip


def counted(options: Iterable[str]) -> Counts:
    """The answers of a roll call, counted."""
    found = Counter(options)
    return Counts(**{column: found[option] for option, column in COLUMN_OF.items()})


def differences(printed: Mapping[str, int | None], listed: Counts) -> tuple[tuple[str, int, int], ...]:
    """Where a source's printed counts differ from its own list: (which, printed, listed); not printed is no difference.

    A printed "not voting" may hold everybody who did not vote, so it is compared with their sum too.
    """
    found: list[tuple[str, int, int]] = []
    for name in ("yes", "no"):
        said, have = printed.get(name), int(getattr(listed, name))
        if said is not None and said != have:
            found.append((name, said, have))
    did_not = listed.present + listed.not_voting + listed.absent + listed.excused
    said, away = printed.get("not_voting"), printed.get("absent")
    if said is not None and said not in (listed.not_voting, did_not) and said + (away or 0) != did_not:
        found.append(("not_voting", said, listed.not_voting))
    return tuple(found)
