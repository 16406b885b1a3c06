"""What takes minutes to show: each module here tries to break one promise, many times. ``make torture`` runs them."""

from __future__ import annotations

from . import (
    bombs,
    caches,
    canaries,
    cuts,
    edits,
    faults,
    fuzzing,
    hostile,
    interference,
    kills,
    leaks,
    leaving,
    neighbours,
    paper,
    sameness,
)

CHECKS = (
    canaries.CHECK,
    interference.CHECK,
    kills.CHECK,
    cuts.CHECK,
    faults.CHECK,
    sameness.CHECK,
    caches.CHECK,
    edits.CHECK,
    neighbours.CHECK,
    *fuzzing.CHECKS,
    bombs.CHECK,
    *leaks.CHECKS,
    hostile.CHECK,
    paper.CHECK,
    leaving.CHECK,
)
"""In the order in which they run."""
