"""How the table decides: meetings, quorum by organization, motions, and what was asked of officials."""
