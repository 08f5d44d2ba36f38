"""The coalition's letters in the terminal: which take signatures, which went out."""

from coalition.accounts.terminal_store import open_store
from terminal.options import JsonFlag, say, say_json


def show_letters(as_json: JsonFlag = False) -> None:
    """Every letter: those that take signatures first, with how many stand under the text and whether we do."""
    from coalition.accounts import clock
    from coalition.letters.queries import letters
    from coalition.letters.terminal import letters_as_json, letters_as_text

    today = clock.now().date()
    with open_store() as session:
        found = letters(session, today=today)
    if as_json:
        say_json(letters_as_json(found))
    else:
        say(letters_as_text(found, today=today))
