"""Benchmarks: our build against real rivals, both sides timed in one run."""
