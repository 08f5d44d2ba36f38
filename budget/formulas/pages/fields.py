"""What both calculators show the same way: the links to a scenario's files."""

from collections.abc import Mapping
from urllib.parse import urlencode

from look import parts
from look.show import html

KINDS = ("csv", "xlsx", "json")


def labelled_downloads(what: str, query: Mapping[str, str]) -> None:
    """The scenario's files, each with the whole scenario in its address."""
    address = urlencode(query)
    html(parts.downloads([(kind.upper(), f"/export/{what}.{kind}?{address}") for kind in KINDS]))
