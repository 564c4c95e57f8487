"""Expressions of a map file: parsed, checked against a list of what is allowed, and written out again.

What runs is the text made from the checked tree, never the text of the map. The check lists what
is allowed, not what is forbidden: sqlglot has a class of its own for ``read_csv`` and many others,
and a new one must not slip through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.engine_findings import EXPRESSION_CHANGED
from pcf.metrics.expression_words import OWN_FUNCTIONS, Piece, pieces_of
from pcf.metrics.map_findings import EXPRESSION_REFUSED, EXPRESSION_UNREADABLE

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

# what others have besides: an element of SPLIT, a named argument, SAFE. before a function, r'…', SIMILAR TO
_OWN_GRAMMAR = frozenset({"Bracket", "FromTimeZone", "Kwarg", "RawString", "SafeFunc", "SimilarTo"})

_CLOCKS = frozenset({"now", "today", "tomorrow", "yesterday"})  # what PostgreSQL and Spark take for a time as well

_ALLOWED = _GRAMMAR | (set(FUNCTIONS.values()) - {"Anonymous"})
_LONGEST = 4000  # characters; a longer text is no expression that a person wrote


@dataclass(frozen=True, slots=True)
class Expression:
    """One checked expression.

    Attributes:
        key: Where it stands.
        tree: What it says.
        columns: The source columns that it names, as it spells them.
        dialect: What it is in.
        pieces: Its words; none where it is written out from the tree.
    """

    key: str
    tree: exp.Expr
    columns: tuple[str, ...]
    dialect: Dialect = "duckdb"
    pieces: tuple[Piece, ...] = ()

    @property
    def is_column(self) -> bool:
        """Whether it is one column as it stands."""
        return type(self.tree).__name__ == "Column"

    def sql(self, found: Mapping[str, str] | None = None) -> str:
        """Write the expression in its dialect.

        Args:
            found: Name of a source column in lower case to its exact spelling; columns stay as they are spelt here
                where nobody knows it.
        """
        from sqlglot import exp

        def named(column: str) -> exp.Expr:
            return exp.column((found or {})[column.lower()], quoted=True)

        def spelt(node: exp.Expr) -> exp.Expr:
            return named(node.name) if isinstance(node, exp.Column) else node

        if self.pieces:
            known = found is not None
            return "".join(
                one.gap + (named(one.column).sql(self.dialect) if known and one.column else one.text)
                for one in self.pieces
            )
        tree = self.tree if found is None else self.tree.transform(spelt)
        return tree.sql(self.dialect, comments=False)


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
        return _refused(key, _written(refused, dialect) or type(refused).__name__, dialect)
    read = Expression(key, tree, tuple(dict.fromkeys(_column_names(tree))), dialect)
    if dialect == "duckdb":  # its own reader and writer agree, and every expression is bound to the log besides
        return read
    pieces = pieces_of(text, tree, dialect)
    if isinstance(pieces, str):
        return _refused(key, pieces, dialect)
    own = replace(read, pieces=pieces)
    if (changed := _changed(own)) is not None:
        return Finding(EXPRESSION_CHANGED, cell=key, facts={"found": _shortened(text), "written": changed})
    return own


def _refused(key: str, found: str, dialect: Dialect) -> Finding:
    functions = sorted(FUNCTIONS if dialect == "duckdb" else OWN_FUNCTIONS[dialect])
    return Finding(EXPRESSION_REFUSED, cell=key, facts={"found": _shortened(found), "functions": functions})


def is_type(text: str) -> bool:
    """Whether the text names one of the SQL types that a map may use."""
    tree = _tree(f"CAST(x AS {text})", "duckdb")
    return (
        tree is not None and type(tree).__name__ == "Cast" and all(_is_allowed(node, "duckdb") for node in tree.walk())
    )


def _changed(expression: Expression) -> str | None:
    """Return what sqlglot makes of an expression where that is something else: it has not understood it.

    Its words are read again and have to be the same tree, and a type that the tree names has to come back when it is
    written: to Spark, for one, it grants no TIME, and would make a CAST to it into one to TIMESTAMP without a word.
    """
    from sqlglot import exp

    dialect = expression.dialect
    tree = expression.tree.transform(lambda node: exp.Literal.string(node.name) if _is_raw(node) else node)
    if (again := _tree(expression.sql(), dialect)) != tree:
        return _shortened(_written(again, dialect) if again is not None else expression.sql())
    written = _written(tree, dialect)
    back = _tree(written, dialect)
    return _shortened(written) if back is None or _types(tree) - _types(back) else None


def _written(tree: exp.Expr, dialect: Dialect) -> str:
    """Write a tree as sqlglot would; empty where it cannot."""
    try:
        return tree.sql(dialect, comments=False)
    except Exception:  # of an argument that is not there, of a class that another one was expected to be
        return ""


def _is_raw(node: exp.Expr) -> bool:
    return type(node).__name__ == "RawString"


def _types(tree: exp.Expr) -> set[str]:
    """Name the types of a tree, where two words for a text, and those for a time with its day, are one."""
    names = {node.this.name for node in tree.walk() if type(node).__name__ == "DataType"}
    return {re.sub("^TIMESTAMP.*", "TIMESTAMP", name).replace("VARCHAR", "TEXT") for name in names}


def _tree(text: str, dialect: Dialect) -> exp.Expr | None:
    """Parse one expression; nothing where the text is not exactly one.

    The parentheses keep sqlglot from reading SET, COPY or LOAD as statements.
    """
    import sqlglot
    from sqlglot import exp

    if len(text) > _LONGEST:
        return None
    try:
        if any(token.comments for token in sqlglot.tokenize(text, dialect)):
            return None
        parsed = sqlglot.parse(f"({text}\n)", dialect=dialect)
    except Exception:  # a function with too few arguments is a KeyError here and an AttributeError there
        return None
    whole = parsed[0] if len(parsed) == 1 else None
    return whole.this if isinstance(whole, exp.Paren) and isinstance(whole.this, exp.Expr) else None


def _is_allowed(node: exp.Expr, dialect: Dialect) -> bool:
    kind = type(node).__name__
    if kind == "Column":
        return set(_given(node)) == {"this"} and type(node.this).__name__ == "Identifier"
    if kind == "DataType":
        return node.this.name in TYPES and not node.args.get("nested")
    if kind == "In":
        return set(_given(node)) == {"this", "expressions"}
    if kind in {"Cast", "TryCast"} and node.this.is_string and node.this.name.strip().lower() in _CLOCKS:
        return False
    if dialect == "duckdb":
        return FUNCTIONS.get(node.name.lower()) == "Anonymous" if kind == "Anonymous" else kind in _ALLOWED
    return kind in _GRAMMAR or kind in _OWN_GRAMMAR or _is_plain_function(node)


def _is_plain_function(node: exp.Expr) -> bool:
    """Whether a node is a function of values in one row; which one is decided by its name."""
    from sqlglot import exp

    return isinstance(node, exp.Func) and not isinstance(node, exp.AggFunc)


def _is_column(node: exp.Expr) -> bool:
    return type(node).__name__ == "Column"


def _given(node: exp.Expr) -> Iterator[str]:
    return (name for name, value in node.args.items() if value)


def _shortened(text: str) -> str:
    said = " ".join(text.split()) or "–"
    return said if len(said) <= 60 else f"{said[:57]}…"


def _column_names(tree: exp.Expr) -> Iterator[str]:
    return (node.name for node in tree.walk() if _is_column(node))
