"""The sentences of letters."""

from collections.abc import Sequence
from datetime import date

from coalition.letters.queries import LetterRecord, Listed, Signed
from coalition.letters.rules import Piece, State, words_changed
from data.language import _
from look import parts

STATE_WORDS = {State.OPEN: "open to sign", State.PAST: "last day over", State.CLOSED: "closed", State.SENT: "sent"}


def list_lede(found: Sequence[Listed], *, signs: bool) -> str:
    """How many letters take signatures, and how many wait for one's own organization."""
    taking = [one for one in found if one.state is State.OPEN]
    if not found:
        return _("No letter yet.")
    said = _("1 letter takes signatures.") if len(taking) == 1 else _("{n} letters take signatures.")
    waiting = sum(one.ours != one.number for one in taking)
    if not signs or not taking:
        return said.format(n=len(taking))
    if not waiting:
        return f"{said.format(n=len(taking))} {_('Your organization has signed the text that stands of each.')}"
    return f"{said.format(n=len(taking))} {_('Your organization has not signed {n} of them.').format(n=waiting)}"


def under_listed(one: Listed, *, today: date) -> str:
    """What stands below a letter's title in the list."""
    said = [_(STATE_WORDS[one.state])]
    if one.addressed_to:
        said.append(_("to {whom}").format(whom=one.addressed_to))
    said.append(_("1 signature") if one.signers == 1 else _("{n} signatures").format(n=one.signers))
    if one.state is State.OPEN and one.deadline:
        said.append(_("sign until {day}").format(day=parts.day_words(one.deadline, today=today)))
    if one.sent:
        said.append(_("sent {day}").format(day=parts.day_words(one.sent, today=today)))
    if one.ours is not None and one.ours != one.number:
        said.append(
            _("your organization signed version {old}; version {new} stands").format(old=one.ours, new=one.number)
        )
    elif one.ours is not None:
        said.append(_("your organization signed"))
    return " · ".join(said)


def standing(record: LetterRecord, *, today: date) -> str:
    """Who stands under the newest text, and until when one may sign."""
    count = len(record.under(record.newest))
    who = _("Nobody has signed") if not count else _("1 has signed") if count == 1 else _("{n} have signed")
    said = [_("{who} version {number}.").format(who=who.format(n=count), number=record.newest.number)]
    if record.state is State.OPEN and record.deadline:
        said.append(_("The last day to sign is {day}.").format(day=parts.day_words(record.deadline, today=today)))
    if record.state is State.PAST:
        said.append(_("The last day to sign is over."))
    if record.state is State.CLOSED:
        said.append(_("It is closed."))
    if record.sent:
        said.append(_("It was sent on {day}.").format(day=parts.day_words(record.sent, today=today)))
    return " ".join(said)


def ours(record: LetterRecord) -> str:
    """Where one's own organization is with this letter."""
    signed = record.ours
    if signed is not None and signed.number == record.newest.number:
        return _("Your organization stands under this text: {who} signed.").format(who=signer(signed))
    if signed is not None:
        return _(
            "Your organization signed version {old}. The text is now version {new}: see below what changed."
        ).format(old=signed.number, new=record.newest.number)
    if any(one.organization_id == record.own_organization_id for one in record.off):
        return _("Your organization stays off this letter. It may still sign.")
    return _("Your organization has not signed yet.")


def what_changed(pieces: Sequence[Piece], old: int, new: int) -> str:
    """How much changed from one version to the next."""
    came, went = words_changed(pieces)
    words = _("1 word came") if came == 1 else _("{n} words came").format(n=came)
    return _("From version {old} to version {new}: {came}, {went} went.").format(
        old=old, new=new, came=words, went=went
    )


def signer(one: Signed) -> str:
    """A person with their title."""
    return f"{one.signer}, {one.signer_title}" if one.signer_title else one.signer
