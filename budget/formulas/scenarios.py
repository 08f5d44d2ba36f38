"""A formula's scenario with all that the page, the terminal and a file say of it, read for whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from budget.formulas import sentences as say
from budget.formulas import sentences70 as say70
from budget.formulas.asked import TYPED, SeekAsked, base_text, seek_asked, year_asked
from budget.formulas.chapter70 import AidTable, aid_table
from budget.formulas.parameters import (
    base_of,
    final_minimum,
    minimum_aids,
    parameter_of,
    rivals_of,
    seek_parameters,
    worksheet,
)
from budget.formulas.queries import FactorRows, OnFile, documents_by_key, factor_rows, factor_years, on_file
from budget.line_items.line_queries import Document, documents_of
from data.errors import InvalidInput
from data.money import dollars
from data.reading_input import cents_of

MOST_MINIMUM_CENTS = 500_000
KEY_FACTORS = "ma-dese-key-factors"


@dataclass(frozen=True, slots=True)
class SeekScenario:
    """A SEEK scenario with its district's name, what is on file of it, and the documents behind."""

    asked: SeekAsked
    district: str
    found: OnFile | None
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class AidScenario:
    """A Chapter 70 scenario with the rows it was worked out from and the documents behind."""

    table: AidTable
    rows: FactorRows
    documents: tuple[Document, ...]


def seek_scenario(session: Session, query: Mapping[str, str]) -> SeekScenario:
    """The SEEK scenario of an address. Raises InvalidInput with everything that is wrong in it."""
    year, code = year_asked(query.get("year", "")), query.get("district", "")
    found = on_file(session, code, year) if code else None
    asked = seek_asked(query, district_texts(found))
    keys = _seek_sources(asked)
    documents = (*documents_by_key(session, keys).values(),)
    if found is not None:
        documents += (*documents_of(session, set(found.source_ids)).values(),)
    return SeekScenario(asked, found.district if found else "", found, documents)


def district_texts(found: OnFile | None) -> dict[str, str] | None:
    """The inputs that are on file of a district and year: the base, and pupils; the others are left empty."""
    if found is None:
        return None
    pupils = found.pupils_hundredths
    texts = dict.fromkeys(TYPED, "") | {"base": base_text(found.fiscal_year)}
    return texts | ({"pupils": f"{Decimal(pupils) / 100:,}"} if pupils else {})


def _seek_sources(asked: SeekAsked) -> set[str]:
    year = asked.rules.fiscal_year
    named = (parameter_of(name, year) for name in {parameter.name for parameter in seek_parameters()})
    keys = {parameter.source for parameter in named if parameter is not None}
    keys |= {base.source for base in (base_of(year), *rivals_of(year)) if base is not None}
    keys |= set(say.POLICY_SOURCES)
    return keys | ({worksheet().source} if asked.is_worksheet else set())


def aid_scenario(session: Session, query: Mapping[str, str]) -> AidScenario:
    """The Chapter 70 scenario of an address: `year`, `now` and `minimum` in dollars. Raises InvalidInput."""
    years = factor_years(session)
    digits = query.get("year", "").strip().upper().removeprefix("FY") or str(years[-1])
    if not digits.isdigit() or int(digits) not in years:
        raise InvalidInput(
            "No published rows of FY{digits} are on file. Choose one of {names}.",
            digits=digits[:8],
            names=", ".join(f"FY{y}" for y in years),
        )
    rows = factor_rows(session, int(digits))
    final = final_minimum(int(digits))
    now = _minimum(query.get("now", ""), final.cents if final else 0)
    table = aid_table(
        rows.rows, fiscal_year=int(digits), minimum_cents=now, what_if_cents=_minimum(query.get("minimum", ""), now)
    )
    return AidScenario(table, rows, _aid_documents(session, rows))


def _minimum(text: str, otherwise: int) -> int:
    cents = cents_of(text)
    if cents is None:
        return otherwise
    if not 0 <= cents <= MOST_MINIMUM_CENTS:
        raise InvalidInput(
            "Minimum aid of {amount} per pupil is not between $0 and {amount_2}. Write dollars per pupil, such as 104.",
            amount=dollars(cents),
            amount_2=dollars(MOST_MINIMUM_CENTS),
        )
    return cents


def _aid_documents(session: Session, rows: FactorRows) -> tuple[Document, ...]:
    keys = {aid.source for aid in minimum_aids() if aid.fiscal_year == rows.fiscal_year}
    documents = documents_by_key(session, keys | ({KEY_FACTORS} if rows.kept else set()))
    imported = documents_of(session, set(rows.source_ids))
    return (*documents.values(), *(d for number, d in imported.items() if d not in documents.values()))


def seek_results(scenario: SeekScenario) -> tuple[tuple[str, str], ...]:
    """Labelled results of a kept scenario: those of the what-if where there is one."""
    asked = scenario.asked
    result = asked.changed or asked.result
    texts = [
        ("Fiscal year", f"FY{asked.rules.fiscal_year}"),
        ("District", say.district_words(asked, scenario.district)),
        ("SEEK state amount", say.amount_words(result.state)),
        ("Per pupil", say.amount_words(result.per_pupil)),
        ("Tier I, state", say.amount_words(result.tier_1_state)),
        ("Nickel for facilities, state", say.amount_words(result.nickel_state)),
    ]
    if asked.changed is not None:
        texts.append(("What if", say.changes_words(asked)))
    return tuple(texts)


def aid_results(scenario: AidScenario) -> tuple[tuple[str, str], ...]:
    """Labelled results of a kept Chapter 70 scenario."""
    table = scenario.table
    return (
        ("Fiscal year", f"FY{table.fiscal_year}"),
        ("Minimum aid per pupil", f"{dollars(table.what_if_minimum_cents)} in place of {dollars(table.minimum_cents)}"),
        ("Districts that gain", f"{len(table.changed)} of {len(table.districts)}"),
        ("Together", dollars(table.cost_cents)),
        ("What it says", say70.lede(table)),
    )
