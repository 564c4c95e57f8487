"""Where every page stands, and how one leads to another.

A page's file ``id/10388.md`` becomes the address ``id/10388/``. The addresses of elements hold the element id
alone, so that they survive a renumbering. An organisation's own ``acme:desk`` stands at ``id/acme-desk/``.
"""

from __future__ import annotations

from posixpath import relpath

HOME = "index.md"
MAP = "map.md"
ASSESSMENT = "assessment.md"
SEARCH = "search.md"
METRICS = "metrics.md"
MEASURES = "measures.md"
EDITIONS = "editions.md"
INDUSTRIES = "industries.md"
COMPLAINT_BLOCKS = "complaint-blocks.md"
CONTACT_REASONS = "contact-reasons.md"
FINDINGS = "findings.md"
COMMANDS = "commands.md"
API = "api.md"
EMPTY_WORKBOOK = "assessment.xlsx"  # a file, no page


def file_name(some_id: str) -> str:
    """Return an id as files and addresses can hold it: no system minds a hyphen, and no id has one.

    >>> file_name("10388"), file_name("acme:desk")
    ('10388', 'acme-desk')
    """
    return some_id.replace(":", "-")


def element_page(element_id: str) -> str:
    return f"id/{file_name(element_id)}.md"


def metric_page(metric_id: str) -> str:
    return f"metric/{file_name(metric_id)}.md"


def measure_page(measure_id: str) -> str:
    return f"measure/{file_name(measure_id)}.md"


def edition_page(edition: str) -> str:
    return f"edition/{edition}.md"


def industry_page(profile: str) -> str:
    return f"industry/{profile}.md"


def complaint_block_page(block: str) -> str:
    return f"complaint-block/{block}.md"


def contact_reason_page(reason: str) -> str:
    return f"contact-reason/{file_name(reason)}.md"


def finding_page(code: str) -> str:
    return f"finding/{code}.md"


def command_page(command: str) -> str:
    return f"command/{command}.md"


def api_page(room: str) -> str:
    return f"api/{room}.md"


def place_stub(edition: str, hierarchy_id: str = "") -> str:
    """Return the file whose address ``7.4/6.2.2/`` leads to the element that stands there in that edition."""
    return f"{edition}/{hierarchy_id}/index.html" if hierarchy_id else f"{edition}/index.html"


def link(here: str, there: str) -> str:
    """Return the relative path from one source file to another, as Markdown links want it.

    >>> link("id/10388.md", "metric/aht.md"), link("index.md", "map.md")
    ('../metric/aht.md', 'map.md')
    """
    path, mark, anchor = there.partition("#")
    return relpath(path, start=here.rpartition("/")[0] or ".") + mark + anchor


def address(there: str) -> str:
    """Return the address of a page below its language: what raw HTML and scripts link to.

    >>> address("id/10388.md"), address("questions/index.md"), address("index.md")
    ('id/10388/', 'questions/', '')
    """
    path, mark, anchor = there.partition("#")
    name = path.removesuffix(".md").removesuffix("index")
    return (f"{name.rstrip('/')}/" if name else "") + mark + anchor


def root_from(here: str) -> str:
    """Return the way from a page's address up to the root of its language.

    >>> root_from("id/10388.md"), root_from("map.md"), root_from("index.md")
    ('../../', '../', './')
    """
    return "../" * address(here).count("/") or "./"


def href(here: str, there: str) -> str:
    """Return the relative address from one page to another, for raw HTML.

    >>> href("map.md", "id/10388.md")
    '../id/10388/'
    """
    return root_from(here) + address(there)
