"""Text files as people send them: what they are, how they are encoded, where their cells stand."""

from pcf.texts.delimited import read_lines, write_line
from pcf.texts.encodings import Decoded, UndecodableError, decode
from pcf.texts.received import RefusedTextError, content_of

__all__ = ["Decoded", "RefusedTextError", "UndecodableError", "content_of", "decode", "read_lines", "write_line"]
