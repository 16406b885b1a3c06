"""Tests that read the built site of our own content."""
