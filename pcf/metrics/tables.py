"""Tables as people name them: an address of PostgreSQL without a password, or a name that Spark knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, NoReturn
from urllib.parse import parse_qsl, unquote

from pcf.errors import N_, BadOptionError, DialectRefusedError, Phrase, SecretInAddressError

Source = str | Path
Served = Literal["postgres", "spark"]

_SCHEMES = ("postgresql", "postgres")
_SECRETS = frozenset({"password", "passfile", "sslpassword", "sslkey", "scram_client_key", "scram_server_key",
                      "oauth_client_secret"})  # fmt: skip
_SERVER = "postgresql://host/database"
_EXAMPLE = f"{_SERVER}/schema.table"
_SPARK = "--engine spark"
_NAMES = ["schema.table", "/folder/file.parquet"]  # what Spark reads

_ADDRESS = re.compile(r"(?:(?P<java>jdbc):(?P<driver>[a-z0-9]*)|(?P<scheme>[a-z][a-z0-9+.-]*)://)", re.IGNORECASE)
# An address of PostgreSQL has no fragment: a hash is a letter of the name like any other.
_PARTS = re.compile(
    r"(?P<scheme>[^:]+)://(?P<hosts>[^/?]*)(?:/(?P<database>[^/?]*))?(?:/(?P<table>[^?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_HOST = re.compile(r"(?:\[[^\]]*\]|[^:\[\]]*)(?::[0-9]*)?")
_WORDS = re.compile(r"(?:^|[\s;?&])(?:\w*password|pwd)\s*=", re.IGNORECASE)
_USER = re.compile(r"://[^/?\s]*:[^/?\s]*@|:thin:[^@/]*/[^@]*@", re.IGNORECASE)
# An address whose scheme was forgotten; neither the path of a drive nor one that begins with a folder.
_BARE_USER = re.compile(r"\s*(?://)?(?!jdbc:|[a-z]:[\\/])[^/?\s:@]*:(?!/)\S*@", re.IGNORECASE)

_STORES = frozenset({"s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "wasbs", "hdfs", "dbfs", "http", "https", "ftp",
                     "sftp", "file"})  # fmt: skip
_PARQUET = ".parquet"
_OTHER_FILES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".json")
_NOT_FETCHED = N_("files are read from a disk and never fetched; copy the file, or let Spark read it")
_HERE = frozenset({"duckdb", "postgres", "spark"})
_FOR_FILES = Phrase(N_("files; a table is counted where it lies"))
_PRINTED_ONLY = N_("it is not connected to from here; print the statement with --sql and run it there")


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        engine: What reads it.
        parts: Its name: schema and table, or catalogue, schema and table; exact spelling. Or one path for Spark.
        address: How it is reached; empty for Spark. Never shown: it may say more than others should know.
    """

    engine: Served
    parts: tuple[str, ...]
    address: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The name as findings and cubes tell it: of a file without its folders, which are nobody's business."""
        is_path = self.engine == "spark" and "/" in self.parts[0]
        return PurePosixPath(self.parts[0]).name if is_path else ".".join(self.parts)


def is_address(source: Source) -> bool:
    """Whether a log is named by the address of a server."""
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def is_file_name(text: str) -> bool:
    """Whether a log is named as a file is."""
    return not is_address(text) and text.lower().endswith((*_OTHER_FILES, _PARQUET))


def holds_secret(text: str) -> bool:
    """Whether a text is an address, or the words of a driver, with a password in it."""
    if _WORDS.search(text) or _USER.search(text) or _BARE_USER.match(text):
        return True
    found = _PARTS.fullmatch(text)
    if found is None:
        return False
    hosts, database, query = found["hosts"], found["database"], found["query"] or ""
    asked = {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)}
    if ":" in hosts.rpartition("@")[0] or asked & _SECRETS:
        return True
    if ":" not in hosts or "@" in hosts:
        return False
    # a password with a / or ? of its own ends the part that it stands in, and the rest of the address follows that
    follows = "/" in query.rpartition("@")[2] or not database or any("@" in name for name in asked)
    return "@" in f"{database}{found['table']}" or ("@" in query and follows)


def find_table(source: Source, engine: str = "") -> Table | None:
    """Return the table that a log is named by; ``None`` where it is a file.

    Args:
        source: What the person named.
        engine: ``spark``, the address of a database that ``source`` is a table of, or nothing.

    Raises:
        BadOptionError: No table can be told from it.
        SecretInAddressError: The address holds a password.
        DialectRefusedError: The address of something else than PostgreSQL.
    """
    for option, text in (("--engine", engine), ("LOG", str(source))):
        if holds_secret(text):
            raise SecretInAddressError(option=option)
    if engine == "spark":
        return Table("spark", _of_spark(str(source)))
    if is_address(engine):
        if is_address(source):
            raise BadOptionError(option="LOG", found=shown_name(str(source)), expected="schema.table")
        return Table("postgres", _split(str(source), most=2), _server(engine))
    if engine not in {"", "duckdb"}:
        raise BadOptionError(option="--engine", found=shown_name(engine), expected=["duckdb", "spark", _SERVER])
    table = _of_postgres(str(source)) if is_address(source) else None
    if table is not None and engine:
        raise BadOptionError(option="--engine", found=engine, expected=_FOR_FILES)
    return table


def _of_spark(name: str) -> tuple[str, ...]:
    """Split the name of a table; a path stays whole."""
    if is_address(name) and _scheme(name) not in _STORES:
        _refuse("LOG", name, _NAMES)
    if name.lower().endswith(_OTHER_FILES):
        raise BadOptionError(option="LOG", found=shown_name(PurePosixPath(name).name), expected=_NAMES)
    if "/" in name or not name.lower().endswith(_PARQUET):
        return (name,) if "/" in name and not name.startswith(('"', "`")) else _split(name)
    path = PurePosixPath(name.replace("\\", "/"))
    return (str(path) if len(path.parts) > 1 else f"./{path}",)


def _of_postgres(address: str) -> Table:
    """Take the table from its address: the part of the path after the database."""
    found = _PARTS.fullmatch(address)
    name = unquote(found["table"] or "") if found else ""
    server = _server(address, with_table=True)
    if not name:
        raise BadOptionError(option="LOG", found=shown_name(address), expected=_EXAMPLE)
    return Table("postgres", _split(name, most=2), server)


def _server(address: str, *, with_table: bool = False) -> str:
    """Return the address of a database as the driver takes it."""
    option, expected = ("LOG", _EXAMPLE) if with_table else ("--engine", _SERVER)
    if _scheme(address) not in _SCHEMES:
        _refuse(option, address, [expected, _SPARK])
    found = _PARTS.fullmatch(address)
    hosts = found["hosts"].rpartition("@")[2].split(",") if found else []
    if found is None or not all(_HOST.fullmatch(host) for host in hosts) or (found["table"] and not with_table):
        raise BadOptionError(option=option, found=shown_name(address), expected=expected)
    query = f"?{found['query']}" if found["query"] else ""
    return f"postgresql://{found['hosts']}/{found['database'] or ''}{query}"


def _refuse(option: str, address: str, possible: Sequence[str]) -> NoReturn:
    """Say why what an address leads to is not read, and what is.

    Args:
        option: Where the address was given.
        address: The address.
        possible: What could be given there instead.

    Raises:
        DialectRefusedError: It is known.
        BadOptionError: It is not.
    """
    from pcf.metrics.printed.refusals import dialect_of

    name, found = _scheme(address).partition("+")[0], shown_name(address)
    if name in _STORES:
        expected = ["CSV", "Excel", "parquet", _SPARK]
        raise DialectRefusedError(option=option, found=found, reason=Phrase(_NOT_FETCHED), expected=expected)
    try:
        dialect = dialect_of(name)
    except DialectRefusedError as refused:
        reason, expected = refused.facts["reason"], [*possible, "CSV", "parquet"]
        raise DialectRefusedError(option=option, found=found, reason=reason, expected=expected) from None
    except BadOptionError:
        raise BadOptionError(option=option, found=found, expected=list(possible)) from None
    if dialect in _HERE:
        raise BadOptionError(option=option, found=found, expected=list(possible))
    expected = [f"--sql {dialect}", *possible]
    raise DialectRefusedError(option=option, found=found, reason=Phrase(_PRINTED_ONLY), expected=expected)


def _scheme(address: str) -> str:
    """Name what an address leads to; that of a driver of Java is none of ours, whatever it leads to."""
    found = _ADDRESS.match(address)
    if found is None:
        return ""
    return (f"{found['driver']}+{found['java']}" if found["java"] else found["scheme"]).lower()


def shown_name(name: str) -> str:
    """Write what a person named so that it tells no address, and nothing that could be one."""
    if is_address(name):
        return f"{_scheme(name)}://…"
    return "…" if "@" in name else name


def _split(name: str, *, most: int = 3) -> tuple[str, ...]:
    """Split a name at its points, but for those inside quotation marks; a mark that is doubled inside is one."""
    parts, inside, signs = [""], "", name.strip()
    place = 0
    while place < len(signs):
        sign = signs[place]
        if inside and signs[place : place + 2] == inside * 2:
            parts[-1] += inside
            place += 1
        elif sign in '"`' and inside in {"", sign}:
            inside = "" if inside else sign
        elif sign == "." and not inside:
            parts.append("")
        else:
            parts[-1] += sign
        place += 1
    if inside or len(parts) > most or not all(part and part.isprintable() for part in parts):
        raise BadOptionError(option="LOG", found=shown_name(name), expected=["schema.table", _EXAMPLE])
    return tuple(parts)
