"""State school-funding formulas as calculators: Kentucky's SEEK, and Chapter 70 of Massachusetts."""
