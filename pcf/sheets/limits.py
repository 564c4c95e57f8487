"""What a received file may cost at most; beyond it the file is refused, whatever is in it.

A filled workbook of ours has some 20,000 cells and takes 3 MB unpacked, one of 500 segments has
230,000 cells. The limits leave room for foreign sheets, and hold whatever a file is made of to
some one and a half seconds and 200 MB.
"""

from __future__ import annotations

MEGABYTE = 2**20

FILE_LIMIT = 20 * MEGABYTE
ENTRY_LIMIT = 2_000
PART_LIMIT = 64 * MEGABYTE
TOTAL_LIMIT = 128 * MEGABYTE
RATIO_LIMIT = 200
RATIO_FROM = MEGABYTE  # small parts compress as well as they like

CELL_LIMIT = 250_000  # twice as many take a small machine more than two seconds
LONG_LIST_CELLS = 2_000_000  # of a file that is a list by its nature: some 100,000 rows of 20 columns
MARKS_PER_CELL = 12  # tags, and attributes; a cell with a text of its own takes 11
TEXT_PER_CELL = 200  # bytes of memory, over all cells
TEXT_LIMIT = 1_000_000  # signs of one text; Excel itself stops at 32,767
MERGE_LIMIT = 10_000  # a sheet
TWICE_LIMIT = 1_000  # cells of a sheet whose place is taken; each is told
COLUMN_LIMIT = 16_384  # entries about the looks of columns

STYLES_LIMIT = 8 * MEGABYTE  # programs blow styles up; number formats are not worth more
STYLE_LIMIT = 65_536  # Excel itself stops at 65,490
FORMAT_LENGTH = 1_000  # Excel itself stops at 255

DEPTH_LIMIT = 64
TAG_LIMIT = MEGABYTE  # bytes of one tag or comment; a list of ranges in an attribute may well be long
NAME_LIMIT = 5_000  # different names of elements and attributes in a part; the file format has fewer
NAMESPACE_LIMIT = 500  # prefixes of namespaces in a part, and signs of the name of each
LIST_LIMIT = 10_000  # sheets, relations, properties, types of content
