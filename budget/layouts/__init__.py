"""How a file's columns are read: known tables, a person's mapping, and the presets that remember it."""
