"""Campaigns: what we want, by what number it is measured, who does what by when, and what it costs."""
