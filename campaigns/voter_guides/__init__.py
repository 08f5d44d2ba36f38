"""Voter guides: contests and what candidates answered, ballot questions, guides, and their frozen editions."""
