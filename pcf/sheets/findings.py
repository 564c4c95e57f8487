"""What an Excel file may have wrong with it as a file and an archive."""

from __future__ import annotations

from pcf.errors import N_
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
FILE_UNKNOWN = FindingKind(
    "file-unknown", _ERROR, N_("{found} is not a workbook: its first bytes are unknown."), _A_WORKBOOK, _ASK_AGAIN
)
FILE_DAMAGED = FindingKind(
    "file-damaged", _ERROR, N_("The file is damaged or cut off: {found}."), _A_WORKBOOK, _ASK_AGAIN
)
ARCHIVE_UNSAFE = FindingKind(
    "archive-unsafe",
    _ERROR,
    N_("The file is built in a way no program builds workbooks: {found}."),
    _A_WORKBOOK,
    N_("Do not open it; ask the sender how it was made."),
)
ARCHIVE_TOO_BIG = FindingKind(
    "archive-too-big",
    _ERROR,
    N_("Unpacked, the file would take too much room: {found}."),
    N_("At most {limit}."),
    N_("Do not open it; ask the sender how it was made."),
)
DOCTYPE = FindingKind(
    "xml-doctype",
    _ERROR,
    N_("The file holds a document type declaration in {found}; no program writes these into workbooks."),
    _A_WORKBOOK,
    N_("Do not open it; ask the sender how it was made."),
)
UNREADABLE = FindingKind(
    "workbook-unreadable", _ERROR, N_("The workbook cannot be read: {found}."), _A_WORKBOOK, _SAVE_AS_XLSX
)
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
    N_("A cell lies outside what a sheet can hold: {found}."),
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
