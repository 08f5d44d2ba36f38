"""Mentors, pairs and sessions of a programme; names and notes stay with its own staff."""
