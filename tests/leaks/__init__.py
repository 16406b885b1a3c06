"""The leak check at large: what it must find, in every spelling and carrier, and what it must leave alone."""
