"""``python -m pcf`` is the command ``pcf``."""

from pcf.cli.main import main

main()
