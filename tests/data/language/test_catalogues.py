"""The Spanish catalogue is whole: every word the code says, with the same placeholders, and nothing besides."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from data.language import LANGUAGES
from data.language.catalogues import HEADER, path_of, read, said
from data.language.extracting import ERRORS, Message, Source, messages, sources

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
OTHERS = [language for language in LANGUAGES if language != "en"]
CURE = "Run “make catalogue” and translate what it lists."


@cache
def modules() -> dict[str, Source]:
    return sources()


@cache
def wanted() -> frozenset[Message]:
    return frozenset(messages(modules()))


@cache
def known(language: str) -> dict[Message, tuple[str, ...]]:
    found = {}
    for message in read(language):
        if message.id:
            text = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
            found[text, message.context or ""] = said(message)
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_on_screen_has_its_translation(language: str) -> None:
    lacking = sorted(str(one) for one in wanted() if not all(known(language).get(one, ("",))))

    assert lacking == [], CURE


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    assert sorted(str(one) for one in known(language).keys() - wanted()) == [], CURE


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_same_values(language: str) -> None:
    differing = []
    for (text, _context), forms in known(language).items():
        if isinstance(text, str):
            same = Counter(PLACEHOLDER.findall(text)) == Counter(PLACEHOLDER.findall(forms[0]))
        else:
            one, many = (set(PLACEHOLDER.findall(form)) for form in text)
            same = len(forms) == 2 and set(PLACEHOLDER.findall(forms[0])) <= one | many
            same = same and set(PLACEHOLDER.findall(forms[1])) == many
        if not same:
            differing.append((text, forms))

    assert differing == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_spaces_its_sentence_is_joined_by(language: str) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    pairs = ((text if isinstance(text, str) else text[0], forms[0]) for (text, _), forms in known(language).items())
    assert [text for text, form in pairs if ends(text) != ends(form)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_file_names_no_day_no_person_and_no_place(language: str) -> None:
    text = path_of(language).read_text(encoding="utf-8")

    assert text.startswith(HEADER.format(language=language))
    assert re.findall(r"^#.*", text, re.MULTILINE) == []


def test_no_sentence_is_looked_up_while_a_module_is_imported() -> None:
    """It would stay in the language of whoever came first; pages run anew each time, so they may."""
    frozen = []
    for name, source in modules().items():
        runs_anew = name == "app" or re.fullmatch(r".*\.(page|pages\.\w+)", name)
        if not runs_anew or name in imported_pages():
            frozen += [f"{name}: {call}" for call in _at_import(source.tree)]

    assert frozen == []


@cache
def imported_pages() -> frozenset[str]:
    """Pages that other modules import from: these are run once."""
    return frozenset(
        place.rpartition(".")[0] for one in modules().values() for place in one.imported.values() if ".pages." in place
    )


def _at_import(tree: ast.AST) -> list[str]:
    """Calls of `_` that run when a module or class is made, in defaults and decorators too."""
    found: list[str] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            outside = [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)]
            found += [call for one in outside for call in _calls(one)]
        elif not isinstance(node, ast.Lambda):
            found += [*_calls(node, deep=False), *_at_import(node)]
    return found


def _calls(tree: ast.AST, *, deep: bool = True) -> list[str]:
    nodes = ast.walk(tree) if deep else [tree]
    return [ast.unparse(n) for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func) in ("_", "ngettext")]


def test_every_error_gets_the_values_its_sentence_names() -> None:
    lacking = []
    for name, source in modules().items():
        for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call) and node.args):
            sentence = call.args[0]
            if (
                ast.unparse(call.func) in ERRORS
                and isinstance(sentence, ast.Constant)
                and isinstance(sentence.value, str)
            ):
                wants = {one.strip("{}").split(":")[0].split("!")[0] for one in PLACEHOLDER.findall(sentence.value)}
                given = {keyword.arg for keyword in call.keywords} - {"row", "column", "seconds"}
                if wants != given and None not in given and (wants or given):
                    lacking.append(f"{name}: {sentence.value}")

    assert lacking == []


def test_no_error_is_said_in_words_that_no_catalogue_can_know() -> None:
    """A sentence with its values already in it cannot be found: name them in braces and pass them besides."""
    ready = [
        f"{name}:{call.lineno}"
        for name, source in modules().items()
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and call.args and ast.unparse(call.func) in ERRORS
        if isinstance(call.args[0], ast.JoinedStr) and _has_words(call.args[0])
    ]

    assert ready == []


def _has_words(text: ast.JoinedStr) -> bool:
    parts = "".join(str(one.value) for one in text.values if isinstance(one, ast.Constant))
    return re.search(r"[A-Za-z]{3}", parts) is not None
