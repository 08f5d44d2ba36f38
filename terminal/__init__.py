"""The commands behind the terminal's door, one file to a noun; `cli.py` names them."""
