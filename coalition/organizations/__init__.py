"""Who is at the table: member organizations, the names they go by, what they care about and whom they reach."""
