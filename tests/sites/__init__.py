"""A folder is a test case: what goes in, and what comes out."""
