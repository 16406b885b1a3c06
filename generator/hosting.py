"""What a host is asked to say of every file: headers for hosts that read ``_headers``, and ``robots.txt``.

Pages say the same of themselves in meta tags, so that a host which reads neither loses little: ``frame-ancestors`` and
``nosniff`` exist as headers alone. ``hosting/`` has the same for nginx and Caddy, ``docs/headers.md`` for Apache, and
``casebook doctor`` asks a host whether it does so.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from .delivery.naming import is_lasting
from .material import POLICY, SiteContext, referrer_policy

_UNLISTED = "noindex, nofollow"
_ASKED_ANEW = ("sw.js", "manifest.webmanifest")
"""What tells browsers of a new release: held back on the way, it would tell of an old one."""


def headers_of(widest: bool) -> Mapping[str, str]:
    """The headers of every answer of a site for the widest circle, or for a narrower one."""
    return {
        "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
        "Referrer-Policy": referrer_policy(widest),
        "X-Content-Type-Options": "nosniff",
        **({} if widest else {"X-Robots-Tag": _UNLISTED}),
    }


def cache_life(path: str, widest: bool) -> str:
    """``Cache-Control`` of a file. Caches that readers share keep nothing of what only some may read."""
    who = "public" if widest else "private"
    return f"{who}, max-age=31536000, immutable" if is_lasting(path) else f"{who}, no-cache"


def hosting_files(site: SiteContext) -> dict[str, bytes]:
    """``_headers`` (Netlify, Cloudflare Pages and others) and ``robots.txt``, by path."""
    base = urlsplit(site.url).path or "/"
    rows = ["/*", *(f"  {name}: {value}" for name, value in headers_of(site.widest).items())]
    rows += [f"{base}assets/*", f"  Cache-Control: {cache_life('assets/x.00000000.js', site.widest)}"]
    if site.manifest:
        rows += [row for name in _ASKED_ANEW for row in (f"{base}{name}", "  Cache-Control: no-cache")]
    return {"_headers": _lines(rows), "robots.txt": _lines(_robots(site))}


def _robots(site: SiteContext) -> list[str]:
    """Where only some may read, nothing is to be fetched at all: ``noindex`` speaks to those who fetch it anyway."""
    if not site.widest:
        return ["User-agent: *", "Disallow: /"]
    return ["User-agent: *", "Allow: /", *([f"Sitemap: {site.url}sitemap.xml"] if site.url else [])]


def _lines(rows: list[str]) -> bytes:
    return ("\n".join(rows) + "\n").encode()
