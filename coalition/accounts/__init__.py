"""Who is looking, and the door they come through."""
