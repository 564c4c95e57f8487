"""A small contact log, its map, and a list of three reasons."""

from decimal import Decimal

import pytest

from pcf.reasons.log import count_reasons
from pcf.reasons.records import Reason

MAP = """
log = "contacts"
[columns]
contact_id = "id"
customer_id = "who"
segment = "segment"
channel = "channel"
reason = "why"
opened_at = "opened"
handle_seconds = "handled"
"""
HEADER = "id,who,segment,channel,why,opened,handled\n"
VOLUMES_MAP = """
log = "volumes"
[columns]
period_start = "month"
segment = "segment"
orders = "orders"
customers = "customers"
"""
REASONS = (
    Reason(id="where_is_my_order", words="Where is it?", names=("WISMO", "доставка"), owner="logistics", driver="orders",
           unit_cost=Decimal("3.35")),
    Reason(id="bill_wrong", words="My bill is wrong", owner="finance", person="A. Person", driver="customers",
           unit_cost=Decimal("0.10")),
    Reason(id="other", words="Something else"),
)  # fmt: skip


@pytest.fixture
def counted(tmp_path):
    """Count rows given as text: ``counted("1,ann,…", map_text, header=…)``."""

    def run(rows, map_text=MAP, *, header=HEADER, reasons=REASONS, volumes=None, volumes_map=VOLUMES_MAP, **options):
        log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
        log.write_text(header + rows, encoding="utf-8")
        log_map.write_text(map_text, encoding="utf-8")
        if volumes is not None:
            table, table_map = tmp_path / "volumes.csv", tmp_path / "volumes.toml"
            table.write_text("month,segment,orders,customers\n" + volumes, encoding="utf-8")
            table_map.write_text(volumes_map, encoding="utf-8")
            options["volumes"] = ([table], table_map)
        return count_reasons([log], log_map, reasons=reasons, **options)

    return run


@pytest.fixture
def reasons():
    return REASONS
