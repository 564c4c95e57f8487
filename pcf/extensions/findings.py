"""What can be wrong with an extension's folder."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_SKELETON = N_("pcf extend FOLDER --new NAME writes a folder with an example of each file.")

EXTENSION_MISSING = FindingKind(
    "extension-missing",
    Severity.ERROR,
    N_("There is no extension at {found}."),
    N_("A folder with the file extension.yaml."),
    _SKELETON,
)
EXTENSION_UNREADABLE = FindingKind(
    "extension-unreadable",
    Severity.ERROR,
    N_("The file cannot be read: {found}"),
    N_("YAML in UTF-8, each key once, without aliases, up to 5 MB."),
    N_("Mend the file at this line."),
)
EXTENSION_FILE_UNKNOWN = FindingKind(
    "extension-file-unknown",
    Severity.ERROR,
    N_("The file {found} belongs to no part of an extension."),
    N_("One of {files}."),
    N_("Rename it, or move it out of the folder."),
)
EXTENSION_VALUE = FindingKind(
    "extension-value",
    Severity.ERROR,
    N_("{item}, {key}: {found} cannot be used."),
    N_("In this place: {wanted}."),
    N_("Compare with the page on own elements in the documentation."),
)
EXTENSION_KEY_MISSING = FindingKind(
    "extension-key-missing",
    Severity.ERROR,
    N_("{item}: {found} is missing."),
    N_("A value for {found}."),
    N_("Add the key."),
)
EXTENSION_KEY_UNKNOWN = FindingKind(
    "extension-key-unknown",
    Severity.ERROR,
    N_("{item}: there is no key {found}."),
    N_("One of {known}."),
    N_("Mend the key, or take it away."),
)
EXTENSION_NAME_RESERVED = FindingKind(
    "extension-name-reserved",
    Severity.ERROR,
    N_("The short name {found} is a word of the model's own."),
    N_("Two to twelve small Latin letters, and none of {reserved}."),
    N_("Choose another short name."),
)
EXTENSION_NAME_TWICE = FindingKind(
    "extension-name-twice",
    Severity.ERROR,
    N_("{first} and {second} both have the short name {found}, and differ."),
    N_("One folder for each short name."),
    N_("Give one of the two another id, or load the two folders apart."),
)
EXTENSION_COUNTING = FindingKind(
    "extension-counting",
    Severity.ERROR,
    N_("{item} cannot be counted so: {found}."),
    N_("A component over columns, codes and parameters that the log has."),
    N_("pcf logs lists the columns of every log and what they hold."),
)
EXTENSION_ID_FOREIGN = FindingKind(
    "extension-id-foreign",
    Severity.ERROR,
    N_("The id {found} is not one of this extension's own: what ships is never changed."),
    N_("An id such as {owner}:desk."),
    N_("Begin the id with {owner}:, or keep it in the extension that it belongs to."),
)
EXTENSION_NAME_OWN = FindingKind(
    "extension-name-own",
    Severity.ERROR,
    N_("{found} is an own element: its name is not given here."),
    N_("The id of a shipped element, such as 10388."),
    N_("Write the name in elements.yaml, at the element itself."),
)
EXTENSION_ID_TWICE = FindingKind(
    "extension-id-twice",
    Severity.ERROR,
    N_("{found} stands here a second time; the first is in line {line}."),
    N_("Each id once."),
    N_("Join the two, or give one another id."),
)
EXTENSION_ID_UNKNOWN = FindingKind(
    "extension-id-unknown",
    Severity.ERROR,
    N_("{item}, {key}: nothing has the id {found}."),
    N_("An id of the model or of this extension; closest: {closest}."),
    N_("Mend the id."),
)
EXTENSION_PLACE = FindingKind(
    "extension-place",
    Severity.ERROR,
    N_("{found} cannot stand under {parent}: {why}."),
    N_("A free number from 90 to 99 under an element of category 6 above level 5."),
    N_("Choose another number or another parent."),
)
EXTENSIONS_COLLIDE = FindingKind(
    "extensions-collide",
    Severity.ERROR,
    N_("{found} of {owner} and {other} of {other_owner} stand in one place: {place}."),
    N_("One element in each place, and one copy of each edition."),
    N_("Give one of the two another number, or load the two folders apart."),
)
EXTENSION_LEVELS = FindingKind(
    "extension-levels",
    Severity.ERROR,
    N_("{found}: {why}."),
    N_("All six levels of an own process on level 3, or descriptors of a shipped process."),
    N_("Complete or correct the levels."),
)
EXTENSION_FORMULA = FindingKind(
    "extension-formula",
    Severity.ERROR,
    N_("The formula of {found} does not give the unit {unit}."),
    N_("A formula whose units come to {unit}."),
    N_("Check the units of the measures, the scale of the formula and the unit of the metric."),
)
