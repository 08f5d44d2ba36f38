"""Brings every catalogue up to date with the code: `make catalogue`, then translate what it lists."""

import sys

from babel.messages.catalog import Catalog

from data.language import ENGLISH, LANGUAGES
from data.language.catalogues import path_of, read, said, write
from data.language.extracting import Message, messages


def renewed(old: Catalog, wanted: set[Message]) -> Catalog:
    """The wanted messages with what the old catalogue says of them; what nobody says any more is gone."""
    new = Catalog(locale=old.locale)
    for text, context in sorted(wanted, key=str):
        known = old.get(text, context or None)
        new.add(text, known.string if known and known.id == text else "", context=context or None)
    return new


def missing_from(catalogue: Catalog) -> list[str]:
    """What has no translation yet, in alphabetical order."""
    lacking = (message for message in catalogue if message.id and not all(said(message)))
    return sorted(message.id if isinstance(message.id, str) else message.id[0] for message in lacking)


def main() -> int:
    """Write the catalogues and list what is missing; 1 where something is."""
    wanted, lacking = messages(), 0
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        write(language, renewed(read(language), wanted))
        missing = missing_from(read(language))
        lacking += len(missing)
        place = path_of(language).relative_to(path_of(language).parents[4])
        print(f"{place}: {len(wanted):,} messages, {len(missing):,} to translate")
        print("".join(f"  {text}\n" for text in missing), end="")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
