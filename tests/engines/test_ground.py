"""The ground that the tests of this folder stand on: servers that start, answer and go, and a newcomer spared of them."""

from __future__ import annotations

import math
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .loading import Engine

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci/postgres"
OURS = ("PCF_TEST_POSTGRES", "PCF_TEST_POSTGRES_FOLDER", "PGPASSFILE", "JAVA_HOME", "CI")

COLUMNS = {
    "customer": "TEXT",
    "opened": "TIMESTAMP",
    "day": "DATE",
    "seconds": "DOUBLE",
    "price": "DECIMAL(18,4)",
    "legs": "BIGINT",
    "resolved": "BOOLEAN",
}
ROWS = [
    # This moment does not exist in the time zone of the servers, and the key looks like a number.
    (
        "007",
        datetime.fromisoformat("2026-03-08 02:30:00.123456"),
        date(2024, 2, 29),
        0.1,
        Decimal("-1.2500"),
        2**62,
        True,
    ),
    ("客服\t«очередь»\n\\N", None, None, math.inf, None, None, False),
    (None, datetime.fromisoformat("1969-12-31 23:59:59.999999"), date(1900, 1, 1), None, Decimal("0.0001"), -1, None),
]


def rows_of(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    if not isinstance(engine, str):
        return [tuple(row) for row in engine.sql(statement).collect()]
    import psycopg

    with psycopg.connect(engine) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture(params=["postgres", "spark"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue(request.param)


def test_a_row_goes_in_and_comes_back(engine: Engine, load: Callable[..., None]) -> None:
    load(engine, "ground", COLUMNS, ROWS)
    assert sorted(rows_of(engine, "SELECT * FROM ground"), key=repr) == sorted(ROWS, key=repr)


def test_loading_again_replaces_the_table(engine: Engine, load: Callable[..., None]) -> None:
    load(engine, "again", COLUMNS, ROWS)
    load(engine, "again", {"seconds": "DOUBLE"}, [(math.nan,)])
    ((seconds,),) = rows_of(engine, "SELECT * FROM again")
    assert isinstance(seconds, float)
    assert math.isnan(seconds)
    load(engine, "again", COLUMNS, [])
    assert rows_of(engine, "SELECT customer FROM again") == []


def test_a_table_of_postgresql_may_stand_in_a_schema(postgres: str, load: Callable[..., None]) -> None:
    load(postgres, "archive.ground", COLUMNS, ROWS)
    assert rows_of(postgres, "SELECT count(*) FROM archive.ground") == [(len(ROWS),)]


def test_the_servers_have_a_time_zone_that_nobody_asked_for(engine: Engine) -> None:
    shown = "SELECT current_setting('TimeZone')" if isinstance(engine, str) else "SELECT current_timezone()"
    assert rows_of(engine, shown) == [("America/Los_Angeles",)]


def test_what_needs_spark_runs_first_so_that_one_worker_has_it_all(request: pytest.FixtureRequest) -> None:
    ours = [item.nodeid.startswith("tests/engines/") for item in request.session.items]
    assert ours == sorted(ours, reverse=True)
    needs = ["spark" in item.nodeid or "spark" in getattr(item, "fixturenames", ()) for item in request.session.items]
    needs = needs[: sum(ours)]
    assert needs == sorted(needs, reverse=True)


def run_without_servers(tmp_path: Path, **environment: str) -> str:
    """Run the test of one row where there is neither a cluster nor Java, and return what pytest reports."""
    bare = {key: value for key, value in os.environ.items() if key not in OURS and not key.startswith("PYTEST_")}
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "comes_back", Path(__file__)],
        check=False,
        cwd=ROOT,
        env=bare | {"PATH": str(tmp_path), "COLUMNS": "1000"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return finished.stdout


def test_without_servers_their_tests_skip_and_say_what_to_install(tmp_path: Path) -> None:
    report = run_without_servers(tmp_path)
    assert "2 skipped" in report
    reasons = re.findall(r"^SKIPPED .*", report, re.MULTILINE)
    assert len(reasons) == 2
    assert any(
        "apt-get install" in reason and "postgresql" in reason and ".ci/postgres start" in reason for reason in reasons
    )
    assert any("apt-get install" in reason and "openjdk-17-jre-headless" in reason for reason in reasons)


def test_without_servers_the_run_of_ci_fails(tmp_path: Path) -> None:
    report = run_without_servers(tmp_path, CI="true")
    assert "skipped in CI: " in report
    assert re.search(r"\b2 (errors|failed)\b", report)
    assert "passed" not in report
    assert "2 skipped" not in report


def installed_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Mapping[str, str]]:
    """Give what ``.ci/postgres start`` sets, for a cluster beside the one of this run."""
    if not installed_postgresql():
        pytest.skip("initdb is not installed: apt-get install --no-install-recommends postgresql")
    printed = subprocess.run([SCRIPT, "start"], check=True, capture_output=True, text=True, timeout=120).stdout
    settings = dict(word.split("=", 1) for word in shlex.split(printed) if word != "export")
    yield settings
    if Path(settings["PCF_TEST_POSTGRES_FOLDER"]).exists():
        stop(settings)


def stop(settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in OURS} | settings
    return subprocess.run([SCRIPT, "stop"], check=False, env=environment, capture_output=True, text=True, timeout=120)


def test_the_cluster_asks_for_a_password_that_its_url_does_not_hold(
    cluster: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: make engines")
    url = cluster["PCF_TEST_POSTGRES"]
    password = Path(cluster["PGPASSFILE"]).read_text(encoding="utf-8").strip().rsplit(":", 1)[1]
    assert len(password) == 32
    assert password not in url
    for key in ("PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(url)
    monkeypatch.setenv("PGPASSFILE", cluster["PGPASSFILE"])
    with psycopg.connect(url) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_stopping_removes_only_what_starting_made(cluster: Mapping[str, str], tmp_path: Path) -> None:
    refused = stop({**cluster, "PCF_TEST_POSTGRES_FOLDER": str(tmp_path)})
    assert refused.returncode == 1
    assert "no folder that start made" in refused.stderr
    assert tmp_path.exists()
    refused = stop({})
    assert refused.returncode == 1
    assert "PCF_TEST_POSTGRES_FOLDER" in refused.stderr


def test_a_stopped_cluster_leaves_nothing_behind(cluster: Mapping[str, str]) -> None:
    folder = Path(cluster["PCF_TEST_POSTGRES_FOLDER"])
    address = ("127.0.0.1", urlsplit(cluster["PCF_TEST_POSTGRES"]).port)
    socket.create_connection(address, timeout=10).close()
    finished = stop(cluster)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")
    assert not folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=10)


def pinned(lock: str) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def test_a_newcomer_installs_no_driver_and_no_spark() -> None:
    assert not pinned("requirements.lock").keys() & {"psycopg", "psycopg-binary", "pyspark", "py4j"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^(\w+):.*\bengines\b", makefile, re.MULTILINE) == [], "a target that installs them too"


def test_the_lock_of_the_engines_agrees_with_the_lock_of_all() -> None:
    engines, everything = pinned("requirements-engines.lock"), pinned("requirements.lock")
    assert {"psycopg", "psycopg-binary", "pyspark", "py4j"} <= engines.keys()
    shared = engines.keys() & everything.keys()
    assert {name: engines[name] for name in shared} == {name: everything[name] for name in shared}


def test_the_engines_of_the_tests_are_the_extras_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    assert project["dependency-groups"]["engines"] == [*extras["postgres"], *extras["spark"]]


def test_ci_installs_both_servers_and_starts_the_cluster_before_the_tests() -> None:
    run = (ROOT / ".ci/run").read_text(encoding="utf-8")
    (packages,) = re.findall(r"^packages\+=\((.*)\)$", run, re.MULTILINE)
    assert packages.split() == ["postgresql", "openjdk-17-jre-headless"]
    steps = ["make engines", ".ci/postgres start", "trap '.ci/postgres stop' EXIT", "make check"]
    places = [run.index(step) for step in steps]
    assert places == sorted(places)
