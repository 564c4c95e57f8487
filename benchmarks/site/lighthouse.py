"""Asks Lighthouse about one page, served as hosts serve: compressed, under the site's own policy."""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LIGHTHOUSE = "lighthouse@12.8.2"
PAGE = "ru/id/10388/"
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_TEXTS = ("text/", "application/json", "application/javascript", "image/svg")


def scores(public: Path) -> dict[str, float]:
    """Return the median score of each category, 0 to 100; nothing where Lighthouse cannot be run."""
    npx, chromium = shutil.which("npx"), shutil.which("chromium")
    if not npx or not chromium:
        return {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _host(public))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/{PAGE}"
        reports = [report for _ in range(RUNS) if (report := _asked(npx, chromium, address))]
    finally:
        server.shutdown()
    if not reports:
        return {}
    return {name: statistics.median(100 * one[name]["score"] for one in reports) for name in CATEGORIES}


def _asked(npx: str, chromium: str, address: str) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            npx, "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={folder}/report.json",
            f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox",
        ]  # fmt: skip
        done = subprocess.run(command, check=False, capture_output=True, env=os.environ | {"CHROME_PATH": chromium})
        report = Path(folder) / "report.json"
        if done.returncode or not report.exists():
            return {}
        return json.loads(report.read_text(encoding="utf-8"))["categories"]


def _host(public: Path) -> type[BaseHTTPRequestHandler]:
    policy = (public / "content-security-policy.txt").read_text(encoding="utf-8").strip()

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = public / self.path.partition("?")[0].lstrip("/")
            file = path / "index.html" if path.is_dir() else path
            found = file.is_file()
            body = file.read_bytes() if found else b""
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind)
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Cache-Control", "max-age=31536000")
            if kind.startswith(_TEXTS):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    return Host
