"""After enactment: supplementals, transfers and cuts as dated adjustments, and what was spent."""
