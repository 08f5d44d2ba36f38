"""The one small family of errors; each writes the sentence for the person at the screen, in their language."""

from data.language import _


class CommonTableError(Exception):
    """A situation a person can do something about; `str(error)` is the whole sentence to show.

    The sentence is given in English with named placeholders, and `values` for them: so the catalogues know it.
    """

    def __init__(self, sentence: str = "", /, **values: object) -> None:
        super().__init__(_filled(sentence, values))


def _filled(sentence: str, values: dict[str, object]) -> str:
    return _(sentence).format(**values) if values else _(sentence)


class FileProblem(CommonTableError):
    """A file cannot be taken. `row` is 1-based as a spreadsheet counts, `column` a header or letter."""

    def __init__(
        self, sentence: str, /, *, row: int | None = None, column: str | None = None, **values: object
    ) -> None:
        self.row = row
        self.column = column
        super().__init__(sentence, **values)


class InvalidInput(CommonTableError):
    """A value a person gave cannot be used; the sentence names it and the cure."""


class NotFound(CommonTableError):
    """None, or not yours: both read the same."""

    def __init__(self, what: str, /, **values: object) -> None:
        super().__init__(_("{what} was not found."), what=_filled(what, values))


class NotAllowed(CommonTableError):
    """The viewer's role does not include this act."""

    def __init__(self, act: str, /) -> None:
        super().__init__(_("Your role does not allow this: {act}."), act=_(act))


class OnlyLooking(CommonTableError):
    """A steward who looks through another role tried to change something."""

    def __init__(self) -> None:
        super().__init__(_("You only look through another role now. Go back to your own view to change something."))


class SourceProblem(CommonTableError):
    """An official source did not answer as it should; the sentence names the source and the cure."""


class SourceRefusesKey(SourceProblem):
    """The source does not take the key: none is set, or it is wrong or switched off."""


class SourceAsksToWait(SourceProblem):
    """The source wants fewer questions; `seconds` is how long it asks to wait, None where it does not say."""

    def __init__(self, sentence: str, /, *, seconds: float | None = None, **values: object) -> None:
        self.seconds = seconds
        super().__init__(sentence, **values)


class SourceHasNone(SourceProblem):
    """The source has no such page or record."""
