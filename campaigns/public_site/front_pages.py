"""The site's first page, the index of each section, the calendar, and what search engines and hosts look for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape
from xml.etree import ElementTree

from sqlmodel import Session

from campaigns.calendar import shown as calendar_shown
from campaigns.calendar.ahead import decisions_ahead
from campaigns.calendar.exporting import calendar_file
from campaigns.calendar.queries import EventFilter, EventShown, events
from campaigns.overview.room_routes import public_feed
from campaigns.plans import shown as plan_shown
from campaigns.public_site import coalition_pages, district_pages, guide_pages, line_pages
from campaigns.public_site.made import Said, SiteFile, SitePage
from campaigns.public_site.rules import ENGLISH, INDEX, LANGUAGES, Place, in_language, whole_address
from campaigns.public_site.shell import Site, file_links, link_list, plain_page
from coalition.organizations.models import Area
from data.language import _
from look import parts

CALENDAR, DATA, FEED = "calendar.html", "data.html", "feed.atom"
MOST_NEWEST = 5
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
Listed = Mapping[str, Sequence[SitePage]]


def section_names() -> dict[str, str]:
    """Each section's index and its name in English, in the order of the top bar."""
    return {
        guide_pages.SECTION: "Voter guides",
        line_pages.SECTION: "Line items",
        district_pages.SECTION: "Districts",
        coalition_pages.CAMPAIGNS: "Campaigns",
        coalition_pages.POSITIONS: "Positions",
        coalition_pages.SCORECARDS: "Scorecards",
        coalition_pages.LETTERS: "Letters",
        CALENDAR: "Calendar",
        DATA: "Open data",
    }


def index_pages(listed: Listed) -> Iterator[SitePage]:
    """The index of each section, listing its pages."""
    names = section_names()
    for path, pages in listed.items():
        if path in names:
            yield SitePage(path, partial(_index, names[path], tuple(pages)))


def _index(name: str, pages: Sequence[SitePage], place: Place) -> Said:
    links = [(place.to_page(one.path), one.label, one.under or _area_name(one)) for one in pages]
    below = link_list(links) if links else parts.note(_("Nothing here yet."))
    return Said(_(name), _(name), f"<h1>{escape(_(name))}</h1>\n{below}")


def _area_name(one: SitePage) -> str:
    return plan_shown.area_name(one.area) if one.area is not None else ""


def front_page(site: Site, listed: Listed) -> SitePage:
    """The coalition, its three areas with their campaigns, and the newest guides."""
    return SitePage(INDEX, partial(_front, site, listed))


def _front(site: Site, listed: Listed, place: Place) -> Said:
    about = _("What public schools need, what the budget does, and who decides: from public documents, each named.")
    guides = listed.get(guide_pages.SECTION, ())[:MOST_NEWEST]
    body = [f"<h1>{escape(site.publisher)}</h1>", parts.lede(about)]
    if guides:
        links = [(place.to_page(one.path), one.label, one.under) for one in guides]
        body.append(parts.heading(_("Newest voter guides")) + link_list(links))
    campaigns = listed.get(coalition_pages.CAMPAIGNS, ())
    areas = "".join(
        f"<section>{plan_shown.area_heading(area)}{_of_area(area, campaigns, place)}</section>" for area in Area
    )
    body.append(f'<div class="site-areas">{areas}</div>')
    lines = listed.get(line_pages.SECTION, ())[:MOST_NEWEST]
    if lines:
        links = [(place.to_page(one.path), one.label, one.under) for one in lines]
        body.append(parts.heading(_("Line items")) + link_list(links))
    return Said(site.publisher, about, "\n".join(body))


def _of_area(area: Area, campaigns: Sequence[SitePage], place: Place) -> str:
    """The area's published campaigns."""
    links = [(place.to_page(one.path), one.label, "") for one in campaigns if one.area is area]
    return link_list(links) if links else ""


def calendar_pages(session: Session, *, today: date) -> Iterator[SitePage | SiteFile]:
    """The published dates ahead as a page and as a calendar to subscribe to."""
    dates = events(session, EventFilter(since=today), most=None)
    every, decisions = events(session, most=None), decisions_ahead(session, today=today)
    if not every and not any(one.when.on for one in decisions):
        return
    yield SiteFile("calendar.ics", calendar_file("Public calendar", every, (), decisions, today=today))
    yield SitePage(CALENDAR, partial(_calendar, dates))


def _calendar(dates: Sequence[EventShown], place: Place) -> Said:
    about = _("Published dates ahead.")
    body = [f"<h1>{escape(_('Calendar'))}</h1>", parts.lede(about)]
    body += [
        f"<h3>{parts.day(one.form.starts_on, today=coalition_pages.LONG_AGO)}: {escape(one.form.title)}</h3>"
        + calendar_shown.event_body(one, today=coalition_pages.LONG_AGO, named=False)
        for one in dates
    ]
    if not dates:
        body.append(parts.note(_("No date is published yet.")))
    body.append(file_links([(_("Calendar file (ICS)"), place.to_file("calendar.ics"))]))
    return Said(_("Calendar"), about, "\n".join(body))


def feed_files() -> Iterator[SiteFile]:
    """What changed in public, as the dashboard's own feed tells it; none while nothing changed lately."""
    feed = public_feed(ENGLISH)
    if b"<entry>" in feed:
        yield SiteFile(FEED, feed)


def data_page(files: Sequence[tuple[str, str]], tables: Sequence[tuple[str, str, int]]) -> SitePage:
    """What the data package holds: its files (name, path), its tables (name, what it holds, rows)."""
    return SitePage(DATA, partial(_data, tuple(files), tuple(tables)))


def _data(files: Sequence[tuple[str, str]], tables: Sequence[tuple[str, str, int]], place: Place) -> Said:
    about = _("Every open figure as tables that programs read, with the documents they come from.")
    rows = [[f"<code>{escape(name)}</code>", escape(_(what)), f"{count:,}"] for name, what, count in tables]
    header = [_("Table"), _("What it holds"), _("Rows")]
    body = [
        f"<h1>{escape(_('Open data'))}</h1>", parts.lede(about),
        parts.note(_("Money stands in cents and in dollars. A missing value is empty, and why stands beside it.")),
        parts.table(header, rows, caption=_("Tables of the data package"), numeric=(2,)),
        file_links([(_(name), place.to_file(path)) for name, path in files]),
    ]  # fmt: skip
    return Said(_("Open data"), about, "\n".join(body))


def host_files(site: Site, paths: Sequence[str]) -> Iterator[SiteFile]:
    """404.html, robots.txt, and where the address is known sitemap.xml with every page in every language."""
    sentence = "There is no such page. It may have been taken down, or its address has changed."
    yield SiteFile("404.html", plain_page("Page not found", sentence, site))
    robots = "User-agent: *\nAllow: /\n"
    if site.address:
        robots += f"Sitemap: {whole_address(site.address, 'sitemap.xml')}\n"
        yield SiteFile("sitemap.xml", _sitemap(site.address, paths))
    yield SiteFile("robots.txt", robots.encode())


def _sitemap(address: str, paths: Sequence[str]) -> bytes:
    root = ElementTree.Element("urlset", {"xmlns": SITEMAP})
    for path in sorted(paths):
        for language in LANGUAGES:
            page = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(page, "loc").text = whole_address(address, in_language(path, language))
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode").encode() + b"\n"
