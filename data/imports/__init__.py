"""Files in: recognise, preview, apply, undo."""
