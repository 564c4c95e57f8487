"""The content-security policy that the build computes: every other test reads the site under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .reading import LANGUAGES, Site

pytestmark = pytest.mark.long


def rules(site: Path) -> dict[str, list[str]]:
    text = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    return {rule.split()[0]: rule.split()[1:] for rule in text.split("; ")}


def test_the_policy_names_no_host_and_no_script_but_the_known_ones(site: Path):
    policy = rules(site)
    assert policy["default-src"] == ["'none'"]
    assert not [source for sources in policy.values() for source in sources if "." in source or "*" in source]
    assert set(policy["script-src"]) - {"'self'", "'wasm-unsafe-eval'"} == {
        source for source in policy["script-src"] if source.startswith("'sha256-")
    }
    assert len(policy["script-src"]) == len(set(policy["script-src"])) < 15


def test_hosts_are_told_the_same_policy(site: Path):
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    headers = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert headers[0] == "/*"
    assert f"  Content-Security-Policy: {policy}" in headers
    assert all(len(line) < 2000 for line in headers), "hosts cut longer lines off"


def test_the_policy_bites(served: str, browser: Browser):
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{served}/en/")
        page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "globalThis.ran = true";
            document.body.append(script);
            document.body.setAttribute("onclick", "globalThis.ran = true");
            document.body.click();
        }""")
        assert page.evaluate("globalThis.ran") is None
        assert page.evaluate("fetch('https://example.org/').then(() => 'asked', () => 'refused')") == "refused"
        assert len([line for line in said if "Content Security Policy" in line]) >= 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_carries_the_notice(read: Site, lang: str):
    without = [
        page
        for page in read.of(lang)
        if not read.leads_on(page) and "open standard developed by APQC" not in read.text(page)
    ]
    assert not without, without[:10]
