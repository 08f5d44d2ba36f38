"""The fixed terms of a guide in both languages (`data/reference/glossary.csv`), only those that it uses."""

import re
from collections.abc import Iterable
from functools import cache

from campaigns.voter_guides.content import Words
from data.reference_tables import rows_of

Term = tuple[Words, Words]


@cache
def _terms() -> tuple[tuple[re.Pattern[str], Term], ...]:
    found = []
    for _number, row in rows_of("glossary"):
        pattern = re.compile(rf"(?<!\w){re.escape(row['en'])}(?:e?s)?(?!\w)", re.IGNORECASE)
        found.append((pattern, (Words(row["en"], row["es"]), Words(row["meaning_en"], row["meaning_es"]))))
    return tuple(found)


def terms_in(passages: Iterable[str]) -> tuple[Term, ...]:
    """The terms that English passages use, in the order of the alphabet, each with its meaning."""
    text = "\n".join(passages)
    return tuple(sorted((term for pattern, term in _terms() if pattern.search(text)), key=lambda term: term[0].en))
