"""Official sources: one module each with fetch() and a pure parse(), answering the values of `said`."""
