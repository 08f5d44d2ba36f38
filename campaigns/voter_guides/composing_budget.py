"""The section on the budget: each chosen line item's path through the stages, against what we publicly ask for."""

from budget.line_items.history import YearView
from budget.line_items.line_queries import LineRecord
from campaigns.voter_guides.composing_parts import Gathered, SectionToCompose
from campaigns.voter_guides.content import Bar, Block, Chart, Subheading, Table, Text, Words
from campaigns.voter_guides.origins import ASK, GAP, of_line
from campaigns.voter_guides.own_words import both, named, the_same


def budget_blocks(gathered: Gathered, section: SectionToCompose) -> tuple[Block, ...]:
    """The lines of `chosen["lines"]` in the year of `chosen["year"]`, else in each one's newest year."""
    blocks: list[Block] = []
    for line_id in section.chosen.get("lines", ()):
        record = gathered.reader.line(int(line_id))
        wanted = int(section.chosen.get("year") or 0)
        year = wanted if wanted in record.figures else max(record.years, default=0)
        if year:
            blocks += _line(gathered, record, gathered.reader.line_year(record.head.id, year))
    return (*blocks, *gathered.paragraphs(section))


def _line(gathered: Gathered, record: LineRecord, view: YearView) -> list[Block]:
    head, year = record.head, view.fiscal_year
    name = gathered.own(head.name)
    called = both("{name} ({code})", "{name} ({code})", name=name, code=head.code) if head.code else name
    blocks: list[Block] = [Subheading(called)]
    steps = [step for step in view.steps if step.amount_cents is not None or step.missing]
    rows, bars = [], []
    for step in steps:
        stage = named("stage", step.stage.code, step.stage.short_name)
        label = both("{name}, {year}, {stage}", "{name}, {year}, {stage}", name=name, year=year.label, stage=stage)
        key = gathered.figure(label, of_line(head.id, year, step.stage.code))
        rows.append((stage, the_same(key)))
        bars.append(Bar(stage, key.strip("{}")))
    ask = _ask(gathered, head.id, name, view)
    sentence = _standing(gathered, head.id, name, view, ask)
    blocks.append(Text(sentence))
    if ask:
        rows.append((Words("What the coalition asks for", "Lo que pide la coalición"), the_same(ask)))
    if len(bars) > 1:
        title = both("{name}, {year}: from stage to stage", "{name}, {year}: de etapa en etapa", name=name,
                     year=year.label)  # fmt: skip
        blocks.append(Chart(title, sentence, "bars", tuple(bars), ask.strip("{}")))
    header = (Words("Stage", "Etapa"), both("{year}, as voted", "{year}, según lo votado", year=year.label))
    caption = both("{name}: amounts at each stage", "{name}: cantidades en cada etapa", name=name)
    return [*blocks, Table(caption, header, tuple(rows))] if rows else blocks


def _ask(gathered: Gathered, line_id: int, name: Words, view: YearView) -> str:
    """The key of our ask, where it is published; empty for none."""
    if view.ask is None or not view.ask.published:
        return ""
    label = both("{name}, {year}, what we ask for", "{name}, {year}, lo que pedimos", name=name,
                 year=view.fiscal_year.label)  # fmt: skip
    return gathered.figure(label, of_line(line_id, view.fiscal_year, ASK))


def _standing(gathered: Gathered, line_id: int, name: Words, view: YearView, ask: str) -> Words:
    """Where the line stands, and how far that is from our ask."""
    now, year = view.standing, view.fiscal_year.label
    if now is None:
        return both("No amount is known for {year}.", "No se conoce ninguna cantidad para {year}.", year=year)
    stage = named("stage", now.stage.code, now.stage.short_name)
    amount = gathered.figure(name, of_line(line_id, view.fiscal_year, now.stage.code))
    said = both(
        "{name}: {amount} in {year} ({stage}).", "{name}: {amount} en {year} ({stage}).",
        name=name, amount=amount, year=year, stage=stage,
    )  # fmt: skip
    gap = view.gap_cents
    if not ask or gap is None:
        return said
    if gap == 0:
        return both(
            "{said} That is what the coalition asks for.", "{said} Es lo que pide la coalición.", said=said
        )  # fmt: skip
    label = both("{name}, {year}, gap to the ask", "{name}, {year}, diferencia con lo pedido", name=name, year=year)
    apart = gathered.figure(label, of_line(line_id, view.fiscal_year, GAP))
    if gap < 0:
        return both(
            "{said} That is {apart} less than the {ask} the coalition asks for.",
            "{said} Son {apart} menos que los {ask} que pide la coalición.", said=said, apart=apart, ask=ask,
        )  # fmt: skip
    return both(
        "{said} That is {apart} more than the {ask} the coalition asks for.",
        "{said} Son {apart} más que los {ask} que pide la coalición.", said=said, apart=apart, ask=ask,
    )  # fmt: skip
