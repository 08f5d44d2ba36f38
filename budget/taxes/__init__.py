"""Local taxes for schools: what a rate brings, what it costs a household, and what voters may recall."""
