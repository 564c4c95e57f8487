"""``python -m pcf.site OUT``: write the sources of the site in every language."""

from __future__ import annotations

import argparse
from pathlib import Path

from pcf import _resources
from pcf.cli.output import print_line
from pcf.ids import LANGUAGES
from pcf.site.site_model import REPORT, SiteModel
from pcf.site.writing import write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pcf.site", description="Write the site's pages as Markdown.")
    parser.add_argument("out", type=Path, help="the folder that gets LANGUAGE/docs")
    parser.add_argument("--report-to", default=REPORT, help="an address with {subject} and {body} in it")
    arguments = parser.parse_args()
    docs = _resources.checkout() / "docs"
    for lang in LANGUAGES:
        count = write(SiteModel(lang, docs, arguments.report_to), arguments.out / lang / "docs")
        print_line(f"{arguments.out / lang / 'docs'}: {count}")


if __name__ == "__main__":
    main()
