"""A finished site on its way to its readers: only what changed, in an order that never shows half a site."""
