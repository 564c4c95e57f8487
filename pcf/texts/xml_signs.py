"""Signs that no XML file can hold, not even as a reference: a text with them stands in no workbook and no export."""

from __future__ import annotations

import re

# Source: "Extensible Markup Language (XML) 1.0", W3C, production [2] Char.
FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
