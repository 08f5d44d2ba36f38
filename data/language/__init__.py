"""The words on screen, through gettext: `_` marks a sentence, a catalogue per language translates it.

Who speaks which language is asked anew for each run of a page, request or command: `speak` says it, else whoever
registered with `ask_with` is asked (the dashboard's fragments and callbacks run before any page could say it).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import GNUTranslations

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "es": "Español"}
VARIABLE = "COMMONTABLE_LANGUAGE"
COOKIE = "ct_language"

_language: ContextVar[str] = ContextVar("language", default="")
_askers: list[Callable[[], str]] = []


def speak(language: str) -> None:
    """Choose the language of everything this run says from here on; an unknown one is English."""
    _language.set(language if language in LANGUAGES else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in a language, and go on in the one spoken before."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def ask_with(asker: Callable[[], str]) -> None:
    """Whom to ask where nobody has spoken yet: answers with a language, or nothing when it cannot know."""
    _askers[:] = [asker]


def spoken() -> str:
    """The language of this run: what was said, else what is asked, else COMMONTABLE_LANGUAGE, else English."""
    said = _language.get()
    if said:
        return said
    asked = next((asker() for asker in _askers), "")
    if asked:
        speak(asked)
        return asked
    return preset()


def preset() -> str:
    """The language of whoever chose none: COMMONTABLE_LANGUAGE, else English."""
    named = os.environ.get(VARIABLE, "")
    return named if named in LANGUAGES else ENGLISH


def chosen(*, said: str = "", kept: str = "", accepted: str = "") -> str:
    """The language for a visitor: what the address says, else what they chose before, else what their browser likes.

    `accepted` is an Accept-Language header such as "es-MX,es;q=0.9,en;q=0.8"; its first language of ours counts.
    """
    for language in (said, kept):
        if language in LANGUAGES:
            return language
    return _liked(accepted) or preset()


def _liked(accepted: str) -> str:
    wanted = []
    for place, part in enumerate(accepted[:200].split(",")):
        name, _sign, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), place, name.split("-")[0].lower()))
        except ValueError:
            continue
    return next((name for weight, _place, name in sorted(wanted) if weight < 0 and name in LANGUAGES), "")


def _catalogue(language: str) -> GNUTranslations:
    from data.language.catalogues import catalogue

    return catalogue(language)


def _(message: str) -> str:
    """The message in the language being spoken; English when it has no translation yet."""
    language = spoken()
    return message if language == ENGLISH or not message else _catalogue(language).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or plural form for a count, in the language being spoken."""
    language = spoken()
    if language == ENGLISH:
        return one if count == 1 else many
    return _catalogue(language).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message where one English word has several meanings; `context` says which, and is never shown."""
    language = spoken()
    if language == ENGLISH:
        return message
    found = _catalogue(language).pgettext(context, message)
    return _(message) if found == message else found
