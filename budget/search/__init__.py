"""Search over line items: their numbers, names, agencies and wording."""
