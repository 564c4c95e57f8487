"""PostgreSQL with the log loaded, and Spark: what each needs, and where their processes are."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from processes import cpu_of, name_of, parent_of

ENVIRONMENT = "make engines"
CLUSTER = 'apt-get install --no-install-recommends postgresql, then eval "$(.ci/postgres start)"'
JAVA = "apt-get install --no-install-recommends openjdk-17-jre-headless"
COLUMNS = """
    contact_id text, customer_id text, segment text, channel text, reason text, opened_at timestamp,
    queued_at timestamp, answered_at timestamp, abandoned_at timestamp, closed_at timestamp, handle_seconds integer,
    resolved_first boolean, satisfaction integer, transfers integer, escalated boolean, reopened boolean
"""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """The log in PostgreSQL.

    Attributes:
        log: The table's address.
        bytes: What the table takes on the server's disk.
        seconds: CPU that loading took here and on the server; the latter ``None`` where it cannot be seen.
    """

    log: str
    bytes: int
    seconds: tuple[float, float | None]


def what_is_missing(engine: str) -> str:
    """Say what to install or start before an engine can be measured; nothing where all is there."""
    if engine == "postgres":
        needs = [] if importlib.util.find_spec("psycopg") else [ENVIRONMENT]
        return ", ".join([*needs, *([] if os.environ.get("PCF_TEST_POSTGRES") else [CLUSTER])])
    if engine == "spark":
        has_java = shutil.which("java") or "JAVA_HOME" in os.environ
        return ", ".join(
            [*([] if importlib.util.find_spec("pyspark") else [ENVIRONMENT]), *([] if has_java else [JAVA])]
        )
    return ""


@contextmanager
def loaded(csv: Path) -> Iterator[Loaded]:
    """Load a log into a database of its own on the server of PCF_TEST_POSTGRES; it is dropped at the end.

    Args:
        csv: The log without a header, its columns in the order of the generator.
    """
    import psycopg

    server, name = os.environ["PCF_TEST_POSTGRES"], f"pcf_bench_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        database = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        postmaster = _postmaster(database)
        before, start = cpu_of(postmaster), time.process_time()
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f"CREATE TABLE contacts ({COLUMNS})")
            with csv.open("rb") as file, connection.cursor().copy("COPY contacts FROM STDIN (FORMAT csv)") as copy:
                while block := file.read(_BLOCK):
                    copy.write(block)
            connection.execute("VACUUM ANALYZE contacts")
            size = connection.execute("SELECT pg_total_relation_size('contacts')").fetchone()
        took = None if before is None else (cpu_of(postmaster) or before) - before
        yield Loaded(f"{database}/public.contacts", size[0] if size else 0, (time.process_time() - start, took))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def postmaster_of(table: str) -> int | None:
    """Return the process that started all those of the server, if it runs on this machine.

    Args:
        table: The address of a table on it.
    """
    return _postmaster(table.rpartition("/")[0])


def _postmaster(database: str) -> int | None:
    import psycopg

    with psycopg.connect(database) as connection:
        own = connection.info.backend_pid
        parent = parent_of(own) if name_of(own) == "postgres" else None
    return parent if parent and name_of(parent) == "postgres" else None


@contextmanager
def spark_session() -> Iterator[int]:
    """Start Spark on two cores, as pcf will find it; gives the process that it runs in."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory(prefix="pcf-spark-") as folder:
        settings = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "2g",
            "spark.local.dir": folder,
            "spark.sql.shuffle.partitions": "8",
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        builder = SparkSession.builder.master("local[2]").appName("pcf benchmark")
        for key, value in settings.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        gateway = SparkContext._gateway
        try:
            yield gateway.proc.pid
        finally:
            session.stop()
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait()
