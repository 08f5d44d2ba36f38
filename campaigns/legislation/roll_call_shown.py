"""A vote as markup: the bar of answers with its key, the table by party, and who answered how."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.legislation import roll_call_sentences as say
from campaigns.legislation.models import VoteOption
from campaigns.legislation.roll_calls import RollCallHead, RollCallRecord, VoteOf
from campaigns.legislation.vote_rules import COLUMN_OF
from data.language import _
from look import parts

MARKS = {
    VoteOption.YES: "y", VoteOption.NO: "n", VoteOption.PRESENT: "p", VoteOption.NOT_VOTING: "v",
    VoteOption.ABSENT: "a", VoteOption.EXCUSED: "e", VoteOption.NOT_LISTED: "x",
}  # fmt: skip


def bar(head: RollCallHead) -> str:
    """The answers as one bar, its key below in the same order; "" where nobody is listed."""
    counts = [(option, head.counts.of(option)) for option in COLUMN_OF]
    told = [(option, count) for option, count in counts if count]
    if not told:
        return ""
    pieces = "".join(f'<i class="ct-v-{MARKS[option]}" style="--n:{count}"></i>' for option, count in told)
    key = "".join(
        f'<li><i class="ct-v-{MARKS[option]}" aria-hidden="true"></i><b>{count}</b> '
        f"{escape(_(say.OPTION_WORDS[option]))}</li>"
        for option, count in told
    )
    label = escape(say.counts_sentence(head))
    return (
        f'<div class="ct ct-votes"><div class="bar" role="img" aria-label="{label}">{pieces}</div><ul>{key}</ul></div>'
    )


def party_table(record: RollCallRecord) -> str:
    """How each party answered; answers nobody gave have no column."""
    told = [option for option in COLUMN_OF if record.head.counts.of(option)]
    header = [_("Party"), *(say.option_title(option) for option in told), _("All")]
    rows = []
    for party, votes in record.by_party().items():
        counts = Counter(vote.option for vote in votes)
        cells = [str(counts[option]) if counts[option] else "0" for option in told]
        rows.append([escape(party or _("Party not on file")), *cells, str(len(votes))])
    totals = [str(record.head.counts.of(option)) for option in told]
    rows.append([f"<b>{_('All')}</b>", *(f"<b>{n}</b>" for n in totals), f"<b>{len(record.votes)}</b>"])
    return parts.table(header, rows, caption=_("How each party answered"), numeric=range(1, len(header)))


def who(record: RollCallRecord) -> str:
    """Everybody's answer: for each answer the members by party."""
    pieces = []
    for option in COLUMN_OF:
        votes = [vote for vote in record.votes if vote.option is option]
        if not votes:
            continue
        title = f"{say.option_title(option)}: {len(votes)}"
        lists = "".join(_party_list(party, votes) for party in _parties(votes))
        pieces.append(f'<section class="ct ct-answers"><h3>{escape(title)}</h3>{lists}</section>')
    return "".join(pieces)


def _parties(votes: Sequence[VoteOf]) -> list[str]:
    counts = Counter(vote.party for vote in votes)
    return sorted(counts, key=lambda party: (not party, -counts[party], party))


def _party_list(party: str, votes: Sequence[VoteOf]) -> str:
    mine = [vote for vote in votes if vote.party == party]
    names = "".join(f"<li>{_name(vote)}</li>" for vote in mine)
    return f"<p>{escape(party or _('Party not on file'))} ({len(mine)})</p><ul>{names}</ul>"


def _name(vote: VoteOf) -> str:
    """The member with the district; a link where we know who it is."""
    words = escape(vote.name)
    if vote.legislator_id is not None:
        words = f'<a href="legislator?legislator={vote.legislator_id}" target="_self">{words}</a>'
    district = f" <small>{escape(vote.district)}</small>" if vote.district else ""
    return words + district


def listed(head: RollCallHead, *, today: date) -> str:
    """One decision in the list of a bill: the chamber and day over the outcome, with the bar."""
    return (
        f'<p class="ct"><b>{escape(say.outcome(head))}</b></p>'
        f'<p class="ct ct-under">{escape(say.short(head, today=today))}</p>{bar(head)}'
    )
