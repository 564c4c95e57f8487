"""``python -m pcf.site OUT``: write the sources of the site in every language."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pcf import _resources
from pcf.cli.output import print_line
from pcf.ids import LANGUAGES
from pcf.site.site_model import REPORT, SiteModel
from pcf.site.writing import write

_AT_ONCE = 2  # languages; each needs some 300 MB


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pcf.site", description="Write the site's pages as Markdown.")
    parser.add_argument("out", type=Path, help="the folder that gets LANGUAGE/docs")
    parser.add_argument("--report-to", default=REPORT, help="an address with {subject} and {body} in it")
    arguments = parser.parse_args()
    docs = _resources.checkout() / "docs"
    models = [SiteModel(lang, docs, arguments.report_to) for lang in LANGUAGES]
    folders = [arguments.out / lang / "docs" for lang in LANGUAGES]
    with ProcessPoolExecutor(_AT_ONCE) as pool:
        for folder, count in zip(folders, pool.map(write, models, folders), strict=True):
            print_line(f"{folder}: {count}")


if __name__ == "__main__":
    main()
