"""Casebook: case data and knowledge in, a searchable site out."""
