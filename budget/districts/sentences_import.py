"""What an import of school figures says to a person: why a row stays out, what a gap means, what became of a file."""

from data.language import _, ngettext


def nothing_taken() -> str:
    """A file none of whose rows can be taken."""
    return _(
        "The file holds no figure that can be taken, so nothing was imported. "
        "Choose the file that holds the figures, or say what its columns hold."
    )


def repeated_otherwise(first: int, other: int) -> str:
    """A row that says another figure for what an earlier row said."""
    return _(
        "Row {other} gives another figure for the same place, year and group as row {first}. "
        "Correct one of the two in the file and import it again."
    ).format(first=first, other=other)


def no_number(text: str) -> str:
    """A cell that is neither a number nor a sign that it is missing."""
    return _("“{text}” is not a number. Write the figure in digits, or * where it is suppressed.").format(
        text=text[:40]
    )


def too_large(text: str) -> str:
    """A number no school figure reaches."""
    return _("“{text}” is larger than any figure of a school system. Check it against the document.").format(
        text=text[:40]
    )


def negative(text: str) -> str:
    """A count, a share or a post below zero."""
    return _(
        "“{text}” is below zero, which a count or a share cannot be. Correct it, or write * where it is suppressed."
    ).format(text=text[:40])


def not_whole(text: str) -> str:
    """A count with a fraction."""
    return _(
        "“{text}” is not a whole number, but students and events are counted whole. Check that the column holds counts."
    ).format(text=text[:40])


def looks_like_percent(text: str) -> str:
    """A share above 1 in a table of fractions."""
    return _("“{text}” is above 1, more than everybody. Write it as a fraction such as 0.361.").format(text=text[:40])


def above_hundred(text: str) -> str:
    """A percentage above 100."""
    return _("“{text}” is above 100 percent. Correct it against the document.").format(text=text[:40])


def no_code() -> str:
    """A row with figures and no code."""
    return _("There is no code of a district or school. Fill it in, or remove the row.")


def lost_zeros(code: str, length: str) -> str:
    """A code that a spreadsheet program made a number."""
    return _(
        "The code “{code}” has lost its leading zeros: codes have {length} digits here. "
        "Import the file as it was downloaded, or make the column text in your spreadsheet program."
    ).format(code=code[:20], length=length)


def bad_code(code: str, length: str) -> str:
    """A code that is of no unit."""
    return _(
        "“{code}” is not a code of a district or school, which has {length} characters here. "
        "Correct it against the document."
    ).format(code=code[:20], length=length)


def unknown_word(text: str) -> str:
    """A word that says of what or whom a figure is, and that the table does not have."""
    return _(
        "“{text}” is not known in this column, so nobody can say what the figure is of. "
        "Correct the word, or map the columns of the file yourself."
    ).format(text=text[:60])


def in_cell(row: int, column: str, what: str) -> str:
    """A problem with its place in front."""
    place = _("Row {row}, column “{column}”").format(row=row, column=" ".join(column.split())[:60])
    return f"{place}: {what}"


def crossed(cells: int) -> str:
    """Figures of two groups at once, such as Black students of grade 3."""
    return _(
        "{n} cells are of two groups at once, such as a race in one grade; they were left out, "
        "as a figure here is of one group."
    ).format(n=f"{cells:,}")


def gap(note: str, figures: int) -> str:
    """What a zero of this file means, and of how many figures."""
    return _("{note} This holds for {n} figures.").format(note=note, n=f"{figures:,}")


def nothing_of(districts: list[str], year: int, rows: int) -> str:
    """Districts whose rows are all empty in a year."""
    label = f"{year - 1}-{year % 100:02d}"
    shown = ", ".join(districts[:5]) + (_(" and {n} more").format(n=len(districts) - 5) if len(districts) > 5 else "")
    empty = ngettext("{n} row is empty", "{n} rows are empty", rows).format(n=f"{rows:,}")
    return _(
        "In {year} the file has no figures for {districts} ({empty}). They were taken as not published, "
        "and a share of the whole state would be wrong for that year."
    ).format(year=label, districts=shown, empty=empty)


def no_denominator(measure: str, denominator: str) -> str:
    """Shares whose denominator nobody imported."""
    return _(
        "“{measure}” is a share, and the store has no “{denominator}” for these years: such shares cannot be added up. "
        "Import the table with “{denominator}” too."
    ).format(measure=measure, denominator=denominator)


def left_out(columns: list[str]) -> str:
    """Columns of the file that are not taken."""
    shown = ", ".join(f"“{' '.join(one.split())[:40]}”" for one in columns[:8])
    more = _(" and {n} more").format(n=len(columns) - 8) if len(columns) > 8 else ""
    return _("Columns that are not taken: {columns}.").format(columns=shown + more)


def no_year() -> str:
    """A table without a school year."""
    return _("Neither a column nor the title of this table names a school year. Say which year its figures are of.")


def unknown_table(header: list[str]) -> str:
    """A file whose header is of no known table."""
    seen = ", ".join(f"“{cell[:40]}”" for cell in header[:6]) or _("nothing")
    return _(
        "No row of this file is a header of school figures we know; its first row holds {seen}. "
        "Say what its columns hold, or choose the file that the state publishes."
    ).format(seen=seen)


def map_lacks_code() -> str:
    """A mapping without its column of codes."""
    return _("Say which one column holds the code of the district or school.")


def map_lacks_figure() -> str:
    """A mapping without figures."""
    return _("Say of at least one column that it holds figures, and of what.")


def map_lacks_year() -> str:
    """A mapping without a school year."""
    return _("No column is the school year. Choose the one that is, or write the year, such as 2016-17.")


def mapped_title(state: str) -> str:
    """What a table that a person mapped is called until they name its document."""
    return _("School figures of {state}, columns mapped by hand").format(state=state)
