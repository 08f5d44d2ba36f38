"""Letters as markup: the text, what changed in it, who stands under it."""

from collections.abc import Sequence
from html import escape

from coalition.letters import sentences as say
from coalition.letters.queries import LetterRecord, Said, Signed
from coalition.letters.rules import Change, Piece
from data.exports.documents import paragraphs
from data.language import _
from look import parts

TAGS = {Change.ADDED: "ins", Change.REMOVED: "del"}


def text(words: str) -> str:
    """A letter's text as it reads."""
    said = "".join(f"<p>{escape(one)}</p>" for one in paragraphs(words))
    return f'<div class="ct ct-letter">{said}</div>'


def red_line(pieces: Sequence[Piece]) -> str:
    """What came is underlined and what went struck, and each is said to whoever hears the page."""
    return f'<div class="ct ct-letter ct-redline"><p>{"".join(map(_piece, pieces))}</p></div>'


def _piece(piece: Piece) -> str:
    words = escape(piece.words).replace("\n", "<br>")
    if piece.change is Change.SAME or not piece.words.strip():
        return words
    mark = TAGS[piece.change]
    heard = _("added: ") if piece.change is Change.ADDED else _("taken out: ")
    return f'<{mark}><span class="ct-vh">{escape(heard)}</span>{words}</{mark}>'


def signers(record: LetterRecord, standing: Sequence[Signed]) -> str:
    """Who stands under the newest text, in the order they are printed."""
    if not standing:
        return parts.empty(_("Nobody stands under this text yet."), _("Sign it, or ask an organization by a link."))
    rows = [
        [escape(one.organization or _("for themself")), escape(say.signer(one)), escape(_how(one))] for one in standing
    ]
    table = parts.table(
        [_("Organization"), _("Signed by"), _("How")], rows,
        caption=_("Under version {n}").format(n=record.newest.number),
    )  # fmt: skip
    return f'<div class="ct-cards">{table}</div>'


def _how(one: Signed) -> str:
    said = [_("by link, confirmed") if one.by_link else _("here")]
    if one.may_use_logo:
        said.append(_("its logo may be printed"))
    return ", ".join(said)


def others(record: LetterRecord) -> str:
    """Who signed an earlier text only, who stays off and what was said about the texts."""
    said = []
    if record.behind:
        said.append(parts.heading(_("Asked again, because the text changed")))
        said.append(
            parts.bullet_list(
                [_("{who}: signed version {n}").format(who=one.name, n=one.number) for one in record.behind]
            )
        )
    if record.off:
        said.append(parts.heading(_("Stay off this letter")))
        said.append(parts.bullet_list([_words(one) for one in record.off]))
    spoken = [one for one in record.comments if not one.stays_off]
    if spoken:
        said.append(parts.heading(_("Comments")))
        said.append(parts.bullet_list([_words(one) for one in spoken]))
    gone = [one for one in record.signatures if one.withdrawn is not None]
    if gone:
        said.append(parts.heading(_("Withdrawn")))
        said.append(parts.bullet_list([_withdrawn(one) for one in gone]))
    return "".join(said)


def _words(one: Said) -> str:
    about = _("{who} on version {n}").format(who=one.organization, n=one.number)
    return f"{about}: {one.words}" if one.words else about


def _withdrawn(one: Signed) -> str:
    day = one.withdrawn.date().isoformat() if one.withdrawn else ""
    said = _("{who}, version {n}, withdrawn {day}").format(who=one.name, n=one.number, day=day)
    return f"{said}: {one.withdrawn_because}" if one.withdrawn_because else said


def printed(kept: dict[str, object] | None, names: Sequence[str]) -> str:
    """The letter as it was closed, for everybody: its text and the organizations under it."""
    if kept is None:
        return ""
    return text(str(kept["text"])) + parts.heading(_("Signed")) + parts.bullet_list(names)
