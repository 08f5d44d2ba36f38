"""Ballot questions as markup: what a yes and a no mean, the money, and both arguments in equal space."""

from collections.abc import Mapping
from datetime import date
from html import escape

from budget.line_items.line_queries import Document
from campaigns.voter_guides import sentences_ballot as say
from campaigns.voter_guides.ballot_importing import BallotReport
from campaigns.voter_guides.ballot_rules import CommitteeMoney, paragraphs_of
from campaigns.voter_guides.ballot_sheets import QuestionListed, SheetOf
from campaigns.voter_guides.tax_effects import TaxEffect
from data.language import _
from data.money import dollars
from look import parts

CHANGE_TAGS = {"new": ("ok", "check"), "updated": ("work", "pen"), "unchanged": ("", "dash")}


def under(one: QuestionListed, *, today: date) -> str:
    """Under a question in the list: where, when, and what became of it."""
    return f'<p class="ct ct-under">{escape(say.listed_words(one, today=today))}</p>'


def sides(one: SheetOf) -> str:
    """What a yes and a no mean, side by side."""
    return _pair((_("What a yes vote means"), one.yes_means), (_("What a no vote means"), one.no_means))


def arguments(one: SheetOf) -> str:
    """The arguments as they were filed, side by side in equal space, each with its committee."""
    return _pair(
        (_("Argument for"), one.arguments_for, say.committee_words(one.committee_for)),
        (_("Argument against"), one.arguments_against, say.committee_words(one.committee_against)),
    )


def _pair(*each: tuple[str, str | None] | tuple[str, str | None, str]) -> str:
    return f'<div class="ct ct-sides">{"".join(_side(*one) for one in each)}</div>'


def _side(heading: str, text: str | None, under_words: str = "") -> str:
    note = f"<small>{escape(under_words)}</small>" if under_words else ""
    return f"<section><h3>{escape(heading)}</h3>{official(text)}{note}</section>"


def official(text: str | None) -> str:
    """Official words: paragraphs and bullets, or that the document says nothing."""
    if text is None:
        return f'<p class="none">{escape(_(say.SAYS_NOTHING))}</p>'
    made, bullets = "", ""
    for words, is_bullet in paragraphs_of(text):
        if is_bullet:
            bullets += f"<li>{escape(words)}</li>"
            continue
        made += f"<ul>{bullets}</ul>" if bullets else ""
        made, bullets = f'{made}<p dir="auto">{escape(words)}</p>', ""
    return made + (f"<ul>{bullets}</ul>" if bullets else "")


def words_of(text: str | None) -> str:
    """Official words by themselves."""
    return f'<div class="ct ct-official">{official(text)}</div>'


def money(one: SheetOf) -> str:
    """What the committees reported on both sides, as a table; a sentence where the document says nothing."""
    if one.finances is None:
        return parts.note(_(say.SAYS_NOTHING))
    together = {side: one.money(side).together for side in ("for", "against")}
    kinds = {"raised_cents": _("Raised"), "spent_cents": _("Spent"), "in_kind_cents": _("Goods and services")}
    rows = [[label, *(_amount(sums, kind) for sums in together.values())] for kind, label in kinds.items()]
    sentence = say.money_sentence(together["for"], together["against"])
    caption = _("The committees’ money")
    table = parts.table([_("In the campaign"), _("For"), _("Against")], rows, caption=caption, numeric=(1, 2))
    return (parts.say(sentence) if sentence else "") + table


def _amount(sums: CommitteeMoney | None, kind: str) -> str:
    return escape(_("none reported") if sums is None else say.money_words(getattr(sums, kind)))


def effect(found: TaxEffect, language: str) -> str:
    """What a linked tax scenario comes to now."""
    amounts = {one.key: dollars(one.cents) for one in found.amounts}
    said = parts.say(found.sentence.into(language).format(**amounts))
    if found.rules_changed:
        said += parts.note(_("The rules changed since the scenario was kept; this is worked out by those of today."))
    return said


def documents(found: tuple[Document, ...], *, today: date) -> str:
    """The documents behind the page."""
    notes = []
    for one in found:
        said = [one.publisher] if one.publisher else []
        if one.published_on:
            said.append(_("Published {day}").format(day=parts.day_words(one.published_on, today=today)))
        if one.retrieved_on:
            said.append(_("Read {day}").format(day=parts.day_words(one.retrieved_on, today=today)))
        if one.sha256:
            said.append(_("SHA-256 {hash}").format(hash=one.sha256[:16]))
        notes.append(parts.SourceNote(one.title, one.address, tuple(said)))
    return parts.sources(notes)


def report(one: BallotReport) -> str:
    """What an import would do: each question, and what it is to the store."""
    rows = [[escape(title), _change(outcome)] for title, outcome in one.titles]
    return parts.table([_("Question"), _("To the store")], rows, caption=_("Questions of the files")) if rows else ""


def _change(outcome: str) -> str:
    words: Mapping[str, str] = say.CHANGE_WORDS
    return parts.tag(_(words[outcome]), *CHANGE_TAGS[outcome])
