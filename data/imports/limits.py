"""How large a stranger's file may be, and what the process that reads it may use."""

from typing import NamedTuple

MIB = 1024 * 1024


class Limits(NamedTuple):
    """The limits table of the security rules; sizes in bytes.

    `csv_field`, `csv_line` and `html_characters` are in characters.
    """

    upload: int = 25 * MIB
    zip_entries: int = 1_000
    zip_unpacked: int = 200 * MIB
    zip_entry_unpacked: int = 100 * MIB
    zip_ratio: int = 100
    xlsx_unpacked: int = 60 * MIB
    xlsx_sheets: int = 50
    xlsx_rows: int = 200_000
    xlsx_columns: int = 200
    xlsx_cells: int = 2_000_000
    csv_field: int = 128 * 1024
    csv_columns: int = 500
    csv_rows: int = 1_100_000
    csv_line: int = MIB
    html_characters: int = 32 * MIB
    html_elements: int = 500_000
    child_memory: int = 700 * MIB
    child_seconds: int = 60
    zip_members: int = 60_000  # of an archive that packs one small file for each bill


PAGE_LIMITS = Limits()
TERMINAL_LIMITS = Limits(upload=512 * MIB, xlsx_unpacked=512 * MIB, zip_entry_unpacked=512 * MIB, child_seconds=600)
