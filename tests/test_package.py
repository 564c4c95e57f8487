"""What ships: the built wheel alone, in an interpreter that does not see the checkout."""

from __future__ import annotations

import json
import shutil
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
    own = "pcf/_data/meridian/own/"  # an organisation writes its files by hand, and so does the example
    sources = [name for name in names if name.endswith((".yaml", ".po")) and not name.startswith(own)]
    assert not sources
    assert not [name for name in names if "_build" in name or "tests/" in name]


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


# Everything that could reach another machine raises, and the sources of the checkout cannot be read either.
SEALED = f"""
import socket, sys
def refuse(*said, **more):
    raise AssertionError(f"the network was asked for: {{said}}")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
def watch(event, said):
    if event == "open" and str(said[0]).startswith({str(ROOT)!r}) and "site-packages" not in str(said[0]):
        raise AssertionError(f"the checkout was read: {{said[0]}}")
sys.addaudithook(watch)
import pcf
from pathlib import Path
"""


def test_the_wheel_alone_exports_every_form_and_reads_back_what_can_be_read(alone, tmp_path):
    code = SEALED + (
        f"out = Path({str(tmp_path)!r})\n"
        "from pcf.exchange import FORMS, export, read_csv, read_json, read_skos\n"
        "six = pcf.load('8.0', 'ru')\n"
        "for form in FORMS: export(six, out / form, form)\n"
        "export(six, out / 'pcf.jsonld', 'skos')\n"
        "assert read_json(out / 'json').model == read_csv(out / 'csv') == six.bundle\n"
        "assert read_skos(out / 'skos') == read_skos(out / 'pcf.jsonld')\n"
        "assert read_skos(out / 'skos').elements == six.bundle.elements\n"
        "print(*sorted(FORMS))"
    )
    forms = alone(code).split()
    assert len(forms) >= 7
    assert {path.name for path in tmp_path.iterdir()} == {*forms, "pcf.jsonld"}


def test_the_wheel_alone_reads_an_organisations_own_elements(alone):
    code = SEALED + (
        "from pcf import _resources\n"
        "six = pcf.load(extend=_resources.example() / 'own')\n"
        "print(len(six) - len(pcf.load()), six.extensions, [one.id for one in six if ':' in one.id][0])"
    )
    more, *said = alone(code).split()
    assert int(more) > 0 and all(":" in one or "(" in one for one in said)


def test_the_wheel_alone_reads_assessments_of_every_version_and_carries_them_to_another_edition(alone, tmp_path):
    store = tmp_path / "store"
    shutil.copytree(ROOT / "tests" / "fixtures" / "saved", store)
    code = SEALED + (
        "from pcf.cli.main import run\n"
        f"for path in sorted(Path({str(store)!r}).glob('*.json')):\n"
        "    arguments = ['carry', str(path), '-o', str(path.with_suffix('.carried.json')), '--edition', '8.0', '--json']\n"
        "    assert run(arguments) == 0, path\n"
    )
    alone(code)
    carried = sorted(store.glob("*.carried.json"))
    assert len(carried) == len(list(store.glob("v*.json"))) / 2
    for path in carried:
        document = json.loads(path.read_text(encoding="utf-8"))
        assert {copy["assessment"]["edition"] for copy in document["copies"]} == {"8.0"}


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
