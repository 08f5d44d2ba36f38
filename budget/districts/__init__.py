"""School districts and schools, and the published figures of each: one figure, one place, one year, one group."""
