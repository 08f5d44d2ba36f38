"""What the money does."""
