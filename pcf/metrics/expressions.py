"""Expressions of a map file: parsed, checked against a list of what is allowed, and written out again.

What runs is the text made from the checked tree, never the text of the map. The check lists what
is allowed, not what is forbidden: sqlglot has a class of its own for ``read_csv`` and many others,
and a new one must not slip through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.engine_findings import EXPRESSION_CHANGED
from pcf.metrics.findings import EXPRESSION_REFUSED, EXPRESSION_UNREADABLE

if TYPE_CHECKING:
    from sqlglot import exp

# Function -> the sqlglot class it parses to; "Anonymous" where sqlglot has none and the name decides.
# Left out on purpose: what reads files or settings, what depends on the clock or on chance, what
# can make a value much larger than its arguments (repeat, lpad, power).
FUNCTIONS: Mapping[str, str] = {
    # dates and times
    "date_diff": "DateDiff", "date_part": "Anonymous", "date_trunc": "TimestampTrunc", "day": "Day",
    "epoch": "TimeToUnix", "epoch_ms": "UnixToTime", "extract": "Extract", "hour": "Hour",
    "make_date": "DateFromParts", "make_time": "TimeFromParts", "make_timestamp": "TimestampFromParts",
    "minute": "Minute", "month": "Month", "second": "Second", "strftime": "TimeToStr", "strptime": "StrToTime",
    "to_days": "ToDays", "to_hours": "Anonymous", "to_milliseconds": "Anonymous", "to_minutes": "Anonymous",
    "to_seconds": "Anonymous", "to_timestamp": "UnixToTime", "try_strptime": "Anonymous", "year": "Year",
    # text
    "concat": "Concat", "contains": "Contains", "ends_with": "EndsWith", "left": "Left", "length": "Length",
    "lower": "Lower", "ltrim": "Trim", "regexp_extract": "RegexpExtract", "regexp_matches": "RegexpLike",
    "regexp_replace": "RegexpReplace", "replace": "Replace", "right": "Right", "rtrim": "Trim",
    "split_part": "SplitPart", "starts_with": "StartsWith", "strpos": "StrPosition", "substring": "Substring",
    "trim": "Trim", "upper": "Upper",
    # numbers and choices
    "abs": "Abs", "ceil": "Ceil", "coalesce": "Coalesce", "floor": "Floor", "greatest": "Greatest", "if": "If",
    "least": "Least", "nullif": "Nullif", "round": "Round", "sign": "Sign",
}  # fmt: skip

# What other dialects call it, where sqlglot has no class of its own for it.
OWN_FUNCTIONS: Mapping[Dialect, frozenset[str]] = {
    "postgres": frozenset({"date_part", "make_interval", "regexp_match", "btrim"}),
    "spark": frozenset({"make_timestamp_ntz", "timestamp_millis", "timestamp_micros", "timestamp_seconds",
                        "to_timestamp_ntz", "try_to_timestamp", "unix_micros", "unix_millis", "unix_seconds"}),
    "trino": frozenset({"date_parse", "from_iso8601_timestamp", "from_unixtime_nanos", "to_milliseconds"}),
    "snowflake": frozenset({"to_timestamp_ntz", "timestamp_ntz_from_parts", "try_to_timestamp_ntz"}),
    "bigquery": frozenset({"parse_datetime", "safe_divide"}),
}  # fmt: skip
_OWN_KINDS: Mapping[Dialect, frozenset[str]] = {
    "spark": frozenset({"TimestampAdd", "TsOrDsAdd", "UnixToStr"}),
    "trino": frozenset({"TsOrDsAdd"}),
    "snowflake": frozenset({"DateAdd", "TimestampNtzFromParts"}),
    "bigquery": frozenset({"DatetimeAdd", "DatetimeDiff", "ParseDatetime", "TimestampSeconds"}),
}

TYPES = frozenset(
    {
        "BOOLEAN", "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL", "TEXT", "VARCHAR",
        "DATE", "TIME", "TIMESTAMP", "TIMESTAMPNTZ", "TIMESTAMPTZ", "INTERVAL",
    }
)  # fmt: skip

_GRAMMAR = frozenset(
    {
        "Column", "Identifier", "Literal", "Null", "Boolean", "Paren", "Neg", "Not", "And", "Or", "Add", "Sub",
        "Mul", "Div", "IntDiv", "Mod", "DPipe", "EQ", "NEQ", "LT", "LTE", "GT", "GTE", "NullSafeEQ", "NullSafeNEQ",
        "Is", "In", "Between", "Like", "ILike", "Escape", "Case", "If", "Cast", "TryCast", "DataType",
        "DataTypeParam", "Interval", "Var", "AtTimeZone",
    }
)  # fmt: skip

_ALLOWED = _GRAMMAR | (set(FUNCTIONS.values()) - {"Anonymous"})
_LONGEST = 4000  # characters; a longer text is no expression that a person wrote


@dataclass(frozen=True, slots=True)
class Expression:
    """One checked expression, the source columns that it names, as it spells them, and the dialect that it is in."""

    key: str
    tree: exp.Expr
    columns: tuple[str, ...]
    dialect: Dialect = "duckdb"

    @property
    def is_column(self) -> bool:
        """Whether it is one column as it stands."""
        return type(self.tree).__name__ == "Column"

    def sql(self, found: Mapping[str, str]) -> str:
        """Write the expression in its dialect.

        Args:
            found: Name of a source column in lower case to its exact spelling.
        """
        from sqlglot import exp

        def spelt(node: exp.Expr) -> exp.Expr:
            return exp.column(found[node.name.lower()], quoted=True) if isinstance(node, exp.Column) else node

        return self.tree.transform(spelt).sql(self.dialect, comments=False)


def parse(key: str, text: str, dialect: Dialect = "duckdb") -> Expression | Finding:
    """Check one expression of a map.

    Args:
        key: Where it stands, for example ``[columns] opened_at``.
        text: One expression.
        dialect: What it is written in.

    Returns:
        The expression, or the finding that says what was met and what is allowed.
    """
    tree = _tree(text, dialect)
    if tree is None:
        return Finding(EXPRESSION_UNREADABLE, cell=key, facts={"found": _shortened(text), "longest": _LONGEST})
    refused = next((node for node in tree.walk() if not _is_allowed(node, dialect)), None)
    if refused is not None:
        facts = {"found": _said(refused, dialect), "functions": sorted({*FUNCTIONS, *OWN_FUNCTIONS.get(dialect, ())})}
        return Finding(EXPRESSION_REFUSED, cell=key, facts=facts)
    if (rewritten := _rewritten(text, tree, dialect)) is not None:
        return Finding(EXPRESSION_CHANGED, cell=key, facts={"found": _shortened(text), "written": rewritten})
    return Expression(key, tree, tuple(dict.fromkeys(_column_names(tree))), dialect)


def is_type(text: str) -> bool:
    """Whether the text names one of the SQL types that a map may use."""
    tree = _tree(f"CAST(x AS {text})", "duckdb")
    return (
        tree is not None and type(tree).__name__ == "Cast" and all(_is_allowed(node, "duckdb") for node in tree.walk())
    )


def _rewritten(text: str, tree: exp.Expr, dialect: Dialect) -> str | None:
    """Return what would run instead of an expression, where that means something else.

    What runs is written anew from the tree. sqlglot writes what it takes a dialect to understand: for Spark,
    which has no TIME, it turns a CAST to it into one to TIMESTAMP without a word. So the new text is read again, and
    has to be the same tree with the same literals.
    """
    import sqlglot

    if dialect == "duckdb":  # its own reader and writer agree, and every expression is bound to the log besides
        return None
    written = tree.sql(dialect, comments=False)
    again = _tree(written, dialect)
    if again is None or again != tree:
        return _shortened(written)

    def literals(sql: str) -> Counter[str]:
        return Counter(
            part for token in sqlglot.tokenize(sql, dialect) if token.token_type.name == "STRING"
            for part in token.text.split()
        )  # fmt: skip

    lost = literals(text) - literals(written)
    return _shortened(written) if any(not one.isalpha() or not _is_unit(one, written) for one in lost) else None


def _is_unit(word: str, sql: str) -> bool:
    """Whether a lost literal is the unit of an interval, which may stand outside of the quotation marks."""
    return word.upper().rstrip("S") in sql.upper().split()


def _tree(text: str, dialect: Dialect) -> exp.Expr | None:
    """Parse one expression; nothing where the text is not exactly one.

    The parentheses keep sqlglot from reading SET, COPY or LOAD as statements.
    """
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError

    if len(text) > _LONGEST:
        return None
    try:
        if any(token.comments for token in sqlglot.tokenize(text, dialect)):
            return None
        parsed = sqlglot.parse(f"({text}\n)", dialect=dialect)
    except (SqlglotError, RecursionError):
        return None
    whole = parsed[0] if len(parsed) == 1 else None
    return whole.this if isinstance(whole, exp.Paren) and isinstance(whole.this, exp.Expr) else None


def _is_allowed(node: exp.Expr, dialect: Dialect) -> bool:
    kind = type(node).__name__
    if kind == "Anonymous":
        name = node.name.lower()
        return (dialect == "duckdb" and FUNCTIONS.get(name) == "Anonymous") or name in OWN_FUNCTIONS.get(dialect, ())
    if kind == "Column":
        return set(_given(node)) == {"this"} and type(node.this).__name__ == "Identifier"
    if kind == "DataType":
        return node.this.name in TYPES and not node.args.get("nested")
    if kind == "In":
        return set(_given(node)) == {"this", "expressions"}
    return kind in _ALLOWED or kind in _OWN_KINDS.get(dialect, ())


def _given(node: exp.Expr) -> Iterator[str]:
    return (name for name, value in node.args.items() if value)


def _said(node: exp.Expr, dialect: Dialect) -> str:
    """Name what was met as the person wrote it, shortened."""
    return _shortened(node.sql(dialect, comments=False) or type(node).__name__)


def _shortened(text: str) -> str:
    said = " ".join(text.split()) or "–"
    return said if len(said) <= 60 else f"{said[:57]}…"


def _column_names(tree: exp.Expr) -> Iterator[str]:
    return (node.name for node in tree.walk() if type(node).__name__ == "Column")
