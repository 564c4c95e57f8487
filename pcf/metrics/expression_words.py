"""Words that an expression of a map may hold in dialects other than DuckDB's; there it runs as it was written.

Left out on purpose, as in DuckDB's list: what reads files, settings or the session, what depends on the clock or on
chance, what can make a value much larger than its arguments. A function has to be given something: several that are
harmless else are clocks without it (``unix_timestamp()``, ``datetime()``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pcf.ids import Dialect

if TYPE_CHECKING:
    from sqlglot import exp

_EVERYWHERE = frozenset({
    "abs", "ceil", "ceiling", "coalesce", "concat", "date_trunc", "extract", "floor", "greatest", "least", "length",
    "lower", "ltrim", "mod", "nullif", "regexp_replace", "replace", "round", "rtrim", "sign", "substr", "substring",
    "trim", "upper",
})  # fmt: skip

# Sources: postgresql.org/docs/current/functions.html, spark.apache.org/docs/latest/api/sql,
# trino.io/docs/current/functions.html, docs.snowflake.com/en/sql-reference/functions-all,
# cloud.google.com/bigquery/docs/reference/standard-sql/functions-all
OWN_FUNCTIONS: Mapping[Dialect, frozenset[str]] = {
    "postgres": _EVERYWHERE | {
        "btrim", "char_length", "concat_ws", "date_part", "initcap", "left", "make_date", "make_interval", "make_time",
        "make_timestamp", "position", "regexp_match", "regexp_substr", "right", "split_part", "starts_with", "strpos",
        "to_char", "to_date", "to_number", "to_timestamp", "translate", "trunc",
    },
    "spark": _EVERYWHERE | {
        "btrim", "char_length", "charindex", "concat_ws", "contains", "convert_timezone", "date_add", "date_format",
        "date_part", "date_sub", "dateadd", "datediff", "day", "dayofmonth", "dayofweek", "endswith", "from_unixtime",
        "from_utc_timestamp", "hour", "if", "ifnull", "initcap", "instr", "lcase", "left", "locate", "make_date",
        "make_dt_interval", "make_timestamp", "make_timestamp_ntz", "minute", "month", "nvl", "position",
        "regexp_extract", "regexp_like", "regexp_substr", "right", "second", "split", "split_part", "startswith",
        "substring_index", "timestamp_micros", "timestamp_millis", "timestamp_seconds", "timestampadd",
        "timestampdiff", "to_date", "to_number", "to_timestamp", "to_timestamp_ntz", "to_utc_timestamp", "translate",
        "trunc", "try_divide", "try_to_number", "try_to_timestamp", "ucase", "unix_micros", "unix_millis",
        "unix_seconds", "unix_timestamp", "year",
    },
    "trino": _EVERYWHERE | {
        "at_timezone", "concat_ws", "date_add", "date_diff", "date_format", "date_parse", "day", "day_of_week",
        "format_datetime", "from_iso8601_date", "from_iso8601_timestamp", "from_iso8601_timestamp_nanos",
        "from_unixtime", "from_unixtime_nanos", "hour", "if", "millisecond", "minute", "month", "parse_datetime",
        "parse_duration", "position", "regexp_extract", "regexp_like", "second", "split", "split_part", "starts_with",
        "strpos", "to_milliseconds", "to_unixtime", "translate", "truncate", "try", "with_timezone", "year",
    },
    "snowflake": _EVERYWHERE | {
        "charindex", "concat_ws", "contains", "convert_timezone", "date_from_parts", "date_part", "dateadd",
        "datediff", "day", "dayofweekiso", "decode", "div0", "endswith", "equal_null", "hour", "iff", "ifnull",
        "initcap", "left", "len", "minute", "month", "nvl", "position", "regexp_like", "regexp_substr", "right",
        "rlike", "second", "split", "split_part", "startswith", "time_from_parts", "timediff", "timestamp_from_parts",
        "timestamp_ntz_from_parts", "timestampadd", "timestampdiff", "to_boolean", "to_char", "to_date", "to_decimal",
        "to_double", "to_number", "to_time", "to_timestamp", "to_timestamp_ltz", "to_timestamp_ntz",
        "to_timestamp_tz", "to_varchar", "translate", "trunc", "try_to_boolean", "try_to_date", "try_to_decimal",
        "try_to_double", "try_to_number", "try_to_time", "try_to_timestamp", "try_to_timestamp_ntz", "year",
        "zeroifnull",
    },
    "bigquery": _EVERYWHERE | {
        "char_length", "contains_substr", "date_add", "date_diff", "date_sub", "datetime_add", "datetime_diff",
        "datetime_sub", "datetime_trunc", "div", "ends_with", "format_date", "format_datetime", "format_timestamp",
        "if", "ifnull", "initcap", "instr", "left", "offset", "ordinal", "parse_date", "parse_datetime", "parse_time",
        "parse_timestamp", "regexp_contains", "regexp_extract", "regexp_substr", "right", "safe_divide",
        "safe_offset", "safe_ordinal", "split", "starts_with", "strpos", "time_diff", "timestamp_add",
        "timestamp_diff", "timestamp_micros", "timestamp_millis", "timestamp_seconds", "timestamp_sub",
        "timestamp_trunc", "trunc", "unix_micros", "unix_millis", "unix_seconds",
    },
}  # fmt: skip

_GRAMMAR = frozenset({
    "and", "as", "at", "between", "both", "case", "cast", "distinct", "div", "else", "end", "escape", "false", "for",
    "from", "ilike", "in", "interval", "is", "leading", "like", "not", "null", "or", "regexp", "rlike", "safe",
    "safe_cast", "similar", "then", "to", "trailing", "true", "try_cast", "when", "zone",
})  # fmt: skip
_TYPES = frozenset({
    "bigint", "bignumeric", "bool", "boolean", "char", "character", "date", "datetime", "decimal", "double", "float",
    "float4", "float64", "float8", "int", "int2", "int4", "int64", "int8", "integer", "number", "numeric", "precision",
    "real", "smallint", "string", "text", "time", "timestamp", "timestamp_ltz", "timestamp_ntz", "timestamp_tz",
    "timestampntz", "timestamptz", "tinyint", "varchar", "varying", "with", "without",
})  # fmt: skip
_UNITS = frozenset({
    "microsecond", "microseconds", "millisecond", "milliseconds", "second", "seconds", "minute", "minutes", "hour",
    "hours", "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years", "epoch",
    "epoch_second", "epoch_seconds", "dow", "isodow", "dayofweek", "dayofweekiso", "doy", "dayofyear", "isoweek",
    "isoyear", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "secs", "mins",
})  # fmt: skip

_WORDS = _GRAMMAR | _TYPES | _UNITS
_CALLED = _GRAMMAR | _TYPES | {"week"}  # what may stand before an opening parenthesis and is no function: IN (…)
_SIGNS = frozenset({
    "(", ")", "[", "]", ",", ".", "+", "-", "*", "/", "%", "||", "::", "=", "<>", "!=", "<", "<=", ">", ">=", "<=>",
    "!", "~", "~*", "!~", "!~*", "=>",
})  # fmt: skip
_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or sign of an expression, as it is written out again.

    Attributes:
        text: The word.
        column: The column that it names.
        gap: The blank before it.
    """

    text: str
    column: str = ""
    gap: str = ""


def pieces_of(text: str, tree: exp.Expr, dialect: Dialect) -> tuple[Piece, ...] | str:
    """Take an expression apart into words, all of which are known, or return the first that is not.

    sqlglot reads a dialect well, but writes it in its own words: other functions, formats of dates spelt otherwise,
    types that it takes for the same. So what was written is kept, word by word.
    """
    import sqlglot

    # the place of a column in the text: there it stands in parentheses, whose first sign is not ours
    columns = {node.this.meta.get("start", 0) - 1: node.name for node in tree.walk() if type(node).__name__ == "Column"}
    tokens = sqlglot.tokenize(text, dialect)
    pieces: list[Piece] = []
    end = 0
    for place, token in enumerate(tokens):
        following = "".join(one.text for one in tokens[place + 1 : place + 3])
        word, gap = text[token.start : token.end + 1], " " if pieces and token.start > end else ""
        if token.start in columns:
            pieces.append(Piece(word, columns[token.start], gap))
        elif (piece := _piece(token.token_type.name, token.text, word, following, dialect)) is not None:
            pieces.append(Piece(piece, "", gap))
        else:
            return word
        end = token.end + 1
    return tuple(pieces)


def _piece(kind: str, value: str, word: str, following: str, dialect: Dialect) -> str | None:
    """Write one word that is no column; nothing where it is not allowed."""
    from sqlglot import exp

    if kind in {"STRING", "RAW_STRING"}:
        return exp.Literal.string(value).sql(dialect)
    name = " ".join(word.lower().split())
    if kind == "NUMBER":
        return word if _NUMBER.fullmatch(word) else None
    if name in _SIGNS:
        return word
    if following.startswith("("):
        is_known = (name in OWN_FUNCTIONS[dialect] or _CALLED.issuperset(name.split())) and following != "()"
    else:
        is_known = _WORDS.issuperset(name.split())
    return word if is_known else None
