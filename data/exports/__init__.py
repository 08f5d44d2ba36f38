"""Files out: tables and pictures, from the values a page shows."""
