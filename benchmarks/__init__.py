"""What is fast and what is not, measured against the shortest way there is, in one run on one machine."""
