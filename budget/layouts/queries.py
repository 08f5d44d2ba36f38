"""The presets a viewer may read a file by: the tables we know, and the mappings the coalition saved."""

from sqlmodel import Session, col, select

from budget.layouts.known import known_mappings
from budget.layouts.mappings import Mapping
from budget.layouts.models import SavedPreset
from data.errors import FileProblem, InvalidInput


def saved_only(session: Session) -> tuple[Mapping, ...]:
    """The mappings the coalition saved, by title; one that an older program wrote and we cannot read is left out."""
    saved = session.exec(select(SavedPreset).order_by(col(SavedPreset.title)))
    return tuple(mapping for preset in saved if (mapping := _readable(preset)) is not None)


def _readable(preset: SavedPreset) -> Mapping | None:
    try:
        return Mapping.from_json(preset.mapping)
    except InvalidInput:
        return None


def all_mappings(session: Session) -> dict[str, Mapping]:
    """Every preset by its key: built-in ones first, then saved ones by title."""
    return known_mappings() | {mapping.key: mapping for mapping in saved_only(session)}


def chosen_mappings(session: Session, key: str | None, mapping: Mapping | None) -> tuple[Mapping, ...]:
    """What a file is tried against: the mapping given, the preset named, or every one. Raises FileProblem."""
    if mapping is not None:
        return (mapping,)
    every = all_mappings(session)
    if key is None:
        return tuple(every.values())
    if key not in every:
        raise FileProblem("There is no preset “{key}”. Choose one of: {every}.", key=key, every=", ".join(every))
    return (every[key],)
