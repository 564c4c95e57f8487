"""Every kind of finding is complete and unique."""

from __future__ import annotations

import re

import pytest

from pcf.excel.reading import cell_findings, findings
from pcf.findings import FindingKind

KINDS = [
    kind for module in (findings, cell_findings) for kind in vars(module).values() if isinstance(kind, FindingKind)
]


def test_codes_are_unique_and_kebab_case():
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_says_what_was_met_and_what_was_expected(kind: FindingKind):
    assert "{found}" in kind.message
    if kind.severity == "note":
        assert not kind.expected, "nothing is demanded by a note"
    else:
        assert kind.expected
        assert kind.suggestion
