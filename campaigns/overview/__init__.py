"""The home page and what changed."""
