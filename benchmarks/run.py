"""CPU time of fresh processes, interpreter included, beside the peers that are installed.

Run as ``make bench``. Installs the built wheel into an environment of its own, compiles all
bytecode first, and prints the median of the children's user and system time. The peers
(mitreattack-python, compliance-trestle, oprocess; for workbooks openpyxl, for suggestions rapidfuzz, for logs pandas
and SQL written by hand, for workforce pyworkforce and pyqueueing) are measured in the same run when they can be
installed; nothing here is a test. PCF_BENCH_PEERS names a Python that has the peers of the model already. The logs of
the last parts are generated: 10 million contacts, or as many as PCF_BENCH_ROWS says, for memory five times as many.
PostgreSQL (on the server that PCF_TEST_POSTGRES names) and Spark are measured where the checkout has their drivers.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RUNS = 9
LOG_RUNS = 3
RESPONDENTS = 100
LOGS = Path(__file__).parent / "logs"
WORKBOOKS = Path(__file__).parent / "workbooks"
MODEL = Path(__file__).parent / "model"
MODEL_PEERS = {
    "compliance-trestle": ("trestle", "with_trestle.py"),
    "mitreattack-python": ("mitreattack", "with_mitreattack.py"),
    "oprocess": ("oprocess", "with_oprocess.py"),
}
MODEL_GOALS = {"import pcf": 0.025, "load": 0.020, "by element id": 1.0, "by hierarchy id": 1.0}
SUGGESTIONS = Path(__file__).parent / "suggestions"
LOOPS = Path(__file__).parent / "loops"
LOOP_ROWS = "1000000"
LONGER = 5  # how many times the log's rows the memory is measured on
ENGINES = Path(__file__).parent / "engines"
WORKFORCE = Path(__file__).parent / "workforce"
SITE = Path(__file__).parent / "site"
WORKFORCE_PEERS = ("pyworkforce==0.5.1", "pyqueueing==0.1.1")  # the first brings 250 MB
STATEMENTS = 10_000
FILLED = ROOT / "examples" / "meridian" / "assessment.xlsx"
ROWS = os.environ.get("PCF_BENCH_ROWS", "10000000")
COLUMNS = (
    "contact_id", "customer_id", "segment", "channel", "reason", "opened_at", "queued_at", "answered_at",
    "abandoned_at", "closed_at", "handle_seconds", "resolved_first", "satisfaction", "transfers", "escalated",
    "reopened",
)  # fmt: skip
PEERS = {
    "mitreattack-python": "import mitreattack.stix20",
    "compliance-trestle": "import trestle.oscal.catalog",
    "oprocess": "import oprocess.db.queries",
}
CASES = [
    ("interpreter alone", "pass", None),
    ("import pydantic, one model", "from pydantic import BaseModel\nclass A(BaseModel): x: int", None),
    ("import pcf", "import pcf", 0.025),
    ("import pcf; pcf.load()", "import pcf; pcf.load()", 0.180),
]
INSIDE = """
import time, pcf
pcf.load()
for edition, lang in (("8.0", "en"), ("7.4", "ru"), ("6.1.1", "zh")):
    start = time.process_time(); pcf.load(edition, lang); print(edition, lang, time.process_time() - start)
"""


def cpu_seconds(command: list[str]) -> float:
    """Return the median CPU time, user and system, of one command over several fresh processes."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=tempfile.gettempdir())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken[1:])  # the first run warms the disk


def environment(folder: Path, packages: list[str]) -> Path:
    """Make an environment with packages, bytecode compiled; return its folder of commands."""
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(commands / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for package in packages:
        if subprocess.run([*pip, package], check=False, capture_output=True).returncode:
            print(f"{package}: cannot be installed here, left out")
    library = next(folder.glob("lib*/python*/site-packages"), folder / "Lib" / "site-packages")
    subprocess.run([str(commands / "python"), "-m", "compileall", "-q", str(library)], check=False, capture_output=True)
    return commands


def wheel(folder: Path) -> str:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return str(next(folder.glob("*.whl")))


# Runs a command and writes down what it alone took: the children of this process are not mixed up.
_WATCH = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = dict(line.split() for line in done.stderr.splitlines() if len(line.split()) == 2)
own = {"cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024, "failed": done.returncode}
print(json.dumps(own | said))
"""


def watched(command: list[str], runs: int = LOG_RUNS) -> dict[str, float]:
    """Return CPU seconds and peak memory in MB of a command, and what it said on stderr of itself; the best of runs."""
    all_told = []
    for _ in range(runs):
        told = subprocess.run([sys.executable, "-c", _WATCH, *command], check=True, capture_output=True, text=True)
        all_told.append({name: float(value) for name, value in json.loads(told.stdout).items()})
    return min(all_told, key=lambda run: run["cpu"])


def calls(command: list[str]) -> tuple[float, float]:
    """Return what a script says of its calls in one process: CPU seconds of the first, median of the others."""
    said = subprocess.run([*command, str(RUNS)], check=True, capture_output=True, text=True).stdout
    first, median = map(float, said.split())
    return first, median


def measure_model(ours: Path, theirs: Path, folder: Path) -> None:
    """Print import, load, a million lookups and every export, beside peers that hold the same texts."""
    items, out = folder / "items.json", folder / "exports"
    out.mkdir()
    python = str(ours / "python")
    subprocess.run([python, str(MODEL / "texts.py"), str(items)], check=True)
    runs = [json.loads(_said([python, str(MODEL / "ours.py"), str(out)])) for _ in range(RUNS)]
    taken = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    print("the model, each in turn in one process, a million lookups each:")
    for name, seconds in taken.items():
        print(f"{seconds:8.3f}  {name}" + (f"  (goal {MODEL_GOALS[name]:.3f})" if name in MODEL_GOALS else ""))
    together = sum(seconds for name, seconds in taken.items() if name.startswith("export"))
    print(f"{together:8.3f}  all exports together  (goal 5.000)")
    peers = Path(os.environ.get("PCF_BENCH_PEERS", str(theirs / "python")))
    print(f"          peers with the texts of its elements and metrics, {items.stat().st_size / 1e6:.2f} MB:")
    for peer, (module, script) in MODEL_PEERS.items():
        told = _said_if_installed(peers, module, MODEL / script, str(items), str(out))
        print(f"          {peer}: " + (_shown(told, taken) if told else "not installed"))


def _shown(told: dict[str, float], ours: dict[str, float]) -> str:
    """Write what a peer takes; of a million lookups also how many times ours that is."""
    parts = [f"{name} {seconds:.3f}" for name, seconds in told.items()]
    return f"{', '.join(parts)}; lookups {told['lookups'] / ours['by element id']:.1f} times ours"


def measure_workbooks(ours: Path, theirs: Path, folder: Path) -> None:
    """Print what a template and a check take, as a command and inside Python, beside openpyxl on the same file."""
    template, filled = folder / "template.xlsx", str(FILLED)
    print(f"workbooks, {FILLED.stat().st_size / 1024:.0f} KB filled: CPU seconds")
    as_commands = (
        ("pcf template", 1.0, ["template", str(template), "--force"]),
        ("pcf check", 0.9, ["check", filled]),
    )
    for label, goal, arguments in as_commands:
        print(f"{cpu_seconds([str(ours / 'pcf'), *arguments]):8.3f}  {label}  (goal {goal:.3f})")
    own = [str(ours / "python"), str(WORKBOOKS / "ours.py")]
    first, median = calls([*own, "template", str(template)])
    print(f"{median:8.3f}  a template inside Python; the first {first:.3f}")
    first, checked = calls([*own, "check", filled])
    print(f"{checked:8.3f}  inspect_workbook inside Python; the first {first:.3f}  (goal 0.300)")
    python = str(theirs / "python")
    if subprocess.run([python, "-c", "import openpyxl"], check=False, capture_output=True).returncode:
        return
    for how, label in (("values", "data_only=True"), ("read_only", "data_only=True, read_only=True, rows walked")):
        script = [python, str(WORKBOOKS / "with_openpyxl.py"), how, filled]
        first, median = calls(script)
        print(f"{median:8.3f}  openpyxl, {label}; the first {first:.3f}; {median / checked:.2f} of inspect_workbook")
        print(f"{cpu_seconds([*script, '0']):8.3f}  the same as a process of its own")


def measure_engagement(ours: Path, theirs: Path, folder: Path) -> None:
    """Print what it takes to consolidate a hundred copies, beside openpyxl that only opens them."""
    copies = folder / "copies"
    made = [str(ours / "python"), str(WORKBOOKS / "hundred.py"), str(copies), str(RESPONDENTS)]
    subprocess.run(made, check=True)
    files = sorted(map(str, copies.iterdir()))
    command = [str(ours / "pcf"), "consolidate", *files, "-o", str(folder / "workshop.xlsx"), "--force"]
    print(f"{RESPONDENTS} copies, best of {LOG_RUNS}: CPU seconds, peak MB")
    own = watched(command)
    print(f"{own['cpu']:8.2f} {own['mb']:6.0f}  pcf consolidate  (goal 30)")
    python = str(theirs / "python")
    if subprocess.run([python, "-c", "import openpyxl"], check=False, capture_output=True).returncode == 0:
        script = "import sys, openpyxl\nfor file in sys.argv[1:]: openpyxl.load_workbook(file, data_only=True)"
        peer = watched([python, "-W", "ignore", "-c", script, *files])
        share = peer["cpu"] / own["cpu"]
        print(f"{peer['cpu']:8.2f} {peer['mb']:6.0f}  openpyxl opens the same files; {share:.2f} of it")


def measure_logs(ours: Path, theirs: Path, folder: Path) -> None:
    """Print what a log takes: by hand, with pandas, with pcf."""
    log, log_map = folder / "log.parquet", folder / "map.toml"
    subprocess.run([str(ours), str(LOGS / "generate.py"), ROWS, str(log)], check=True)
    log_map.write_text('log = "contacts"\n[columns]\n' + "".join(f"{name} = '\"{name}\"'\n" for name in COLUMNS))
    print(f"{int(ROWS):,} contacts, best of {LOG_RUNS}: CPU seconds, peak MB, ratio to the statement by hand")
    for kind, statement in (("additive", "additive.sql"), ("all", "all.sql")):
        hand = watched([str(ours), str(LOGS / "by_hand.py"), str(LOGS / statement), str(log)])
        own = watched([str(ours), str(LOGS / "ours.py"), kind, str(log), str(log_map)])
        rows = [
            (hand["statement"], hand["mb"], 1.0, f"{kind}: the statement by hand"),
            (own["statement"], own["mb"], own["statement"] / hand["statement"], "the statement of pcf (goal 1.15)"),
            (own["cpu"], own["mb"], own["cpu"] / hand["cpu"], "pcf.measure whole, every row checked"),
        ]
        if kind == "additive":
            pandas = watched([str(theirs), str(LOGS / "with_pandas.py"), str(log)])
            if not pandas["failed"]:
                rows.append((pandas["cpu"], pandas["mb"], pandas["cpu"] / own["statement"], "pandas, to pcf (goal 4)"))
        for seconds, memory, ratio, label in rows:
            print(f"{seconds:8.2f} {memory:6.0f} {ratio:6.2f}  {label}")
        print(f"{own['cut']:8.3f}                a second cut without reading the log (goal 0.050)")


def measure_memory(python: Path, folder: Path) -> None:
    """Print what a log that is five times as long takes; DuckDB may use what it may unless somebody says otherwise."""
    log, log_map = folder / "long.parquet", folder / "map.toml"
    rows = LONGER * int(ROWS)
    subprocess.run([str(python), str(LOGS / "generate.py"), str(rows), str(log)], check=True)
    print(
        f"{rows:,} contacts, {log.stat().st_size / 1e6:,.0f} MB as parquet, once: CPU seconds, peak MB of the process"
    )
    for kind, goal in (("additive", 400), ("all", 2000)):
        own = watched([str(python), str(LOGS / "ours.py"), kind, str(log), str(log_map)], runs=1)
        if own["failed"]:
            sys.exit(f"{kind} cannot be measured")
        print(f"{own['cpu']:8.1f} {own['mb']:6.0f}  {kind}  (goal {goal})")
    log.unlink()


def measure_engines() -> None:
    """Print what DuckDB, PostgreSQL and Spark take for the same log; ends the run if they do not say the same.

    From the checkout, by its environment: their drivers stand there where somebody asked for them.
    """
    subprocess.run([sys.executable, str(ENGINES / "compare.py")], check=True)


def measure_suggestions(ours: Path, theirs: Path, folder: Path) -> None:
    """Print what suggestions take and how often they are right, beside likeness of spelling alone."""
    said = subprocess.run([sys.executable, str(SUGGESTIONS / "cases.py")], check=True, capture_output=True, text=True)
    cases, phrases = folder / "cases.json", folder / "phrases.json"
    cases.write_text(said.stdout, encoding="utf-8")
    own = json.loads(_said([str(ours / "python"), str(SUGGESTIONS / "ours.py"), str(cases), str(phrases)]))
    print(f"suggestions: index {own['bytes'] / 1e6:.2f} MB (goal 1), loaded in {own['load']:.3f} CPU s (goal 0.100)")
    print("    mean ms, 95th percentile, first right, among three")
    _print_suggestions(own, "pcf.suggest  (goal 5 ms)")
    peer = [str(theirs / "python"), str(SUGGESTIONS / "with_rapidfuzz.py"), str(cases), str(phrases)]
    if subprocess.run([peer[0], "-c", "import rapidfuzz"], check=False, capture_output=True).returncode == 0:
        _print_suggestions(json.loads(_said(peer)), "rapidfuzz, the likest phrase of the same index")
    lines = folder / "statements.txt"
    texts = [text for text, _ in json.loads(said.stdout)]
    rows = [f"{texts[number % len(texts)]} {number}" for number in range(STATEMENTS)]
    lines.write_text("\n".join(rows), encoding="utf-8")
    command = [
        str(ours / "pcf"),
        "suggest",
        "--file",
        str(lines),
        "-o",
        str(folder / "o.sssom.tsv"),
        "--force",
        "--json",
    ]
    taken = watched(command)
    print(f"{taken['cpu']:8.2f} {taken['mb']:6.0f}  pcf suggest, {STATEMENTS:,} rows: CPU seconds, peak MB  (goal 30)")


def measure_loops(python: Path, folder: Path) -> None:
    """Count a million complaints with all that can be asked of them, and a million contacts by reason."""
    print(f"the closed loops, {LOOP_ROWS} rows each (goal 2 s):")
    log = folder / "complaints.parquet"
    subprocess.run([str(python), str(LOOPS / "generate_complaints.py"), LOOP_ROWS, str(log)], check=True)
    print(_said([str(python), str(LOOPS / "complaints.py"), str(log)]), end="")
    print(_said([str(python), str(LOOPS / "contact_reasons.py"), LOOP_ROWS]), end="")


def measure_workforce(ours: Path, theirs: Path) -> None:
    """Print what 100,000 intervals take, beside pyworkforce on a sample, and Erlang A beside pyqueueing's."""
    own = json.loads(_said([str(ours), str(WORKFORCE / "erlang.py")]))
    peer = _said_if_installed(theirs, "pyworkforce", WORKFORCE / "with_pyworkforce.py")
    print("workforce, 100,000 intervals: CPU seconds")
    for loads in ("up to 53", "7 to 504"):
        line = f"{own[loads]:8.3f}  required agents by Erlang C, {loads} erlang  (goal 0.500)"
        if peer:
            agents = f"{loads} agents"
            sample = len(own[agents])
            scaled = peer[loads] * 100_000 / sample
            differ = sum(one != other for one, other in zip(own[agents], peer[agents], strict=True))
            line += f"; pyworkforce {scaled:.2f}, scaled from {sample:,}: {scaled / own[loads]:.0f} times  (goal 30)"
            line += f"; other agents in {differ} intervals"
        print(line)
    for name, label in (("A", "Erlang A  (goal 0.500)"), ("A, short", "Erlang A with short abandons  (goal 0.500)")):
        print(f"{own[name]:8.3f}  {label}")
    for name in ("B", "C"):
        print(f"{own[name]:8.3f}  Erlang {name}")
    print(f"{own['required by A']:8.3f}  required agents by Erlang A")
    callers = _said_if_installed(theirs, "pyqueueing", WORKFORCE / "with_pyqueueing.py")
    for mine, other in zip(own["callers"], callers or [], strict=bool(callers)):
        shown = ", ".join(f"{one:.4f} ({two:.4f})" for one, two in zip(mine, other[:3], strict=True))
        print(f"          Erlang A: P(wait), P(give up), service level (pyqueueing, {other[3]:.2f} ms): {shown}")


def measure_site() -> None:
    """Print what a build of the site takes and weighs; it is built from the checkout, by its environment."""
    subprocess.run([sys.executable, str(SITE / "build.py")], check=True)


def _said_if_installed(python: Path, module: str, script: Path, *arguments: str) -> Any:
    if subprocess.run([str(python), "-c", f"import {module}"], check=False, capture_output=True).returncode:
        return None
    return json.loads(_said([str(python), str(script), *arguments]))


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=tempfile.gettempdir()).stdout


def _print_suggestions(told: dict[str, float], label: str) -> None:
    print(f"{1000 * told['mean']:8.2f} {1000 * told['p95']:8.2f} {told['first']:8.1%} {told['three']:8.1%}  {label}")


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, median of {RUNS} fresh processes, CPU seconds")
    with tempfile.TemporaryDirectory(prefix="pcf-bench-") as name:
        folder = Path(name)
        ours = environment(folder / "ours", [wheel(folder / "dist")])
        # The peers stand apart: what else is installed makes every import of pydantic slower.
        theirs = environment(folder / "theirs", [*PEERS, "openpyxl", "pandas", "pyarrow", "rapidfuzz"])
        python = str(ours / "python")
        for label, code, goal in CASES:
            taken = cpu_seconds([python, "-c", code])
            print(f"{taken:8.3f}  {label}" + (f"  (goal {goal:.3f})" if goal else ""))
        print(f"{cpu_seconds([str(ours / 'pcf'), 'show', '6.2.2']):8.3f}  pcf show 6.2.2  (goal 0.250)")
        for peer, code in PEERS.items():
            if subprocess.run([str(theirs / "python"), "-c", code], check=False, capture_output=True).returncode == 0:
                print(f"{cpu_seconds([str(theirs / 'python'), '-c', code]):8.3f}  {code}  ({peer})")
        print("a second edition or language in the same process (goal 0.020):")
        inside = subprocess.run([python, "-c", INSIDE], check=True, capture_output=True, text=True, cwd=folder)
        print(inside.stdout, end="")
        measure_model(ours, theirs, folder)
        measure_workbooks(ours, theirs, folder)
        measure_engagement(ours, theirs, folder)
        measure_suggestions(ours, theirs, folder)
        measure_loops(ours / "python", folder)
        # what else is installed makes every import slower, so numpy stands apart too
        planners = environment(folder / "planners", [f"{next((folder / 'dist').glob('*.whl'))}[workforce]"])
        measure_workforce(planners / "python", environment(folder / "queues", [*WORKFORCE_PEERS]) / "python")
        measure_logs(ours / "python", theirs / "python", folder)
        measure_memory(ours / "python", folder)
    measure_engines()
    measure_site()


if __name__ == "__main__":
    main()
