"""Syncs: official sources asked again and again, each time for what changed, from where the last time ended."""
