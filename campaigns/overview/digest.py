"""The home page as an e-mail: one HTML page with its styles inline and nothing to load, and the same as plain text."""

from dataclasses import dataclass
from html import escape
from textwrap import wrap
from urllib.parse import urlencode

from campaigns.overview import home_sentences as home_say
from campaigns.overview import sentences as say
from campaigns.overview.areas import AreaOf
from campaigns.overview.changed import Change
from campaigns.overview.home import Home
from campaigns.overview.waiting import Waiting
from campaigns.plans import sentences as plan_say
from coalition.community.digest import CommunityWeek
from data.language import _, spoken
from look import parts

WIDTH = 72
BODY = (
    "margin:0;padding:16px;background:#ffffff;color:#1e2725;font-family:'Public Sans',Arial,sans-serif;"
    "font-size:16px;line-height:1.5;"
)
COLUMN = "max-width:600px;margin:0 auto;"
H1 = "font-family:Georgia,serif;font-size:26px;line-height:1.2;margin:0 0 8px;"
H2 = "font-family:Georgia,serif;font-size:19px;line-height:1.3;margin:28px 0 8px;"
LEDE = "font-family:Georgia,serif;font-size:18px;margin:0 0 16px;"
LIST = "list-style:none;margin:0;padding:0;"
ROW = "margin:0;padding:10px 0;border-top:1px solid #dad6cb;"
SMALL = "font-size:14px;color:#4f5a56;"
LINK = "color:#17594d;"
FOOT = "margin:28px 0 0;padding-top:12px;border-top:1px solid #dad6cb;font-size:14px;color:#4f5a56;"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the digest: its day, what the link says and where it leads, the sentence, and the note under it."""

    day: str
    name: str
    address: str
    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest in one language, ready to be written: every word of it stands in the home page's values."""

    language: str
    title: str
    lede: str
    sections: tuple[Section, ...]
    foot: str


def digest_of(
    home: Home, *, inside: bool, site: str, paths: dict[str, str], community: CommunityWeek | None = None
) -> Digest:
    """The home page's values in the language being spoken.

    `site` is the table's address without a slash at its end, "" where it has none; `paths` tells the address of each
    page by its file. `community` is what was talked about, its words in the same language.
    """
    today = home.now.date()

    def address(page: str, query: tuple[tuple[str, str], ...]) -> str:
        if not site or page not in paths:
            return ""
        return f"{site}/{paths[page]}{'?' + urlencode(query) if query else ''}"

    def changed(change: Change) -> Line:
        words = say.said(change, today=today)
        where = say.area_words(change.area) if change.area else say.kind_words(change.kind)
        note = " · ".join(part for part in (where, words.source) if part)
        link = address(change.page, change.address)
        return Line(parts.day_words(change.on, today=today), words.name, link, words.sentence, note)

    def waits(one: Waiting) -> Line:
        note = home_say.waiting_note(one, today=today)
        return Line("", home_say.waiting_words(one), address(one.page, one.address), "", note)

    sections = [
        Section("", tuple(map(changed, home.told))),
        Section(_("Waiting for you"), tuple(map(waits, home.waiting))),
        Section(_("Our three areas"), tuple(map(_area, home.areas)) if any(a.campaigns for a in home.areas) else ()),
    ]
    for heading, lines in community.parts if community else ():
        told = tuple(Line("", one.words, address(one.page, one.query), "", "") for one in lines)
        sections.append(Section(heading, told))
    foot = _("This digest says what the home page of the table said on {day} (UTC).").format(
        day=parts.day_words(today, today=today)
    )
    return Digest(
        spoken(), home_say.title_words(home), home_say.lede_words(home, inside=inside),
        tuple(one for one in sections if one.lines), foot,
    )  # fmt: skip


def _area(area: AreaOf) -> Line:
    gaps = [
        f"{plan_say.target_name(target)} ({campaign.name}): {plan_say.short_gap(target)}"
        for campaign, target in area.shown
    ]
    return Line("", say.area_words(area.area), "", home_say.area_sentence(area), "; ".join(gaps))


def digest_html(digest: Digest) -> bytes:
    """One column that every mail program shows: styles inline, no table, no picture, nothing to load."""
    sections = "".join(_section_html(one) for one in digest.sections)
    return (
        f'<!doctype html><html lang="{escape(digest.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(digest.title)}</title>'
        f'</head><body style="{escape(BODY)}"><main style="{COLUMN}"><h1 style="{H1}">{escape(digest.title)}</h1>'
        f'<p style="{LEDE}">{escape(digest.lede)}</p>{sections}<p style="{FOOT}">{escape(digest.foot)}</p>'
        "</main></body></html>\n"
    ).encode()


def _section_html(section: Section) -> str:
    heading = f'<h2 style="{H2}">{escape(section.heading)}</h2>' if section.heading else ""
    rows = "".join(f'<li style="{ROW}">{_line_html(line)}</li>' for line in section.lines)
    return f'{heading}<ul style="{LIST}">{rows}</ul>'


def _line_html(line: Line) -> str:
    name = f"<b>{escape(line.name)}</b>" if line.name else ""
    if line.name and line.address.startswith(("https://", "http://")):
        name = f'<a href="{escape(line.address)}" style="{LINK}"><b>{escape(line.name)}</b></a>'
    day = f'<span style="{SMALL}">{escape(line.day)}</span><br>' if line.day else ""
    note = f'<br><span style="{SMALL}">{escape(line.note)}</span>' if line.note else ""
    gap = "<br>" if name and line.sentence else ""
    return f"{day}{name}{gap}{escape(line.sentence)}{note}"


def digest_text(digest: Digest) -> bytes:
    """The same for a message without markup, at most 72 characters a line but for an address."""
    said = [digest.title.upper(), "", *_wrapped(digest.lede)]
    for section in digest.sections:
        said += ["", section.heading, "-" * len(section.heading)] if section.heading else [""]
        for line in section.lines:
            said += _line_text(line)
    said += ["", *_wrapped(digest.foot)]
    return ("\n".join(said).rstrip() + "\n").encode()


def _line_text(line: Line) -> list[str]:
    name = f"{line.name}: {line.sentence}" if line.name and line.sentence else line.name or line.sentence
    words = f"{line.day}. {name}" if line.day else name
    lines = _wrapped(words, "- ")
    lines += [f"  {row}" for row in _wrapped(line.note, room=WIDTH - 2)] if line.note else []
    return [*lines, f"  {line.address}"] if line.address else lines


def _wrapped(words: str, first: str = "", *, room: int = WIDTH) -> list[str]:
    after = " " * len(first)
    return wrap(words, room, initial_indent=first, subsequent_indent=after, break_long_words=False) or [first]
