"""What travels beside the pages: scripts, data for them, downloads, addresses that lead on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pcf.site.files import assessment_data, downloads, exports, jump, map_data, scripts, stubs, tool_words
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel

FILES: tuple[Callable[[SiteModel], Iterable[DataFile]], ...] = (
    scripts.files,
    assessment_data.files,
    tool_words.files,
    map_data.files,
    jump.files,
    downloads.files,
    exports.files,
    stubs.files,
)
