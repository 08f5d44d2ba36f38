"""Equity: indicators by group with their gaps and uncertainty, beside the money, and where to grow next."""
