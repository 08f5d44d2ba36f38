"""The words on screen, through gettext: `_` marks a sentence, a catalogue per language translates it."""

import gettext
from contextvars import ContextVar
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_language: ContextVar[str] = ContextVar("language", default="en")


def speak(language: str) -> None:
    """Choose the language of everything this run says from here on."""
    _language.set(language)


def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("commontable", str(FOLDER), languages=[_language.get()], fallback=True)


def _(message: str) -> str:
    """The message in the language being spoken; English when it has no translation yet."""
    return message if _language.get() == "en" else _catalogue().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or plural form for a count, in the language being spoken."""
    if _language.get() == "en":
        return one if count == 1 else many
    return _catalogue().ngettext(one, many, count)
