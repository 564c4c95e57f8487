"""``python -m pcf.site.finishing PUBLIC ZIP``: complete the site that stands in PUBLIC/LANGUAGE."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pcf.site.finishing", description="Complete the built site.")
    parser.add_argument("public", type=Path, help="the folder that holds one built site a language")
    parser.add_argument("zip", type=Path, help="the copy that opens from disk")
    parser.add_argument("--url", default="", help="the address under which PUBLIC will stand")
    parser.parse_args()


if __name__ == "__main__":
    main()
