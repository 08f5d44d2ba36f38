"""Lineage: which line became which, and a line's history along it."""
