"""No command opens a connection: each is tried with sockets that refuse."""

from __future__ import annotations

import asyncio
import io
import socket
import sys
from pathlib import Path

import pytest

from pcf import _resources
from pcf.cli.main import COMMANDS, run

EXAMPLE = _resources.example()
CALLS = {
    "demo": ["demo", "{out}/demo"],
    "tree": ["tree", "6.2"],
    "show": ["show", "6.2.2"],
    "find": ["find", "жалоба"],
    "metrics": ["metrics", "6.5"],
    "diff": ["diff", "7.4", "8.0"],
    "template": ["template", "{out}/new.xlsx", "--profile", "bank", "--segments", "A;B"],
    "pack": ["pack", "{out}/pack", "--profile", "bank", "--segments", "A;B"],
    "check": ["check", str(EXAMPLE / "assessment.xlsx"), "--annotate", "{out}/annotated.xlsx"],
    "assess": [
        "assess", str(EXAMPLE / "assessment.xlsx"), "-o", "{out}/r.xlsx", "--html", "{out}/r.html", "--save", "{out}/r.json",
        "--contacts", str(EXAMPLE / "contacts.csv"), "--map", str(EXAMPLE / "contacts.toml"),
        "--pptx", "{out}/s.pptx", "--svg", "{out}/charts",
    ],
    "consolidate": ["consolidate", str(EXAMPLE / "workshop.xlsx"), "-o", "{out}/w.xlsx"],
    "compare": [
        "compare", str(EXAMPLE / "earlier" / "workshop.xlsx"), str(EXAMPLE / "workshop.xlsx"), "-o", "{out}/c.xlsx",
    ],
    "history": ["history", str(EXAMPLE / "earlier"), "-o", "{out}/h.xlsx"],
    "logs": ["logs", "contacts"],
    "suggest": ["suggest", "Разбираем жалобы", "-o", "{out}/list.xlsx"],
    "practices": ["practices", str(EXAMPLE / "assessment.xlsx"), "-o", "{out}/practices.sssom.tsv"],
    "outline": ["outline", str(Path(__file__).parent / "fixtures" / "listings" / "zh_mindmap.txt")],
    "complaints": [
        "complaints", str(EXAMPLE / "assessment.xlsx"), str(EXAMPLE / "complaints.csv"), "--html", "{out}/c.html",
    ],
    "reasons": ["reasons", str(EXAMPLE / "reasons.csv"), str(EXAMPLE / "volumes.csv"), "--html", "{out}/q.html"],
    "staff": [
        "staff", str(Path(__file__).parents[1] / "examples" / "staffing" / "plan.csv"), "-o", "{out}/plan.xlsx", "--html", "{out}/plan.html",
    ],
    "map": ["map", str(EXAMPLE / "contacts.csv"), "-o", "{out}/map.toml"],
    "measure": [
        "measure", str(EXAMPLE / "contacts.csv"), "--map", str(EXAMPLE / "contacts.toml"), "-o", "{out}/figures.xlsx",
    ],
    "export": ["export", "{out}/pcf.ttl", "--to", "skos"],
    "extend": ["extend", str(EXAMPLE / "own")],
    "carry": ["carry", str(EXAMPLE / "assessment.xlsx"), "-o", "{out}/carried.xlsx", "--edition", "8.0"],
    "serve-mcp": ["serve-mcp", "--folder", str(EXAMPLE)],
}  # fmt: skip


class Refused(OSError):
    pass


@pytest.fixture
def no_sockets(monkeypatch):
    def refuse(*_: object, **__: object):
        raise Refused("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_every_command_is_tried():
    assert set(CALLS) == set(COMMANDS)


@pytest.mark.parametrize("lang", ["en", *(pytest.param(lang, marks=pytest.mark.long) for lang in ("ru", "zh"))])
@pytest.mark.parametrize("name", CALLS)
def test_command_opens_no_connection(no_sockets, tmp_path: Path, name, lang, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))  # a server hears the end at once
    arguments = [part.format(out=tmp_path) for part in CALLS[name]]
    left = asyncio._get_running_loop()  # by a browser of other tests; the server starts one of its own
    asyncio._set_running_loop(None)
    try:
        assert run([*arguments, "--lang", lang]) == 0, capsys.readouterr().err
    finally:
        asyncio._set_running_loop(left)


def test_the_block_does_block(no_sockets):
    with pytest.raises(Refused):
        socket.create_connection(("127.0.0.1", 9))
