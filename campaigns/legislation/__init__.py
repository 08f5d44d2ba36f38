"""Bills and resolutions: where each stands, who sponsors it, how each legislator voted, and what it means to us."""
