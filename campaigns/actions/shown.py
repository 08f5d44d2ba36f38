"""An action as markup."""

from html import escape

from campaigns.actions import sentences as say
from campaigns.actions.queries import ActionShown
from campaigns.actions.rules import Subject
from data.language import _

MARKS = {
    "strong support": "ss", "leaning support": "ls", "undecided": "un", "leaning oppose": "lo", "strong oppose": "so",
}  # fmt: skip


def position(stance: str) -> str:
    """A position: its mark and its name."""
    mark = f'<span class="ct-mk ct-mk-{MARKS[stance]}" aria-hidden="true"></span>' if stance in MARKS else ""
    return f'<span class="ct-pos">{mark}{escape(say.stance_name(stance))}</span>'


def subjects(given: tuple[Subject, ...]) -> str:
    """What an action was about, each with where it stands, as a list; "" for none."""
    if not given:
        return ""
    rows = "".join(f"<li><b>{escape(one.label)}</b> {position(one.stance) if one.stance else ''}</li>" for one in given)
    return f'<ul class="ct ct-said" aria-label="{escape(_("What it was about"))}">{rows}</ul>'


def whose(action: ActionShown) -> str:
    """Which organization did it, and who may see it."""
    if not action.is_own:
        return _("Logged by {organization}, shared with the table.").format(organization=action.organization)
    if action.form.shared:
        return _("Logged by {organization}; other organizations see it.").format(organization=action.organization)
    return _("Logged by {organization}; nobody else sees it.").format(organization=action.organization)
