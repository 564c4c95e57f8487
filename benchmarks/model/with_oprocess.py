"""Says what oprocess takes to open the database it ships and to look its processes up, in CPU seconds.

It holds PCF 8.0 whole and other frameworks, in English and Chinese, and exports no model.

    python benchmarks/model/with_oprocess.py
"""

from __future__ import annotations

import json
from time import process_time

begun = process_time()
from oprocess.db.connection import get_connection  # noqa: E402
from oprocess.db.queries import get_process  # noqa: E402

IMPORTED = process_time() - begun
LOOKUPS = 1_000_000
SAMPLE = 10_000  # every lookup is a statement to its database, so a million is worked out from these


def main() -> None:
    begun = process_time()
    database = get_connection()
    ids = [row["id"] for row in database.execute("SELECT id FROM processes ORDER BY id")]
    told = {"import": IMPORTED, "load": process_time() - begun}
    asked = [ids[number % len(ids)] for number in range(SAMPLE)]
    begun = process_time()
    for one in asked:
        get_process(database, one)
    told["lookups"] = (process_time() - begun) * LOOKUPS / SAMPLE
    print(json.dumps(told))


if __name__ == "__main__":
    main()
