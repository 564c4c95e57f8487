"""``python -m pcf.site.finishing PUBLIC ZIP --sources SOURCES``: complete the site that stands in PUBLIC/LANGUAGE."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from pcf.cli.output import print_line
from pcf.ids import LANGUAGES
from pcf.site.finishing.counts import check_pages
from pcf.site.finishing.doorway import write_doorway
from pcf.site.finishing.language import complete_language
from pcf.site.finishing.offline import write_offline
from pcf.site.finishing.policy import write_policy
from pcf.site.finishing.sitemap import write_sitemap

_AT_ONCE = 2  # languages side by side, as the pages are built


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pcf.site.finishing", description="Complete the built site.")
    parser.add_argument("public", type=Path, help="the folder that holds one built site a language")
    parser.add_argument("zip", type=Path, help="the copy that opens from disk")
    parser.add_argument(
        "--sources", type=Path, required=True, help="the folder of LANGUAGE/docs that it was built from"
    )
    parser.add_argument("--url", default="", help="the address under which PUBLIC will stand")
    arguments = parser.parse_args()
    count = finish(arguments.public, arguments.zip, arguments.sources, arguments.url)
    print_line(f"{arguments.zip}: {count}")


def finish(public: Path, archive: Path, sources: Path, url: str = "") -> int:
    """Complete the site in place and pack it; return how many files the copy for the disk holds.

    Raises:
        DataError: Pages lack, or one holds what the content-security policy cannot allow.
        OutputNotWritableError: The copy cannot be written.
    """
    url = f"{url.rstrip('/')}/" if url else ""
    check_pages(public, sources)
    with ProcessPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(complete_language, [public / lang for lang in LANGUAGES]))
    write_doorway(public, urlsplit(url).path or "/")
    write_sitemap(public, url)
    write_policy(public)
    return write_offline(public, archive)


if __name__ == "__main__":
    main()
