"""Two columns of budgets side by side, and the afternoon a new budget comes out."""
