"""Search over the finished HTML of one language: made by Pagefind, and packed for the copy that opens from disk."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from pcf.errors import DataError
from pcf.site.finishing.markup import html_files
from pcf.site.finishing.searchable import searchable

FOLDER = "pagefind"

# Russian is stemmed only by the larger of Pagefind's two programs. The Chinese pages are read as English: Chinese
# comes in characters, which have no endings, and the English words among them have.
_STEMMED_AS = {"en": "en", "ru": "ru", "zh": "en"}
_ENGINE = "pagefind.js"
_WANTED = re.compile(r"pagefind(-entry)?\.js(on)?|wasm\.(?!unknown).+\.pagefind|.+\.pf_(meta|index|fragment|filter)")
_WHERE = "import.meta.url"
_GIVES = re.compile(r"export\s*\{([^}]*)\};?\s*$")
_MORE_OF_A_MODULE = re.compile(r"(?:^|[;}])\s*import\b|\bimport\s*\(|\bexport\s*[{*]")
_NAMES = re.compile(r"[\w$,\s]+")


def index(site: Path) -> int:
    """Index the pages of one language; return how many.

    Args:
        site: The built pages; its name is the language. ``site/pagefind`` is written anew.

    Raises:
        DataError: Pagefind is not the one that knows Russian, failed, or read another number of pages.
    """
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    lang = _STEMMED_AS[site.name]
    with TemporaryDirectory() as folder:
        copies = Path(folder)
        written = sum(_copied(page, site, copies, lang) for page in html_files(site))
        _run(copies, site / FOLDER, lang)
    for file in sorted((site / FOLDER).rglob("*")):
        if file.is_file() and not _WANTED.fullmatch(file.name):
            file.unlink()
    entry = json.loads((site / FOLDER / "pagefind-entry.json").read_text(encoding="utf-8"))
    read = sum(language["page_count"] for language in entry["languages"].values())
    if read != written or any(language["wasm"] != lang for language in entry["languages"].values()):
        raise _fault(site, f"{read} of {written} pages were read, as {', '.join(entry['languages'])}")
    return written


def pack(site: Path) -> bytes:
    """Return the index of one language as a script, for pages from disk: these may not fetch.

    The script sets ``pcf.searchIndex``: ``files``, path to content in base64, and ``open(fetch)``, which returns what
    ``pagefind.js`` exports where it asks for its files by the given ``fetch``.

    Raises:
        DataError: ``pagefind.js`` is not made the way that this relies on.
    """
    folder = site / FOLDER
    files = {
        path.relative_to(folder).as_posix(): b64encode(path.read_bytes()).decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _ENGINE
    }
    engine = as_function((folder / _ENGINE).read_text(encoding="utf-8"))
    return f"(globalThis.pcf ??= {{}}).searchIndex = {{files: {json.dumps(files)}, open: {engine}}};\n".encode()


def as_function(module: str) -> str:
    """Return a JavaScript module as the text of a function of ``fetch`` that returns what the module exports.

    Raises:
        DataError: The module imports, exports in another way, or does not ask where it is.

    >>> as_function("const a = import.meta.url; export{a};")
    '(fetch) => {"use strict"; const a = "/pagefind/pagefind.js"; return {a};}'
    """
    gives = _GIVES.search(module)
    if not gives or not _NAMES.fullmatch(gives[1]) or _WHERE not in module:
        raise _fault(Path(_ENGINE), "its exports are not a plain list at its end")
    text = module[: gives.start()].replace(_WHERE, json.dumps(f"/{FOLDER}/{_ENGINE}"))
    if _MORE_OF_A_MODULE.search(text):
        raise _fault(Path(_ENGINE), "it imports, or exports twice")
    return f'(fetch) => {{"use strict"; {text.strip()} return {{{gives[1].strip()}}};}}'


def _copied(page: Path, site: Path, copies: Path, lang: str) -> bool:
    """Write what is searched of a page; say whether anything is."""
    read = searchable(page.read_text(encoding="utf-8"), lang)
    if read:
        copy = copies / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(read, encoding="utf-8")
    return bool(read)


def _run(copies: Path, out: Path, lang: str) -> None:
    try:
        program = import_module("pagefind_bin_extended").get_executable()
    except ImportError as error:
        raise _fault(out, f"{error}; the smaller program does not know Russian endings") from error
    command = (
        str(program), "--silent", "--site", str(copies), "--output-path", str(out), "--force-language", lang,
    )  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - our own
    if done.returncode:
        raise _fault(out, f"Pagefind ended with {done.returncode}: {(done.stderr or done.stdout).strip()}")


def _fault(place: Path, fault: str) -> DataError:
    return DataError(
        place=str(place), fault=fault, repair="install pagefind[extended] as requirements.lock names it; build anew"
    )
