"""Runs one hand-written statement over a log, as an analyst would; says how many groups it gave and what it took.

python by_hand.py additive.sql log.parquet
"""

import sys
import time
from pathlib import Path

import duckdb

connection = duckdb.connect(config={"memory_limit": "1GB"})
statement = Path(sys.argv[1]).read_text(encoding="utf-8")
start = time.process_time()
groups = connection.execute(statement, {"log": sys.argv[2]}).fetchall()
print("statement", time.process_time() - start, file=sys.stderr)
print(len(groups))
