"""A checkout without what reads its sources says what to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import sys
sys.modules[{module!r}] = None
from pcf import _resources, source
from pcf.errors import NotInstalledError
_resources.compiled = lambda name: None
try:
    source.bundle()
except NotInstalledError as error:
    print(error.exit_code, error)
"""


@pytest.mark.parametrize(("module", "package"), [("yaml", "PyYAML"), ("babel", "Babel")])
def test_a_missing_package_is_named_with_the_command(module, package):
    run = subprocess.run(
        [sys.executable, "-c", CODE.format(module=module)], capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == f"3 {package} is not installed. Install it with: pip install {package}", run.stderr
