"""What the reading process and its parent say to each other over a pipe."""

import json
import struct
from io import BufferedWriter

OPENED = b"O"  # kind, encoding, warnings
SHEET = b"S"  # name
ROWS = b"R"  # text: cells ended by CELL_END, rows by ROW_END; both are refused inside a cell
WARNING = b"W"  # sentence
PROBLEM = b"P"  # sentence, row, column
DONE = b"D"

CELL_END = "\x1f"
ROW_END = "\x1e"
HEADER = struct.Struct(">cI")
LARGEST = 16 * 1024 * 1024


class Speaker:
    """The child's end: each message is one letter, its length and its payload."""

    def __init__(self, pipe: BufferedWriter) -> None:
        self._pipe = pipe

    def say(self, letter: bytes, **what: object) -> None:
        """Send one message whose payload is a JSON object."""
        self._send(letter, json.dumps(what).encode())

    def rows(self, text: str) -> None:
        """Send a run of rows, in the shape ROWS describes."""
        self._send(ROWS, text.encode())

    def _send(self, letter: bytes, payload: bytes) -> None:
        self._pipe.write(HEADER.pack(letter, len(payload)))
        self._pipe.write(payload)
        self._pipe.flush()
