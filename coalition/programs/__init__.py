"""Programmes: cohorts, scholars, mentors and what they reach; names and notes stay with the programme's own staff."""
