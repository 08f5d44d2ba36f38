"""The rules of what each file may touch: a module in, complaints out."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
LAYERS = {"data": 0, "look": 1, "coalition": 2, "budget": 3, "campaigns": 4, "app": 5, "cli": 5, "terminal": 5}
DOORS = {"app", "cli", "terminal"}
MOST_LINES = 300

PURE = {"rules", "parsing", "stages", "mappings", "recognising", "rows", "gathering", "tables", "suggesting", "days"}
PURE_MAY_USE = {
    "data.errors", "data.missing", "data.money", "data.periods", "data.imports.amounts", "data.imports.header_sets",
    "data.imports.moments", "data.imports.outcomes", "data.sources.said", "rapidfuzz",
}  # fmt: skip
READS_OR_WRITES = {
    "io", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "time", "urllib", "http",
}  # fmt: skip
NETWORK = {"requests", "socket", "http", "urllib.request", "urllib3", "httpx", "aiohttp", "ftplib", "smtplib"}
STORE = {"sqlmodel", "sqlalchemy"}
PAGES_MAY_ASK = {"data.access.Viewer", "data.access.Permission", "data.access.may"}
FORBIDDEN_WORDS = {"util", "utils", "helper", "helpers", "manager", "handler", "info"}

# What bypasses row visibility is used only where a reason stands beside it.
BYPASSES_WITH_A_REASON = {
    ("budget/line_items/models.py", "text"): "the condition of a partial index, read by no viewer",
    ("budget/line_items/figures.py", "__table__"): "bulk update of appropriations, a public table",
    ("budget/line_items/undoing_imports.py", "__table__"): "bulk update of appropriations, a public table",
}


@dataclass(frozen=True)
class Module:
    """A Python file of the product: its path from the root, and its text."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def stem(self) -> str:
        """The file's part in its room; every file in a `pages` folder is a page."""
        path = PurePosixPath(self.path)
        return "page" if path.parent.name == "pages" else path.stem

    @property
    def package(self) -> str:
        return ".".join(PurePosixPath(self.path).parts[:-1])

    @property
    def room(self) -> str:
        return ".".join(PurePosixPath(self.path).parts[:2])

    @property
    def area(self) -> str:
        return PurePosixPath(self.path).parts[0].removesuffix(".py")

    @cached_property
    def imports(self) -> list[str]:
        """Full dotted names, also those inside functions: `from a import b` is `a.b`."""
        names: list[str] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names.extend(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = self.package.split(".")[: -node.level + 1 or None] if node.level else []
                start = ".".join([*package, *([node.module] if node.module else [])])
                names.extend(f"{start}.{alias.name}" for alias in node.names)
        return names

    @property
    def own_imports(self) -> list[str]:
        return [name for name in self.imports if name.split(".")[0] in LAYERS]

    @cached_property
    def calls(self) -> list[str]:
        return [ast.unparse(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@cache
def product() -> tuple[Module, ...]:
    """Every module a visitor's computer would run; Alembic writes the migrations itself."""
    folders = [ROOT / area for area in LAYERS if (ROOT / area).is_dir()]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    doors = [path for path in (ROOT / "app.py", ROOT / "cli.py") if path.exists()]
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), path.read_text())
        for path in [*doors, *files]
        if "migrations/versions" not in path.as_posix()
    )


Rule = Callable[[Module], Iterator[str]]


def broken(rule: Rule) -> list[str]:
    return [f"{module.path}: {complaint}" for module in product() for complaint in rule(module)]


def is_in(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def last_part(name: str) -> str:
    """The module that a dotted name of ours ends in or belongs to: `a.b.models.Line` is of `models`."""
    parts = name.split(".")
    return next((part for part in reversed(parts) if part in PURE | {"models", "queries"}), parts[-1])


def upward_import(module: Module) -> Iterator[str]:
    for name in module.own_imports:
        if LAYERS[name.split(".")[0]] > LAYERS[module.area]:
            yield f"imports {name}, which stands above it"


def streamlit_behind_the_page(module: Module) -> Iterator[str]:
    in_front = module.stem == "page" or module.area in {"app", "cli", "look"} or module.room == "coalition.accounts"
    if not in_front:
        yield from (f"imports {name}" for name in module.imports if is_in(name, {"streamlit"}))


def model_that_knows_its_readers(module: Module) -> Iterator[str]:
    if module.stem == "models" and module.area != "data":
        for name in module.own_imports:
            of_own_room = is_in(name, {module.room}) and last_part(name) in PURE | {"models"}
            if not (of_own_room or is_in(name, {"data"}) or last_part(name) == "models"):
                yield f"imports {name}"


def rule_that_is_not_pure(module: Module) -> Iterator[str]:
    if module.stem not in PURE or module.area == "data":
        return
    for name in module.imports:
        own = is_in(name, {module.area}) and last_part(name) in PURE
        stdlib = name.split(".")[0] in sys.stdlib_module_names and not is_in(name, READS_OR_WRITES)
        if not (own or stdlib or is_in(name, PURE_MAY_USE)):
            yield f"imports {name}"
    for call in module.calls:
        if call == "open" or re.search(r"\b(date|datetime)\.(today|now|utcnow)$", call):
            yield f"calls {call}; pass the value in"


def query_that_writes(module: Module) -> Iterator[str]:
    if module.stem == "queries":
        writes = re.compile(r".*\.(commit|flush)|session\.(add|add_all|delete|merge)")
        yield from (f"calls {call}" for call in module.calls if writes.fullmatch(call))


def command_that_asks_the_network(module: Module) -> Iterator[str]:
    if module.stem in {"commands", "importing"}:
        yield from (f"imports {name}" for name in module.imports if is_in(name, NETWORK) or name == "urllib")


def chart_or_export_with_a_session(module: Module) -> Iterator[str]:
    if module.stem not in {"charts", "exporting"}:
        return
    for name in module.imports:
        if is_in(name, STORE):
            yield f"imports {name}"
    for function in module.functions:
        every = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
        if any(argument.arg in {"session", "_session"} for argument in every):
            yield f"{function.name} takes a session"


def page_that_thinks(module: Module) -> Iterator[str]:
    if module.stem == "page" or module.area in DOORS:
        yield from (f"imports {n}" for n in module.imports if is_in(n, STORE | {"pandas", "altair"}))
    if module.stem == "page":
        for name in module.imports:
            if is_in(name, {"data.access"}) and name not in PAGES_MAY_ASK:
                yield f"imports {name}; access is decided at the session"


def source_that_reaches_the_store(module: Module) -> Iterator[str]:
    if module.package == "data.sources":
        reached = STORE | {"data.store", "data.records", "data.gate", "data.access"}
        yield from (f"imports {name}" for name in module.imports if is_in(name, reached))


def bypasses(module: Module) -> set[str]:
    """The ways past row visibility that a module uses, by name."""
    found = {call.split(".")[-1] for call in module.calls} & {"exec_driver_sql", "read_sql", "from_statement"}
    if any(is_in(name, STORE) and name.endswith(".text") for name in module.imports):
        found.add("text")
    if any(call in {"sa.text", "sqlalchemy.text", "sqlmodel.text"} for call in module.calls):
        found.add("text")
    attributes = {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    return found | ({"__table__"} & attributes)


def way_past_visibility(module: Module) -> Iterator[str]:
    if module.area != "data":
        for way in sorted(bypasses(module)):
            if (module.path, way) not in BYPASSES_WITH_A_REASON:
                yield f"uses {way}, which row visibility does not see"


def unsafe_markup(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield "passes unsafe_allow_html; st.html with escaped values is the way"


def download_without_an_owner(module: Module) -> Iterator[str]:
    if any(call.split(".")[-1] == "download_button" for call in module.calls):
        yield "calls download_button; files go through /export/"


def no_sentence_about_itself(module: Module) -> Iterator[str]:
    words = ast.get_docstring(module.tree) or ""
    first, _, rest = words.partition("\n")
    if not re.search(r"[.?!]$", first) or (rest and not rest.startswith("\n")):
        yield "does not open with one line that says what it is, ending in a full stop"


def verb_without_a_word(module: Module) -> Iterator[str]:
    if module.stem in {"queries", "commands", "rules"}:
        functions = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
        for function in functions:
            if not function.name.startswith("_") and not ast.get_docstring(function):
                yield f"{function.name} does not say what it answers or does"


def name_that_says_nothing(module: Module) -> Iterator[str]:
    path = PurePosixPath(module.path)
    for part in [*path.parent.parts, path.stem]:
        if part == "common" or set(part.split("_")) & FORBIDDEN_WORDS:
            yield f"is called {part}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower().strip("_").split("_")
            if set(words) & FORBIDDEN_WORDS or words[0] == "process":
                yield f"defines {node.name}"


def too_long(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > MOST_LINES:
        yield f"has {lines} lines; split it by noun"


def put_off_annotations(module: Module) -> Iterator[str]:
    if "__future__.annotations" in module.imports:
        yield "puts off annotations, which breaks relationship lists"
