"""What can go wrong, one class per kind of mistake a user can make.

Every class carries a stable ``code`` (for docs, JSON and matching in tests), an English
``template`` that is extracted for translation, and the exit code of the command line.
Raise with keyword facts, never with a ready sentence.

    PcfError
    ├── InputFaultsError            1  a file has faults; .findings hold every one
    │   └── WorkbookError
    ├── MissingMeasureError, ZeroDenominatorError    1
    ├── WrongUsageError             2  ids, editions, languages, options, paths
    │   ├── UnknownElementError, NoPlaceError, UnknownEditionError, …
    └── NotInstalledError           3
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pcf.findings import Finding


def N_(message: str) -> str:  # noqa: N802
    """Mark a message for extraction; translate it only when a person will read it."""
    return message


class Phrase(str):
    """A fact that is itself a message marked with ``N_``: said in the reader's language with the rest."""

    __slots__ = ()


def shown(value: object) -> str:
    """Write one fact as it stands in a message: lists with commas, text as it is.

    >>> shown(["6.1", "6.2"])
    '6.1, 6.2'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(shown(item) for item in value))
    if isinstance(value, Sequence):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def fill(template: str, facts: Mapping[str, object], translate: Callable[[str], str] = str) -> str:
    """Put the facts into a template that is said already; phrases among the facts are said here."""
    return template.format_map({name: _said(value, translate) for name, value in facts.items()})


def _said(value: object, translate: Callable[[str], str]) -> str:
    if isinstance(value, Phrase):
        return translate(value)
    if isinstance(value, list | tuple):
        return shown([_said(item, translate) for item in value])
    return shown(value)


class PcfError(Exception):
    """Base of everything this package raises on purpose."""

    code: ClassVar[str] = "pcf-error"
    exit_code: ClassVar[int] = 1
    template: ClassVar[str] = N_("Something is wrong with the PCF data.")

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(fill(self.template, facts))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[PcfError], facts: dict[str, object]) -> PcfError:
    return kind(**facts)


class WrongUsageError(PcfError, ValueError):
    """The call itself is wrong: an id, an edition, a language, an option, a path."""

    code = "wrong-usage"
    exit_code = 2
    template = N_("Wrong usage.")


class UnknownElementError(WrongUsageError, LookupError):
    """No process element has this id in any edition."""

    code = "unknown-element"
    template = N_(
        "No element {element_id} in PCF {edition}. Closest: {suggestions}. An element id has five "
        "digits (10388); a hierarchy id has dots (6.2.2)."
    )


class UnknownMetricError(WrongUsageError, LookupError):
    """No metric has this id."""

    code = "unknown-metric"
    template = N_("No metric {metric_id}. Closest: {suggestions}.")


class UnknownMeasureError(WrongUsageError, LookupError):
    """No measure has this id."""

    code = "unknown-measure"
    template = N_("No measure {measure_id}. Closest: {suggestions}.")


class NoPlaceError(WrongUsageError, LookupError):
    """The element exists, but not in this edition."""

    code = "no-place"
    template = N_(
        "Element {element_id} has no place in PCF {edition}. Last edition: {last_edition} "
        "({last_hierarchy_id} {last_name}). Successor: {successor}."
    )


class NotRatedError(WrongUsageError, LookupError):
    """The element exists, but has no score of its own."""

    code = "not-rated"
    template = N_(
        "Element {element_id} ({name}) is not rated: only the category, its process groups and its "
        "processes have scores. Name one of these, for instance {suggestions}."
    )


class UnknownEditionError(WrongUsageError, LookupError):
    """No edition of this name is in the model."""

    code = "unknown-edition"
    template = N_("No edition {edition}. The model holds: {editions}.")


class LocalEditionError(WrongUsageError):
    """An edition that was read from the user's own copy of APQC's workbook was to be handed on."""

    code = "local-edition"
    template = N_(
        "PCF {edition} was read from your own copy of APQC's workbook and is not handed on. Choose an edition that "
        "ships, with --edition."
    )


class UnknownExtensionError(WrongUsageError, LookupError):
    """Something stands on an organisation's own elements, and these were not loaded."""

    code = "unknown-extension"
    template = N_(
        "The own elements of {owner} are not loaded (loaded: {loaded}). Name their folder with --extend, or with "
        "pcf.load(extend=...)."
    )


class MalformedLanguageError(WrongUsageError):
    """The text is not a language tag at all."""

    code = "malformed-language"
    template = N_("{tag} is not a language tag. Expected ru, zh, en or another BCP 47 tag such as zh-Hans-CN.")


class OutputExistsError(WrongUsageError):
    """The output is there already and --force was not given."""

    code = "output-exists"
    template = N_("{path} exists already. Choose another name, or add --force to replace it.")


class OutputIsInputError(WrongUsageError):
    """The output names a file that is read in the same run."""

    code = "output-is-input"
    template = N_("{path} is an input of this run and is never written to. Choose another name.")


class OutputNotWritableError(WrongUsageError):
    """The folder of the output is missing or closed."""

    code = "output-not-writable"
    template = N_("{path} cannot be written: {reason}. Check that the folder exists and is open to you.")


class OutputsPartlyWrittenError(OutputNotWritableError):
    """Of several outputs one could not get its name, after others had got theirs."""

    code = "outputs-partly-written"
    template = N_("{path} cannot be written: {reason}. Written already: {written}.")


class OutputSuffixError(WrongUsageError):
    """The output's name does not end as its format demands."""

    code = "output-suffix"
    template = N_("{path} should end in {expected}. Rename the output.")


class BadOptionError(WrongUsageError):
    """An option's value cannot be used."""

    code = "bad-option"
    template = N_("{option}: {found} cannot be used. Expected: {expected}.")


class SecretInAddressError(WrongUsageError):
    """The address of a server holds a password, which would be seen by everybody who sees the command."""

    code = "secret-in-address"
    template = N_(
        "{option}: the address holds a password. Leave it out, and keep it where the driver finds it by itself: in "
        "PGPASSWORD, in the file that PGPASSFILE names, or in a service file."
    )


class DialectRefusedError(WrongUsageError):
    """A dialect in which figures would come out wrong without a word."""

    code = "dialect-refused"
    template = N_("{option}: {found} is refused: {reason}. Possible: {expected}.")


class SeveralRespondentsError(WrongUsageError):
    """A file holds several respondents' answers, and one of them is needed."""

    code = "several-respondents"
    template = N_("{path} holds the answers of several respondents: {respondents}. Name one of them with --respondent.")


class MissingMeasureError(PcfError, ValueError):
    """A metric was asked for without one of its measures."""

    code = "missing-measure"
    template = N_("Metric {metric_id} needs {missing}; got {given}.")


class ZeroDenominatorError(PcfError, ZeroDivisionError):
    """A ratio's denominator is zero, so the metric has no value for this period."""

    code = "zero-denominator"
    template = N_("Metric {metric_id} has no value: {measure} is 0.")


class InputFaultsError(PcfError, ValueError):
    """An input file has faults; ``findings`` hold every one of them."""

    code = "input-faults"
    template = N_("{path} has faults: {count}.")

    def __init__(self, *, findings: Sequence[Finding], **facts: object) -> None:
        self.findings = tuple(findings)
        super().__init__(**facts)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_with_findings, (type(self), self.findings, self.facts)


def _rebuild_with_findings(
    kind: type[InputFaultsError], findings: Sequence[Finding], facts: dict[str, object]
) -> InputFaultsError:
    return kind(findings=findings, **facts)


class WorkbookError(InputFaultsError):
    """A workbook cannot be read, or could not be read back if it were written."""

    code = "workbook-faults"
    template = N_("Workbook {path} has faults: {count}.")


class LogError(InputFaultsError):
    """A log or its map cannot be used."""

    code = "log-faults"
    template = N_("Log {path} has faults: {count}.")


class SavedAssessmentError(InputFaultsError):
    """A saved assessment (JSON) cannot be read back."""

    code = "saved-assessment-faults"
    template = N_("Saved assessment {path} has faults: {count}.")


class MappingError(InputFaultsError):
    """A mapping cannot be read, or could not be read back if it were written."""

    code = "mapping-faults"
    template = N_("Mapping {path} has faults: {count}.")


class ExtensionError(InputFaultsError):
    """An organisation's own elements, metrics, names, levels or reasons cannot be read."""

    code = "extension-faults"
    template = N_("Extension {path} has faults: {count}.")


class ModelFileError(InputFaultsError):
    """A model that was exported cannot be read back."""

    code = "model-file-faults"
    template = N_("Model {path} has faults: {count}.")


class StatementsError(InputFaultsError):
    """A list of statements cannot be read."""

    code = "statements-faults"
    template = N_("List {path} has faults: {count}.")


class ArgumentsError(InputFaultsError):
    """An assistant called a tool with arguments that cannot be used."""

    code = "argument-faults"
    template = N_("The arguments of {tool} have faults: {count}.")


class FileOutsideError(WrongUsageError):
    """An assistant asked for a file that it may not read."""

    code = "file-outside"
    template = N_(
        "{file} cannot be read: only files in these folders may be ({folders}). Call list_files for their names; who "
        "runs the server may open another folder with --folder."
    )


class UnknownAddressError(WrongUsageError, LookupError):
    """An assistant asked for a resource that there is not."""

    code = "unknown-address"
    template = N_("There is nothing at {address}. Addresses: {known}.")


class ToolFailedError(PcfError, RuntimeError):
    """A tool of the assistant failed in a way that was not foreseen; the server goes on."""

    code = "tool-failed"
    template = N_("{tool} failed ({reason}). This is a fault of pcf, not of the question. Please report it.")


class NotInstalledError(PcfError, ImportError):
    """Something needed is not installed."""

    code = "not-installed"
    exit_code = 3
    template = N_("{package} is not installed. Install it with: {command}")


class DataError(PcfError, ValueError):
    """A file under taxonomy/ or locales/ breaks a rule; told to those who edit the data."""

    code = "data-error"
    template = N_("{place}: {fault}. Repair: {repair}.")
