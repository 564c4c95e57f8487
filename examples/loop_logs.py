"""The logs of the two loops at Meridian, small enough to check by hand: complaints, contacts by reason, volumes.

The columns are ours already, so that no map is needed. Everything is invented and written down here; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

# number, customer, segment, channel, reason; received, registered after h, confirmed after h, answered after days;
# outcome and redress. The answer is promised within 10 days of receipt, the confirmation within 1 day.
COMPLAINTS = (
    (1, "K101", "retail", "phone", "delivery", "2026-07-02 10:00", 1, 5, 6, "upheld", "3000"),
    (2, "K102", "retail", "email", "quality", "2026-07-06 09:00", 4, 20, 12, "partly_upheld", "5000"),
    (3, "K103", "retail", "phone", "staff", "2026-07-09 15:00", 2, 30, 9, "rejected", ""),
    (4, "K101", "retail", "phone", "delivery", "2026-07-20 11:00", 1, 3, 4, "upheld", "4000"),
    (5, "K104", "service", "phone", "visit", "2026-07-13 12:00", 0, 2, 3, "upheld", "6000"),
    (6, "K105", "service", "chat", "visit", "2026-07-23 16:00", 3, 10, 15, "upheld", "6000"),
    (7, "K106", "retail", "email", "quality", "2026-08-03 08:00", 6, 26, 8, "upheld", "2000"),
    (8, "K107", "retail", "chat", "delivery", "2026-08-05 13:00", 1, 2, 5, "rejected", ""),
    (9, "K108", "service", "phone", "price", "2026-08-10 10:00", 2, 4, 9, "rejected", ""),
    (10, "K109", "service", "phone", "visit", "2026-08-12 09:00", 1, 6, 11, "partly_upheld", "6000"),
    (11, "K110", "premium", "phone", "quality", "2026-08-14 17:00", 0, 1, 2, "upheld", "15000"),
    (12, "K111", "retail", "phone", "delivery", "2026-08-19 10:00", 1, 7, 7, "upheld", "4000"),
    (13, "K102", "retail", "email", "quality", "2026-08-24 12:00", 5, 22, 10, "withdrawn", ""),
    (14, "K112", "service", "phone", "visit", "2026-08-27 11:00", 1, 3, 6, "upheld", "6000"),
    (15, "K113", "retail", "phone", "delivery", "2026-09-01 14:00", 2, 5, 14, "upheld", "4000"),
    (16, "K114", "service", "chat", "visit", "2026-09-03 10:00", 1, 8, 5, "upheld", "6000"),
    (17, "K115", "retail", "email", "staff", "2026-09-07 09:00", 8, 28, 10, "rejected", ""),
    (18, "K116", "retail", "phone", "delivery", "2026-09-11 16:00", 1, 4, None, None, ""),
    (19, "K117", "service", "phone", "price", "2026-09-14 12:00", 1, 2, 8, "rejected", ""),
    (20, "K118", "retail", "chat", "quality", "2026-09-17 10:00", 2, 9, None, None, ""),
    (21, "K119", "premium", "email", "delivery", "2026-09-21 11:00", 1, 3, 4, "upheld", "10000"),
    (22, "K120", "service", "phone", "visit", "2026-09-24 15:00", 1, 5, None, None, ""),
    (23, "K121", "retail", "phone", "delivery", "2026-09-28 10:00", 3, None, None, None, ""),
    (24, "K118", "retail", "chat", "quality", "2026-09-30 12:00", 1, None, None, None, ""),
)
COMPLAINT_COLUMNS = (
    "complaint_id", "customer_id", "segment", "channel", "reason", "received_at", "registered_at", "acknowledge_by",
    "acknowledged_at", "answer_by", "closed_at", "outcome", "redress_amount",
)  # fmt: skip

# reason, segment, channel, contacts in August and in September
CONTACTS = (
    ("where_is_my_order", "retail", "phone", 6, 5),
    ("where_is_my_order", "retail", "chat", 3, 3),
    ("missed_delivery", "service", "phone", 3, 4),
    ("not_working", "retail", "phone", 4, 3),
    ("not_working", "service", "phone", 3, 2),
    ("how_to_use", "retail", "chat", 3, 4),
    ("cartridge", "retail", "chat", 4, 4),
    ("bill_unclear", "service", "email", 3, 2),
    ("return_exchange", "retail", "phone", 3, 2),
    ("password_access", "retail", "chat", 2, 3),
    ("warranty_repair", "service", "phone", 2, 2),
    ("before_buying", "retail", "phone", 2, 3),
    ("other", "retail", "phone", 2, 1),
)
# Customers who came back again and again: reason, segment, channel, days of September.
SNOWBALLS = (
    ("K900", "where_is_my_order", "retail", "phone", (3, 5, 8, 12)),
    ("K901", "not_working", "service", "phone", (10, 14, 19)),
)
# Nobody coded these; what was said stands beside them.
UNCODED = (
    ("retail", "chat", date(2026, 9, 15), "Здравствуйте, где мой заказ? Обещали привезти, а его всё нет"),
    ("retail", "chat", date(2026, 9, 22), "не могу войти в личный кабинет, пароль не подходит"),
    ("service", "email", date(2026, 9, 23), "Спасибо мастеру, всё отлично"),
)
CONTACT_COLUMNS = ("contact_id", "customer_id", "segment", "channel", "reason", "reason_checked", "opened_at",
                   "closed_at", "handle_seconds", "text")  # fmt: skip
HANDLE_SECONDS = {"phone": 300, "chat": 240, "email": 420}

# month, segment, orders, customers, bills, units sold
VOLUMES = (
    ("2026-07-01", "retail", 400, 1000, 400, 420),
    ("2026-07-01", "service", 100, 400, 400, 0),
    ("2026-07-01", "premium", 40, 100, 40, 45),
    ("2026-08-01", "retail", 420, 1000, 420, 440),
    ("2026-08-01", "service", 110, 400, 400, 0),
    ("2026-08-01", "premium", 42, 100, 42, 47),
    ("2026-09-01", "retail", 380, 1000, 380, 400),
    ("2026-09-01", "service", 90, 400, 400, 0),
    ("2026-09-01", "premium", 38, 100, 38, 41),
)
VOLUME_COLUMNS = ("period_start", "segment", "orders", "customers", "bills", "units_sold")

Row = dict[str, str]


def complaints() -> Iterator[Row]:
    """Yield the complaints of three months as the register holds them."""
    for number, customer, segment, channel, reason, at, registered, confirmed, days, outcome, redress in COMPLAINTS:
        received = datetime.fromisoformat(at)
        due = datetime.combine(received.date(), time(23, 59, 59))
        values = (
            f"C{number:03d}",
            customer,
            segment,
            channel,
            reason,
            str(received),
            str(received + timedelta(hours=registered)),
            str(due + timedelta(days=1)),
            "" if confirmed is None else str(received + timedelta(hours=confirmed)),
            str(due + timedelta(days=10)),
            "" if days is None else str(received + timedelta(days=days)),
            outcome or "",
            redress,
        )
        yield dict(zip(COMPLAINT_COLUMNS, values, strict=True))


def contacts() -> Iterator[Row]:
    """Yield the contacts of two months by reason, sorted by time; every tenth was coded a second time."""
    rows = sorted(_contacts(), key=lambda row: (row["opened_at"], row["customer_id"]))
    for number, row in enumerate(rows, start=1):
        checked = row["reason"] if number % 10 == 0 else ""
        if number == 50:  # the second coder saw it otherwise
            checked = "other"
        made = row | {"contact_id": f"R{number:03d}", "reason_checked": checked}
        yield {name: made[name] for name in CONTACT_COLUMNS}


def _contacts() -> Iterator[Row]:
    customer = 200
    for reason, segment, channel, *months in CONTACTS:
        for month, count in zip((8, 9), months, strict=True):
            for place in range(count):
                customer += 1
                day = date(2026, month, 1 + (customer * 7 + place * 3) % 28)
                yield _contact(f"K{customer}", reason, segment, channel, day)
    for key, reason, segment, channel, days in SNOWBALLS:
        for day_number in days:
            yield _contact(key, reason, segment, channel, date(2026, 9, day_number))
    for place, (segment, channel, day, text) in enumerate(UNCODED):
        yield _contact(f"K{910 + place}", "", segment, channel, day) | {"text": text}


def _contact(customer: str, reason: str, segment: str, channel: str, day: date) -> Row:
    opened = datetime.combine(day, time(10))
    seconds = HANDLE_SECONDS[channel]
    return dict.fromkeys(CONTACT_COLUMNS, "") | {
        "customer_id": customer,
        "segment": segment,
        "channel": channel,
        "reason": reason,
        "opened_at": str(opened),
        "closed_at": str(opened + timedelta(seconds=seconds)),
        "handle_seconds": str(seconds),
    }


def volumes() -> Iterator[Row]:
    """Yield what the business did each month."""
    for values in VOLUMES:
        yield dict(zip(VOLUME_COLUMNS, map(str, values), strict=True))
