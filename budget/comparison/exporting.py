"""A comparison on its way out: the values of the page, as a table."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from budget.comparison.along import brought_words, lineage_words, member_words
from budget.comparison.queries import Compared
from budget.comparison.rules import ComparedLine, Level, Lines, Member, real_change, share_of_ask
from budget.comparison.sentences import both_columns, kind_warning, lede, stage_words, whole_columns
from budget.line_items.exporting import NONE_ASKED, file_name, source_line
from budget.line_items.line_queries import Document
from budget.line_items.sentences import missing_words
from data.exports.tables import Column, ColumnKind, Missing, Table, Value

TEXT, MONEY, PERCENT = ColumnKind.TEXT, ColumnKind.MONEY, ColumnKind.PERCENT
NO_PRICES = Missing("no price index, the same year, or amounts already in real dollars")
FROM_NOTHING = Missing("the left figure is 0 or less, so no share can be taken of it")


def comparison_table(compared: Compared, documents: dict[int, Document]) -> Table:
    """Every compared line: in both columns (largest gain first), vanished, new, and those no sum includes."""
    chosen, found = compared.chosen, compared.comparison
    left, right = both_columns(compared)
    both = sorted(found.both, key=lambda line: (-line.change_cents, line.label))
    groups: tuple[tuple[str, Lines], ...] = (
        ("in both columns", tuple(both)),
        (f"only in {left}", found.vanished),
        (f"only in {right}", found.new),
        ("in no sum", found.apart),
    )
    return Table(
        name=file_name("comparison", chosen.place.code, left, "with", right),
        title=f"{chosen.place.name}: {right} compared with {left}",
        columns=_columns(left, right, f", in {compared.base.label} dollars" if compared.base else ""),
        rows=tuple(_row(compared, where, line, documents) for where, lines in groups for line in lines),
        filters=(
            ("Jurisdiction", chosen.place.name),
            ("Left column", left),
            ("Right column", right),
            ("Words", chosen.words or "any"),
            ("Agency", chosen.agency or "any"),
            ("Only lines we watch", "yes" if chosen.watched else "no"),
            ("Dollars", f"in {compared.base.label} dollars" if compared.base else "as voted"),
        ),
        sources=tuple(source_line(document) for document in documents.values()),
        notes=tuple(
            note
            for note in (lede(compared), kind_warning(compared), *whole_columns(compared), brought_words(compared))
            if note
        ),
    )


def _columns(left: str, right: str, dollars: str) -> tuple[Column, ...]:
    left, right = f"Left: {left}", f"Right: {right}"
    return (
        Column("where", "Where", TEXT),
        Column("code", "Line item", TEXT),
        Column("name", "Name", TEXT),
        Column("agency", "Agency", TEXT),
        Column("kind", "Kind", TEXT),
        Column("left", f"{left}{dollars}", MONEY),
        Column("left_stage", "Left stands at", TEXT),
        Column("right", f"{right}{dollars}", MONEY),
        Column("right_stage", "Right stands at", TEXT),
        Column("change", f"Change{dollars}", MONEY),
        Column("change_share", "Change as a share of left", PERCENT),
        Column("real_change", "Real change", PERCENT),
        Column("ask", f"Our ask{dollars}", MONEY),
        Column("left_of_ask", "Left as a share of the ask", PERCENT),
        Column("right_of_ask", "Right as a share of the ask", PERCENT),
        Column("left_source", "Source of left", TEXT),
        Column("right_source", "Source of right", TEXT),
        Column("left_lines", "Lines summed on the left", TEXT),
        Column("right_lines", "Lines summed on the right", TEXT),
        Column("lineage", "Lineage", TEXT),
    )


def _row(compared: Compared, where: str, line: ComparedLine, documents: dict[int, Document]) -> tuple[Value, ...]:
    before, after = line.left.amount_cents, line.right.amount_cents
    left, right = (line.joined.left, line.joined.right) if line.joined else ((), ())
    change: Value = Missing("only one column has a figure")
    share: Value = change
    real: Value = change
    if before is not None and after is not None:
        change = after - before
        share = _share(Fraction(after - before, before)) if before > 0 else FROM_NOTHING
        moved = real_change(before, after, compared.comparison.prices_grew)
        real = _share(moved) if moved is not None else NO_PRICES if before > 0 else FROM_NOTHING
    return (
        where,
        line.code or "",
        line.name,
        line.agency,
        line.kind.replace("_", " "),
        *_level(compared, line.left),
        *_level(compared, line.right),
        change,
        share,
        real,
        NONE_ASKED if line.ask_cents is None else line.ask_cents,
        _of_ask(line.left, line.ask_cents),
        _of_ask(line.right, line.ask_cents),
        _titles(line.left, left, documents),
        _titles(line.right, right, documents),
        "; ".join(member_words(member) for member in left),
        "; ".join(member_words(member) for member in right),
        lineage_words(compared, line),
    )


def _level(compared: Compared, level: Level) -> tuple[Value, Value]:
    if level.amount_cents is None:
        return Missing(missing_words(level.missing)), ""
    stage = stage_words(compared.stages, level.stage_code)
    return level.amount_cents, f"{stage} (our sum)" if level.derived else stage


def _share(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)


def _of_ask(level: Level, ask_cents: int | None) -> Value:
    if ask_cents is None:
        return NONE_ASKED
    share = share_of_ask(level.amount_cents, ask_cents)
    return Missing(missing_words(level.missing)) if share is None else _share(share)


def _titles(level: Level, members: Sequence[Member], documents: dict[int, Document]) -> str:
    """The document of an amount, or those of its parts."""
    sources = dict.fromkeys(each.source_id for each in (level, *(member.level for member in members)))
    return "; ".join(documents[source].title for source in sources if source in documents)
