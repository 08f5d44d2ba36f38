"""Whip counts: where each legislator stands by the latest evidence, how many votes are missing, and whom to ask."""
