"""The site built last, as one file for those who may publish it."""

from collections.abc import Mapping

from campaigns.public_site.building import built_zip
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register


@register("public-site", ("zip",))
def site_file(viewer: Viewer, _query: Mapping[str, str], kind: str) -> ExportFile:
    """The whole site as a folder in one file, as it was built last; for organizers."""
    if not may(viewer, Permission.PLAN_CAMPAIGNS):
        raise NotFound("This file")
    return ExportFile("public-site", kind, built_zip())
