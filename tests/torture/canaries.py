"""A unique string in every field, comment, file name and picture: none may reach a circle that it is not for."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.cli import main
from generator.search.contents import strings

from ..folders import write_site
from .drafts import Secret
from .sowing import CIRCLES, sow
from .trial import AS_OF, Check, bytes_of, lasting_templates

_ALWAYS = re.compile(r"cases\.(title|approach\.text)|articles\.(title|text)|glossary\.term|cases\.tags|articles\.alt")
"""Where the circle may read it, a secret of these kinds must be found: else the search for secrets is blind."""


_NUMBER = re.compile(r"(?<![0-9a-f])[0-9]{9}(?![0-9a-f])|[0-9]{3},[0-9]{3},[0-9]{3}")


def trials(count: int, seed: int) -> Iterator[str]:
    """One random site a trial, built for every circle as from the command line."""
    for number in range(count):
        with tempfile.TemporaryDirectory(prefix="casebook-canaries-") as folder, lasting_templates():
            yield _one(Path(folder), seed * 100_000 + number)


def _one(root: Path, seed: int) -> str:
    site = sow(seed)
    write_site(root, site.files())
    faults: list[str] = []
    for circle in CIRCLES:
        output = root / f"site-{circle}"
        code, said = _build(root, circle, output)
        if code:
            faults.append(f"{circle}: exit code {code}: {said.strip()[:600]}")
            continue
        text = said + everything(output)
        numbers = frozenset(number.replace(",", "") for number in _NUMBER.findall(text))
        for secret in site.secrets:
            held = secret.token in (numbers if secret.token.isdigit() else text)
            faults += _judged(secret, circle, held) if secret.token else []
    return f"site {seed}: {'; '.join(faults[:6])}" if faults else ""


def _judged(secret: Secret, circle: str, held: bool) -> list[str]:
    """What is wrong with a secret in the site of a circle that holds it, or does not."""
    if held and circle not in secret.may:
        return [f"{circle} holds {secret.what} of {secret.file}"]
    if not held and circle in secret.may and _ALWAYS.fullmatch(secret.what):
        return [f"{circle} should hold {secret.what} of {secret.file}"]
    return []


def _build(root: Path, circle: str, output: Path) -> tuple[int, str]:
    """The exit code of a build, and all that it said."""
    said = io.StringIO()
    flags = ["--audience", circle, "--output", str(output), "--as-of", AS_OF.isoformat(), "--jobs", "1", "--no-cache"]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["build", "--config", str(root / "site_config.yml"), *flags])
    return code, said.getvalue()


def everything(output: Path) -> str:
    """All that the files of a site and their names say, packed parts opened, folded to one width and case."""
    found: list[str] = []
    for name, data in bytes_of(output).items():
        found += [name, data.decode("utf-8", "replace")]
        if name.endswith(".gz"):
            found += [gzip.decompress(data).decode("utf-8", "replace"), *strings(name, data)]
    return unicodedata.normalize("NFKC", "\n".join(found)).casefold()


CHECK = Check(name="canaries", wanted=200, trials=trials)
