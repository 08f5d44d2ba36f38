"""A scorecard as markup: what it counts, the scores by party and member, an edition as the public reads it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from campaigns.legislation import roll_call_sentences as votes
from campaigns.scorecards import sentences as say
from campaigns.scorecards.edition_queries import EditionOf
from campaigns.scorecards.queries import Item, ListedCard, MemberScore, ScorecardOf, Unscored
from campaigns.scorecards.rules import Given
from data.language import _, ngettext
from look import parts

MARKS = {
    Given.IN_LINE: ("ok", "check"), Given.AGAINST: ("stop", "cross"), Given.DID_NOT_VOTE: ("", "dash"),
    Given.NOT_TOLD: ("", ""), Given.NO_SPONSOR: ("", ""),
}  # fmt: skip


def item(one: Item) -> str:
    """Something that is counted: the bill, our answer, how the chamber voted, and why."""
    what = f"<b>{escape(one.label)}</b> {escape(one.title)}"
    outcome = votes.outcome(one.roll_call) if one.roll_call else _("Who sponsors the bill")
    why = f"<small>{escape(one.why)}</small>" if one.why else ""
    return (
        f'<p class="ct">{what} {parts.tag(say.ours(one), "info")}</p><p class="ct ct-under">{escape(outcome)}</p>{why}'
    )


def party_table(card: ScorecardOf) -> str:
    """The chamber's and each party's answers, all together."""
    rows = [[f"<b>{_('The chamber')}</b>", escape(say.score_words(card.chamber_score)), str(len(card.members))]]
    for party, score in card.parties.items():
        members = sum(one.party == party for one in card.members)
        rows.append([escape(party or _("Party not on file")), escape(say.score_words(score)), str(members)])
    return parts.table([_("Whose"), _("Score"), _("Members")], rows, caption=_("Scores by party"), numeric=(2,))


def member_table(card: ScorecardOf, members: Sequence[MemberScore]) -> str:
    """Every member's score and answers, one column for each thing counted."""
    header = [_("Member"), _("District"), _("Score"), *(one.label for one in card.items)]
    rows = [
        [
            f'<a href="legislator?legislator={one.id}" target="_self">{escape(one.name)}</a>'
            f"<small>{escape(one.party)}</small>",
            escape(one.district or _("not on file")),
            f'<span class="ct-num">{escape(say.score_words(one.score))}</span>',
            *(_mark(given) for given in one.answers),
        ]
        for one in members
    ]
    return parts.table(header, rows, caption=_("Scores and answers by member"))


def _mark(given: Given) -> str:
    kind, icon = MARKS[given]
    return parts.tag(_(say.GIVEN_WORDS[given]), kind, icon) if kind else escape(_(say.GIVEN_WORDS[given]))


def edition(one: EditionOf) -> str:
    """A published edition: introduction, the questions with our position, every member's answers, the statement."""
    content = one.content
    questions = "".join(_question(question) for question in content["questions"])
    header = [_("Member"), _("District"), *(question["label"] for question in content["questions"])]
    rows = [
        [escape(member["name"]), escape(member["district"]), *(escape(_(answer)) for answer in member["answers"])]
        for member in content["members"]
    ]
    place = _("{place}, {chamber}").format(place=content["place"], chamber=content["chamber"])
    introduction = "".join(f'<p class="ct ct-say">{escape(line)}</p>' for line in content["introduction"].splitlines())
    return (
        f"{parts.note(place)}{introduction}<ul class='ct ct-said'>{questions}</ul>"
        f"{parts.table(header, rows, caption=one.title)}{parts.say(content['statement'])}"
    )


def _question(question: Mapping[str, Any]) -> str:
    position = _("Our position: yes.") if question["ours"] == "yes" else _("Our position: no.")
    said = " ".join(part for part in (question["title"], position, question["why"]) if part)
    return f"<li><b>{escape(question['label'])}</b> {escape(said)}</li>"


def proof(one: EditionOf) -> str:
    """The day and the hash by which a copy can be told from this edition."""
    said = _("Published {day}. Fingerprint {hash}.").format(day=one.published_on.isoformat(), hash=one.sha256[:16])
    state = f" {parts.tag(_('withdrawn'), 'stop', 'cross')}" if one.withdrawn else ""
    return f'<p class="ct ct-note">{escape(said)}{state}</p>'


def card_line(card: ListedCard) -> str:
    """Under a scorecard's name: of which chamber, and how much it counts."""
    chamber = _(votes.CHAMBER_WORDS[card.chamber])
    counted = ngettext("counts {n} vote", "counts {n} votes", card.items).format(n=card.items)
    return f'<p class="ct ct-under">{escape(f"{card.state_name} {card.code}, {chamber}: {counted}")}</p>'


def unscored_list(every: Sequence[Unscored]) -> str:
    """The roll calls a scorecard does not count, each with a link to who voted how."""
    rows = [
        [
            f'<a href="roll-call?roll-call={one.roll_call.id}" target="_self">{escape(one.number)}</a>',
            escape(one.title or _("no title on file")),
            escape(votes.counts_sentence(one.roll_call)),
        ]
        for one in every
    ]
    if not rows:
        return parts.note(_("Every roll call of the session and chamber is counted."))
    return parts.table([_("Bill"), _("About"), _("Counts")], rows, caption=_("Roll calls not counted"))
