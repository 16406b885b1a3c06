"""What takes long: run by ``make torture``, not by ``make test``."""
