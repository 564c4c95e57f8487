"""What goes wrong between here and PostgreSQL: it is told in our words, nothing is written, and the next run is right."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import pytest

from pcf.cli.main import run
from pcf.metrics.sql.connecting import reading
from pcf.metrics.tables import find_table

from .small_log import COLUMNS, ROWS, SECRET, START, contents, counted, fault, outputs, write_map

RIGHT = {"phone": 5, "chat": 5}
PASSWORD = f"{SECRET}-password"
SOON = 8  # seconds in which a statement has to be gone

Execute = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def server(postgres: str, load: Callable[..., None]) -> str:
    """Give the address of a database with the table ``contacts``."""
    load(postgres, "contacts", COLUMNS, ROWS)
    return postgres


@pytest.fixture
def execute(server: str) -> Iterator[Execute]:
    """Give what runs statements as the owner."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:

        def run_all(*statements: str) -> list[tuple[Any, ...]]:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

        yield run_all


@pytest.fixture
def reader(server: str, execute: Execute, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address as a user who may read nothing yet; the password is kept where the driver looks for it."""
    user = f"{SECRET}_{uuid.uuid4().hex}"
    execute(f"CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}'")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    yield _with_user(server, user)
    monkeypatch.undo()
    execute(f"DROP OWNED BY {user}", f"DROP ROLE {user}")


def _with_user(server: str, user: str) -> str:
    split = urlsplit(server)
    return urlunsplit(split._replace(netloc=f"{user}@{split.netloc.rpartition('@')[2]}"))


def _user(server: str) -> str:
    return str(urlsplit(server).username)


def _with_port(port: int) -> str:
    return f"postgresql://{SECRET}_user@127.0.0.1:{port}/{SECRET}_database/public.contacts"


def _database(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _statements(execute: Execute) -> int:
    return int(
        execute("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'pcf' AND state = 'active'")[0][0]
    )


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# --- no connection


def test_where_nothing_listens_there_is_no_connection(server: str, free_port: int, tmp_path: Path) -> None:
    found = fault(_with_port(free_port), write_map(tmp_path))
    assert (found.code, found.found) == ("no-connection", "nothing listens there")


def test_a_host_that_nobody_knows_is_not_named(server: str, tmp_path: Path) -> None:
    found = fault(f"postgresql://{SECRET}.invalid/database/contacts", write_map(tmp_path))
    assert (found.code, found.found) == ("no-connection", "there is no such host")


def test_what_answers_may_be_no_postgresql(server: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            asked, _ = other.accept()
            with asked:
                asked.recv(100)
                asked.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        found = fault(_with_port(other.getsockname()[1]), write_map(tmp_path))
    assert (found.code, found.found) == ("no-connection", "what answers there is no PostgreSQL")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("?sslmode=require", "it could not agree on encryption"),
        ("?service=geheim", "the service file has no such service"),
        ("?geheim=1", "the address cannot be read"),
    ],
)
def test_what_the_address_asks_for_may_not_be_there(server: str, tmp_path: Path, query: str, reason: str) -> None:
    found = fault(f"{server}/contacts{query}", write_map(tmp_path))
    assert (found.code, found.found) == ("no-connection", reason)


# --- a login that is refused


def test_a_wrong_password_and_none_are_told_apart(reader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, log_map = f"{reader}/contacts", write_map(tmp_path)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.setenv("PGPASSWORD", f"{SECRET}-wrong")
    wrong = fault(log, log_map)
    monkeypatch.delenv("PGPASSWORD")
    none = fault(log, log_map)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert (wrong.code, wrong.found) == ("login-refused", "there is no such user, or the password is wrong")
    assert (none.code, none.found) == ("login-refused", "no password was found")


def test_a_database_that_is_missing_or_closed_and_a_user_who_may_not_log_in(
    reader: str, execute: Execute, tmp_path: Path
) -> None:
    log_map, database, user = write_map(tmp_path), urlsplit(reader).path.strip("/"), _user(reader)
    assert fault(f"{_database(reader, f'{SECRET}_none')}/contacts", log_map).found == "there is no such database"
    execute(f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")
    assert fault(f"{reader}/contacts", log_map).found == "this user may not connect to this database"
    execute(f"GRANT CONNECT ON DATABASE {database} TO PUBLIC", f"ALTER ROLE {user} CONNECTION LIMIT 0")
    assert fault(f"{reader}/contacts", log_map).found == "it takes no more connections at the moment"
    execute(f"ALTER ROLE {user} CONNECTION LIMIT -1 NOLOGIN")
    refused = fault(f"{reader}/contacts", log_map)
    assert (refused.code, refused.found) == ("login-refused", "this user may not log in")


# --- tables by every name


@pytest.mark.parametrize("name", ["nothing", "no_schema.contacts", "Contacts", f"public.{SECRET[:-1]}"])
def test_a_table_that_is_not_there_is_named_as_it_was_asked_for(server: str, tmp_path: Path, name: str) -> None:
    found = fault(f"{server}/{name}", write_map(tmp_path))
    assert (found.code, found.found, found.file) == ("table-missing", name, name)


@pytest.mark.parametrize(
    ("made", "name"),
    [
        ("VIEW seen AS SELECT * FROM contacts", "seen"),
        ("MATERIALIZED VIEW kept AS SELECT * FROM contacts", "public.kept"),
        ('TABLE "Contacts 2026" AS SELECT * FROM contacts', "Contacts 2026"),
        ('TABLE "a.b" AS SELECT * FROM contacts', '"a.b"'),
        ('TABLE "say ""hello""" AS SELECT * FROM contacts', 'public."say ""hello"""'),
        ('TABLE "50% o\'clock; --" AS SELECT * FROM contacts', quote("50% o'clock; --")),
        ('TABLE "Обращения" AS SELECT * FROM contacts', "Обращения"),
        ('TABLE "客服/表?1#2" AS SELECT * FROM contacts', "public." + quote("客服/表?1#2", safe="")),
    ],
)
def test_a_table_may_have_any_name_and_be_a_view(
    server: str, execute: Execute, tmp_path: Path, made: str, name: str
) -> None:
    execute(f"CREATE {made}")
    assert counted(f"{server}/{name}", write_map(tmp_path)) == RIGHT


def test_a_partitioned_table_counts_once(server: str, execute: Execute, tmp_path: Path) -> None:
    execute(
        'CREATE SCHEMA "Склад"',
        'CREATE TABLE "Склад".parts (LIKE contacts) PARTITION BY LIST (channel)',
        """CREATE TABLE parts_of_phone PARTITION OF "Склад".parts FOR VALUES IN ('phone')""",
        'CREATE TABLE others PARTITION OF "Склад".parts DEFAULT',
        'INSERT INTO "Склад".parts SELECT * FROM contacts',
    )
    assert counted(f"{server}/Склад.parts", write_map(tmp_path)) == RIGHT


def test_a_view_that_was_never_filled_says_so(server: str, execute: Execute, tmp_path: Path) -> None:
    execute("CREATE MATERIALIZED VIEW empty AS SELECT * FROM contacts WITH NO DATA")
    found = fault(f"{server}/empty", write_map(tmp_path))
    assert found.code == "warehouse-failed"
    assert "has not been populated (55000)" in found.message()


def test_a_column_that_is_not_there_is_told_with_those_that_are_near(server: str, tmp_path: Path) -> None:
    found = fault(f"{server}/contacts", write_map(tmp_path, handle_seconds="handel"))
    assert (found.code, found.found, found.cell) == ("source-column", "handel", "[columns] handle_seconds")
    assert "handle" in found.suggestion()


# --- rights


def test_who_may_not_read_the_table_or_enter_its_schema_is_told_so(
    reader: str, execute: Execute, tmp_path: Path
) -> None:
    denied = fault(f"{reader}/contacts", write_map(tmp_path))
    assert (denied.code, denied.found) == ("right-denied", "contacts")
    execute("CREATE SCHEMA closed", "CREATE TABLE closed.contacts AS SELECT * FROM contacts")
    assert fault(f"{reader}/closed.contacts", write_map(tmp_path)).code == "right-denied"


def test_the_right_to_the_columns_of_the_map_is_enough(reader: str, execute: Execute, tmp_path: Path) -> None:
    execute(f"GRANT SELECT (contact_id, opened_at, channel) ON contacts TO {_user(reader)}")
    assert counted(f"{reader}/contacts", write_map(tmp_path)) == RIGHT
    denied = fault(f"{reader}/contacts", write_map(tmp_path, segment="handle"))
    assert (denied.code, denied.found) == ("right-denied", "contacts.handle")


# --- a statement that does not come to its end


@pytest.fixture
def slow(server: str, execute: Execute) -> Iterator[str]:
    """Give the address of a view that takes a minute."""
    execute("CREATE VIEW slow AS SELECT * FROM contacts WHERE pg_sleep(60) IS NOT NULL")
    yield f"{server}/slow"
    execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pcf'", "DROP VIEW slow")


def test_a_statement_stops_at_its_time_limit(slow: str, execute: Execute, tmp_path: Path) -> None:
    found = fault(slow, write_map(tmp_path), time_limit=1)
    assert (found.code, found.found) == ("time-limit", "1")
    assert _within(SOON, lambda: not _statements(execute))


@pytest.mark.parametrize(
    ("how", "code"), [("pg_terminate_backend", "connection-lost"), ("pg_cancel_backend", "statement-stopped")]
)
def test_what_the_server_breaks_off_is_not_taken_for_a_time_limit(
    slow: str, server: str, execute: Execute, tmp_path: Path, how: str, code: str
) -> None:
    def end() -> None:
        _within(SOON, lambda: bool(_statements(execute)))
        execute(f"SELECT {how}(pid) FROM pg_stat_activity WHERE application_name = 'pcf'")

    ending = threading.Thread(target=end)
    ending.start()
    found = fault(slow, write_map(tmp_path), time_limit=60)
    ending.join()
    assert found.code == code
    assert counted(f"{server}/contacts", write_map(tmp_path)) == RIGHT


def _started(arguments: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pcf.cli.main", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(("how", "exit_code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_statement_ends_with_who_asked_for_it(
    slow: str, execute: Execute, tmp_path: Path, how: signal.Signals, exit_code: int
) -> None:
    new = tmp_path / "new"
    process = _started(["measure", slow, "--map", str(write_map(tmp_path)), *outputs(new)])
    assert _within(30, lambda: bool(_statements(execute))), process.communicate()
    process.send_signal(how)
    said, complained = process.communicate(timeout=SOON)
    assert (process.returncode, said, complained) == (exit_code, "", "")
    assert _within(SOON, lambda: not _statements(execute))
    assert list(new.iterdir()) == []


# --- no room


def _many(execute: Execute, rows: int) -> None:
    """Make a view of so many contacts, whose ids do not fit into the least memory of a sort."""
    execute(
        "CREATE VIEW many AS SELECT repeat(md5(n::text), 4) AS contact_id, channel, "
        f"opened_at FROM contacts, generate_series(1, {rows // len(ROWS)}) AS n"
    )


def test_who_may_use_no_more_of_the_disk_is_told_so(reader: str, execute: Execute, tmp_path: Path) -> None:
    user = _user(reader)
    _many(execute, 20_000)
    execute(f"GRANT SELECT ON many TO {user}", f"ALTER ROLE {user} SET work_mem = '64kB'")
    execute(f"ALTER ROLE {user} SET temp_file_limit = '64kB'")
    assert fault(f"{reader}/many", write_map(tmp_path)).code == "disk-full"
    execute("DROP VIEW many")


@contextmanager
def _small_disk(owner: str) -> Iterator[Path]:
    """Give a disk of one megabyte, where one can be made."""
    folder = Path(tempfile.mkdtemp(prefix="pcf-disk."))  # the server may not enter the folders of pytest
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size=1m,uid={owner}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        if not made or made.returncode:
            pytest.skip("no disk can be mounted here: run as root, in a container with CAP_SYS_ADMIN")
        yield folder
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    finally:
        folder.rmdir()


def test_a_disk_that_is_full_is_told_so(reader: str, server: str, execute: Execute, tmp_path: Path) -> None:
    user, space = _user(reader), f"small_{uuid.uuid4().hex}"
    _many(execute, 20_000)
    with _small_disk("postgres") as folder:
        execute(f"CREATE TABLESPACE {space} LOCATION '{folder}'", f"GRANT CREATE ON TABLESPACE {space} TO {user}")
        execute(f"ALTER ROLE {user} SET work_mem = '64kB'", f"ALTER ROLE {user} SET temp_tablespaces = '{space}'")
        execute(f"GRANT SELECT ON many, contacts TO {user}")
        try:
            assert fault(f"{reader}/many", write_map(tmp_path)).code == "disk-full"
            assert counted(f"{reader}/contacts", write_map(tmp_path)) == RIGHT
        finally:
            execute("DROP VIEW many", f"ALTER ROLE {user} RESET temp_tablespaces", f"DROP TABLESPACE {space}")


# --- it only reads


def test_a_view_that_writes_is_refused_and_nothing_is_written(server: str, execute: Execute, tmp_path: Path) -> None:
    execute(
        "CREATE TABLE written (n INT)",
        "CREATE FUNCTION writes() RETURNS BOOLEAN LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO written VALUES (1); RETURN TRUE; END $$",
        "CREATE VIEW writing AS SELECT * FROM contacts WHERE writes()",
    )
    found = fault(f"{server}/writing", write_map(tmp_path))
    assert (found.code, found.found) == ("would-write", "writing")
    assert execute("SELECT COUNT(*) FROM written") == [(0,)]


def test_neither_a_lock_nor_a_temporary_table_is_left(server: str, execute: Execute, tmp_path: Path) -> None:
    execute("CREATE VIEW locking AS SELECT * FROM contacts WHERE pg_try_advisory_lock(12) OR TRUE")
    assert counted(f"{server}/locking", write_map(tmp_path)) == RIGHT
    assert _within(SOON, lambda: execute("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'") == [(0,)])
    assert execute("SELECT COUNT(*) FROM pg_class WHERE relpersistence = 't'") == [(0,)]


def test_all_statements_of_a_run_see_the_same_rows(server: str, execute: Execute) -> None:
    execute("CREATE TABLE growing AS SELECT * FROM contacts")
    table = find_table(f"{server}/growing")
    assert table is not None
    with reading(table) as engine:
        before = engine.rows("SELECT COUNT(*) FROM growing")
        execute("INSERT INTO growing SELECT * FROM contacts")
        assert engine.rows("SELECT COUNT(*) FROM growing") == before == [(10,)]


# --- a row that an expression fails on


@pytest.mark.parametrize(
    ("value", "said"),
    [(SECRET, "invalid input syntax for type integer (22P02)"), ("9" * 30, "22003"), (f'say "{SECRET}" 1', "22P02")],
)
def test_a_row_that_an_expression_fails_on_is_not_quoted(
    server: str, execute: Execute, tmp_path: Path, value: str, said: str
) -> None:
    execute("DROP TABLE IF EXISTS odd", "CREATE TABLE odd AS SELECT * FROM contacts")
    execute(f"UPDATE odd SET handle = '{value}' WHERE contact_id LIKE '%-3'")
    found = fault(f"{server}/odd", write_map(tmp_path, dialect="postgres", handle_seconds='CAST("handle" AS INTEGER)'))
    assert found.code == "value-fails"
    assert said in found.message()
    assert value not in str(found.to_json())


def test_a_division_by_nothing_says_so(server: str, tmp_path: Path) -> None:
    by_nothing = """60 / (CAST("handle" AS INTEGER) - 63)"""
    found = fault(f"{server}/contacts", write_map(tmp_path, dialect="postgres", handle_seconds=by_nothing))
    assert (found.code, found.found) == ("value-fails", "division by zero (22012)")


def test_what_a_function_raises_is_not_repeated(server: str, execute: Execute, tmp_path: Path) -> None:
    execute(
        "CREATE FUNCTION raises(said TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'here is %', said; END $$",
        "CREATE VIEW raising AS SELECT * FROM contacts WHERE raises(contact_id)",
    )
    found = fault(f"{server}/raising", write_map(tmp_path))
    assert (found.code, found.found) == ("warehouse-failed", "RaiseException (P0001)")


def test_text_in_an_encoding_that_nobody_names_is_told_and_not_shown(
    server: str, execute: Execute, tmp_path: Path
) -> None:
    name = f"bytes_{uuid.uuid4().hex}"
    execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    try:
        import psycopg

        with psycopg.connect(_database(server, name)) as connection:
            connection.execute("CREATE TABLE contacts (contact_id TEXT, opened_at TIMESTAMP, channel TEXT)")
            connection.execute(
                "INSERT INTO contacts VALUES ('1', %s, convert_from('\\xe4'::bytea, 'SQL_ASCII'))", [START]
            )
        found = fault(f"{_database(server, name)}/contacts", write_map(tmp_path))
        assert (found.code, found.found) == ("value-fails", "invalid byte sequence for encoding (22021)")
    finally:
        execute(f"DROP DATABASE {name}")


# --- nothing half written


def test_a_run_that_fails_leaves_nothing_and_an_older_output_and_cube_as_they_were(
    server: str, execute: Execute, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_map, new, old = write_map(tmp_path), tmp_path / "new", tmp_path / "old"
    view = "CREATE OR REPLACE VIEW broken AS SELECT contact_id, opened_at, {channel} AS channel FROM contacts"

    def measured(table: str, *more: str) -> int:
        return run(["measure", f"{server}/{table}", "--map", str(log_map), "--by", "channel", *more])

    assert measured("contacts", *outputs(old)) == 0
    right = contents(old)
    execute(view.format(channel="(1 / (LENGTH(channel) - 4))::text"))
    assert measured("broken", *outputs(new)) == 1
    assert measured("broken", *outputs(old), "--force") == 1
    assert list(new.iterdir()) == []
    assert contents(old) == right
    execute(view.format(channel="channel"))
    assert measured("broken", *outputs(new)) == 0
    assert contents(new)["figures.csv"] == right["figures.csv"]
    assert contents(new).keys() == right.keys() != {"figures.csv"}
    assert SECRET not in "".join(capsys.readouterr())
