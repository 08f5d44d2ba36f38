"""Reading SQL for markers: does each mention of a restricted table stand under that table's rule?"""

import re
from collections import Counter
from functools import lru_cache

from data.access import mark

MARKER = re.compile(r"/\*seen \w+\*/")
COMMENT = re.compile(r"/\*|--")
# a row that matches nothing is kept by these, whatever the rule in their ON says
KEEPS_ALL = re.compile(r"\b(?:full|right)\s+(?:outer\s+)?join\b", re.IGNORECASE)
CHANGE_WITHIN = re.compile(r"[()]\s*(?:insert|update|delete|merge)\b", re.IGNORECASE)
PLACE = r"(?:\b(?:from|join|update|into|table|only|using|in|or\s+\w+)\b|[,(])"
QUALIFIER = r"""(?:(?:\w+|"[^"]+"|`[^`]+`|\[[^]]+\])\s*\.\s*)*"""
INNERMOST = re.compile(r"\(([^()]*)\)")
CLAUSE = re.compile(r"\b(?:select|from|join|on|where|having|group|order|union|set|returning)\b", re.IGNORECASE)
OR = re.compile(r"\bor\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _naming(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any mention of a name, and a mention as a table: after FROM, JOIN, … or a comma, and no dot behind."""
    either = "|".join(sorted(names)) or "(?!)"
    place = rf"""{PLACE}\s*{QUALIFIER}["'`\[]?({either})\b(?!["'`\]]?\s*\.)"""
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE), re.compile(place, re.IGNORECASE)


@lru_cache(maxsize=2048)
def keeps_the_rules(statement: str, names: tuple[str, ...], *, by_hand: bool) -> bool:
    """Whether a statement mentions none of the tables, or carries exactly one marker for each time it does.

    Exactly, so that none can vouch for another. SQL written by hand carries none of its own; comments, joins
    that keep every row, changes within a read and an OR beside a marker could make one void: all refused.
    """
    mentioned, as_table = _naming(names)
    bare = MARKER.sub("", statement)
    if not mentioned.search(bare):
        return True
    if by_hand or any(never.search(bare) for never in (COMMENT, KEEPS_ALL, CHANGE_WITHIN)):
        return False
    if _or_beside_a_marker(statement):
        return False
    named = Counter(name.lower() for name in as_table.findall(bare))
    return all(statement.count(mark(name)) == count for name, count in named.items())


def _or_beside_a_marker(statement: str) -> bool:
    """Whether some `a OR b AND rule` stands without brackets, as a fragment of text in a WHERE makes it."""

    def unsafe(group: str) -> bool:
        return any("\0" in clause and OR.search(clause) for clause in CLAUSE.split(group))

    rest, found = MARKER.sub("\0", statement), 1
    while found:
        if any(unsafe(group) for group in INNERMOST.findall(rest)):
            return True
        rest, found = INNERMOST.subn(" ", rest)
    return unsafe(rest)
