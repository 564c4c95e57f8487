"""A page and a file of the site, before anything turns them into HTML."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Literal

from pcf.site.addresses import root_from
from pcf.site.site_model import SiteModel

Kind = Literal[
    "element", "metric", "measure", "edition", "industry", "complaint_block", "contact_reason", "finding",
    "command", "api", "question", "guide", "tool", "list",
]  # fmt: skip
Margin = Literal["navigation", "toc"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as Markdown.

    Attributes:
        path: Where it stands among the sources: ``id/10388.md``.
        title: Plain text.
        body: Markdown below the title.
        kind: What it is about; search tells and filters by it.
        description: One plain sentence for search engines and previews; may be empty.
        scripts: Classic scripts that the page loads, in order: ``assets/map.js``.
        hides: What the reader's margin leaves out: ``navigation``, ``toc``.
    """

    path: str
    title: str
    body: str
    kind: Kind
    description: str = ""
    scripts: tuple[str, ...] = ()
    hides: tuple[Margin, ...] = ()

    def text(self, model: SiteModel) -> str:
        """Return the whole file: front matter, title, body, where to report a problem, scripts.

        Every value of the front matter is written as JSON, which is YAML too: a title with a colon would
        otherwise turn into a mapping.
        """
        facts: dict[str, object] = {"title": self.title}
        if self.description:
            facts["description"] = self.description
        if self.hides:
            facts["hide"] = list(self.hides)
        head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items())
        kind = f'<p hidden data-pagefind-filter="kind:{self.kind}" data-pagefind-meta="kind:{self.kind}"></p>'
        to_report = model.say("Report a problem on this page")
        report = (
            f'<p class="pcf-report" data-pagefind-ignore><a href="{escape(model.report_link(self.path))}">'
            f"{escape(to_report, quote=False)}</a></p>"
        )
        root = root_from(self.path)
        loads = "".join(f'\n\n<script src="{root}{script}" defer></script>' for script in self.scripts)
        return f"---\n{head}\n---\n\n{self.body.rstrip()}\n\n{report}\n\n{kind}{loads}\n"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that travels beside the pages as it is: a script, a style, a download, an address that leads on."""

    path: str
    content: bytes
