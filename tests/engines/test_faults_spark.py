"""What goes wrong between here and Spark: it is told in our words, nothing is written, and the next run is right."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pcf.cli.main import run
from pcf.metrics.sql.spark_faults import fault_of

from .small_log import COLUMNS, ROWS, SECRET, contents, counted, fault, outputs, write_map

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RIGHT = {"phone": 5, "chat": 5}
ON_SPARK = {"engine": "spark"}
SECONDS_TO_START = 240  # of a virtual machine, where every processor has other work

# a million rows, of which each takes a thousandth of a second and no work
SLOW = (
    "SELECT CAST(id AS STRING) AS contact_id, TIMESTAMP_NTZ '2026-03-01 09:00:00' AS opened_at, 'phone' AS channel "
    "FROM range(0, 1000000, 1, 1) WHERE java_method('java.lang.Thread', 'sleep', BIGINT(1)) <> 'woken'"
)


# --- what Spark says, word by word as it said it


@pytest.mark.parametrize(
    ("said", "code", "found"),
    [
        (
            "org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 0.0 failed 1 times, most "
            "recent failure: Lost task 0.0 in stage 0.0 (TID 0) (geheim executor driver): java.io.IOException: No space "
            "left on device",
            "disk-full",
            "SparkException, IOException",
        ),
        (
            "org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most "
            "recent failure: Lost task 0.0 in stage 3.0 (TID 3) (geheim executor 1): ExecutorLostFailure (executor 1 "
            "exited caused by one of the running tasks) Reason: Command exited with code 137",
            "workers-lost",
            "SparkException",
        ),
        (
            "org.apache.spark.SparkException: Job aborted due to stage failure: ShuffleMapStage 25 (geheim at "
            "/geheim/threading.py:982) has failed the maximum allowable number of times: 4. Most recent failure reason: "
            "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output location for shuffle 7 partition 0",
            "workers-lost",
            "SparkException, MetadataFetchFailedException",
        ),
        (
            "java.io.FileNotFoundException: /geheim/part-0.parquet (Permission denied)",
            "right-denied",
            "lake.contacts",
        ),
        (
            "org.apache.hadoop.security.AccessControlException: Permission denied: user=geheim, access=READ_EXECUTE, "
            'inode="/geheim":hive:hive:drwx------',
            "right-denied",
            "lake.contacts",
        ),
        (
            "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User geheim does not have SELECT on Table. SQLSTATE: "
            "42501",
            "right-denied",
            "lake.contacts",
        ),
        (
            "org.apache.spark.SparkException: Job 1 cancelled because SparkContext was shut down",
            "connection-lost",
            "SparkException",
        ),
        (
            "org.apache.spark.SparkException: [SPARK_JOB_CANCELLED] Job 1 cancelled by geheim SQLSTATE: XXKDA",
            "statement-stopped",
            "SPARK_JOB_CANCELLED",
        ),
        (
            "[CAST_INVALID_INPUT] The value 'say 'geheim' 1' of the type \"STRING\" cannot be cast to \"INT\" because it "
            "is malformed. SQLSTATE: 22018",
            "value-fails",
            "CAST_INVALID_INPUT",
        ),
        ("[USER_RAISED_EXCEPTION] geheim SQLSTATE: P0001", "warehouse-failed", "USER_RAISED_EXCEPTION"),
        ("geheim", "warehouse-failed", "RuntimeError"),
    ],
)
def test_what_spark_says_is_told_without_what_it_quotes(said: str, code: str, found: str) -> None:
    (finding,) = fault_of(RuntimeError(said), "lake.contacts").findings
    assert (finding.code, finding.found) == (code, found)
    assert SECRET not in str(finding.to_json())


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: make engines")
    bare = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"} | {"PATH": str(tmp_path)}
    done = _called(["measure", "contacts", "--engine", "spark", "--map", str(write_map(tmp_path))], bare)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("Java 17 is not installed. Install it with: ")
    assert len(done.stderr.splitlines()) == 1


def test_where_java_home_leads_nowhere_it_says_so(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: make engines")
    odd = {**os.environ, "JAVA_HOME": str(tmp_path / SECRET)}
    done = _called(["measure", "contacts", "--engine", "spark", "--map", str(write_map(tmp_path))], odd)
    assert (done.returncode, done.stdout) == (1, "")
    assert "[spark-not-started]" in done.stderr
    assert SECRET not in done.stderr


def _called(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pcf.cli.main", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
        check=False,
    )


# --- in a session that the user has


@pytest.fixture
def session(spark: SparkSession, load: Callable[..., None]) -> SparkSession:
    """Give the session with the temporary view ``contacts``."""
    load(spark, "contacts", COLUMNS, ROWS)
    return spark


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nothing", "nothing"),
        ("no_schema.contacts", "no_schema.contacts"),
        ("no_catalogue.no_schema.contacts", "no_catalogue.no_schema.contacts"),
        (f"/{SECRET}/contacts.parquet", "contacts.parquet"),
    ],
)
def test_a_table_or_path_that_is_not_there_is_named_without_its_folder(
    session: SparkSession, tmp_path: Path, name: str, shown: str
) -> None:
    found = fault(name, write_map(tmp_path), **ON_SPARK)
    assert (found.code, found.found, found.file) == ("table-missing", shown, shown)


def test_a_column_that_is_not_there_is_told_with_those_that_are_near(session: SparkSession, tmp_path: Path) -> None:
    found = fault("contacts", write_map(tmp_path, handle_seconds="handel"), **ON_SPARK)
    assert (found.code, found.found) == ("source-column", "handel")
    assert "handle" in found.suggestion()


def test_a_file_that_is_no_parquet_is_told_so(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "contacts.parquet"
    path.write_text(f"{SECRET} " * 100)
    found = fault(str(path), write_map(tmp_path), **ON_SPARK)
    assert (found.code, found.file) == ("not-a-table", "contacts.parquet")
    assert str(tmp_path) not in str(found.to_json())


def test_columns_that_differ_by_capitals_alone_are_refused(session: SparkSession, tmp_path: Path) -> None:
    before = session.conf.get("spark.sql.caseSensitive")
    session.conf.set("spark.sql.caseSensitive", "true")
    try:
        session.sql("SELECT *, channel AS Channel FROM contacts").createOrReplaceTempView("twins")
        assert fault("twins", write_map(tmp_path), **ON_SPARK).code == "ambiguous-columns"
    finally:
        session.conf.set("spark.sql.caseSensitive", str(before))


def test_files_that_vanish_meanwhile_are_told_of(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "lake"
    session.table("contacts").write.parquet(str(path))
    session.read.parquet(str(path)).createOrReplaceTempView("vanishing")
    shutil.rmtree(path)
    assert fault("vanishing", write_map(tmp_path), **ON_SPARK).code == "table-changed"


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("CAST(contact_id AS INT)", "CAST_INVALID_INPUT"),
        ("60 / (CAST(handle AS INT) - 63)", "DIVIDE_BY_ZERO"),
    ],
)
def test_a_row_that_an_expression_fails_on_is_quoted_nowhere(
    session: SparkSession, tmp_path: Path, capsys: pytest.CaptureFixture[str], expression: str, condition: str
) -> None:
    found = fault("contacts", write_map(tmp_path, dialect="spark", handle_seconds=expression), **ON_SPARK)
    assert (found.code, found.found) == ("value-fails", condition)
    assert SECRET not in "".join(capsys.readouterr())


def test_neither_is_a_row_of_a_view_that_was_made_in_python(
    session: SparkSession, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pyspark.sql.functions import col

    contacts = session.table("contacts")
    contacts.withColumn("handle", col("contact_id").cast("int")).createOrReplaceTempView("cast")
    found = fault("cast", write_map(tmp_path, handle_seconds="handle"), **ON_SPARK)
    assert (found.code, found.found) == ("value-fails", "CAST_INVALID_INPUT")
    assert SECRET not in "".join(capsys.readouterr())


ODD = {
    "spark.sql.session.timeZone": "Pacific/Apia",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parser.escapedStringLiterals": "true",
}


def test_a_session_that_is_set_oddly_gives_the_same_rows_and_stays_as_it_was(
    session: SparkSession, tmp_path: Path
) -> None:
    before = {name: session.conf.get(name) for name in ODD}
    by_nothing = write_map(tmp_path, dialect="spark", handle_seconds="60 / (CAST(handle AS INT) - 63)")
    try:
        for name, value in ODD.items():
            session.conf.set(name, value)
        assert counted("contacts", write_map(tmp_path), **ON_SPARK) == RIGHT
        assert fault("contacts", by_nothing, **ON_SPARK).code == "value-fails"
        assert {name: session.conf.get(name) for name in ODD} == ODD
    finally:
        for name, value in before.items():
            session.conf.set(name, str(value))


def test_a_time_limit_stops_the_statement_and_no_other_of_the_session(session: SparkSession, tmp_path: Path) -> None:
    from pyspark import InheritableThread

    session.sql(SLOW).createOrReplaceTempView("slow")
    answers: list[Any] = []
    other = "SELECT COUNT(*) FROM range(0, 4000, 1, 1) WHERE java_method('java.lang.Thread', 'sleep', BIGINT(1)) <> ''"
    beside = InheritableThread(lambda: answers.extend(session.sql(other).collect()), session=session)
    beside.start()
    found = fault("slow", write_map(tmp_path), time_limit=4, **ON_SPARK)
    beside.join()
    assert (found.code, found.found) == ("time-limit", "4")
    assert [row[0] for row in answers] == [4000]
    assert _within(20, lambda: not session.sparkContext.statusTracker().getActiveJobsIds())
    assert counted("contacts", write_map(tmp_path), **ON_SPARK) == RIGHT


def test_a_run_that_fails_leaves_nothing_and_an_older_output_and_cube_as_they_were(
    session: SparkSession, tmp_path: Path
) -> None:
    log_map, new, old = write_map(tmp_path), tmp_path / "new", tmp_path / "old"
    broken = "SELECT contact_id, opened_at, CAST(1 / (LENGTH(channel) - 4) AS STRING) AS channel FROM contacts"

    def measured(table: str, *more: str) -> int:
        return run(["measure", table, "--engine", "spark", "--map", str(log_map), "--by", "channel", *more])

    assert measured("contacts", *outputs(old)) == 0
    right = contents(old)
    session.sql(broken).createOrReplaceTempView("broken")
    assert measured("broken", *outputs(new)) == 1
    assert measured("broken", *outputs(old), "--force") == 1
    assert list(new.iterdir()) == []
    assert contents(old) == right
    session.table("contacts").createOrReplaceTempView("broken")
    assert measured("broken", *outputs(new)) == 0
    assert contents(new)["figures.csv"] == right["figures.csv"]
    assert contents(new).keys() == right.keys() != {"figures.csv"}


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


# --- in a session of our own, or one that dies: each in a process of its own


@pytest.fixture
def own(spark: SparkSession, tmp_path: Path) -> dict[str, str]:
    """Give the environment of a process that starts a session of its own; here, where there is Java and Spark."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.driver.extraJavaOptions": f"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir={tmp_path}",
        "spark.executor.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        "spark.local.dir": str(tmp_path),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
    }
    folder = tmp_path / "settings"
    folder.mkdir()
    lines = [f"{name} {value}" for name, value in settings.items()]
    (folder / "spark-defaults.conf").write_text("\n".join(lines))
    return {**os.environ, "SPARK_CONF_DIR": str(folder), "SPARK_WORKER_DIR": str(tmp_path / "workers")}


def _parquet(folder: Path) -> Path:
    import duckdb

    path = folder / "contacts.parquet"
    values = ", ".join(f"('{key}', TIMESTAMP '{at}', '{channel}', '{handle}')" for key, at, channel, handle in ROWS)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM (VALUES {values}) AS t({', '.join(COLUMNS)})) TO '{path}' (FORMAT parquet)")
    return path


def test_a_session_that_is_started_says_nothing_and_gives_the_figures_of_duckdb(
    own: dict[str, str], tmp_path: Path
) -> None:
    arguments = ["measure", str(_parquet(tmp_path)), "--map", str(write_map(tmp_path)), "--by", "channel"]
    here, there = _called(arguments, own), _called([*arguments, "--engine", "spark"], own)
    assert here.returncode == there.returncode == 0, there.stderr
    assert there.stdout == here.stdout
    assert there.stderr == here.stderr


_INTERRUPTED = """
import json, os, signal, sys, threading, time
from pyspark.sql import SparkSession
from pcf.cli.main import run

folder, slow = sys.argv[1], sys.argv[2]
measure = ["measure", "--engine", "spark", "--map", f"{folder}/plain.toml", "--by", "channel"]
session = SparkSession.builder.master("local[2]").config("spark.ui.showConsoleProgress", "false").getOrCreate()
session.conf.set("spark.sql.session.timeZone", "Pacific/Apia")
session.read.parquet(f"{folder}/contacts.parquet").createOrReplaceTempView("contacts")
session.sql(slow).createOrReplaceTempView("slow")
tracker = session.sparkContext.statusTracker()

def once_it_runs(act):
    def wait():
        while not tracker.getActiveJobsIds():
            time.sleep(0.1)
        act()
    threading.Thread(target=wait, daemon=True).start()

once_it_runs(lambda: os.kill(os.getpid(), signal.SIGINT))
seen = {"interrupted": run([*measure, "slow", "-o", f"{folder}/interrupted.csv"])}
end = time.monotonic() + 20
while tracker.getActiveJobsIds() and time.monotonic() < end:
    time.sleep(0.1)
seen["jobs"] = list(tracker.getActiveJobsIds())
seen["zone"] = session.conf.get("spark.sql.session.timeZone")
seen["after"] = run([*measure, "contacts", "-o", f"{folder}/after.csv"])
machine = session.sparkContext._gateway.proc.pid
session.stop()
seen["stopped"] = run([*measure, f"{folder}/contacts.parquet", "-o", f"{folder}/stopped.csv"])

session = SparkSession.active()  # the one that was started instead
session.sql(slow).createOrReplaceTempView("slow")
tracker = session.sparkContext.statusTracker()
once_it_runs(lambda: os.kill(machine, signal.SIGKILL))
seen["died"] = run([*measure, "slow", "-o", f"{folder}/died.csv"])
with open(f"{folder}/seen.json", "w") as file:
    json.dump(seen, file)
"""


def test_an_interrupted_statement_a_session_that_was_stopped_and_a_machine_that_dies(
    own: dict[str, str], tmp_path: Path
) -> None:
    write_map(tmp_path)
    _parquet(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, str(tmp_path), SLOW],
        env=own, capture_output=True, text=True, timeout=SECONDS_TO_START, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads((tmp_path / "seen.json").read_text())
    assert seen == {"interrupted": 130, "jobs": [], "zone": "Pacific/Apia", "after": 0, "stopped": 0, "died": 1}
    assert "[connection-lost]" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["after.csv", "stopped.csv"]
    assert (tmp_path / "after.csv").read_bytes() == (tmp_path / "stopped.csv").read_bytes()


_WORKERS = """
import os, signal, subprocess, sys
from pathlib import Path
from pyspark.sql import SparkSession
from pyspark.sql.functions import udf
from pcf.errors import LogError
from pcf.metrics import measure

folder = Path(sys.argv[1])
session = SparkSession.builder.master("local-cluster[2,1,512]").config("spark.executor.memory", "512m").config(
    "spark.task.maxFailures", "2").config("spark.ui.showConsoleProgress", "false").getOrCreate()

def dies(*, once):
    '''Give a condition that is true of every row and kills the executor that asks it, the first time or always.'''
    def survives():
        if once:
            try:
                (folder / "killed").touch(exist_ok=False)
            except FileExistsError:
                return True
        executor = subprocess.run(["ps", "-o", "ppid=", "-p", str(os.getppid())], capture_output=True, text=True).stdout
        os.kill(int(executor), signal.SIGKILL)
        return True
    return udf(survives, "boolean").asNondeterministic()()

contacts = session.read.parquet(f"{folder}/contacts.parquet")
contacts.where(dies(once=True)).createOrReplaceTempView("once")
contacts.where(dies(once=False)).createOrReplaceTempView("always")
for table in ("once", "always", "once"):
    try:
        answer = measure(table, map=f"{folder}/plain.toml", by=["channel"], engine="spark")
        print({row.by["channel"]: row.rows for row in answer.rows})
    except LogError as error:
        print([finding.code for finding in error.findings])
"""


@pytest.mark.long
def test_the_work_of_a_worker_that_dies_is_done_again_and_of_all_that_die_is_given_up(
    own: dict[str, str], tmp_path: Path
) -> None:
    write_map(tmp_path)
    _parquet(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", _WORKERS, str(tmp_path)],
        env=own, capture_output=True, text=True, timeout=SECONDS_TO_START, check=False,
    )  # fmt: skip
    right = str(dict(sorted(RIGHT.items())))
    assert done.stdout.splitlines() == [right, "['workers-lost']", right], done.stderr
    assert (tmp_path / "killed").exists()


_FULL = """
import sys
from pyspark.sql import SparkSession
from pcf.errors import LogError
from pcf.metrics import measure

folder, disk = sys.argv[1:]
session = SparkSession.builder.master("local[2]").config("spark.local.dir", disk).config(
    "spark.ui.showConsoleProgress", "false").getOrCreate()
session.sql("SELECT uuid() AS contact_id, TIMESTAMP_NTZ '2026-03-01 09:00:00' AS opened_at, 'phone' AS channel "
            "FROM range(0, 200000, 1, 2)").createOrReplaceTempView("many")
session.read.parquet(f"{folder}/contacts.parquet").createOrReplaceTempView("contacts")
for table in ("many", "contacts"):
    try:
        answer = measure(table, map=f"{folder}/plain.toml", by=["channel"], engine="spark")
        print({row.by["channel"]: row.rows for row in answer.rows})
    except LogError as error:
        print([finding.code for finding in error.findings])
"""


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """Give a disk of one megabyte, where one can be made."""
    folder.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here: run as root, in a container with CAP_SYS_ADMIN")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.long
def test_a_disk_that_is_full_is_told_so(own: dict[str, str], tmp_path: Path) -> None:
    write_map(tmp_path)
    _parquet(tmp_path)
    with _small_disk(tmp_path / "disk") as disk:
        done = subprocess.run(
            [sys.executable, "-c", _FULL, str(tmp_path), str(disk)],
            env=own, capture_output=True, text=True, timeout=SECONDS_TO_START, check=False,
        )  # fmt: skip
    assert done.stdout.splitlines() == ["['disk-full']", str(dict(sorted(RIGHT.items())))], done.stderr
