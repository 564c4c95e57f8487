"""The content-security policy: computed from what the pages hold, and refused where they hold what it cannot allow."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pcf.errors import DataError
from pcf.site.finishing.markup import attributes, elements, html_files, tag

POLICY_FILE = "content-security-policy.txt"
HEADERS_FILE = "_headers"  # the form that several hosts of static files read

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_LOADING = tag(
    "script", "link", "img", "image", "use", "iframe", "frame", "object", "embed", "source", "video", "audio", "track",
    "form", "base",
)  # fmt: skip
_NAMES_ADDRESS = ("src", "href", "xlink:href", "data", "action", "poster", "srcset")
_ONLY_NAMES = frozenset({"canonical", "alternate", "prev", "next", "author", "license"})  # links that load nothing
_HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_SCRIPT_ADDRESS = re.compile(r"""(?:href|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE)
_OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLE_ASKS = re.compile(r"""(?:@import\s+|url\()\s*["']?\s*(?:https?:)?//[^)"'\s]+""", re.IGNORECASE)
_NO_SCRIPT_TYPES = frozenset({"application/json", "application/ld+json", "text/template"})


def write_policy(public: Path) -> str:
    """Write the policy of a built site as a text and as headers for its host; return it.

    Raises:
        DataError: A page or a style holds what no strict policy allows.
    """
    inline: set[str] = set()
    for path in html_files(public):
        text = path.read_text(encoding="utf-8")
        faults = list(_faults(text))
        if faults:
            raise _refused(path.relative_to(public), faults)
        inline |= set(inline_hashes(text))
    for path in sorted(public.rglob("*.css")):
        if asked := _STYLE_ASKS.findall(path.read_text(encoding="utf-8")):
            raise _refused(path.relative_to(public), asked)
    policy = policy_for(inline)
    (public / POLICY_FILE).write_text(policy + "\n", encoding="utf-8")
    (public / HEADERS_FILE).write_text(_headers(policy), encoding="utf-8")
    return policy


def policy_for(inline: set[str]) -> str:
    """Return the policy that allows these inline scripts and nothing else that is not the site's own.

    Args:
        inline: Hashes as ``inline_hashes`` gives them.
    """
    # Pagefind is WebAssembly; the theme and our drawings set style attributes.
    rules = {
        "default-src": ("'none'",),
        "script-src": ("'self'", "'wasm-unsafe-eval'", *sorted(f"'{one}'" for one in inline)),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'",),
        "connect-src": ("'self'",),
        "worker-src": ("'self'", "blob:"),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
        "object-src": ("'none'",),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def inline_hashes(text: str) -> Iterator[str]:
    """Yield ``sha256-…`` of each script that stands in a page; data that only a script reads is none.

    >>> list(inline_hashes("<script src='x.js'></script><script type='application/json'>{}</script>"))
    []
    """
    for inside, script in _SCRIPT.findall(text):
        given = attributes(inside)
        if "src" not in given and given.get("type", "") not in _NO_SCRIPT_TYPES:
            yield f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _faults(text: str) -> Iterator[str]:
    """Yield what a page holds and no strict policy allows."""
    without_scripts = _SCRIPT.sub(lambda found: f"<script{found[1]}></script>", text)
    yield from _HANDLER.findall(without_scripts)
    yield from _SCRIPT_ADDRESS.findall(without_scripts)
    for name, given in elements(without_scripts, _LOADING):
        if name == "link" and set(given.get("rel", "").split()) <= _ONLY_NAMES:
            continue
        for attribute in _NAMES_ADDRESS:
            if _OUTSIDE.match(given.get(attribute, "")):
                yield f"<{name} {attribute}={given[attribute]}>"
    for style in _STYLE.findall(without_scripts):
        yield from _STYLE_ASKS.findall(style)


def _headers(policy: str) -> str:
    lines = (f"Content-Security-Policy: {policy}", "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff")
    return "/*\n" + "".join(f"  {line}\n" for line in lines)


def _refused(path: Path, faults: list[str]) -> DataError:
    return DataError(
        place=path.as_posix(),
        fault=f"what the content-security policy refuses: {'; '.join(faults[:3])[:300]}",
        repair="a file of the site's own, loaded by its address",
    )
