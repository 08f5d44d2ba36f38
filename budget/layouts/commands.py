"""Save a mapping under a name, and forget it."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session, select

from budget.layouts.known import known_mappings
from budget.layouts.mappings import LONGEST_TITLE, Mapping
from budget.layouts.models import SavedPreset
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act
from data.errors import InvalidInput, NotFound

NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
LONGEST_KEY = 60


@requires(Permission.IMPORT_FIGURES)
def save_preset(session: Session, *, mapping: Mapping, title: str) -> str:
    """Remember a mapping under a name; the same name replaces what it meant. Returns its key.

    Raises InvalidInput for a name without letters, too long, or that a built-in table has.
    """
    title = " ".join(title.split())
    key = NOT_IN_A_KEY.sub("-", title.casefold()).strip("-")[:LONGEST_KEY]
    if not key or len(title) > LONGEST_TITLE:
        raise InvalidInput(
            "Give the preset a name of letters or digits, up to {longest_title} characters.",
            longest_title=LONGEST_TITLE,
        )
    if key in known_mappings() or title in {known.title for known in known_mappings().values()}:
        raise InvalidInput(
            "“{title}” is the name of a table we know already. Give the preset another name.", title=title
        )
    preset = session.exec(select(SavedPreset).where(SavedPreset.key == key)).first()
    preset = preset or SavedPreset(key=key, title=title, saved_at=datetime.now(UTC))
    preset.title, preset.mapping = title, replace(mapping, key=key, title=title).as_json()
    preset.saved_at, preset.saved_by = datetime.now(UTC), viewer_of_session(session).name
    session.add(preset)
    note_act(session, "save preset", subject=f"preset {key}", called=title, columns=len(mapping.columns))
    return key


@requires(Permission.IMPORT_FIGURES)
def forget_preset(session: Session, *, key: str) -> None:
    """Forget a saved mapping; what was imported by it stays. Raises NotFound."""
    preset = session.exec(select(SavedPreset).where(SavedPreset.key == key)).first()
    if preset is None:
        raise NotFound("The preset “{key}”", key=key)
    session.delete(preset)
    note_act(session, "forget preset", subject=f"preset {key}", called=preset.title)
