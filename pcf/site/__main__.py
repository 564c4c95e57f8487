"""``python -m pcf.site OUT``: write the sources of the site in every language."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_start_method
from pathlib import Path

from pcf import _resources
from pcf.cli.output import print_findings, print_line, print_note
from pcf.cli.session import folders_of
from pcf.errors import ExtensionError
from pcf.extensions import read_all
from pcf.framework import Framework, shipped
from pcf.i18n import Translator, of_environment
from pcf.ids import LANGUAGES
from pcf.site.site_model import REPORT, SiteModel
from pcf.site.writing import prepare, write

_AT_ONCE = 2  # languages; each needs some 300 MB


def main(given: Sequence[str] | None = None) -> int:
    """Write every language, or nothing where an extension has faults; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pcf.site", description="Write the site's pages as Markdown.")
    parser.add_argument("out", type=Path, help="the folder that gets LANGUAGE/docs")
    parser.add_argument("--report-to", default=REPORT, help="an address with {subject} and {body} in it")
    parser.add_argument("--extend", action="append", default=[], help="a folder of own elements; may be repeated")
    arguments = parser.parse_args(given)
    try:
        framework = _framework(arguments.extend)
    except ExtensionError as error:
        say = Translator(of_environment())
        print_findings(error.findings, say)
        print_note(say.error(error))
        return error.exit_code
    docs = _resources.checkout() / "docs"
    models = [SiteModel(lang, docs, arguments.report_to, framework) for lang in LANGUAGES]
    folders = [arguments.out / lang / "docs" for lang in LANGUAGES]
    if get_start_method() == "fork":
        prepare(models[0])
    with ProcessPoolExecutor(_AT_ONCE) as pool:
        for folder, count in zip(folders, pool.map(write, models, folders), strict=True):
            print_line(f"{folder}: {count}")
    return 0


def _framework(asked: Sequence[str]) -> Framework:
    """Return what the site tells of: the folders that were asked for, else those of ``PCF_EXTEND``.

    Raises:
        ExtensionError: A folder has faults; ``findings`` hold every one.
    """
    folders = asked or folders_of(())
    return read_all(folders) if folders else shipped()


if __name__ == "__main__":
    sys.exit(main())
