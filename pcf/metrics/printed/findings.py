"""What can be wrong with a statement that is printed, and with what it brought back."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

MOMENT_NEEDED = FindingKind(
    "moment-needed",
    Severity.ERROR,
    N_("These figures depend on a moment, and none was given: {found}."),
    N_("A moment: what is read elsewhere cannot be asked for its last row."),
    N_("Give the moment with --as-of, or ask for other metrics with --metric."),
)
ANSWER_UNREADABLE = FindingKind(
    "answer-unreadable",
    Severity.ERROR,
    N_("{found} cannot be read: {reason}."),
    N_("The rows that the printed statement gave, as a CSV file in UTF-8 with commas between the cells."),
    N_("Download the rows again as CSV, and leave the file as it is."),
)
ANSWER_HEADER = FindingKind(
    "answer-header",
    Severity.ERROR,
    N_("Columns that the statement does not give: {found}; columns of it that are missing: {missing}."),
    N_("The columns of the statement, each once, in any order, small or capital."),
    N_("Run the statement that the same options print now, and download its rows with their header."),
)
ANSWER_OF_ANOTHER = FindingKind(
    "answer-of-another",
    Severity.ERROR,
    N_("This is the answer to another statement: its last column is called {found}."),
    N_("The answer to the statement that these options print: its last column is called {wanted}."),
    N_(
        "Give the table, the map and the options with which the statement was printed; if the map or this program has "
        "changed since, print it anew and run it."
    ),
)
ANSWER_LINES = FindingKind(
    "answer-lines",
    Severity.ERROR,
    N_("Lines that the statement cannot have given: {found}, first among them {rows}; of the first, {reason}."),
    N_("Cells as the warehouse wrote them: numbers with a point and without separators, times as 2026-10-31 00:00:00."),
    N_("Download the rows again as CSV; a spreadsheet that opens and saves the file changes numbers and times."),
)
ANSWER_INCOMPLETE = FindingKind(
    "answer-incomplete",
    Severity.ERROR,
    N_("The answer has {found} rows of {wanted}."),
    N_("All rows that the statement gave, each once."),
    N_("Download the rows again, all of them: consoles show the first thousands alone, and some save no more."),
)
ANSWER_PART_MISSING = FindingKind(
    "answer-part-missing",
    Severity.ERROR,
    N_("Parts of the answer do not fit together: {found}."),
    N_("Rows of every part that the statement counts, over the same rows of the log."),
    N_("Run the whole statement once, and download what it gives as one file."),
)
