"""What can go wrong where a log lies in a database or on a cluster.

Tables are told by name alone: a host, a user or a password is nobody's business. What a server says is told
without what it quotes, since that may be personal.
"""

from __future__ import annotations

from pcf.errors import N_, LogError
from pcf.findings import Finding, FindingKind, Severity

EXPRESSION_CHANGED = FindingKind(
    "expression-changed",
    Severity.ERROR,
    N_("The expression {found} would run as {written}, which means something else."),
    N_("An expression that this dialect has words for."),
    N_("Write it in another way; Spark, for one, has no type TIME: keep times of day as text or as seconds."),
)
STATEMENT_CHANGED = FindingKind(
    "statement-changed",
    Severity.ERROR,
    N_("Written for {found} and read back, the statement has lost something; sqlglot {version} is installed."),
    N_("A version of sqlglot that this package was tested with."),
    N_(
        'Install the package again, with "pip install --upgrade pcf-customer-service", and report it if that does not '
        "help."
    ),
)
DIALECT_DIFFERS = FindingKind(
    "dialect-differs",
    Severity.ERROR,
    N_("The map is written in the dialect {found}, the log is read by {engine}."),
    N_(
        'A map that says dialect = "{engine}": expressions are not translated. Names of columns alone suit every '
        "engine."
    ),
    N_("Copy the map, set its dialect and write its expressions anew for this engine."),
)
NO_CONNECTION = FindingKind(
    "no-connection",
    Severity.ERROR,
    N_("There is no connection to the database: {found}."),
    N_("A server that answers at the host and port of the address."),
    N_("Check host, port and network, or whether it runs at all; then run the command again."),
)
LOGIN_REFUSED = FindingKind(
    "login-refused",
    Severity.ERROR,
    N_("The database refused the login: {found}."),
    N_("A user who may connect; the password from PGPASSWORD, PGPASSFILE or a service file, never from the address."),
    N_("Check the user in the address or in PGUSER, and where the password is kept."),
)
CONNECTION_LOST = FindingKind(
    "connection-lost",
    Severity.ERROR,
    N_("{engine} broke the connection off before it had answered."),
    N_("A connection that lasts as long as the statement."),
    N_("Run the command again: nothing was written, and the same rows give the same figures."),
)
TABLE_MISSING = FindingKind(
    "table-missing",
    Severity.ERROR,
    N_("There is no table {found}, or this user does not see it."),
    N_("schema.table as the database spells it, capitals included."),
    N_("Check the spelling and the schema, or ask for the right to see it."),
)
RIGHT_DENIED = FindingKind(
    "right-denied",
    Severity.ERROR,
    N_("This user may not read {found}."),
    N_("The right to read the table and every column that the map names; nothing is ever written."),
    N_("Ask the owner of the table for the right to read it, or for a view that shows these columns."),
)
WOULD_WRITE = FindingKind(
    "would-write",
    Severity.ERROR,
    N_("Reading {found} would change the database; this was refused."),
    N_("A table, or a view that only reads."),
    N_("Ask the owner of the view for one that calls nothing that writes, or name the table below it."),
)
TIME_LIMIT = FindingKind(
    "time-limit",
    Severity.ERROR,
    N_("The statement was stopped after {found} seconds."),
    N_("An answer within the time limit."),
    N_("Allow more with --time-limit, ask for a shorter period or fewer dimensions, or measure in parts."),
)
STATEMENT_STOPPED = FindingKind(
    "statement-stopped",
    Severity.ERROR,
    N_("{engine} stopped the statement before its time was up. It says {found}."),
    N_("A statement that may run to its end."),
    N_(
        "Somebody stopped it, or a copy of the database had to catch up with the original: run the command again, at "
        "another time or on the original."
    ),
)
TABLE_CHANGED = FindingKind(
    "table-changed",
    Severity.ERROR,
    N_("Files of {found} vanished while it was read."),
    N_("A table that nobody rewrites for as long as the statement takes."),
    N_("Run the command again; in a session that has read the table before, refresh it first with REFRESH TABLE."),
)
DISK_FULL = FindingKind(
    "disk-full",
    Severity.ERROR,
    N_("{engine} has no room left on the disk that it sorts on, or may use no more of it."),
    N_("Room for what does not fit in memory: some 100 bytes a row for repeat contacts."),
    N_("Free space, or measure a shorter period or in parts; then run the command again."),
)
WORKERS_LOST = FindingKind(
    "workers-lost",
    Severity.ERROR,
    N_("{engine} lost executors so often that it gave the statement up."),
    N_("Executors that live as long as the statement; those that are lost are replaced and their work is done again."),
    N_(
        "Look into the logs of the cluster, give executors more memory or measure in parts; then run the command again."
    ),
)
SPARK_NOT_STARTED = FindingKind(
    "spark-not-started",
    Severity.ERROR,
    N_("Spark could not be started. It says {found}."),
    N_("Java 17 or newer where JAVA_HOME or PATH says, and settings that Spark accepts."),
    N_("Run pyspark in a terminal: what it prints tells the reason."),
)
VALUE_FAILS = FindingKind(
    "value-fails",
    Severity.ERROR,
    N_('An expression of the map failed on a row. {engine} says "{found}".'),
    N_("Expressions that hold for every row: a database gives up at the first that does not."),
    N_("Guard it in the map, for example with CASE or NULLIF, or in Spark with try_cast and the like."),
)
WAREHOUSE_FAILED = FindingKind(
    "warehouse-failed",
    Severity.ERROR,
    N_('{engine} could not finish. It says "{found}".'),
    N_("A statement that the server can run."),
    N_("Show the message to whoever runs the server; if that does not help, report it with this message."),
)
ANSWER_UNCHECKED = FindingKind(
    "answer-unchecked",
    Severity.NOTE,
    N_(
        "The rows were counted elsewhere, {found} of them. Nobody has looked there for unreadable values, repeated ids "
        "or times out of order, and nothing tells how many rows the map left out."
    ),
)


def fault(kind: FindingKind, table: str, **facts: object) -> LogError:
    """Return the error that tells the one fault of a table.

    Args:
        kind: What went wrong.
        table: The name of the table; what is found, unless said.
        facts: What the sentences of the kind name.
    """
    return LogError(findings=(Finding(kind, file=table, facts={"found": table, **facts}),), path=table, count=1)
