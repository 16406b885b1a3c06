"""The configuration of the web editor."""
