"""The sheet of contact reasons: why customers make contact, who owns the cause, what is aimed at and what follows."""

from __future__ import annotations

from pcf.errors import N_
from pcf.excel.columns import Column, SheetLayout, input_column, live_column

NAMES_BETWEEN = "; "  # what stands between two names of logs in one cell
NAMES_APART = (";", "；", "\n")  # what may stand there when it comes back

REASONS = SheetLayout(
    "reasons",
    N_("Contact reasons"),
    N_(
        "Why customers make contact, in their words, one reason a row. Who owns the cause, mostly outside customer "
        "service; what the contact is to the customer and to you, from -1 (an irritant) to 1 (valued); what is aimed "
        "at, and what the owner last explained. Replace or extend the list: 20 to 30 reasons are enough. The id may "
        "stay blank and is then the one shown."
    ),
    (
        live_column("today", "", 8, is_hidden=True),
        live_column("told", "", 8, is_hidden=True),
        Column("slot", N_("Row"), 6),
        input_column("id", N_("Id"), 19),
        input_column("words", N_("What the customer says"), 34),
        live_column("mark", N_("To do"), 12),
        input_column("names", N_("What logs call it, separated by ;"), 24),
        input_column("owner", N_("Owner of the cause"), 16),
        live_column("owner_name", N_("Function"), 20),
        input_column("person", N_("Who answers for it"), 18),
        input_column("causes", N_("Caused by (ids)"), 14),
        input_column("handled_by", N_("Handled by (ids)"), 14),
        input_column("outside_id", N_("Cause outside category 6 (id)"), 12),
        input_column("outside_name", N_("What that is called"), 22),
        input_column("customer_value", N_("To the customer, -1 to 1"), 10),
        input_column("company_value", N_("To the company, -1 to 1"), 10),
        input_column("is_removable", N_("Can the cause be removed? Y / N"), 11),
        live_column("quadrant", N_("Where it stands"), 34),
        live_column("action", N_("What to do about it"), 34),
        input_column("unit_cost", N_("Cost of one contact"), 10),
        input_column("driver", N_("Grows with"), 12),
        live_column("driver_name", N_("Meaning"), 12),
        input_column("deflection", N_("Self-service would take, %"), 11),
        input_column("self_service_cost", N_("Cost of one such case then"), 11),
        input_column("source", N_("Source of these figures"), 24),
        input_column("target", N_("Target: contacts per 100 it grows with"), 13),
        input_column("target_by", N_("By when"), 12),
        input_column("if_met", N_("What follows if met"), 22),
        input_column("if_missed", N_("What follows if missed"), 22),
        input_column("explanation", N_("The owner's last explanation"), 36),
        input_column("explained_on", N_("Explained on"), 12),
        live_column("age", N_("Days since then"), 9),
        input_column("note", N_("Note"), 24),
    ),
    intro_over=("mark", "outside_name"),
)
REASON_SHEETS: tuple[SheetLayout, ...] = (REASONS,)
