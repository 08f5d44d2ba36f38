"""Which legislator a printed name means: exact and by initials, and nobody where two fit."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 160
ENDINGS = {"jr", "sr", "ii", "iii", "iv"}
LOWER_TITLES = {"rep", "reps", "representative", "delegate", "del", "assemblyman", "assemblywoman", "assemblymember"}
UPPER_TITLES = {"sen", "sens", "senator"}
PLAIN_TITLES = {"mr", "mrs", "ms", "mx", "dr", "hon", "honorable", "the", "speaker", "president"}
_TITLES = LOWER_TITLES | UPPER_TITLES | PLAIN_TITLES
_PLACE = re.compile(r"\s+of\s+(?:the\s+)?[^,]+$|\([^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name taken apart: `given` words or single letters, `family` words, "jr" or the like, and a title's chamber."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    ending: str = ""
    chamber: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """Somebody a name may mean: the names they are printed under, and the family name where a source says it."""

    id: int
    names: tuple[str, ...]
    family: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant, None where nobody or more than one may be; `candidates` are those, to be asked about."""

    legislator_id: int | None
    candidates: tuple[int, ...] = ()


def name_key(name: str) -> str:
    """A name as compared: no case, accents or punctuation, apostrophes closed up ("O’Brien" is "obrien")."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"['’‘ʼ`´]", "", letters)).split())[:LONGEST]


def taken_apart(printed: str) -> PrintedName:
    """A printed name in its parts: "Camuel, A.", "A. Camuel", "Rep. Adrielle Camuel of Lexington", "Camuel"."""
    text = _PLACE.sub("", " ".join(printed.split())).strip(" ,;")
    family_first, comma, rest = text.partition(",")
    words, ending = _without_ending(name_key(text if not comma else family_first).split())
    words, chamber = _without_titles(words)
    if not comma:
        return PrintedName(tuple(words[:-1]), tuple(words[-1:]), ending, chamber)
    after, also_ending = _without_ending(name_key(rest).split())
    if not after:  # "William Lawrence, Jr."
        return PrintedName(tuple(words[:-1]), tuple(words[-1:]), ending or also_ending, chamber)
    after, also_chamber = _without_titles(after)
    return PrintedName(tuple(after), tuple(words), ending or also_ending, chamber or also_chamber)


def _without_ending(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and words[-1] in ENDINGS:
        return words[:-1], words[-1]
    return ([], words[0]) if len(words) == 1 and words[0] in ENDINGS else (words, "")


def _without_titles(words: list[str]) -> tuple[list[str], str]:
    chamber = ""
    while len(words) > 1 and words[0] in _TITLES:
        chamber = "lower" if words[0] in LOWER_TITLES else "upper" if words[0] in UPPER_TITLES else chamber
        words = words[1:]
    return words, chamber


SHORT_TITLES = {"Representative": "Rep.", "Senator": "Sen.", "Delegate": "Del."}


def titled(member_title: str, name: str) -> str:
    """A legislator's name under a chamber's title, such as "Rep. Alex Example"."""
    return f"{SHORT_TITLES.get(member_title, member_title)} {name}".strip()


class NameIndex:
    """Finds people by printed names among those known; ask `of` as often as needed."""

    def __init__(self, known: Iterable[KnownName]) -> None:
        self._by_last: dict[str, set[int]] = {}
        self._forms: dict[int, tuple[PrintedName, ...]] = {}
        self._keys: dict[str, set[int]] = {}
        for one in known:
            forms = [taken_apart(name) for name in one.names]
            self._forms[one.id] = tuple(forms)
            for name, form in zip(one.names, forms, strict=True):
                self._keys.setdefault(_whole(form), set()).add(one.id)
                self._keys.setdefault(name_key(name), set()).add(one.id)
                if form.family:
                    self._by_last.setdefault(form.family[-1], set()).add(one.id)
            if family := name_key(one.family).split():
                self._by_last.setdefault(family[-1], set()).add(one.id)

    def of(self, printed: str) -> Match:
        """Whom a printed name means. A whole given name is compared whole, an initial with every name it fits."""
        name = taken_apart(printed)
        if not name.family:
            return Match(None)
        same_family = sorted(one for one in self._by_last.get(name.family[-1], ()) if self._fits(one, name))
        if any(len(word) > 1 for word in name.given):
            exact = self._keys.get(name_key(printed), set()) | self._keys.get(_whole(name), set())
            found = sorted(exact) or [one for one in same_family if self._same_first(one, name)]
            found = found or self._of_family(_whole(name))
        else:
            found = same_family
        found = self._of_that_ending(found, name.ending)
        if len(found) == 1:
            return Match(found[0])
        near = found or sorted(self._by_last.get(name.family[-1], ()))
        return Match(None, tuple(near))

    def _of_family(self, key: str) -> list[int]:
        """Those whose family name is several words: "Raque Adams"."""
        alone = PrintedName((), tuple(key.split()))
        return sorted(one for one in self._by_last.get(alone.family[-1], ()) if self._fits(one, alone))

    def _fits(self, one: int, name: PrintedName) -> bool:
        return any(_has_family(form, name) and _agrees(form, name) for form in self._forms[one])

    def _same_first(self, one: int, name: PrintedName) -> bool:
        return any(
            form.given and form.given[0] == name.given[0] and len(name.given[0]) > 1 and _has_family(form, name)
            and _agrees(form, name) for form in self._forms[one]
        )  # fmt: skip

    def _of_that_ending(self, found: Sequence[int], ending: str) -> list[int]:
        """Father and son of one name are told apart by "Jr."; alone, nobody is turned away for lacking it."""
        if len(found) < 2 or not ending:
            return list(found)
        same = [one for one in found if any(form.ending == ending for form in self._forms[one])]
        return same or list(found)


def _whole(name: PrintedName) -> str:
    return " ".join((*name.given, *name.family))


def _has_family(form: PrintedName, name: PrintedName) -> bool:
    """Whether the family name is how the known name ends: "Raque Adams" and "Adams" both end "Julie Raque Adams"."""
    words = (*form.given, *form.family)
    return words[-len(name.family) :] == name.family


def _agrees(form: PrintedName, name: PrintedName) -> bool:
    """Whether the given names agree word by word as far as both go, an initial with any name it begins."""
    words = (*form.given, *form.family)
    given = words[: len(words) - len(name.family)]
    if name.given and not given:
        return False
    if not name.given:
        return True
    if not _same_word(given[0], name.given[0]):
        return False
    return all(_same_word(one, other) for one, other in zip(given[1:], name.given[1:], strict=False))


def _same_word(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
