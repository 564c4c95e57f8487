"""Where passwords are kept, and that nothing that is printed or written tells where a table lies or who asked."""

from __future__ import annotations

import os
import traceback
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pcf.cli.main import run
from pcf.errors import LogError
from pcf.metrics.sql.connecting import reading
from pcf.metrics.tables import find_table

from .small_log import COLUMNS, ROWS, SECRET, counted, write_map

RIGHT = {"phone": 5, "chat": 5}


@dataclass(frozen=True)
class Login:
    """A database, a user of it and the password, all of which are nobody's business."""

    host: str
    port: int
    database: str
    user: str
    password: str

    @property
    def address(self) -> str:
        return f"postgresql://{self.user}@{self.host}:{self.port}/{self.database}"

    @property
    def secrets(self) -> list[str]:
        return [self.host, str(self.port), self.database, self.user, self.password, SECRET]


@pytest.fixture(scope="module")
def login(postgres: str, load: Callable[..., None]) -> Iterator[Login]:
    """Give a login to a database with the table ``contacts``; its password stands nowhere yet."""
    import psycopg

    split, mark = urlsplit(postgres), uuid.uuid4().hex
    login = Login(
        str(split.hostname), split.port or 5432, f"{SECRET}_db_{mark}", f"{SECRET}_user_{mark}", f"{SECRET}_password"
    )
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {login.user} LOGIN PASSWORD '{login.password}'".encode())
        connection.execute(f"CREATE DATABASE {login.database} OWNER {login.user}".encode())
    theirs = split._replace(path=f"/{login.database}").geturl()
    load(theirs, "contacts", COLUMNS, ROWS)
    with psycopg.connect(theirs, autocommit=True) as connection:
        connection.execute(f"GRANT SELECT ON contacts TO {login.user}".encode())
        connection.execute(b"CREATE TABLE denied (contact_id TEXT)")
        connection.execute(b"CREATE VIEW slow AS SELECT * FROM contacts WHERE pg_sleep(60) IS NOT NULL")
        connection.execute(b"CREATE VIEW broken AS SELECT *, handle::int / 0 AS seconds FROM contacts")
        connection.execute(f"GRANT SELECT ON slow, broken TO {login.user}".encode())
    yield login
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {login.database} WITH (FORCE)".encode())
        connection.execute(f"DROP ROLE {login.user}".encode())


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take away every place where a password may be kept; give a folder for one."""
    folder = tmp_path_factory.mktemp("kept")
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PGPASSFILE", str(folder / "none"))
    return folder


def _in_environment(login: Login, _: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PGPASSWORD", login.password)
    return f"{login.address}/contacts"


def _in_a_file(login: Login, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    kept = folder / "pgpass"
    kept.write_text(f"{login.host}:{login.port}:*:{login.user}:{login.password}\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    return f"{login.address}/contacts"


def _in_a_service(login: Login, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    kept = folder / "services"
    kept.write_text(
        f"[warehouse]\nhost={login.host}\nport={login.port}\nuser={login.user}\npassword={login.password}\n"
        f"dbname={login.database}\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(kept))
    return "postgresql:////contacts?service=warehouse"


def _all_in_environment(login: Login, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    _in_a_service(login, folder, monkeypatch)
    monkeypatch.setenv("PGSERVICE", "warehouse")
    return "postgresql:////contacts"


@pytest.mark.parametrize("kept", [_in_environment, _in_a_file, _in_a_service, _all_in_environment])
def test_passwords_are_kept_where_the_driver_looks_for_them(
    login: Login,
    bare: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kept: Callable[[Login, Path, pytest.MonkeyPatch], str],
) -> None:
    assert counted(kept(login, bare, monkeypatch), write_map(tmp_path)) == RIGHT


def _written(folder: Path) -> Iterator[str]:
    """Read all that stands in a folder, inside of workbooks too."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from (book.read(name).decode("utf-8", "replace") for name in book.namelist())
        elif path.is_file():
            yield path.read_text("utf-8", "replace")


def test_what_is_measured_tells_nothing_of_the_server(
    login: Login, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log, log_map = _in_environment(login, bare, monkeypatch), write_map(tmp_path)
    for more in ([], ["--json"], ["--sql", "postgres"], *(["-o", str(tmp_path / f"o.{kind}")] for kind in _KINDS)):
        assert run(["measure", log, "--map", str(log_map), "--by", "channel", *more]) == 0, more
    assert run(["measure", log, "--map", str(log_map), "--cube", str(tmp_path / "cube")]) == 0
    said = capsys.readouterr()
    told = "".join([said.out, said.err, *_written(tmp_path)])
    assert "phone" in told
    assert [secret for secret in login.secrets if secret in told] == []


_KINDS = ("csv", "json", "xlsx")


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_no_fault_tells_anything_of_the_server(
    login: Login,
    bare: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    as_json: list[str],
) -> None:
    _in_environment(login, bare, monkeypatch)
    address, plain = login.address, write_map(tmp_path)
    faulty = [
        (f"{address}/denied", plain, {}),
        (f"{address}/nothing", plain, {}),
        (f"{address}/contacts", write_map(tmp_path, segment="none"), {}),
        (f"{address}/broken", write_map(tmp_path, handle_seconds="seconds"), {}),
        (f"{address}/contacts", plain, {"PGPASSWORD": f"{SECRET}_wrong"}),
        (f"{address}_no/contacts", plain, {}),
        (f"{address}/contacts?sslmode=require", plain, {}),
        (f"{address}/contacts?{SECRET}=1", plain, {}),
        (f"{address}/contacts?service={SECRET}", plain, {}),
        (f"{address}/a.b.c", plain, {}),
        (f"{address}/", plain, {}),
        (address.replace(str(login.port), "1") + "/contacts", plain, {}),
        (address.replace(login.host, f"{SECRET}.invalid") + "/contacts", plain, {}),
        (address.replace(login.user, f"{SECRET}_nobody") + "/contacts", plain, {}),
        (address.replace("postgresql", "mysql") + "/contacts", plain, {}),
    ]
    out = tmp_path / "out.csv"
    for log, log_map, changed in faulty:
        with monkeypatch.context() as changing:
            for name, value in changed.items():
                changing.setenv(name, value)
            code = run(
                [*as_json, "measure", log, "--map", str(log_map), "-o", str(out), "--cube", str(tmp_path / "cube")]
            )
        said = capsys.readouterr()
        assert code in {1, 2}, log
        assert [secret for secret in login.secrets if secret in said.out + said.err] == [], (log, said)
    assert not out.exists()
    assert not (tmp_path / "cube").exists()


@pytest.mark.parametrize("table", ["broken", "slow", "nothing"])
def test_a_traceback_tells_nothing_either(
    login: Login, bare: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    _in_environment(login, bare, monkeypatch)
    found = find_table(f"{login.address}/{table}")
    assert found is not None
    with pytest.raises(LogError) as refused, reading(found, seconds=1) as engine:
        engine.rows(f"SELECT COUNT(*), MAX(handle) FROM {table}" + (" WHERE seconds > 0" if table == "broken" else ""))
    told = "".join([*traceback.format_exception(refused.value), repr(refused.value), repr(vars(refused.value))])
    assert [secret for secret in login.secrets if secret in told] == []
