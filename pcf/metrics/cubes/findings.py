"""What can be wrong with a component cube, and why one cannot answer what it is asked.

Lines are told by their number in the file, from 1; their contents are nobody's business and are not told.
"""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

NOT_A_CUBE = FindingKind(
    "not-a-cube",
    Severity.ERROR,
    N_("{found} is no component cube: it lacks {files}."),
    N_("A folder as pcf measure --cube writes it."),
    N_("Name the folder of a cube, or name a log together with its map."),
)
CUBE_UNREADABLE = FindingKind(
    "cube-unreadable",
    Severity.ERROR,
    N_("{found} cannot be read: {reason}."),
    N_("The file as pcf measure --cube wrote it."),
    N_("Take the folder from where it was written, or count the log again with --cube."),
)
CUBE_NEWER = FindingKind(
    "cube-newer",
    Severity.ERROR,
    N_("The cube has the format {found}, written by pcf {version}."),
    N_("Format {known} or an older one."),
    N_("Update pcf."),
)
CUBE_CHANGED = FindingKind(
    "cube-changed",
    Severity.ERROR,
    N_("Not as it was written, its hash is another: {found}."),
    N_("The file as pcf measure --cube wrote it; figures are changed by counting again."),
    N_("Take the folder from where it was written, or count the log again with --cube."),
)
CUBE_FACT = FindingKind(
    "cube-fact",
    Severity.ERROR,
    N_("{found} cannot stand here."),
    N_("What pcf measure --cube writes under this key."),
    N_("Take the folder from where it was written, or count the log again with --cube."),
)
CUBE_HEADER = FindingKind(
    "cube-header",
    Severity.ERROR,
    N_("The file has other columns than it should: {found}."),
    N_("These columns: {wanted}."),
    N_("Take the folder from where it was written, or count the log again with --cube."),
)
CUBE_LINES = FindingKind(
    "cube-lines",
    Severity.ERROR,
    N_("Lines that cannot be read: {found}; first: {rows}. The first of them: {reason}."),
    N_("As many cells as in the header; groups, numbers and times as pcf writes them, every group once and in order."),
    N_("Take the folder from where it was written, or count the log again with --cube."),
)

CUBE_OTHER_MOMENT = FindingKind(
    "cube-other-moment",
    Severity.ERROR,
    N_("The cube is asked as of {found}. The moment that it was counted as of: {counted}."),
    N_("The moment that it was counted as of, or none: what was open at another moment is in the rows, not in it."),
    N_("Leave --as-of out, or count the log again as of {found}."),
)
CUBE_OTHER_DAYS = FindingKind(
    "cube-other-days",
    Severity.ERROR,
    N_("The cube cannot give the days {found}."),
    N_("All days of the cube ({counted}); single days only of a cube that was counted by day."),
    N_("Leave --from and --to out, or count the log again by day."),
)
CUBE_LACKS_MEASURE = FindingKind(
    "cube-lacks-measure",
    Severity.ERROR,
    N_("Measures that were not counted into the cube: {found}."),
    N_("Metrics of the measures that were counted."),
    N_("Leave --metric out when a log is counted into a cube: then it holds all that the log can give."),
)
CUBE_COUNTED_OTHERWISE = FindingKind(
    "cube-counted-otherwise",
    Severity.ERROR,
    N_("Measures whose definition has changed since they were counted into the cube: {found}."),
    N_("Measures that are defined as they were when the cube was counted."),
    N_("Count the log again with --cube, or name the definitions that it was counted by under --extend."),
)
CUBE_LEFT_OUT = FindingKind(
    "cube-left-out",
    Severity.NOTE,
    N_("Left out: measures whose definition has changed since they were counted into the cube: {found}."),
    "",
    N_("Count the log again with --cube, or name the definitions that it was counted by under --extend."),
)
CUBES_APART = FindingKind(
    "cubes-apart",
    Severity.ERROR,
    N_("Cubes that were named together do not fit, they differ in {what}: {found}."),
    N_("Cubes as of one moment, with days that all of them have."),
    N_("Count the logs again over the same days and as of one moment, or ask each cube by itself."),
)
CUBE_NOT_ADDITIVE = FindingKind(
    "cube-not-additive",
    Severity.NOTE,
    N_("Counts of distinct customers do not add up over groups, and the cube was not counted by these: {found}."),
    "",
    N_("Count the log itself by these dimensions and days."),
)
CUBE_ONE_PART = FindingKind(
    "cube-one-part",
    Severity.NOTE,
    N_("These are the figures of part {found} of {parts} of the log."),
    "",
    N_("When all parts are counted, name their cubes together in place of the log."),
)
CUBE_TWICE = FindingKind(
    "cube-twice",
    Severity.ERROR,
    N_("Cubes of one log that are no parts of one another were named together: {found}."),
    N_("One cube of each log, or all parts of one: cases of both would count twice."),
    N_("Leave one out, or count the files of the log together."),
)
CUBE_PARTS_MISSING = FindingKind(
    "cube-parts-missing",
    Severity.ERROR,
    N_("Parts of the cube that were not named: {found}."),
    N_("All parts, from 1 to {parts}."),
    N_("Name their folders as well; count those that there are not yet with --part."),
)
CUBE_PART_TWICE = FindingKind(
    "cube-part-twice",
    Severity.ERROR,
    N_("The part {found} of the cube was named more than once."),
    N_("Every part once; its cases would count twice."),
    N_("Leave one out."),
)
CUBE_PART_FOREIGN = FindingKind(
    "cube-part-foreign",
    Severity.ERROR,
    N_("The part {found} belongs to another cube: it differs in {what}."),
    N_("Parts of one log, counted by one statement, map and engine, as of one moment."),
    N_("Count this part again over the same log, or leave it out."),
)
CUBE_LOG_CHANGED = FindingKind(
    "cube-log-changed",
    Severity.ERROR,
    N_(
        "The log changed between its parts: when part {found} was counted it had {size} rows, the last at {latest}; "
        "when part {other} was, {other_size} rows, the last at {other_latest}."
    ),
    N_("Parts that were counted while nothing was added to the log, changed in it or deleted."),
    N_("Count all parts again over the log as it is now, or over a copy that stays as it is."),
)
CUBE_PARTS_SUM = FindingKind(
    "cube-parts-sum",
    Severity.ERROR,
    N_("The log changed between its parts: together they have {found} rows, and the whole log had {size}."),
    N_("Parts that were counted while nothing was added to the log, changed in it or deleted."),
    N_("Count all parts again over the log as it is now, or over a copy that stays as it is."),
)

CUBE_IS_PART = FindingKind(
    "cube-is-part",
    Severity.ERROR,
    N_("The cube is part {found} of {parts}, and days are replaced in whole cubes only."),
    N_("A cube that was counted without --part."),
    N_("Count this part again with --part; the other parts that changed as well."),
)
CUBE_WITHOUT_DAYS = FindingKind(
    "cube-without-days",
    Severity.ERROR,
    N_("The cube is by {found} and not by day, so that no day can be replaced in it."),
    N_("A cube that was counted by day."),
    N_("Count the log again with day among --by."),
)
CUBE_OTHER_STATEMENT = FindingKind(
    "cube-other-statement",
    Severity.ERROR,
    N_("The cube cannot take days of this log: they differ in {found}."),
    N_("The map, the moment and the engine that the cube was counted with, and a pcf that counts the same way."),
    N_("Name what it was counted with, or count the whole log again with --cube."),
)
CUBE_OTHER_DAYS_CHANGED = FindingKind(
    "cube-other-days-changed",
    Severity.ERROR,
    N_("More days of the log have changed than were named; they hold other numbers of cases: {found}."),
    N_("All days on which cases were added, changed or deleted."),
    N_("Name these days under --changed as well."),
)
CUBE_DAYS_EMPTY = FindingKind(
    "cube-days-empty",
    Severity.WARNING,
    N_("Neither the cube nor the log has a row on days that were named as changed: {found}."),
    N_("Days on which rows were added, changed or deleted."),
    N_("Look at the year, the month and the day under --changed."),
)
PART_OF_LEGS = FindingKind(
    "part-of-legs",
    Severity.ERROR,
    N_("A log whose cases come as several rows cannot be counted in parts: {found}."),
    N_("A log of one row a case: rows of one case may name different customers, and would fall into different parts."),
    N_("Join the rows of a case before the log is exported, or count it whole."),
)
