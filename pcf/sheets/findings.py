"""What an Excel file may have wrong with it as a file and an archive."""

from __future__ import annotations

from pcf.errors import N_, Phrase
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_A_WORKBOOK = N_("An Excel workbook (.xlsx).")
_SAVE_AS_XLSX = N_("Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx), then try again.")
_ASK_AGAIN = N_("Ask the sender for the file again.")

FILE_MISSING = FindingKind(
    "file-missing", _ERROR, N_("There is no file {found}."), _A_WORKBOOK, N_("Check the path and the name.")
)
FILE_IS_FOLDER = FindingKind(
    "file-is-folder",
    _ERROR,
    N_("{found} is a folder, not a file."),
    _A_WORKBOOK,
    N_("Name a file in this folder."),
)
FILE_IS_DEVICE = FindingKind(
    "file-is-device",
    _ERROR,
    N_("{found} is a pipe, a device or a socket, not a file."),
    _A_WORKBOOK,
    N_("Save the workbook as a file and name that."),
)
FILE_UNREADABLE = FindingKind(
    "file-unreadable",
    _ERROR,
    N_("{found} cannot be opened: {reason}."),
    N_("A file that is open to you."),
    N_("Close it in other programs and check who may read it."),
)
FILE_EMPTY = FindingKind("file-empty", _ERROR, N_("{found} is empty: 0 bytes."), _A_WORKBOOK, _ASK_AGAIN)
FILE_LOCK = FindingKind(
    "file-is-lock",
    _ERROR,
    N_("{found} is the lock file of a workbook that is open somewhere, not the workbook."),
    _A_WORKBOOK,
    N_("Give the name without the leading ~$ or .~lock."),
)
FILE_TOO_LARGE = FindingKind(
    "file-too-large",
    _ERROR,
    N_("The file is too large: {found} bytes."),
    N_("At most {limit} bytes."),
    N_("Remove pictures and foreign sheets, and save it again."),
)
FILE_IS_XLS = FindingKind(
    "file-is-xls", _ERROR, N_("{found} is an old Excel workbook (.xls)."), _A_WORKBOOK, _SAVE_AS_XLSX
)
FILE_ENCRYPTED = FindingKind(
    "file-encrypted",
    _ERROR,
    N_("{found} is protected with a password."),
    N_("A workbook without a password to open it."),
    N_("Open it with the password and save it without one."),
)
FILE_IS_MARKUP = FindingKind(
    "file-is-markup",
    _ERROR,
    N_("{found} is a web page or another XML or HTML text, not a workbook."),
    _A_WORKBOOK,
    _SAVE_AS_XLSX,
)
FILE_IS_TEXT = FindingKind(
    "file-is-text", _ERROR, N_("{found} is plain text, for instance CSV, not a workbook."), _A_WORKBOOK, _SAVE_AS_XLSX
)
FILE_IS_ODS = FindingKind(
    "file-is-ods", _ERROR, N_("{found} is an OpenDocument table (.ods)."), _A_WORKBOOK, _SAVE_AS_XLSX
)
FILE_IS_OTHER = FindingKind(
    "file-is-other",
    _ERROR,
    N_("{found} is a file of another kind ({format}), whatever its name says."),
    _A_WORKBOOK,
    N_("If it is a table, save it as an Excel workbook (.xlsx) in its program; if not, find the right file."),
)
FILE_UNKNOWN = FindingKind(
    "file-unknown", _ERROR, N_("{found} is not a workbook: its first bytes are unknown."), _A_WORKBOOK, _ASK_AGAIN
)
FILE_DAMAGED = FindingKind(
    "file-damaged", _ERROR, N_("The file is damaged or cut off: {reason} ({found})."), _A_WORKBOOK, _ASK_AGAIN
)
LIST_BROKEN = Phrase(N_("the list of its parts cannot be read"))
PART_MISSING = Phrase(N_("a part is missing"))
PART_BROKEN = Phrase(N_("a part cannot be unpacked"))
MAIN_PART_UNNAMED = Phrase(N_("it does not say which part is the workbook"))
SHEET_WITHOUT_PART = Phrase(N_("a sheet is listed, but not where it is"))

ARCHIVE_UNSAFE = FindingKind(
    "archive-unsafe",
    _ERROR,
    N_("The file is built in a way no program builds workbooks: {reason} ({found})."),
    _A_WORKBOOK,
    N_("Do not open it; ask the sender how it was made."),
)
TOO_MANY_ENTRIES = Phrase(N_("too many parts"))
ENTRY_NAME_UNSAFE = Phrase(N_("the name of a part leads out of the file or has control signs"))
ENTRY_TWICE = Phrase(N_("two parts have the same name"))
ENTRY_PACKED_ODDLY = Phrase(N_("a part is packed by a method that Excel does not know"))
ENTRIES_OVERLAP = Phrase(N_("parts share bytes or reach beyond the file"))
ARCHIVE_PREFIXED = Phrase(N_("something else stands before the workbook"))
NESTED_TOO_DEEP = Phrase(N_("tags are nested too deep"))
TAG_TOO_LONG = Phrase(N_("a single tag is too long"))
TOO_MANY_NAMES = Phrase(N_("too many different names of tags and attributes"))
TOO_LONG_A_LIST = Phrase(N_("a list is too long"))

ARCHIVE_TOO_BIG = FindingKind(
    "archive-too-big",
    _ERROR,
    N_("Unpacked, the file would take too much room: {reason} ({found})."),
    N_("At most {part} a part and {total} in all, unpacked at most {ratio} times as large as packed."),
    N_("Do not open it if you do not know the sender; if you do, remove foreign sheets and save it again."),
)
PART_TOO_LARGE = Phrase(N_("a part is too large"))
PARTS_TOO_LARGE = Phrase(N_("all parts together are too large"))
PART_TOO_TIGHT = Phrase(N_("a part is packed too tightly, in bytes"))
TOO_MANY_TAGS = Phrase(N_("too many tags and attributes"))
TOO_MUCH_TEXT = Phrase(N_("too much text in the cells"))

DOCTYPE = FindingKind(
    "xml-doctype",
    _ERROR,
    N_("The file holds a document type declaration in {found}; no program writes these into workbooks."),
    _A_WORKBOOK,
    N_("Do not open it; ask the sender how it was made."),
)

UNREADABLE = FindingKind(
    "workbook-unreadable", _ERROR, N_("The workbook cannot be read: {reason} ({found})."), _A_WORKBOOK, _SAVE_AS_XLSX
)
NOT_WELL_FORMED = Phrase(N_("a part is not well-formed XML"))
WRONG_ROOT = Phrase(N_("a part is something else than the workbook says"))
PART_SHARED = Phrase(N_("two sheets are one part"))
SHEET_NAME_TWICE = Phrase(N_("two sheets have the same name"))
RELATION_TWICE = Phrase(N_("two relations have the same id"))
STRING_MISSING = Phrase(N_("a cell points to a text that is not there"))
CELL_TYPE_UNKNOWN = Phrase(N_("a cell is of a type that does not exist"))
VALUES_TWO = Phrase(N_("a cell has two values"))
TOO_MANY_TWICE = Phrase(N_("too many cells of a sheet stand in one place"))
TOO_MANY_MERGES = Phrase(N_("too many merged ranges on a sheet"))

STYLES_SKIPPED = FindingKind(
    "styles-skipped",
    _WARNING,
    N_("The formats of numbers were not read: {reason} ({found}). Percentages and dates count as plain numbers."),
    N_("A workbook with styles of at most {limit}."),
    N_("Check every percentage and date, or copy the answers into a new template."),
)
STYLES_TOO_LARGE = Phrase(N_("its styles are too large"))
STYLES_BROKEN = Phrase(N_("its styles are damaged or missing"))

TOO_MANY_CELLS = FindingKind(
    "too-many-cells",
    _ERROR,
    N_("The workbook has too many cells: more than {found}."),
    N_("At most {limit} cells in all."),
    N_("Remove foreign sheets and pasted data, and save it again."),
)
BAD_REFERENCE = FindingKind(
    "bad-reference",
    _ERROR,
    N_("A row or a cell lies outside what a sheet can hold: {found}."),
    N_("Cells from A1 to XFD1048576."),
    _SAVE_AS_XLSX,
)
MACROS = FindingKind(
    "macros",
    _WARNING,
    N_("The workbook holds macros ({found}). They are neither run nor copied."),
    N_("A workbook without macros."),
    N_("Ask the sender why they are there."),
)
EXTERNAL_LINKS = FindingKind(
    "external-links",
    _WARNING,
    N_("The workbook points to other files ({found}). They are not opened."),
    N_("A workbook without links to other files."),
    N_("Replace the links by their values."),
)
