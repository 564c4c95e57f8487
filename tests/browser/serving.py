"""Serves a built site as a host would: index pages, its own 404, the computed content-security policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POLICY = "content-security-policy.txt"


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection carries many files, as in real life
    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing: a test tells what it saw."""


@contextmanager
def serving(public: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yield the address without a slash at its end."""
    policy = (public / POLICY).read_text(encoding="utf-8").strip()
    host = type("Host", (_Host,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(public)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
