"""How tables are named, and what is refused before anybody is asked."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.cli.main import run
from pcf.errors import BadOptionError, DialectRefusedError, NotInstalledError, PcfError, SecretInAddressError
from pcf.metrics import measure
from pcf.metrics.tables import Table, find_table, holds_secret, is_address

SECRET = "geheim"
SECRET_ADDRESSES = [
    f"postgresql://user:{SECRET}@host/db/t",
    f"POSTGRES://user:{SECRET}@host:5432/db/t",
    f"postgresql://user:{SECRET}/x@host/db/t",
    f"postgresql://user:12/{SECRET}@host/db/t",
    f"postgresql://user:12?{SECRET}@host/db/t",
    f"postgresql://user:{SECRET}#1@host/db/t",
    f"postgresql://user:a@{SECRET}@host/db/t",
    f"postgresql://host/db/t?user=u&password={SECRET}",
    f"postgresql://host/db/t?PASSWORD={SECRET}",
    f"postgresql://host/db/t?pass%77ord={SECRET}",
    f"postgresql://host/db/t?sslkey=a&sslpassword={SECRET}",
    f"postgresql+psycopg://user:{SECRET}@host/db/t",
    f"mysql://user:{SECRET}@host/db/t",
    f"host=h user=u password={SECRET} dbname=d",
    f"host=h password = '{SECRET}'",
    f"jdbc:postgresql://host/db?user=u&password={SECRET}",
    f"jdbc:sqlserver://host:1433;user=u;password={SECRET}",
    f"jdbc:oracle:thin:user/{SECRET}@//host:1521/x",
    f"s3a://key:{SECRET}@bucket/t.parquet",
]
WITHOUT_SCHEME = [f"u:{SECRET}@h/db", f"//u:{SECRET}@h/db", f":{SECRET}/x@h", f" u:12/{SECRET}@h:5432/db"]
LATIN = st.text("abcXYZ0189-_.~!$&'()*+,;=:#/?%@[] ", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("address", "parts", "server"),
    [
        ("postgresql://host/db/public.contacts", ("public", "contacts"), "postgresql://host/db"),
        ("postgres://me@host:5432/db/t?sslmode=require", ("t",), "postgresql://me@host:5432/db?sslmode=require"),
        ("PostgreSQL://host/db/t", ("t",), "postgresql://host/db"),
        ("postgresql:///db/t", ("t",), "postgresql:///db"),
        ("postgresql:///db/t?service=log", ("t",), "postgresql:///db?service=log"),
        ("postgresql://one:1,two:2/db/t", ("t",), "postgresql://one:1,two:2/db"),
        ("postgresql://[::1]:5432/db/t", ("t",), "postgresql://[::1]:5432/db"),
        ("postgresql://me%40bank@host/db/t?user=me@bank", ("t",), "postgresql://me%40bank@host/db?user=me@bank"),
        ("postgresql://host/db/Склад.Обращения#1", ("Склад", "Обращения#1"), "postgresql://host/db"),
        ('postgresql://host/db/"a.b"."say ""x"""', ("a.b", 'say "x"'), "postgresql://host/db"),
        ("postgresql://host/db/a%20b%2Fc%3F", ("a b/c?",), "postgresql://host/db"),
    ],
)
def test_the_part_of_an_address_after_the_database_is_the_table(
    address: str, parts: tuple[str, ...], server: str
) -> None:
    assert find_table(address) == Table("postgres", parts, server)


def test_a_table_may_be_named_beside_the_address_of_its_database() -> None:
    assert find_table("s.t", "postgresql://h/db?a=1") == Table("postgres", ("s", "t"), "postgresql://h/db?a=1")
    with pytest.raises(BadOptionError, match=r"^LOG: postgresql://… cannot be used"):
        find_table("postgresql://host/db/t", "postgresql://host/db")
    with pytest.raises(BadOptionError, match=r"^--engine: postgresql://… cannot be used"):
        find_table("t", "postgresql://host/db/t")


@pytest.mark.parametrize(
    ("name", "parts", "shown"),
    [
        ("contacts", ("contacts",), "contacts"),
        ("lake.sales.contacts", ("lake", "sales", "contacts"), "lake.sales.contacts"),
        ("`a.b`.`c``d`", ("a.b", "c`d"), "a.b.c`d"),
        ("/home/ann/q1.parquet", ("/home/ann/q1.parquet",), "q1.parquet"),
        ("q1.parquet", ("./q1.parquet",), "q1.parquet"),
        ("months\\q1.parquet", ("months/q1.parquet",), "q1.parquet"),
        ("s3a://bucket/ann/q1", ("s3a://bucket/ann/q1",), "q1"),
    ],
)
def test_spark_reads_tables_and_parquet_files_which_are_told_without_their_folder(
    name: str, parts: tuple[str, ...], shown: str
) -> None:
    table = find_table(name, "spark")
    assert table == Table("spark", parts)
    assert table is not None
    assert table.name == shown


@pytest.mark.parametrize(
    "name", ["contacts.csv", "/home/ann/contacts.xlsx", "a b.parquet", "C:\\contacts.csv", "1:2.csv"]
)
def test_files_are_files(name: str) -> None:
    assert find_table(name) is None
    assert find_table(Path(name)) is None
    assert not is_address(name)


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("contacts.csv", "spark"),
        ("/home/ann/contacts.xlsx", "spark"),
        ("a.b.c.d", "spark"),
        ("a..b", "spark"),
        ('"a', "spark"),
        ("", "spark"),
        ("a\x00b", "spark"),
        ("t", "oracle"),
        ("postgresql://host/db/t", "spark"),
        ("postgresql://host/db/a.b.c", ""),
        ("postgresql://host/db/a%00", ""),
        ("postgresql://host/db", ""),
        ("postgresql://host/db/", ""),
        ("postgresql://", ""),
        ("postgresql://host:port/db/t", ""),
        ("jdbc:postgresql://host/db", ""),
        ("nosuch://host/db", ""),
    ],
)
def test_what_no_table_can_be_told_from_is_refused_with_an_example(name: str, engine: str) -> None:
    with pytest.raises(BadOptionError) as refused:
        find_table(name, engine)
    assert refused.value.facts["expected"]
    assert "host:" not in str(refused.value)
    assert "/home/ann" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "found", "why", "possible"),
    [
        ("mysql://host/db", "mysql://…", "DATEDIFF counts days", "postgresql://host/database/schema.table"),
        ("mysql+pymysql://host/db", "mysql+pymysql://…", "DATEDIFF counts days", "--engine spark"),
        ("jdbc:mariadb://host/db", "mariadb+jdbc://…", "DATEDIFF counts days", "parquet"),
        ("oracle://host/db", "oracle://…", "an empty text is no value", "CSV"),
        ("jdbc:oracle:thin:@//host:1521/x", "oracle+jdbc://…", "an empty text is no value", "CSV"),
        ("mssql://host/db", "mssql://…", "overflows", "--engine spark"),
        ("jdbc:sqlserver://host;databaseName=x", "sqlserver+jdbc://…", "overflows", "--engine spark"),
        ("trino://host/db", "trino://…", "print the statement", "--sql trino"),
        ("snowflake://account/db", "snowflake://…", "print the statement", "--sql snowflake"),
        ("bigquery://project/db", "bigquery://…", "print the statement", "--sql bigquery"),
        ("sqlite:///log.db", "sqlite://…", "nobody has proved", "CSV"),
        ("redshift://host/db", "redshift://…", "nobody has proved", "CSV"),
        ("s3://bucket/q1.parquet", "s3://…", "never fetched", "--engine spark"),
        ("https://example.org/log.csv", "https://…", "never fetched", "CSV"),
    ],
)
@pytest.mark.parametrize("option", ["LOG", "--engine"])
def test_other_servers_are_refused_with_the_reason_and_what_is_possible(
    option: str, address: str, found: str, why: str, possible: str
) -> None:
    with pytest.raises(DialectRefusedError) as refused:
        find_table(*((address,) if option == "LOG" else ("t", address)))
    assert refused.value.facts["option"] == option
    assert refused.value.facts["found"] == found
    assert why in str(refused.value)
    if option == "LOG":
        assert possible in refused.value.facts["expected"]


@pytest.mark.parametrize("address", [*SECRET_ADDRESSES, *WITHOUT_SCHEME])
def test_a_password_is_refused_wherever_it_stands_and_never_repeated(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for source, engine in ((address, ""), (address, "spark"), ("t", address)):
        with pytest.raises(SecretInAddressError) as refused:
            find_table(source, engine)
        told = [*traceback.format_exception(refused.value), repr(refused.value), str(refused.value.facts)]
        assert SECRET not in "".join(told)
    log_map = tmp_path / "map.toml"
    for arguments in (
        ["measure", address, "--map", str(log_map)],
        ["measure", "t", "--map", str(log_map), "--engine", address, "--json"],
        ["measure", "t", "--map", str(log_map), f"--engine={address}"],
        ["measure", "t", "--map", str(log_map), "--with", address, str(log_map)],
        ["measure", address, "--map", str(log_map), "--sql", "postgres"],
        ["measure", "t", address, "--map", str(log_map), "--sql", "postgres"],
        ["map", address],
    ):
        assert run(arguments) == 2
        said = capsys.readouterr()
        assert "the address holds a password" in said.err
        assert SECRET not in said.out + said.err
        if "--json" in arguments:
            assert json.loads(said.out)["error"]["code"] == "secret-in-address"


@pytest.mark.parametrize(
    "name", ["C:\\me:x@bank\\a.csv", "c:/me@bank/a.csv", "./10:30@bank.csv", "me@bank.csv", "10:30.csv"]
)
def test_a_path_with_such_signs_is_a_file(name: str) -> None:
    assert find_table(name) is None


@pytest.mark.parametrize("name", [f"my secret:{SECRET} x@h/db", f"a..{SECRET}@h", f"{SECRET}@h.csv"])
def test_what_could_be_an_address_is_not_repeated_in_a_refusal(name: str) -> None:
    for source, engine in (("t", name), (name, "spark")):
        try:
            find_table(source, engine)
        except PcfError as error:
            assert SECRET not in f"{error} {error.facts}"


def test_duckdb_does_not_count_a_table_of_a_server() -> None:
    with pytest.raises(BadOptionError, match="--engine: duckdb cannot be used"):
        find_table("postgresql://host/db/t", "duckdb")


@pytest.mark.parametrize(
    "arguments",
    [
        [SECRET_ADDRESSES[0]],
        ["measure", SECRET_ADDRESSES[0]],
        ["measure", "a.csv", "--map", "m.toml", "--time-limit", SECRET_ADDRESSES[0]],
        ["measure", "a.csv", "--map", SECRET_ADDRESSES[0]],
        ["measure", "a.csv", "--no-such-option", SECRET_ADDRESSES[0]],
        ["--lang", SECRET_ADDRESSES[0], "tree"],
        ["show", SECRET_ADDRESSES[0]],
    ],
)
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_neither_do_messages_about_wrong_usage_repeat_it(
    arguments: list[str], as_json: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*as_json, *arguments]) == 2
    assert SECRET not in "".join(capsys.readouterr())


def test_an_address_that_became_a_path_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    log_map = tmp_path / "map.toml"
    log_map.write_text("log = 'contacts'\n[columns]\ncontact_id = 'a'\nopened_at = 'b'\n")
    with pytest.raises(PcfError) as refused:
        measure(Path(SECRET_ADDRESSES[0]), map=log_map)
    assert SECRET not in "".join(traceback.format_exception(refused.value)) + str(refused.value.facts)


@pytest.mark.parametrize(
    ("log", "engine", "modules", "extra"),
    [
        ("postgresql://host/db/t", "", ["psycopg"], "postgres"),
        ("t", "spark", ["pyspark", "pyspark.logger", "pyspark.sql"], "spark"),
    ],
)
def test_without_the_driver_it_says_what_to_install(
    log: str, engine: str, modules: list[str], extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in modules:
        monkeypatch.setitem(sys.modules, name, None)
    log_map = tmp_path / "map.toml"
    log_map.write_text("log = 'contacts'\n[columns]\ncontact_id = 'a'\nopened_at = 'b'\n")
    with pytest.raises(NotInstalledError) as missing:
        measure(log, map=log_map, engine=engine)
    assert missing.value.facts == {
        "package": modules[0],
        "command": f'pip install "pcf-customer-service[{extra}]"',
    }


def test_a_table_does_not_show_its_address() -> None:
    assert "host" not in repr(find_table("postgresql://host/db/t"))


@given(hosts=LATIN.filter(lambda text: not set(text) & set("/?")), database=LATIN, table=LATIN)
@settings(max_examples=200)
def test_any_address_gives_a_table_or_a_refusal_that_shows_none_of_it(hosts: str, database: str, table: str) -> None:
    address = f"postgresql://{hosts}-4711/{database}/{table}"
    try:
        found = find_table(address)
    except PcfError as error:
        assert "4711" not in str(error)
    else:
        assert found is not None
        assert "4711" not in repr(found)


@given(password=LATIN.filter(lambda text: text.strip("/?#@&;= ")))
@settings(max_examples=200)
def test_any_password_is_seen(password: str) -> None:
    assert holds_secret(f"postgresql://user:{password}@host/db/t")
