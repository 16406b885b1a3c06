"""``python -m generator``: the same as the command ``casebook``."""

import sys

from .cli import main

sys.exit(main())
