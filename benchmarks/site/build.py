"""Builds the site as ``make site`` does: what each stage takes, what comes out, what Lighthouse says of it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lighthouse import PAGE, scores

ROOT = Path(__file__).parents[2]
CONFIGS = {"en": "mkdocs.yml", "ru": "docs/mkdocs.ru.yml", "zh": "docs/mkdocs.zh.yml"}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
GOAL = 90  # seconds of wall on two cores


def python(*arguments: str) -> None:
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | QUIET, capture_output=True)


def taken(stage: Callable[[], None]) -> tuple[float, float]:
    """Run a stage; return seconds of wall and of CPU."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    stage()
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return end - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pages(folder: Path) -> None:
    """Turn Markdown into HTML, two languages at a time."""
    configs = []
    for lang, config in CONFIGS.items():
        own = folder / f"mkdocs.{lang}.yml"
        docs, out = folder / "src" / lang / "docs", folder / "public" / lang
        own.write_text(f"INHERIT: {ROOT / config}\ndocs_dir: {docs}\nsite_dir: {out}\n", encoding="utf-8")
        configs.append(str(own))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda config: python("-m", "mkdocs", "build", "--strict", "-f", config), configs))


def built(folder: Path) -> None:
    """Print seconds of wall and of CPU of each stage."""
    source, public, archive = folder / "src", folder / "public", folder / "pcf-site.zip"
    finishing = ("-m", "pcf.site.finishing", str(public), str(archive), "--sources", str(source))
    stages: list[tuple[str, Callable[[], None]]] = [
        ("Markdown and data of three languages", lambda: python("-m", "pcf.site", str(source))),
        ("HTML of three languages, two at a time", lambda: pages(folder)),
        ("search, policy, copy for the disk", lambda: python(*finishing)),
    ]
    print("site: seconds of wall, of CPU")
    seconds = 0.0
    for label, stage in stages:
        wall, cpu = taken(stage)
        seconds += wall
        print(f"{wall:8.1f} {cpu:8.1f}  {label}")
    print(f"{seconds:8.1f}           the whole  (goal {GOAL})")


def sizes(folder: Path) -> None:
    """Print how many pages there are, and how heavy they are."""
    for lang in CONFIGS:
        html = sorted(path.stat().st_size for path in (folder / "public" / lang).rglob("*.html"))
        middle, heaviest = html[len(html) // 2] / 1024, html[-1] / 1024
        print(
            f"{len(html):8,}  HTML files in {lang}: {sum(html) / 1e6:.1f} MB, median {middle:.0f} KB, "
            f"heaviest {heaviest:.1f} KB  (goal 60)"
        )
    print(f"{(folder / 'pcf-site.zip').stat().st_size / 1e6:8.1f}  MB of the copy for the disk")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pcf-site-") as name:
        folder = Path(name)
        built(folder)
        sizes(folder)
        print(f"Lighthouse of /{PAGE} on a phone, median of three (goals: performance 90, accessibility 100):")
        found = scores(folder / "public")
        for label, score in found.items():
            print(f"{score:8.0f}  {label}")
        if not found:
            print("          not measured: npx or chromium is missing, or lighthouse cannot be fetched")


if __name__ == "__main__":
    main()
