"""What ships: the built wheel alone, in an interpreter that does not see the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import pcf
from pcf.source import files

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def alone(wheel, tmp_path_factory):
    """Run code against the unpacked wheel; ``-S`` hides the editable install, the libraries are added by hand."""
    folder = tmp_path_factory.mktemp("alone")
    zipfile.ZipFile(wheel).extractall(folder)
    start = f"import sys; sys.path[:0] = [{str(folder)!r}]; sys.path.append({sysconfig.get_paths()['purelib']!r})\n"

    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-S", "-c", start + code], capture_output=True, text=True, cwd=folder, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_wheel_holds_the_compiled_model_and_the_notices_and_no_sources(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "pcf/_data/taxonomy.json",
        "pcf/_data/rubrics.json",
        "pcf/_data/NOTICE",
        "pcf/_data/locales/ru/LC_MESSAGES/messages.mo",
        "pcf/_data/locales/zh/LC_MESSAGES/messages.mo",
        "pcf/_data/meridian/assessment.xlsx",
        "pcf/_data/meridian/contacts.csv",
        "pcf/_data/meridian/contacts.toml",
        "pcf/_data/meridian/earlier/workshop.xlsx",
        "pcf/_data/meridian/workshop.xlsx",
        "pcf/report/report.html.j2",
        "pcf/report/chapters/summary.html.j2",
        "pcf/report/chapters/style.css",
        "pcf/py.typed",
    ):
        assert name in names
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not [name for name in names if name.endswith((".yaml", ".po")) or "_build" in name or "tests/" in name]


def test_the_bundle_equals_the_sources(wheel):
    from pcf.model import Bundle
    from pcf.model.rubric import RubricsBundle

    archive, sources = zipfile.ZipFile(wheel), files.read(ROOT)
    assert Bundle.model_validate_json(archive.read("pcf/_data/taxonomy.json")) == sources.model
    assert RubricsBundle.model_validate_json(archive.read("pcf/_data/rubrics.json")) == sources.rubrics


def test_the_wheel_alone_reads_its_own_data_without_yaml(alone):
    code = (
        "sys.modules['yaml'] = None\n"
        "import pcf, json\n"
        "print(json.dumps([pcf.__file__, len(pcf.load('8.0')), pcf.load(lang='ru')['10389'].name]))"
    )
    place, count, name = json.loads(alone(code))
    assert not place.startswith(str(ROOT)) and count == 98 and name == "Управление жалобами клиентов"


def test_the_wheel_alone_does_the_main_job(alone, tmp_path):
    code = f"from pcf.cli.main import run; raise SystemExit(run(['demo', {str(tmp_path / 'out')!r}, '--lang', 'zh', '--json']))"
    card = json.loads(alone(code))
    assert card["status"] in {"scored", "provisional"} and len(card["segments"]) == 5
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
    assert (tmp_path / "out" / "report.xlsx").stat().st_size > 10_000


def test_importing_the_package_loads_nothing_heavy(alone):
    code = "import pcf\nprint([name for name in ('pydantic', 'networkx', 'duckdb', 'openpyxl', 'babel', 'click') if name in sys.modules])"
    assert alone(code).strip() == "[]"


def test_showing_an_element_loads_neither_tables_nor_engines(alone):
    code = (
        "from pcf.cli.main import run; run(['show', '6.2.2'])\n"
        "heavy = ('networkx', 'duckdb', 'openpyxl', 'xlsxwriter', 'babel.numbers', 'rich', 'jinja2', 'sqlglot')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    assert alone(code).splitlines()[-1] == "[]"


def test_public_names_are_complete_and_sorted():
    assert list(pcf.__all__) == sorted(pcf.__all__)
    for name in pcf.__all__:
        assert getattr(pcf, name) is not None
