"""Appropriations by stage, and what we ask for."""
