"""What we ask for and how it goes."""
