"""Eight slides of one scorecard."""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import Path

from pcf.assessment import Scorecard
from pcf.errors import NotInstalledError
from pcf.ids import Language
from pcf.outputs import whole_file


def check_installed() -> None:
    """Make sure that slides can be written, before any work is done.

    Raises:
        NotInstalledError: python-pptx is missing; names the command that installs it.
    """
    if find_spec("pptx") is None:
        raise NotInstalledError(package="python-pptx", command='pip install "pcf-customer-service[slides]"')


def write_slides(path: Path, card: Scorecard, *, lang: Language) -> None:
    """Write a scorecard as eight slides with charts that can be edited; the file appears whole or not at all.

    Every slide says its result in the headline, and in its notes how to read the chart. What is missing is said,
    with the way to get it.

    Args:
        path: The new file.
        card: What to show.
        lang: Language of the slides; what users typed stays as they typed it.

    Raises:
        NotInstalledError: python-pptx is missing.
        OutputNotWritableError: The folder is missing or closed.
    """
    check_installed()
    from pcf.slides.deck import Deck
    from pcf.slides.gaps import add_gaps
    from pcf.slides.groups import add_groups
    from pcf.slides.limits import add_limits
    from pcf.slides.package import repack
    from pcf.slides.plan import add_plan
    from pcf.slides.processes import add_processes
    from pcf.slides.roles import add_roles
    from pcf.slides.segments import add_segments
    from pcf.slides.summary import add_summary

    deck = Deck(card, lang)
    for add in (
        add_summary, add_groups, add_processes, add_segments, add_roles, add_gaps, add_plan, add_limits,
    ):  # fmt: skip
        add(deck)
    made = io.BytesIO()
    deck.save(made)
    with whole_file(path) as temporary:
        repack(made, temporary)
