"""Every act that any command writes into the log has words of its own, so that it is told and translated."""

import ast

from coalition.changes.act_words import ACTS
from coalition.changes.wording import act_words, known_acts
from tests.architecture import product

NOTING = {"note_act", "note_acts", "note_change", "_note_on_each", "_note_watching"}


def acts_written() -> dict[str, str]:
    """Each act as the commands write it, with the file that does: the first word given after the session."""
    found = {}
    for module in product():
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) in NOTING and len(call.args) > 1:
                for word in ast.walk(call.args[1]):
                    if isinstance(word, ast.Constant) and isinstance(word.value, str):
                        found[word.value] = module.path
    return found


def test_every_act_has_words() -> None:
    written = acts_written()
    assert len(written) > 60
    assert {act: path for act, path in written.items() if act not in ACTS} == {}, "add words to coalition/changes"


def test_words_are_told_apart_and_an_unknown_act_reads_as_it_is_kept() -> None:
    told = [act_words(act) for act in known_acts()]
    assert (told, len(set(told))) == (sorted(told), len(told))
    assert act_words("weigh a goose") == "Weigh a goose"
