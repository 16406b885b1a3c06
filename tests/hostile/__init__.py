"""A site whose every text is hostile, in a real browser."""
