"""The address of a page as a QR code: inline SVG, the only importer of segno."""

from __future__ import annotations

import io

import segno

_QUIET = 4
"""Modules of white around the code, without which readers do not find it (ISO/IEC 18004)."""


def qr_svg(address: str, label: str) -> str:
    """A code of ``address`` that stands a smear of 15%; ``label`` is its title for those who do not see it.

    Its colours are attributes, so it stays dark on white in every scheme. Raises ValueError where the address is
    longer than a code holds (2,331 bytes)."""
    code = segno.make_qr(address, error="m", boost_error=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=_QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=True,
        svgclass="cb-qr",
        lineclass=None,
        title=label,
    )
    return out.getvalue().decode("utf-8")
