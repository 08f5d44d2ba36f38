"""Which language is spoken: by whom it was chosen, and that nobody speaks another viewer's."""

from collections.abc import Iterator
from contextvars import Context, copy_context
from threading import Barrier, Thread

import pytest

from data import language
from data.errors import FileProblem, InvalidInput, NotAllowed, NotFound
from data.language import _, ask_with, chosen, ngettext, pgettext, speak, spoken

MEXICAN = "es-MX,es;q=0.9,en-US;q=0.8,en;q=0.7"


@pytest.fixture(autouse=True)
def nobody_spoke(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test starts without a language, an asker or a setting."""
    monkeypatch.delenv(language.VARIABLE, raising=False)
    monkeypatch.setattr(language, "_askers", [])
    token = language._language.set("")
    yield
    language._language.reset(token)


@pytest.mark.parametrize(
    ("said", "kept", "accepted", "answer"),
    [
        ("es", "en", "en", "es"),  # a shared link
        ("", "es", "en-US", "es"),  # chosen before
        ("", "en", MEXICAN, "en"),  # chosen before, whatever the browser likes
        ("", "", MEXICAN, "es"),
        ("", "", "en-US,en;q=0.9,es;q=0.5", "en"),
        ("", "", "es;q=0.2,en;q=0.9", "en"),
        ("", "", "fr-FR,fr;q=0.9,es;q=0.3", "es"),
        ("", "", "fr, *;q=0.1", "en"),
        ("xx", "de", "", "en"),
        ("", "", "es;q=0, en;q=zero, ;;,", "en"),
    ],
)
def test_the_address_counts_before_the_choice_and_the_choice_before_the_browser(
    said: str, kept: str, accepted: str, answer: str
) -> None:
    assert chosen(said=said, kept=kept, accepted=accepted) == answer


def test_a_setting_speaks_for_whoever_chose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(language.VARIABLE, "es")
    assert (spoken(), chosen(), chosen(accepted="en")) == ("es", "es", "en")
    monkeypatch.setenv(language.VARIABLE, "klingon")
    assert spoken() == "en"


def test_a_sentence_a_count_and_a_word_with_several_meanings_are_said_in_spanish() -> None:
    speak("es")
    assert _("Home") == "Inicio"
    assert ngettext("{n} row", "{n} rows", 1).format(n=1) == "1 fila"
    assert ngettext("{n} row", "{n} rows", 2).format(n=2) == "2 filas"
    assert pgettext("no such context", "Home") == "Inicio"
    assert _("Nobody wrote this sentence.") == "Nobody wrote this sentence."
    assert _("") == ""


def test_an_error_is_said_in_the_language_of_whoever_made_it() -> None:
    problem = InvalidInput("Write a name of at most {longest_name} letters.", longest_name=80)
    assert str(problem) == "Write a name of at most 80 letters."
    assert str(InvalidInput("A text with {braces} and no values.")) == "A text with {braces} and no values."

    speak("es")
    assert str(InvalidInput("Write a name of at most {longest_name} letters.", longest_name=80)) == (
        "Escriba un nombre de como máximo 80 letras."
    )
    assert str(NotFound("The organization")) == "La organización: no se encontró."
    assert str(NotFound("Import {batch_id}", batch_id=7)) == "La importación 7: no se encontró."
    assert str(NotAllowed("an act")).startswith("Su función no permite esto")
    located = FileProblem("The amount has parts of a cent; round it to two decimals.", row=3, column="B")
    assert (located.row, located.column, str(located)[:8]) == (3, "B", "El monto")


def test_two_viewers_at_once_each_hear_their_own_language() -> None:
    heard: dict[str, list[str]] = {"en": [], "es": []}
    together = Barrier(2)

    def run(name: str) -> None:
        speak(name)
        for _turn in range(200):
            together.wait(timeout=20)
            heard[name].append(_("Home"))

    threads = [Thread(target=run, args=(name,)) for name in heard]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert {name: set(words) for name, words in heard.items()} == {"en": {"Home"}, "es": {"Inicio"}}
    assert len(heard["es"]) == 200


def test_a_run_in_which_nobody_spoke_asks_whose_it_is_and_only_once() -> None:
    asked: list[str] = []

    def asker() -> str:
        asked.append("asked")
        return "es"

    ask_with(asker)
    run: Context = copy_context()

    assert [run.run(_, "Home"), run.run(_, "Search")] == ["Inicio", "Buscar"]
    assert asked == ["asked"]
    ask_with(str)  # outside a run the asker knows nobody
    assert spoken() == "en"
