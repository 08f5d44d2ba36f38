"""Who decides next on a budget, when, and what we ask of them."""
