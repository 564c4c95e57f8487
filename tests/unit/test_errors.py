from __future__ import annotations

import pickle
import re
import string
from collections.abc import Iterator

import pytest

from pcf import errors
from pcf.errors import InputFaultsError, PcfError
from pcf.findings import Finding, FindingKind, Severity


def _all(kind: type[PcfError] = PcfError) -> Iterator[type[PcfError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _all(narrower)


CLASSES = sorted({kind for kind in _all() if kind.__module__ == errors.__name__}, key=lambda kind: kind.__name__)
BROKEN = FindingKind("broken", Severity.ERROR, "{found} is broken.")

# What each sentence needs; whoever renames a fact has to do so here and where it is raised.
PLACEHOLDERS = {
    "PcfError": (),
    "WrongUsageError": (),
    "UnknownElementError": ("edition", "element_id", "suggestions"),
    "UnknownMetricError": ("metric_id", "suggestions"),
    "UnknownMeasureError": ("measure_id", "suggestions"),
    "NoPlaceError": ("edition", "element_id", "last_edition", "last_hierarchy_id", "last_name", "successor"),
    "NotRatedError": ("element_id", "name", "suggestions"),
    "UnknownEditionError": ("edition", "editions"),
    "MalformedLanguageError": ("tag",),
    "OutputExistsError": ("path",),
    "OutputIsInputError": ("path",),
    "OutputNotWritableError": ("path", "reason"),
    "OutputsPartlyWrittenError": ("path", "reason", "written"),
    "OutputSuffixError": ("expected", "path"),
    "BadOptionError": ("expected", "found", "option"),
    "DialectRefusedError": ("expected", "found", "option", "reason"),
    "SecretInAddressError": ("option",),
    "SeveralRespondentsError": ("path", "respondents"),
    "MissingMeasureError": ("given", "metric_id", "missing"),
    "ZeroDenominatorError": ("measure", "metric_id"),
    "InputFaultsError": ("count", "path"),
    "WorkbookError": ("count", "path"),
    "LogError": ("count", "path"),
    "SavedAssessmentError": ("count", "path"),
    "MappingError": ("count", "path"),
    "ModelFileError": ("count", "path"),
    "StatementsError": ("count", "path"),
    "UnknownExtensionError": ("loaded", "owner"),
    "LocalEditionError": ("edition",),
    "ExtensionError": ("count", "path"),
    "ArgumentsError": ("count", "tool"),
    "FileOutsideError": ("file", "folders"),
    "ToolFailedError": ("reason", "tool"),
    "UnknownAddressError": ("address", "known"),
    "NotInstalledError": ("command", "package"),
    "DataError": ("fault", "place", "repair"),
}


def _named(template: str) -> tuple[str, ...]:
    return tuple(sorted({name for _, name, _, _ in string.Formatter().parse(template) if name is not None}))


def _made(kind: type[PcfError]) -> PcfError:
    facts: dict[str, object] = {name: f"<{name}>" for name in PLACEHOLDERS[kind.__name__]}
    if issubclass(kind, InputFaultsError):
        return kind(findings=[Finding(BROKEN, "a.xlsx", facts={"found": "x"})], **facts)
    return kind(**facts)


def test_the_table_of_placeholders_names_every_class() -> None:
    assert {kind.__name__ for kind in CLASSES} == set(PLACEHOLDERS)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_sentence_names_exactly_the_facts_in_the_table(kind: type[PcfError]) -> None:
    assert _named(kind.template) == PLACEHOLDERS[kind.__name__]


def test_codes_are_in_kebab_case_and_stand_for_one_class_each() -> None:
    codes = [kind.code for kind in CLASSES]
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", CLASSES)
def test_an_error_survives_pickling_with_its_facts(kind: type[PcfError]) -> None:
    error = _made(kind)
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), copy.facts) == (kind, str(error), error.facts)
    if isinstance(error, InputFaultsError):
        assert copy.findings == error.findings


@pytest.mark.parametrize("kind", CLASSES)
def test_a_message_has_no_unfilled_braces(kind: type[PcfError]) -> None:
    message = str(_made(kind))
    assert "{" not in message
    assert "}" not in message
    assert all(f"<{name}>" in message for name in PLACEHOLDERS[kind.__name__])


@pytest.mark.parametrize("kind", CLASSES)
def test_a_message_is_a_sentence(kind: type[PcfError]) -> None:
    assert kind.template == kind.template.strip()
    assert kind.template[-1] in ".}"


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_tells_what_it_is_for(kind: type[PcfError]) -> None:
    assert kind.__doc__


def test_a_fact_with_braces_is_shown_as_it_is() -> None:
    assert str(errors.OutputExistsError(path="{a}.xlsx")).startswith("{a}.xlsx exists already")


@pytest.mark.parametrize(
    ("kind", "builtin", "exit_code"),
    [
        (errors.UnknownElementError, LookupError, 2),
        (errors.UnknownElementError, ValueError, 2),
        (errors.NoPlaceError, LookupError, 2),
        (errors.BadOptionError, ValueError, 2),
        (errors.ZeroDenominatorError, ZeroDivisionError, 1),
        (errors.MissingMeasureError, ValueError, 1),
        (errors.WorkbookError, ValueError, 1),
        (errors.NotInstalledError, ImportError, 3),
    ],
)
def test_an_error_is_also_what_python_calls_it(kind: type[PcfError], builtin: type[Exception], exit_code: int) -> None:
    error = _made(kind)
    assert isinstance(error, builtin)
    assert error.exit_code == exit_code


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("6.10", "6.10"),
        (["6.1", "6.2"], "6.1, 6.2"),
        (("a", ["b", "c"]), "a, b, c"),
        ({"a"}, "a"),
        ([], ""),
        (3.0, "3"),
        (2.5, "2.5"),
        (float("inf"), "inf"),
        (0, "0"),
        (None, "None"),
    ],
)
def test_facts_are_written_as_people_write_them(value: object, said: str) -> None:
    assert errors.shown(value) == said


def test_a_set_is_written_in_the_same_order_every_time() -> None:
    assert errors.shown({"d", "a", "c", "b"}) == errors.shown(frozenset("cbda")) == "a, b, c, d"
