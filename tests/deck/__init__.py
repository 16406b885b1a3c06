"""Slides as they are read from a seminar's Markdown."""
