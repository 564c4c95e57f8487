"""What the site says reaches the translators: their list is collected without running anything."""

from __future__ import annotations

import ast
from pathlib import Path

import pcf.site
from pcf import _resources
from pcf.i18n.sync import template

SAYING = {"say", "N_"}


def said(path):
    """Yield every sentence that a module says or marks."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SAYING and isinstance(node.args[0].value, str):
                yield node.args[0].value


def test_no_sentence_hides_in_an_expression_where_the_collector_does_not_see_it():
    collected = {message.id for message in template(_resources.checkout())["messages"]}
    modules = Path(pcf.site.__file__).parent.rglob("*.py")
    assert {text for path in modules for text in said(path)} <= collected
