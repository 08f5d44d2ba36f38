"""What actions are called on screen, and the sentences about them."""

from datetime import date

from campaigns.actions.models import ActionKind
from campaigns.actions.queries import Move
from campaigns.actions.rules import ActionForm, FollowUp, Stance
from data.language import _, ngettext
from data.money import dollars
from look import parts


def kind_name(kind: str) -> str:
    """A kind of action as people say it, with a capital letter."""
    names = {
        ActionKind.MEETING: _("Meeting"), ActionKind.CALL: _("Call"), ActionKind.EMAIL: _("E-mail"),
        ActionKind.LETTER: _("Letter"), ActionKind.TESTIMONY: _("Testimony"), ActionKind.RALLY: _("Rally"),
        ActionKind.CANVASS: _("Canvass"), ActionKind.PHONE_BANK: _("Phone bank"), ActionKind.TEXT_BANK: _("Text bank"),
        ActionKind.TRAINING: _("Training"), ActionKind.EVENT: _("Event"), ActionKind.PRESS: _("Press"),
        ActionKind.SOCIAL: _("Social media"), ActionKind.PETITION: _("Petition"), ActionKind.OTHER: _("Other"),
    }  # fmt: skip
    return names[ActionKind(kind)]


def stance_name(stance: str) -> str:
    """A position as people say it; nobody having said is a position of its own."""
    names = {
        "": _("Not said"), Stance.STRONG_SUPPORT: _("Strong support"), Stance.LEANING_SUPPORT: _("Leaning support"),
        Stance.UNDECIDED: _("Undecided"), Stance.LEANING_OPPOSE: _("Leaning oppose"),
        Stance.STRONG_OPPOSE: _("Strong oppose"),
    }  # fmt: skip
    return names[stance]


def time_spent(minutes: int) -> str:
    """Working time in hours and minutes, such as 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours:,} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])


def counts_of(form: ActionForm) -> list[str]:
    """What was counted, each with its unit; nothing for what nobody counted."""
    said = [
        (form.took_part, ngettext("{n} of ours took part", "{n} of ours took part", form.took_part or 0)),
        (form.attempted, ngettext("{n} person tried", "{n} people tried", form.attempted or 0)),
        (form.reached, ngettext("{n} person reached", "{n} people reached", form.reached or 0)),
        (form.moved, ngettext("{n} person moved", "{n} people moved", form.moved or 0)),
    ]
    counted = [words.format(n=f"{value:,}") for value, words in said if value is not None]
    if form.minutes is not None:
        counted.append(time_spent(form.minutes))
    if form.cost_cents is not None:
        counted.append(_("{cost} spent").format(cost=dollars(form.cost_cents)))
    return counted


def move_sentence(move: Move) -> str:
    """Where somebody stood and stands; a position, not a cause."""
    if not move.before:
        return _("{name}: {after}, heard for the first time.").format(name=move.label, after=stance_name(move.after))
    return _("{name}: {before} before, {after} now.").format(
        name=move.label, before=stance_name(move.before), after=stance_name(move.after)
    )


def follow_up_sentence(follow_up: FollowUp, *, today: date) -> str:
    """What has to be done next, and by when."""
    if follow_up.due is None:
        return _("Follow-up for you: {task}.").format(task=follow_up.title)
    return _("Follow-up for you: {task}, by {day}.").format(
        task=follow_up.title, day=parts.day_words(follow_up.due, today=today)
    )


def headline(form: ActionForm) -> str:
    """An action in a few words: what it was, and with or about whom."""
    about = ", ".join(subject.label for subject in form.subjects)
    return form.title or (f"{kind_name(form.kind)}: {about}" if about else kind_name(form.kind))
