"""What was done, by whom, to whom, and what has to be done next."""
