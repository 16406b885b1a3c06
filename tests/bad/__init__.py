"""Bad inputs, each with the exact text that a contributor reads."""
