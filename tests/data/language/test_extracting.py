"""What counts as a word on screen, by the ways in which the code says them."""

import ast

from data.language.extracting import Message, Source, _messages_of

HOME = """
KIND_WORDS = {Kind.A: "Apple", Kind.B: ("Pear", "ok")}
POINTS = ("First.", "Second.")
SAFE = "Nothing was changed."
"""
ROOM = '''
from a.words import KIND_WORDS as NAMES
from a import words as say
LOCAL = {"x": "Local word"}

def f(kind, n):
    _("A " "sentence.")
    ngettext("{n} row", "{n} rows", n)
    pgettext("of a letter", "Sign")
    _(NAMES[kind])
    _(LOCAL.get(kind, "Unknown"))
    [_(point) for point in say.POINTS]
    _(say.SAFE if n else "Another.")
    raise InvalidInput("No {thing} here.", thing=n)
    raise NotFound(say.SAFE)
    _(name_of_a_column)
    other("Not said")
'''  # fmt: skip


def said() -> set[Message]:
    modules = {name: Source(name, ast.parse(text)) for name, text in (("a.words", HOME), ("a.room", ROOM))}
    return set(_messages_of(modules["a.room"], modules))


def test_literals_counts_and_meanings_are_found() -> None:
    assert {("A sentence.", ""), (("{n} row", "{n} rows"), ""), ("Sign", "of a letter")} <= said()


def test_words_are_found_in_the_tables_they_come_from_wherever_these_stand() -> None:
    assert {("Apple", ""), ("Pear", ""), ("Local word", ""), ("Unknown", ""), ("First.", ""), ("Second.", "")} <= said()


def test_the_sentences_of_errors_are_found() -> None:
    assert {("No {thing} here.", ""), ("Nothing was changed.", ""), ("Another.", "")} <= said()


def test_names_of_pictures_and_what_nobody_marked_are_not() -> None:
    texts = {text for text, _context in said()}

    assert {"ok", "Not said", "x"} & texts == set()
    assert len(texts) == 12
