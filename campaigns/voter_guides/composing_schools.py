"""The section on schools: district figures in a table and over years, and indicators, all behind the gate."""

from collections.abc import Sequence
from typing import NamedTuple

from budget.districts.figure_statements import EVERYBODY
from budget.districts.record import DistrictRecord
from campaigns.equity.indicators import indicators
from campaigns.equity.rows import Said
from campaigns.equity.rules import Kind
from campaigns.voter_guides.composing_parts import Gathered, SectionToCompose
from campaigns.voter_guides.content import Bar, Block, Chart, Subheading, Table, Text, Words
from campaigns.voter_guides.origins import of_district, of_indicator
from campaigns.voter_guides.own_words import both, named, the_same
from data.periods import SchoolYear

# what a guide offers of a district, in the order it is shown
MEASURES = (
    "enrollment", "membership", "lunch_share", "disadvantaged_share", "teachers_fte", "students_per_teacher",
    "class_size", "teacher_experience", "teacher_retention", "teacher_salary", "paraprofessionals_fte",
    "graduation_share", "chronic_absence_share", "proficient_ela_share", "proficient_math_share", "oss_events",
    "oss_students", "oss_share", "spending_total_per_pupil", "spending_all_per_pupil",
    "spending_in_district_per_pupil", "spending_instruction_per_pupil", "revenue_state_per_pupil",
    "revenue_local_per_pupil", "revenue_federal_per_pupil",
)  # fmt: skip
USUAL = (
    "enrollment", "lunch_share", "students_per_teacher", "teachers_fte", "graduation_share",
    "spending_total_per_pupil", "revenue_state_per_pupil",
)  # fmt: skip
CHARTS = ("spending_total_per_pupil", "spending_all_per_pupil", "enrollment", "students_per_teacher")
USUAL_INDICATORS = ("teacher_parity:black", "suspension_events:black")
MOST_YEARS = 8
OF_STUDENTS = Words("Their share of students", "Su porcentaje de estudiantes")
COMPARED = Words("Compared with", "En comparación con")


class Point(NamedTuple):
    """A year of a measure and whether it has a value."""

    year: SchoolYear
    known: bool


def schools_blocks(gathered: Gathered, section: SectionToCompose) -> tuple[Block, ...]:
    """Every district of the place in turn; a sentence where none is on file."""
    blocks: list[Block] = []
    for unit_id in gathered.place.unit_ids:
        record = gathered.reader.district(unit_id)
        if len(gathered.place.unit_ids) > 1:
            blocks.append(Subheading(the_same(record.head.name)))
        blocks += _district(gathered, section, record)
    if not blocks:
        place = the_same(gathered.place.name)
        blocks.append(
            Text(
                both(
                    "No school figures of {place} are on file yet.",
                    "Todavía no constan cifras de las escuelas de {place}.",
                    place=place,
                )
            )
        )
    return (*blocks, *gathered.paragraphs(section))


def _district(gathered: Gathered, section: SectionToCompose, record: DistrictRecord) -> list[Block]:
    measures = section.chosen.get("measures") or USUAL
    rows = [row for code in measures if (row := _row(gathered, record, code)) is not None]
    name = the_same(record.head.name)
    if not rows:
        said = both("No figures of {name} are on file yet.", "Todavía no constan cifras de {name}.", name=name)
        return [Text(said)]
    caption = both("{name} in figures", "{name} en cifras", name=name)
    header = (Words("What is counted", "Qué se cuenta"), Words("School year", "Año escolar"), Words("Figure", "Cifra"))
    blocks: list[Block] = [Table(caption, header, tuple(rows))]
    chart = _chart(gathered, record, section.chosen.get("chart"))
    blocks += [chart] if chart is not None else []
    return blocks + _indicators(gathered, record, section.chosen.get("indicators"))


def _points(record: DistrictRecord, code: str) -> list[Point]:
    return [Point(year, record.given(code, year).value is not None) for year in record.years(code)]


def _newest(points: Sequence[Point]) -> SchoolYear | None:
    """The newest year with a value, else the newest with a reason for none."""
    known = [point.year for point in points if point.known]
    return known[-1] if known else points[-1].year if points else None


def _row(gathered: Gathered, record: DistrictRecord, code: str) -> tuple[Words, ...] | None:
    year = _newest(_points(record, code))
    if year is None:
        return None
    label = named("measure", code, record.measures[code].name)
    key = gathered.figure(_labelled(label, record), of_district(record.head.id, code, year, EVERYBODY))
    return label, the_same(year.label), the_same(key)


def _labelled(label: Words, record: DistrictRecord) -> Words:
    return both("{label}, {name}", "{label}, {name}", label=label, name=the_same(record.head.name))


def _chart(gathered: Gathered, record: DistrictRecord, chosen: str | None) -> Chart | None:
    """A line through the years of one measure; none with fewer than two values."""
    wanted = (chosen,) if chosen else CHARTS
    series = ((code, _points(record, code)[-MOST_YEARS:]) for code in wanted)
    code, points = next(((c, p) for c, p in series if sum(one.known for one in p) > 1), ("", []))
    if not code:
        return None
    label, name = named("measure", code, record.measures[code].name), the_same(record.head.name)
    origin = [of_district(record.head.id, code, point.year, EVERYBODY) for point in points]
    keys = [gathered.figure(_labelled(label, record), one) for one in origin]
    known = [(point, key) for point, key in zip(points, keys, strict=True) if point.known]
    (first, was), (last, now) = known[0], known[-1]
    sentence = both(
        "{label}, {name}: {was} in {first} and {now} in {last}.",
        "{label}, {name}: {was} en {first} y {now} en {last}.",
        label=label, name=name, was=was, now=now, first=first.year.label, last=last.year.label,
    )  # fmt: skip
    bars = tuple(Bar(the_same(point.year.label), key.strip("{}")) for point, key in zip(points, keys, strict=True))
    title = both("{label}, year by year", "{label}, año por año", label=label)
    return Chart(title, sentence, "line", bars)


class Spoken(NamedTuple):
    """An indicator of one group in its newest year, with the keys of its figures."""

    name: Words
    group: Words
    year: SchoolYear
    value: str
    reference: str
    compared: Words
    said: Said


def _indicators(gathered: Gathered, record: DistrictRecord, chosen: Sequence[str] | None) -> list[Block]:
    wanted = USUAL_INDICATORS if chosen is None else chosen
    spoken = [one for code in wanted if (one := _indicator(gathered, record, code)) is not None]
    if not spoken:
        return []
    header = (
        Words("Who", "Quiénes"), Words("School year", "Año escolar"), Words("Their share", "Su porcentaje"),
        COMPARED,
    )  # fmt: skip
    rows = tuple(
        (
            both("{name}: {group}", "{name}: {group}", name=one.name, group=one.group), the_same(one.year.label),
            the_same(one.value), the_same(one.reference),
        )
        for one in spoken
    )  # fmt: skip
    caption = both(
        "Who is served, {name}: each group’s share beside its share of students",
        "A quién se atiende, {name}: el porcentaje de cada grupo junto a su porcentaje de estudiantes",
        name=the_same(record.head.name),
    )
    drawn = _charted(spoken)
    told = [_sentence(one) for one in spoken if one is not drawn]
    return [*([_bars(drawn)] if drawn is not None else []), *told, Table(caption, header, rows)]


def _indicator(gathered: Gathered, record: DistrictRecord, chosen: str) -> Spoken | None:
    code, _colon, group = chosen.partition(":")
    what = indicators().get(code)
    if what is None:
        return None
    by_year, _sources = gathered.reader.indicator(record.head.id, code, record.state.code, group)
    known = [year for year, said in by_year.items() if said.value is not None and said.reference is not None]
    if not by_year:
        return None
    year = max(known) if known else max(by_year)
    known_group = record.groups.get(group)
    words = named("indicator", code, what.name)
    of_whom = named("group", group, known_group.name if known_group else group)
    label = both("{name}: {group}", "{name}: {group}", name=words, group=of_whom)
    keys = [
        gathered.figure(
            both("{label}, {part}", "{label}, {part}", label=label, part=part_words),
            of_indicator(record.head.id, code, record.state.code, year, group, part),
        )
        for part, part_words in (
            ("value", Words("share", "porcentaje")), ("reference", Words("comparison", "comparación")),
        )
    ]  # fmt: skip
    compared = OF_STUDENTS if what.kind in (Kind.PARITY, Kind.COMPOSITION) else COMPARED
    return Spoken(words, of_whom, SchoolYear(year), keys[0], keys[1], compared, by_year[year])


def _sentence(one: Spoken) -> Text:
    if one.said.value is None:
        return Text(
            both(
                "{name} ({group}), {year}: {value}.", "{name} ({group}), {year}: {value}.",
                name=one.name, group=one.group, year=one.year.label, value=one.value,
            )
        )  # fmt: skip
    return Text(
        both(
            "{name} ({group}), {year}: {value}. {compared}: {reference}.",
            "{name} ({group}), {year}: {value}. {compared}: {reference}.",
            name=one.name, group=one.group, year=one.year.label, value=one.value, compared=one.compared,
            reference=one.reference,
        )
    )  # fmt: skip


def _charted(spoken: Sequence[Spoken]) -> Spoken | None:
    """The first indicator with both figures: it is drawn as two bars."""
    return next((each for each in spoken if each.said.value is not None and each.said.reference is not None), None)


def _bars(one: Spoken) -> Chart:
    title = both("{name}: {group}, {year}", "{name}: {group}, {year}", name=one.name, group=one.group,
                 year=one.year.label)  # fmt: skip
    bars = (
        Bar(Words("Their share", "Su porcentaje"), one.value.strip("{}")),
        Bar(one.compared, one.reference.strip("{}")),
    )
    return Chart(title, _sentence(one).words, "bars", bars)
