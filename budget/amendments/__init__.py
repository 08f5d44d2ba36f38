"""Floor amendments: what a numbered text would strike, insert and earmark, and what became of it."""
