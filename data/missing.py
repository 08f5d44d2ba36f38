"""Why there is no figure: a missing value has a reason, and is never 0."""

from enum import StrEnum


class MissingReason(StrEnum):
    """Why there is no figure. None of these is 0, and none is ever summed."""

    NOT_YET = "not_yet"
    NO_SUCH_ITEM = "no_such_item"
    NOT_PUBLISHED = "not_published"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
