"""The engines beyond DuckDB: PostgreSQL and Spark, where a machine has them.

``postgres`` and ``spark`` stand for the whole run of one pytest process; without what they need they skip and say what
to install, and in CI that fails (``tests/conftest.py``). Both have a time zone that nobody else has, so that what is
right here does not depend on it.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pytest

from . import loading

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TIME_ZONE = "America/Los_Angeles"
SHUTDOWN_SECONDS = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs Spark first, then the other tests of this folder, then the rest as it was.

    pytest-xdist gives its first worker the first eighth or more of all tests. So in a full run one worker has all of
    Spark and starts the only JVM, which takes seconds and half a gigabyte, while the others go on with the rest.
    """
    items.sort(key=_place_in_order)


def _place_in_order(item: pytest.Item) -> int:
    if not item.nodeid.startswith("tests/engines/"):
        return 2
    # A test may also ask for Spark by the name of a parameter: test_same_rows[spark].
    return 0 if "spark" in getattr(item, "fixturenames", ()) or "spark" in item.nodeid else 1


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the URL of an empty database for this process alone, dropped at the end."""
    given = os.environ.get("PCF_TEST_POSTGRES")
    if not given:
        pytest.skip(
            "PCF_TEST_POSTGRES is not set: apt-get install --no-install-recommends postgresql, make engines, "
            'then eval "$(.ci/postgres start)"'
        )
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: make engines")
    name = f"pcf_{uuid.uuid4().hex}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        connection.execute(f"ALTER DATABASE {name} SET timezone TO '{TIME_ZONE}'")
    try:
        yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Give the one session of this process; ``SparkSession.builder.getOrCreate()`` finds it too."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("java is not installed: apt-get install --no-install-recommends openjdk-17-jre-headless")
    pytest.importorskip("pyspark", reason="pyspark is not installed: make engines")
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        # A short run over few rows: starting fast is worth more than code that is compiled well, or at all.
        "spark.driver.extraJavaOptions": f"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir={folder} "
        f"-Dderby.system.home={folder}",
        "spark.local.dir": str(folder),
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.session.timeZone": TIME_ZONE,
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("pcf tests")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    gateway = SparkContext._gateway
    assert gateway is not None
    try:
        yield session
    finally:
        session.stop()
        # The JVM ends once its input does. Waited for, so that it has removed its files when pytest looks after them.
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(SHUTDOWN_SECONDS)
        SparkContext._gateway = SparkContext._jvm = None


@pytest.fixture(scope="session")
def load() -> Callable[..., None]:
    """Give the function that puts rows into a table of either engine."""
    return loading.load
