"""What the coalition itself published: campaigns, positions, scorecards as they voted, letters that went out."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape

from sqlmodel import Session

from campaigns.plans import queries as plans
from campaigns.plans import sentences as plan_say
from campaigns.plans import shown as plan_shown
from campaigns.plans.queries import CampaignOf
from campaigns.positions import shown as position_shown
from campaigns.positions.exporting import positions_table
from campaigns.positions.queries import SubjectPositions, positions
from campaigns.public_site.made import Made, Said, SiteFile, SitePage
from campaigns.public_site.rules import Place, slug, with_ending
from campaigns.public_site.shell import file_links
from campaigns.scorecards import shown as score_shown
from campaigns.scorecards.edition_queries import EditionOf, editions
from campaigns.scorecards.exporting import edition_table
from coalition.letters import shown as letter_shown
from coalition.letters.exporting import letter_document, signers_named, signers_table
from coalition.letters.queries import LetterRecord, letter_record, letters
from data.exports.documents import document_pdf, document_text
from data.exports.tables import as_csv, as_json
from data.language import _
from look import parts

CAMPAIGNS, POSITIONS = "campaigns/index.html", "positions/index.html"
SCORECARDS, LETTERS = "scorecards/index.html", "letters/index.html"
LONG_AGO = date(1, 1, 1)  # every day is then printed with its year, and pages do not change with the calendar


def campaign_pages(session: Session, *, today: date) -> Made:
    """The public part of each campaign: what it wants and how far its targets are."""
    for one in plans.campaigns(session, today=today):
        path = f"campaigns/{slug(one.name)}-{one.id}.html"
        yield SitePage(path, partial(_campaign, one), CAMPAIGNS, one.name, area=one.area)


def _campaign(one: CampaignOf, _place: Place) -> Said:
    body = [
        parts.eyebrow([_("Campaigns"), plan_shown.area_name(one.area)]),
        f"<h1>{escape(one.name)}</h1>",
        plan_shown.under_name(one),
        parts.lede(plan_say.lede_of(one)),
        parts.say(one.about) if one.about else "",
        parts.heading(_("What we want")) if one.objectives else "",
        *(plan_shown.objective_heading(o) + "".join(map(plan_shown.target_words, o.targets)) for o in one.objectives),
        plan_shown.target_table(one.targets) if one.targets else "",
    ]
    return Said(one.name, plan_say.lede_of(one), "\n".join(filter(None, body)))


def position_pages(session: Session, *, today: date) -> Made:
    """Every published position on one page, and as a table."""
    every = tuple(one for one in positions(session, day=today) if one.held)
    if not every:
        return
    table = positions_table(every, None, today=today)
    yield SiteFile(with_ending(POSITIONS, "csv"), as_csv(table))
    yield SitePage(POSITIONS, partial(_positions, every))


def _positions(every: Sequence[SubjectPositions], place: Place) -> Said:
    about = _("Who stands where, as each organization published it.")
    body = [f"<h1>{escape(_('Positions'))}</h1>", parts.lede(about)]
    for one in every:
        body.append(parts.heading(f"{one.head.label} {one.head.title}".strip()))
        body.append(position_shown.under(one) + position_shown.holders(one, today=LONG_AGO))
    body.append(file_links([("CSV", place.to_file(with_ending(POSITIONS, "csv")))]))
    return Said(_("Positions"), about, "\n".join(body))


def scorecard_pages(session: Session) -> Made:
    """Each scorecard edition that stands, as it was frozen."""
    for one in editions(session):
        if one.withdrawn:
            continue
        path, table = f"scorecards/{slug(one.title)}-{one.id}.html", edition_table(one, f"edition-{one.id}")
        yield SiteFile(with_ending(path, "csv"), as_csv(table))
        yield SiteFile(with_ending(path, "json"), as_json(table))
        said = f"{one.content['place']}, {one.content['chamber']} · {one.published_on.isoformat()}"
        yield SitePage(path, partial(_scorecard, one), SCORECARDS, one.title, said)


def _scorecard(one: EditionOf, place: Place) -> Said:
    links = [(k.upper(), place.to_file(with_ending(place.path, k))) for k in ("csv", "json")]
    body = [f"<h1>{escape(one.title)}</h1>", score_shown.edition(one), score_shown.proof(one), file_links(links)]
    return Said(one.title, str(one.content["statement"]), "\n".join(body))


def letter_pages(session: Session, *, today: date) -> Made:
    """Each closed and published letter with whoever signed that text: the only people a page of ours names."""
    for listed in letters(session, today=today):
        record = letter_record(session, listed.id, today=today)
        kept = record.printed
        if kept is None or not record.published:
            continue
        names = tuple(str(one["signer"]) for one in kept["signers"])
        path, document = f"letters/{slug(record.title)}-{record.id}.html", letter_document(record, kept)
        text = with_ending(path, "txt")
        yield SiteFile(text, document_text(document), names)
        yield SiteFile(with_ending(path, "pdf"), document_pdf(document), names, words_of=text)
        yield SiteFile(with_ending(path, "csv"), as_csv(signers_table(record, kept)), names)
        under = record.sent.isoformat() if record.sent else ""
        yield SitePage(path, partial(_letter, record), LETTERS, record.title, under, names)


def _letter(record: LetterRecord, place: Place) -> Said:
    kept = dict(record.printed or {})
    links = [(k.upper(), place.to_file(with_ending(place.path, k))) for k in ("pdf", "txt", "csv")]
    whom = _("To {whom}").format(whom=record.addressed_to) if record.addressed_to else _("A letter")
    body = [
        f"<h1>{escape(record.title)}</h1>", parts.lede(whom), letter_shown.printed(kept, signers_named(kept)),
        file_links(links),
    ]  # fmt: skip
    return Said(record.title, whom, "\n".join(body))
