"""The documentation keeps up with the program: commands, codes, languages, snippets, strict builds."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shlex
import shutil
import tomllib
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

import pcf
from pcf.assessment.words import SEVERITY
from pcf.cli.main import COMMANDS, app, run
from pcf.errors import PcfError
from pcf.excel import layout
from pcf.excel.live_sheets import READ_SHEETS
from pcf.findings import FindingKind
from pcf.i18n import Translator
from pcf.maturity import POLICIES
from pcf.metrics import read_map
from pcf.metrics.map_records import MapFile
from pcf.source import bundle

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("en", "ru", "zh")
READMES = {"en": "README.md", "ru": "README.ru.md", "zh": "README.zh.md"}
RUNNING = frozenset({"__main__", "_build"})


def page(lang: str, name: str) -> str:
    return (DOCS / lang / name).read_text(encoding="utf-8")


def modules():
    """Import every module of the package that can be imported without running something."""
    for found in pkgutil.walk_packages(pcf.__path__, "pcf."):
        if not RUNNING & set(found.name.split(".")):
            yield importlib.import_module(found.name)


@cache
def error_codes() -> frozenset[str]:
    list(modules())
    kinds, waiting = set(), [PcfError]
    while waiting:
        kind = waiting.pop()
        kinds.add(kind.code)
        waiting += kind.__subclasses__()
    return frozenset(kinds)


@cache
def finding_kinds() -> dict[str, FindingKind]:
    return {
        value.code: value for module in modules() for value in vars(module).values() if isinstance(value, FindingKind)
    }


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_three_languages_have_the_same_pages():
    names = {
        lang: sorted(path.relative_to(DOCS / lang).as_posix() for path in (DOCS / lang).rglob("*.md"))
        for lang in LANGUAGES
    }
    assert names["en"] == names["ru"] == names["zh"]
    assert "findings.md" in names["en"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_have_the_same_headings_and_tables_in_every_language(lang):
    def shape(of: str) -> dict[str, list[str]]:
        return {path.name: shape_of(path.read_text(encoding="utf-8")) for path in (DOCS / of).glob("*.md")}

    def shape_of(text: str) -> list[str]:
        prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        return re.findall(r"^(#+ |\|)", prose, re.MULTILINE)

    assert shape(lang) == shape("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_its_options_are_in_the_reference(lang):
    text = page(lang, "developer.md")
    missing = [name for name in COMMANDS if not re.search(rf"^\| `{name}\b", text, re.MULTILINE)]
    with app.make_context("pcf", ["tree"], resilient_parsing=True) as context:
        for name in COMMANDS:
            command = app.get_command(context, name)
            options = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
            missing += [f"{name} {option}" for option in options if f"`{option}" not in text]
    assert not missing, f"docs/{lang}/developer.md does not mention: {missing}"
    unmentioned = [
        name for name in COMMANDS if f"`pcf {name}" not in (ROOT / READMES[lang]).read_text(encoding="utf-8")
    ]
    assert not unmentioned, f"{READMES[lang]} does not mention: {unmentioned}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_code_is_explained(lang):
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (\d) \|", page(lang, "findings.md"), re.MULTILINE))
    assert not sorted(error_codes() - told.keys()), f"docs/{lang}/findings.md lacks these error codes"
    assert not sorted(told.keys() - error_codes()), f"docs/{lang}/findings.md explains error codes that nothing raises"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_code_is_explained_with_its_severity(lang):
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", page(lang, "findings.md"), re.MULTILINE)
    told = {code: severity for code, severity in rows if not severity.isdigit()}
    kinds = finding_kinds()
    assert len(kinds) > 100, "the modules of findings were not found"
    assert not sorted(kinds.keys() - told.keys()), f"docs/{lang}/findings.md lacks these finding codes"
    assert not sorted(told.keys() - kinds.keys()), (
        f"docs/{lang}/findings.md explains finding codes that nothing reports"
    )
    say = Translator(lang)
    wrong = [code for code, kind in kinds.items() if told[code] != say(SEVERITY[kind.severity])]
    assert not wrong, f"docs/{lang}/findings.md tells another severity of these"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_policies_profiles_and_sheets_have_their_names(lang):
    consultant, scores, say = page(lang, "consultant.md"), page(lang, "scores.md"), Translator(lang)
    lost = [policy for policy in POLICIES if f"`{policy}`" not in scores]
    lost += [profile.id for profile in bundle().maturity.profiles if f"`{profile.id}`" not in consultant]
    shown = (*layout.DATA_SHEETS, *READ_SHEETS)
    titles = {"howto": "How to", "dashboard": "Dashboard", "notice": "Notice"} | {one.key: one.name for one in shown}
    rows = [f"| {layout.tab(key)} | {say(titles[key])} |" for key in layout.TABS]
    lost += [row for row in rows if row not in consultant]
    assert not lost, f"docs/{lang}: {lost}"


SNIPPETS = [
    pytest.param(
        text,
        id=f"{path.relative_to(ROOT).as_posix()}-{number}",
        marks=pytest.mark.long if path.parent.name in {"ru", "zh"} else (),
    )
    for path in (*(ROOT / name for name in READMES.values()), *sorted(DOCS.glob("*/*.md")))
    if path.exists() and path.name != "recipes.md"  # a test of its own compares what those print
    for number, text in enumerate(blocks(path.read_text(encoding="utf-8"), "python"), start=1)
]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_python_snippet_runs(snippet, monkeypatch, capsys, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, "snippet", "exec"), {"__name__": "snippet"})
    assert "Traceback" not in capsys.readouterr().out


def test_the_readmes_show_the_same_python_up_to_the_language():
    shown = {lang: blocks((ROOT / name).read_text(encoding="utf-8"), "python") for lang, name in READMES.items()}
    assert all(len(found) == 1 for found in shown.values())
    assert all("81.2" in found[0] for found in shown.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_map_of_the_guide_can_be_read(lang, tmp_path):
    whole = blocks(page(lang, "logs.md"), "toml")[0]
    written = tomllib.loads(whole)
    for lookup in written["lookup"].values():
        (tmp_path / lookup["file"]).write_text(f"{lookup['key']};{lookup['value']}\nA;b\n", encoding="utf-8")
    path = tmp_path / "map.toml"
    path.write_text(whole, encoding="utf-8")
    read = read_map(path)
    assert {"contact_id", "opened_at", "segment"} <= set(read.columns)
    tables = tomllib.loads(blocks(page(lang, "logs.md"), "toml")[1])  # scales and applied, if they stand apart
    assert set(written) >= set(MapFile.model_fields) - {"scales", "applied"}
    assert set(written) | set(tables) >= set(MapFile.model_fields)
    assert set(written) <= set(MapFile.model_fields)


@cache
def help_of(command: str) -> str:
    return CliRunner().invoke(app, [command, "--help"]).output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_commands_shown_are_understood(lang):
    """Every ``pcf …`` line of a shell block parses; nothing is run."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / READMES[lang], *sorted((DOCS / lang).glob("*.md")))]
    lines = [
        line.removeprefix("uv run ") for text in texts for block in blocks(text, "sh") for line in block.splitlines()
    ]
    calls = [line for line in lines if line.startswith("pcf ")]
    assert len(calls) > 10
    for call in calls:
        name = re.search(r"\b(?:" + "|".join(COMMANDS) + r")\b", call)
        assert name, call
        shown = help_of(name[0])
        unknown = [option for option in re.findall(r"(?<= )--?[a-z-]+", call) if option not in shown]
        assert not unknown, f"{call}: {unknown}"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that the pages of practices and of listings speak of."""
    shutil.copytree(ROOT / "examples" / "practices", tmp_path / "examples" / "practices")
    shutil.copy(ROOT / "examples" / "practices" / "statements.csv", tmp_path / "more.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(lang: str, name: str) -> list[list[str]]:
    """Return the calls that a page shows, in its language."""
    lines = [line for block in blocks(page(lang, name), "sh") for line in block.splitlines()]
    return [["--lang", lang, *shlex.split(line)[1:]] for line in lines]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_commands_on_practices_run_one_after_another(lang, desk):
    calls = commands(lang, "practices.md")
    assert len(calls) >= 7
    failed = [call for call in calls if run(call) != 0]
    assert not failed
    assert {"list.xlsx", "decisions.sssom.tsv", "next.xlsx", "more.xlsx"} <= {path.name for path in desk.iterdir()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_suggestions_shown_are_those_of_the_program(lang, capsys):
    call = next(one for one in commands(lang, "practices.md") if one[2] == "suggest" and "--file" not in one)
    assert run(["--json", *call]) == 0
    found = json.loads(capsys.readouterr().out)["items"][0]["suggestions"]
    rows = re.findall(
        r"^ (6\.[\d.]+) +(\d{5}) .*?(\d+)\s?%", blocks(page(lang, "practices.md"), "text")[0], re.MULTILINE
    )
    shown = [(one["hierarchy_id"], one["id"], f"{one['confidence']:.0%}".rstrip("%")) for one in found]
    assert rows == shown[: len(rows)]
    assert len(rows) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_shown_begins_as_the_example_does(lang):
    example = (ROOT / "examples" / "practices" / "statements.csv").read_text(encoding="utf-8")
    assert example.startswith(blocks(page(lang, "practices.md"), "csv")[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_commands_on_listings_run_and_say_what_is_shown(lang, desk, capsys):
    listing, told = blocks(page(lang, "outline.md"), "text")
    (desk / "their-listing.txt").write_text(listing, encoding="utf-8")
    calls = commands(lang, "outline.md")
    assert [run(call) for call in calls] == [0] * len(calls)
    printed = " ".join(capsys.readouterr().out.split())
    assert " ".join(told.split()) in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figures_of_suggestions_are_the_measured_ones(lang):
    """The page shows the tables of the statements that nobody tuned on, number for number."""

    def rows(text: str) -> list[list[str]]:
        table = [line for line in text.splitlines() if re.match(r"\| (en|ru|zh|[01][.,]\d[^|]*[01][.,]\d) \|", line)]
        return [re.findall(r"\d+(?:\.\d+)?", line.replace(",", ".")) for line in table]

    report = (ROOT / "benchmarks" / "suggestions" / "reliability.md").read_text(encoding="utf-8")
    held_back = report.split("## ")[3]
    assert len(rows(held_back)) >= 3 + 5
    assert rows(page(lang, "practices.md")) == rows(held_back)
    error = re.search(r"Calibration error (\d\.\d+)", held_back)[1]
    assert error in page(lang, "practices.md").replace(",", ".")


CALLS = (
    ["tree"],
    ["show", "6.2.2"],
    ["show", "service_level"],
    ["find", "жалоба"],
    ["diff", "7.0", "7.4"],
    ["suggest", "We answer complaints"],
    ["practices", "examples/meridian/assessment.xlsx"],
    ["outline", "examples/practices/listing.txt"],
    ["check", "examples/meridian/assessment.xlsx"],
    ["assess", "examples/meridian/assessment.xlsx"],
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_the_json_keys_are_in_the_reference(call, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run(["--json", *call]) == 0
    document = json.loads(capsys.readouterr().out)
    keys = set(document)
    for value in document.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            keys |= set(value[0])
    for lang in LANGUAGES:
        prose = re.sub(r"^```.*?^```", "", page(lang, "developer.md"), flags=re.DOTALL | re.MULTILINE)
        code = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", prose))))
        assert not sorted(keys - code), f"docs/{lang}/developer.md does not name these keys of {call[0]} --json"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_notices_stand_word_for_word(lang):
    said = " ".join(page(lang, "notice.md").replace("\n> ", " ").split())
    for notice in bundle().notices:
        assert " ".join(notice.text.split()) in said
    footer = " ".join((ROOT / "mkdocs.yml").read_text(encoding="utf-8").split())
    assert " ".join(bundle().notices[0].text.split()) in footer


@pytest.mark.parametrize("name", [*READMES.values(), "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions/README.md"])
def test_links_between_files_lead_somewhere(name):
    path = ROOT / name
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    lost = [
        link for link in links if "://" not in link and not (path.parent / link).exists() and "docs/assets/" not in link
    ]
    assert not lost, f"{name}: {lost}"
