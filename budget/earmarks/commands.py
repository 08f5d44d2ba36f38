"""Paste a line's language, follow an earmark found in it, say which line carries an earmark."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from budget.amendments.parsing import ParsedEarmark, earmarks_in
from budget.earmarks.models import Earmark, LineLanguage
from budget.earmarks.rules import matched
from budget.line_items.figures import FigureWriter
from budget.line_items.models import LineItem, Stage
from budget.line_items.queries import line_head
from budget.line_items.rules import name_key, subject_of
from budget.line_items.stages import LineItemKind
from data.access import Permission, requires
from data.audit import changed, note_act
from data.errors import InvalidInput, NotFound
from data.missing import MissingReason
from data.periods import FiscalYear
from data.provenance import Source, entered_source

LONGEST_LANGUAGE = 100_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """What a wording holds: followed earmarks found and gone (by name), and others that could be followed."""

    found: tuple[str, ...]
    gone: tuple[str, ...]
    others: tuple[ParsedEarmark, ...]


@requires(Permission.IMPORT_FIGURES)
def paste_language(
    session: Session,
    *,
    line_item_id: int,
    fiscal_year: FiscalYear,
    stage_code: str,
    text: str,
    source_title: str,
    source_address: str = "",
) -> LanguageReport:
    """Keep a line's wording at a stage, and what it says of each earmark followed inside it.

    An earmark the wording no longer holds is "no such item" at that stage, not 0. Raises InvalidInput.
    """
    text = text.strip()
    if not text:
        raise InvalidInput("Paste the line’s wording, from “For …” to its last figure.")
    if len(text) > LONGEST_LANGUAGE:
        raise InvalidInput("The wording is longer than 100,000 characters. Paste one line’s wording only.")
    head = line_head(session, line_item_id)
    stage = _stage(session, head.place.stage_list, stage_code)
    source = entered_source(session, source_title, source_address)
    _keep_text(session, line_item_id, fiscal_year, stage, text, source)
    found = earmarks_in(text)
    rows = session.execute(
        select(Earmark, LineItem.name)
        .join(LineItem, col(LineItem.id) == Earmark.line_item_id)
        .where(Earmark.inside_id == line_item_id)
    ).all()
    names = {earmark.line_item_id: name for earmark, name in rows}
    places = matched({earmark.line_item_id: earmark.words for earmark, _ in rows}, [e.purpose for e in found])
    writer = FigureWriter(session, batch_id=0, source=source)
    for earmark in names:
        place = places.get(earmark)
        cents = found[place].amount_cents if place is not None else None
        missing = None if place is not None else MissingReason.NO_SUCH_ITEM.value
        writer.write([(earmark, [(int(fiscal_year), stage.id or 0, cents, missing, None)])], fresh=())
    note_act(
        session,
        "paste language",
        subject=subject_of(line_item_id),
        called=head.label,
        fiscal_year=int(fiscal_year),
        stage=stage_code,
    )
    return LanguageReport(
        found=tuple(names[earmark] for earmark in names if earmark in places),
        gone=tuple(names[earmark] for earmark in names if earmark not in places),
        others=tuple(e for place, e in enumerate(found) if place not in places.values()),
    )


def _stage(session: Session, stage_list: str, code: str) -> Stage:
    stage = session.exec(select(Stage).where(Stage.stage_list == stage_list, Stage.code == code)).first()
    if stage is None:
        raise InvalidInput("This state’s budget has no stage “{code}”.", code=code)
    return stage


def _keep_text(session: Session, line_item_id: int, year: FiscalYear, stage: Stage, text: str, source: Source) -> None:
    row = session.exec(
        select(LineLanguage).where(
            LineLanguage.line_item_id == line_item_id,
            LineLanguage.fiscal_year == int(year),
            LineLanguage.stage_id == stage.id,
        )
    ).first()
    row = row or LineLanguage(
        line_item_id=line_item_id, fiscal_year=int(year), stage_id=stage.id or 0, text="", source_id=source.id or 0
    )
    row.text, row.source_id = text, source.id or 0
    session.add(row)


@requires(Permission.IMPORT_FIGURES)
def follow_earmark(session: Session, *, inside_id: int, name: str, words: str) -> int:
    """Follow an earmark inside a line from now on; returns its own line's id. Its name is what people call it.

    The wordings already on file for the line are read again, so that its path is complete at once.
    """
    head = line_head(session, inside_id)
    name, words = name.strip()[:LONGEST_NAME], words.strip()
    if not name or not words:
        raise InvalidInput("Give the earmark a name, and the purpose as the language words it.")
    line = LineItem(
        jurisdiction_id=head.place.id,
        name=name,
        name_key=name_key(name),
        agency=head.agency,
        kind=LineItemKind.EARMARK,
    )
    taken = session.exec(
        select(LineItem).where(
            LineItem.jurisdiction_id == head.place.id,
            LineItem.agency == head.agency,
            LineItem.name_key == line.name_key,
        )
    ).first()
    if taken is not None:
        raise InvalidInput("There is a line called “{name}” already. Give the earmark another name.", name=name)
    session.add(line)
    session.flush()
    session.add(Earmark(line_item_id=line.id or 0, inside_id=inside_id, words=words))
    session.flush()
    _read_again(session, inside_id, line.id or 0, words)
    note_act(session, "follow earmark", subject=subject_of(inside_id), called=head.label, earmark=line.id)
    return line.id or 0


def _read_again(session: Session, inside_id: int, earmark_id: int, words: str) -> None:
    for row in session.exec(select(LineLanguage).where(LineLanguage.line_item_id == inside_id)).all():
        source = session.exec(select(Source).where(Source.id == row.source_id)).one()
        found = earmarks_in(row.text)
        place = matched({earmark_id: words}, [e.purpose for e in found]).get(earmark_id)
        cents = found[place].amount_cents if place is not None else None
        missing = None if place is not None else MissingReason.NO_SUCH_ITEM.value
        writer = FigureWriter(session, batch_id=0, source=source)
        writer.write([(earmark_id, [(row.fiscal_year, row.stage_id, cents, missing, None)])], fresh=())


@requires(Permission.IMPORT_FIGURES)
def place_earmark(session: Session, *, line_item_id: int, inside_code: str, words: str = "") -> None:
    """Say which line carries an earmark that was known without one (JET's). Raises InvalidInput or NotFound."""
    head = line_head(session, line_item_id)
    if head.kind is not LineItemKind.EARMARK:
        raise InvalidInput("“{head}” is not an earmark.", head=head.label)
    inside = session.exec(
        select(LineItem).where(LineItem.jurisdiction_id == head.place.id, LineItem.code == inside_code.strip())
    ).first()
    if inside is None:
        raise NotFound("The line item “{inside_code}”", inside_code=inside_code)
    row = session.get(Earmark, line_item_id) or Earmark(line_item_id=line_item_id)
    before = {"inside": row.inside_id, "words": row.words}
    row.inside_id, row.words = inside.id, words.strip() or row.words or head.name
    session.add(row)
    difference = changed(before, {"inside": row.inside_id, "words": row.words})
    note_act(session, "place earmark", subject=subject_of(line_item_id), called=head.label, **difference)
