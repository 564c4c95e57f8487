"""What can be wrong with a listing of the PCF, and what its reader must know."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

TOO_MANY_LINES = FindingKind(
    "too-many-lines",
    _ERROR,
    N_("The file has too many lines: {found}."),
    N_("At most {limit} lines; the whole PCF has some 2,000."),
    N_("Leave only the listing in it, and save it again."),
)
NOTHING_RECOGNISED = FindingKind(
    "nothing-recognised",
    _ERROR,
    N_("No line of {found} begins with a hierarchy id such as 6.2.3, and none is the name of an element."),
    N_("A listing of the PCF: a hierarchy id or a PCF id, and a name, on each line."),
    N_("If it is a web page or a PDF, copy the listing out of it as plain text."),
)

OTHER_CATEGORY = FindingKind(
    "other-category",
    _WARNING,
    N_("The listing holds no element of category {category}; its codes are of category {found}."),
    N_("Category 6 of edition 7.0 or later, or category 5 of edition 6.1.1."),
    N_("Give the listing of customer service instead; the model holds no other category."),
)
OTHER_NAMES = FindingKind(
    "other-names",
    _WARNING,
    N_("The codes are known, but their names are of something else: {found}."),
    N_("Names like those of PCF {edition}: {expected}."),
    N_("Check whether it is this category; if it is, in another language, name the edition with --edition."),
)
EDITIONS_TIE = FindingKind(
    "editions-tie",
    _NOTE,
    N_("These editions agree with the listing equally well: {found}; {chosen} is used. Name another with --edition."),
)
EDITION_DIFFERS = FindingKind(
    "edition-differs",
    _WARNING,
    N_("The listing agrees better with edition {found} than with {edition}, which was asked for."),
    N_("A listing of edition {edition}."),
    N_("Leave --edition out, or check which edition the listing is of."),
)
NAMES_MISSING = FindingKind(
    "names-missing",
    _WARNING,
    N_("These codes stand without a name: {found}. They are known by their codes alone."),
    N_("A name beside each code: codes mean other elements in other editions."),
    N_("Add the names, or check that the edition is right."),
)
CODE_IS_DATE = FindingKind(
    "code-is-date",
    _WARNING,
    N_("A code has become a date: {found}. It is not guessed; the row counts by its PCF id or name, if it has one."),
    N_("Codes as text, such as 6.1.1."),
    N_("Format the column as text and enter the codes again."),
)
CODES_ARE_NUMBERS = FindingKind(
    "codes-are-numbers",
    _WARNING,
    N_("Codes are stored as numbers ({found}): 6.10 would have become 6.1 without a trace."),
    N_("Codes as text, such as 6.1."),
    N_("Format the column as text; check every code of two parts against its name."),
)
FORMULA_UNCOMPUTED = FindingKind(
    "formula-without-value",
    _WARNING,
    N_("Cells hold formulas that were never computed: {found}."),
    N_("Cells with values."),
    N_("Open the workbook in Excel or LibreOffice, let it compute, and save it."),
)
SHEETS_LEFT_OUT = FindingKind(
    "sheets-left-out", _NOTE, N_("The listing is read from the sheet {sheet}; other sheets hold one too: {found}.")
)
