"""Dates of ours and of those who decide, the tasks that lead up to them, and calendars for other programs."""
