"""Loading with openpyxl: CPU seconds of the first call and the median of the others.

Arguments: ``values`` (data_only) or ``read_only`` (every row is walked, since nothing is read before), the
workbook, how many calls.
"""

import sys
import warnings

import openpyxl
from timed import first_and_median


def load(path: str, *, is_read_only: bool) -> None:
    book = openpyxl.load_workbook(path, data_only=True, read_only=is_read_only)
    if is_read_only:
        for sheet in book:
            for _ in sheet.iter_rows(values_only=True):
                pass
    book.close()


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # it says of every sparkline that it leaves it out
    how, path, calls = sys.argv[1:]
    print(*first_and_median(lambda: load(path, is_read_only=how == "read_only"), int(calls)))
