"""Builds the whole site by the commands of ``make site``, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ru", "zh")
CONFIGS = {"en": "mkdocs.yml", "ru": "docs/mkdocs.ru.yml", "zh": "docs/mkdocs.zh.yml"}
PATIENCE = 600  # seconds that a worker waits for the one that builds


def built_once(folder: Path) -> Path:
    """Return the built site of this run of the tests: the first worker builds it, the others wait.

    ``folder/src``, ``folder/public`` and ``folder/pcf-site.zip`` are what ``make site`` leaves in ``build``.

    Raises:
        RuntimeError: A command failed or said something, here or in the worker that builds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done, failed = folder / "done", folder / "failed"
    try:
        os.close(os.open(folder / "begun", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return _waited(folder, done, failed)
    try:
        build(folder)
    except BaseException as error:
        failed.write_text(str(error), encoding="utf-8")
        raise
    done.touch()
    return folder


def build(folder: Path) -> None:
    """Write sources, pages of the three languages, and what completes them."""
    said("-m", "pcf.site", str(folder / "src"))
    running = [_started("-m", "mkdocs", "build", "--strict", "-f", str(config(folder, lang))) for lang in LANGUAGES]
    errors = [_ended(process) for process in running]
    if any(errors):
        raise RuntimeError("\n".join(errors))
    said(
        "-m",
        "pcf.site.finishing",
        str(folder / "public"),
        str(folder / "pcf-site.zip"),
        "--sources",
        str(folder / "src"),
    )


def config(folder: Path, lang: str) -> Path:
    """Write the language's configuration again, with nothing else in it but where to read and to write."""
    path = folder / f"mkdocs.{lang}.yml"
    lines = (
        f"INHERIT: {ROOT / CONFIGS[lang]}",
        f"docs_dir: {folder / 'src' / lang / 'docs'}",
        f"site_dir: {folder / 'public' / lang}",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def said(*arguments: str) -> None:
    """Run Python on a module of the build.

    Raises:
        RuntimeError: It failed, or wrote a warning.
    """
    error = _ended(_started(*arguments))
    if error:
        raise RuntimeError(error)


def _started(*arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PCF_EXTEND": ""}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ended(process: subprocess.Popen[str]) -> str:
    """Wait; return an empty string, or what went wrong. mkdocs tells its progress on stderr."""
    told = process.communicate()[1]
    loud = [line for line in told.splitlines() if line.startswith(("WARNING", "ERROR", "Traceback"))]
    return f"{process.args}: {process.returncode}\n{told}" if process.returncode or loud else ""


def _waited(folder: Path, done: Path, failed: Path) -> Path:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if done.exists():
            return folder
        if failed.exists():
            raise RuntimeError(f"another worker could not build the site:\n{failed.read_text(encoding='utf-8')}")
        time.sleep(0.2)
    raise RuntimeError(f"the site was not built within {PATIENCE} s")
