"""Every English word the code says on screen: what the catalogues must hold.

Besides the literals in `_`, `ngettext` and `pgettext` these are the sentences of errors (`data.errors` looks them up
when they are raised), and the tables of words that the code looks into first: in `_(KIND_WORDS[kind])` every value
of KIND_WORDS, wherever it is defined.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.reference_tables import rows_of

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("app.py", "cli.py", "look", "data", "coalition", "budget", "campaigns", "terminal")
ERRORS = {
    "InvalidInput", "FileProblem", "NotFound", "NotAllowed", "SourceProblem", "SourceRefusesKey", "SourceAsksToWait",
    "SourceHasNone",
}  # fmt: skip
# the tables of published facts whose words stand on screen
IN_TABLES = {
    "decisions": ("who", "does", "asks", "note"),
    "task_templates": ("name", "title", "one", "many"),
    "equity_indicators": ("name", "meaning", "caution"),
    "nine_c_limits": ("items",),
    "stages": ("short_name",),
}
# tables and enumerations whose words come to `_` by a way that no reader of the code can follow
ALSO = (
    "budget.line_items.shown.KIND_WORDS", "budget.line_items.stages.Unit", "data.provenance.SourceKind",
    "budget.amendments.models.Outcome", "campaigns.lobbying.pages.questions.ASKED", "campaigns.money.rows.NotTaken",
    "campaigns.legislation.pages.roll_call_panel.RESULTS", "campaigns.actions.models.ActionKind",
)  # fmt: skip

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
MARKS = {"ok", "info", "stop", "work", "B", "M", "black", "white", "hispanic", "check", "cross", "pen", "clock", "dash"}

# a message (two forms where it counts) and the context of one that has several meanings
Message = tuple[str | tuple[str, str], str]


@dataclass(frozen=True)
class Source:
    """A module of ours: its dotted name and its tree."""

    name: str
    tree: ast.Module

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """What stands at its top under a name."""
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                found[node.target.id] = node.value
        return found

    @cached_property
    def imported(self) -> dict[str, str]:
        """Each name from elsewhere, and its full dotted name."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.asname or alias.name: alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        return found

    @cached_property
    def filled(self) -> dict[str, list[ast.expr]]:
        """Each name that a loop or an assignment fills from a table in capitals, or from a tuple of words."""
        found: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.For | ast.comprehension):
                target, value = node.target, node.iter
            elif isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant):
                target, value = node.targets[0], node.value
            else:
                continue
            table = _table(value, is_loop=not isinstance(node, ast.Assign))
            names = [one.id for one in ast.walk(target) if isinstance(one, ast.Name)] if table is not None else []
            for name in names:
                found.setdefault(name, []).append(table)  # type: ignore[arg-type]
        return found


def _table(value: ast.expr, *, is_loop: bool) -> ast.expr | None:
    """What a loop runs through, or an assignment looks into: a name in capitals or words that stand there."""
    while isinstance(value, ast.Subscript) or (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)):
        value = value.value if isinstance(value, ast.Subscript) else value.func.value  # type: ignore[attr-defined]
    if isinstance(value, ast.Tuple) and is_loop:
        return value
    name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
    return value if name.isupper() else None


def sources(root: Path = ROOT) -> dict[str, Source]:
    """Every module that people's screens may show, by its dotted name."""
    files = [path for top in SOURCES for path in _files(root / top)]
    made = (Source(".".join(path.relative_to(root).with_suffix("").parts), _tree(path)) for path in files)
    return {one.name: one for one in made}


def _files(top: Path) -> list[Path]:
    found = sorted(top.rglob("*.py")) if top.is_dir() else [top] if top.exists() else []
    return [path for path in found if "migrations" not in path.parts]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def messages(known: Mapping[str, Source] | None = None) -> set[Message]:
    """Every message, and those of the tables of published facts."""
    modules = sources() if known is None else known
    found = {message for one in modules.values() for message in _messages_of(one, modules)}
    for name in ALSO:
        home, _dot, table = name.rpartition(".")
        found |= {(text, "") for text in _also(modules[home], table, modules) if _is_said(text)}
    for table, columns in IN_TABLES.items():
        for _row, said in rows_of(table):
            found |= {(said[column], "") for column in columns if said[column] and column not in ("one", "many")}
            if said.get("one"):
                found.add(((said["one"], said["many"] or said["one"]), ""))
    return _once(found)


def _once(found: set[Message]) -> set[Message]:
    """Each message once: a catalogue finds one that is counted by its singular, and only one of each."""
    counted = {(text[0], context): (text, context) for text, context in sorted(found, key=str) if type(text) is tuple}
    return {*counted.values(), *(one for one in found if isinstance(one[0], str) and one not in counted)}


def _messages_of(source: Source, modules: Mapping[str, Source]) -> Iterator[Message]:
    for call in (node for node in ast.walk(source.tree) if isinstance(node, ast.Call) and node.args):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name == "ngettext":
            yield from _counted(call)
        elif name == "pgettext":
            context, message = (argument for argument in call.args[:2])
            if isinstance(context, ast.Constant) and isinstance(message, ast.Constant):
                yield str(message.value), str(context.value)
        elif name == "_" or name in ERRORS:
            yield from ((text, "") for text in _texts(call.args[0], source, modules) if _is_said(text))


def _is_said(text: str) -> bool:
    """Whether a text is for people: not the name of a column or a picture that stands beside the words."""
    is_name = "_" in PLACEHOLDER.sub("", text) or text.endswith(".py") or text in MARKS
    return bool(text.strip()) and not is_name


def _also(source: Source, name: str, modules: Mapping[str, Source]) -> Iterator[str]:
    """The words of a table, or the values of an enumeration."""
    if name in source.constants:
        yield from _words(source.constants[name], source, modules)
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            values = (member.value for member in node.body if isinstance(member, ast.Assign))
            yield from (str(value.value) for value in values if isinstance(value, ast.Constant))


def _counted(call: ast.Call) -> Iterator[Message]:
    forms = [argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)]
    if len(forms) == 2:
        yield (str(forms[0]), str(forms[1])), ""


def _texts(node: ast.expr, source: Source, modules: Mapping[str, Source]) -> Iterator[str]:
    """The literals an expression may be: itself, or what the table says that it looks into."""
    if isinstance(node, ast.Constant):
        yield from [node.value] if isinstance(node.value, str) else []
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, source, modules)
        yield from _texts(node.orelse, source, modules)
    elif isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from _texts(one, source, modules)
    elif isinstance(node, ast.Subscript):
        yield from _texts(node.value, source, modules)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "format"):
        yield from _texts(node.func.value, source, modules)
        for default in node.args[1:] if node.func.attr == "get" else ():
            yield from _texts(default, source, modules)
    elif isinstance(node, ast.Name | ast.Attribute):
        yield from _named(node, source, modules)


def _named(node: ast.Name | ast.Attribute, source: Source, modules: Mapping[str, Source]) -> Iterator[str]:
    """The words of a constant in capitals, here or in the module it comes from."""
    name = node.id if isinstance(node, ast.Name) else node.attr
    if not name.isupper():
        for table in source.filled.get(name, ()) if isinstance(node, ast.Name) else ():
            yield from _words(table, source, modules)
        return
    if isinstance(node, ast.Name) and name in source.constants:
        yield from _words(source.constants[name], source, modules)
        return
    prefix = ast.unparse(node.value) if isinstance(node, ast.Attribute) else name
    place = source.imported.get(prefix, "")
    home = modules.get(place if isinstance(node, ast.Attribute) else place.rpartition(".")[0])
    if home is not None and home is not source:
        wanted = name if isinstance(node, ast.Attribute) else place.rpartition(".")[2]
        yield from _texts(ast.Name(wanted), home, modules)


def _words(value: ast.expr, source: Source, modules: Mapping[str, Source]) -> Iterator[str]:
    """Every string of a table: of a dictionary the values only."""
    if isinstance(value, ast.Dict):
        for key, one in zip(value.keys, value.values, strict=True):
            yield from _words(one, source, modules) if key is not None else _texts(one, source, modules)
    elif isinstance(value, ast.Tuple | ast.List | ast.Set):
        for one in value.elts:
            yield from _words(one, source, modules)
    elif isinstance(value, ast.BinOp):
        yield from _words(value.left, source, modules)
        yield from _words(value.right, source, modules)
    elif isinstance(value, ast.Call) and value.args and ast.unparse(value.func) in ("MappingProxyType", "dict"):
        yield from _words(value.args[0], source, modules)
    else:
        yield from _texts(value, source, modules)
