"""What a change does to the sites, on real git history."""
