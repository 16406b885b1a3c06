"""Every bad input, by what is wrong with it."""

from __future__ import annotations

from . import audience, config, files, meaning, reach, seminars, syntax, values, wording

CASES = (
    *audience.CASES,
    *syntax.CASES,
    *values.CASES,
    *files.CASES,
    *meaning.CASES,
    *reach.CASES,
    *seminars.CASES,
    *config.CASES,
    *wording.CASES,
)
