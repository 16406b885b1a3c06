"""What we promise, as tests."""
