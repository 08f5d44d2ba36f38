"""Shared resources in words and as markup; what people wrote is cleaned or escaped."""

from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from coalition.community import sentences as say
from coalition.community.markdown import safe_markup
from coalition.community.resource_queries import Shared
from coalition.community.threads_shown import name
from data.imports.limits import MIB
from data.language import _, ngettext
from look.parts import tag


def lede(count: int, *, words: str, chosen: str) -> str:
    """How many resources are listed, and by which words and tag."""
    if words:
        said = ngettext("{n} resource fits “{words}”.", "{n} resources fit “{words}”.", count)
        return said.format(n=f"{count:,}", words=words)
    if chosen:
        said = ngettext("{n} resource with the tag “{tag}”.", "{n} resources with the tag “{tag}”.", count)
        return said.format(n=f"{count:,}", tag=chosen)
    return ngettext("{n} shared resource.", "{n} shared resources.", count).format(n=f"{count:,}")


def what_it_is(one: Shared) -> str:
    """What opens: a file by kind and size, or the site a link leads to."""
    if one.file_name:
        return _("{kind}, {size}").format(kind=one.kind.upper(), size=size_words(one.file_bytes or 0))
    return _("Link to {site}").format(site=urlsplit(one.address).hostname or one.address)


def size_words(size: int) -> str:
    """A file's size as people say it."""
    if size >= MIB:
        return _("{n} MB").format(n=f"{size / MIB:.1f}")
    return _("{n} KB").format(n=max(1, round(size / 1024)))


def under(one: Shared, *, now: datetime) -> str:
    """Beneath a resource's link in a list."""
    line = " · ".join((what_it_is(one), say.when_words(one.made, now=now)))
    tags = " ".join(tag(word) for word in one.tags)
    hidden = f"{tag(_('Hidden by a steward'), 'stop', 'cross')} " if one.is_hidden else ""
    helped = f'<p class="ct ct-found">{escape(_("It helped: {who}").format(who=one.helped))}</p>' if one.helped else ""
    said = f'<p class="ct ct-under">{hidden}{escape(line)} · {name(say.by_words(one.who))}</p>'
    return f"{said}{helped}{f'<p class={chr(34)}ct ct-under{chr(34)}>{tags}</p>' if tags else ''}"


def whole(one: Shared) -> str:
    """All that is said of a resource: words, whom it helped, tags."""
    hidden = ""
    if one.is_hidden:
        said = _("Hidden by a steward: {reason}").format(reason=one.hidden_because or _("no reason given"))
        hidden = f'<p class="hid">{tag(_("Hidden"), "stop", "cross")} {escape(said)}</p>'
    words = f'<div class="words">{safe_markup(one.words)}</div>' if one.words else ""
    helped = f"<p><b>{escape(_('It helped'))}</b>: {escape(one.helped)}</p>" if one.helped else ""
    tags = f"<p>{' '.join(tag(word) for word in one.tags)}</p>" if one.tags else ""
    return f'<div class="ct ct-post">{hidden}{words}{helped}{tags}</div>' if hidden or words or helped or tags else ""


def link(one: Shared) -> str:
    """The way to the file or the page; a link opens elsewhere and tells that page nothing of us."""
    if one.file_name:
        address = f"/export/resource.{one.kind}?resource={one.id}"
        words = _("Save {name}").format(name=one.file_name)
        return f'<p class="ct ct-say"><a href="{address}" download>{escape(words)}</a> ({escape(what_it_is(one))})</p>'
    if not one.address.startswith(("https://", "http://")):
        return ""
    return (
        f'<p class="ct ct-say"><a href="{escape(one.address)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{escape(one.address)}</a></p>"
    )
