"""Plans that are simulated: what is played, what is left out and said, and shared teams."""

from decimal import Decimal

import pytest

from pcf.workforce.plan_simulation import simulated
from pcf.workforce.planned import plan_lines
from pcf.workforce.records import StaffingLine

SAID = {"interval": 1800, "target": 80, "within": 20, "aht": 240, "channel": "phone"}


def line(number, **said):
    values = {name: Decimal(str(value)) if isinstance(value, int | float) else value for name, value in said.items()}
    return StaffingLine(id=f"l{number}", **values)


def plan_of(*rows, **common):
    both = [SAID | common | row for row in rows]
    return plan_lines([line(number, **row) for number, row in enumerate(both)])


def played(plan, *, replications=10, **options):
    return simulated(plan, replications=replications, seed=1, **options)


def codes(made):
    return [finding.code for finding in made.findings]


def day(calls, *, first=8, **said):
    return [
        {"start": f"{first + number:02}:00", "interval": 3600, "calls": one, **said} for number, one in enumerate(calls)
    ]


def test_handle_times_are_those_of_the_interval_in_which_a_contact_comes():
    """With the mean of the day the short intervals were overloaded and the long ones idle: 38 % in time."""
    rows = [
        {"start": f"{8 + n}:00".zfill(5), "interval": 3600, "calls": 200, "aht": aht}
        for n, aht in enumerate([120, 480] * 2)
    ]
    (one,) = played(plan_of(*rows)).pools
    assert one.simulated.total.service_level.value > 0.6
    offered = one.simulated.between(0, 1)
    assert offered.service_level.value == pytest.approx(one.expected["service_level"] / 100, abs=0.1)


def test_without_a_promised_wait_there_is_no_service_level():
    rows = day([60], target=None, within=None, asa=30)
    (one,) = played(plan_of(*rows)).pools
    assert one.expected["service_level"] is None
    figures = one.simulated.total
    assert (figures.service_level.value, figures.service_level_metric.value, figures.in_time.value) == (
        None,
        None,
        None,
    )
    assert figures.wait.value is not None
    assert one.simulated.to_json()["total"]["service_level"] == {"value": None, "low": None, "high": None}


def test_a_typical_interval_near_to_full_is_waited_for_until_it_settles():
    """After four intervals, as before, the mean wait was half of what the formula says."""
    row = {"calls": 60, "aht": 600, "within": 14_400}
    (one,) = played(plan_of(row), replications=40).pools
    wait = one.simulated.total.wait
    assert wait.low < one.expected["wait"] < wait.high
    assert wait.value > 300


def test_what_cannot_be_waited_for_is_said():
    made = played(plan_of({"calls": 1000, "aht": 3590, "within": 400_000, "interval": 1800}), replications=2)
    (told,) = made.findings
    assert told.code == "simulation-not-settled"
    assert "All customers" not in told.message()
    assert "phone" in told.message()


def test_too_many_agents_are_one_finding_with_pool_and_limit():
    made = played(plan_of({"calls": 1_000_000, "aht": 1800}), replications=2)
    (told,) = made.findings
    assert (told.code, made.pools) == ("simulation-too-large", [])
    assert "100000" in told.expected()


def test_parts_of_places_are_told():
    assert codes(played(plan_of(*day([60, 60]), concurrency=1.9), replications=2)) == ["simulation-places-cut"]
    assert codes(played(plan_of(*day([60, 60]), concurrency=2), replications=2)) == []


def test_what_is_not_said_is_its_default_and_no_difference():
    rows = [
        {"start": "08:00", "interval": None, "short": None, "concurrency": None, "calls": 60},
        {"start": "08:30", "interval": 1800, "short": 5, "concurrency": 1, "calls": 60},
    ]
    made = played(plan_of(*rows), replications=2)
    assert (codes(made), len(made.pools)) == ([], 1)


def test_a_pool_of_everybody_is_named_so():
    made = played(plan_of({"calls": 5}, {"calls": 6}, channel=""), replications=2)
    (told,) = made.findings
    assert told.code == "plan-not-simulated"
    assert "All customers" in told.message()


def test_the_hour_that_comes_twice_is_played_twice():
    begins = ["01:00", "02:00+02:00", "02:00+01:00", "03:00"]
    rows = [{"start": f"2026-10-25T{one}", "interval": 3600, "calls": 60} for one in begins]
    made = played(plan_of(*rows), replications=2)
    assert codes(made) == []
    assert made.pools[0].simulated.intervals == 4


def test_the_hour_that_clocks_skip_is_no_break():
    hours = [28 * 24 + one for one in range(24)] + [29 * 24 + one for one in range(24) if one != 2]
    rows = [{"start": f"2026-03-{one // 24}T{one % 24:02}:00", "interval": 3600, "calls": 5} for one in hours]
    assert played(plan_of(*rows), replications=2).pools[0].simulated.intervals == 47
    breaks = [row for row in rows if row["start"][11:13] not in {"02", "03"}]
    assert played(plan_of(*breaks), replications=2).pools[0].simulated.intervals == 44 + 2


# one shared team


def two(gold, retail):
    return [*(row | {"segment": "gold"} for row in gold), *(row | {"segment": "retail"} for row in retail)]


def team_of(plan, **options):
    made = played(plan, priority=["gold"], **options)
    (team,) = made.teams
    return team


def test_a_shared_team_keeps_the_limit_of_occupancy():
    team = team_of(plan_of(*two(day([200, 200]), day([600, 600])), occupancy=60))
    assert team.found.simulated.total.occupancy.value <= 0.6
    assert next((one.kind, one.figure) for one in team.found.promises) == ("", "occupancy")
    loose = team_of(plan_of(*two(day([200, 200]), day([600, 600]))))
    assert loose.hours < team.hours


def test_a_shared_team_has_the_highest_minimum_of_its_pools():
    gold, retail = day([5, 5], minimum=12), day([5, 5], minimum=3)
    team = team_of(plan_of(*two(gold, retail)))
    assert team.found.agents == (12, 12)


def test_separate_teams_are_measured_as_the_shared_one_is():
    team = team_of(plan_of(*two(day([100, 20, 100]), day([300, 60, 300]))))
    assert team.hours <= team.separate_hours <= team.formula_hours
    assert team.separate_hours <= team.separate_sure_hours


def test_an_occupancy_alone_is_enough_for_a_shared_team():
    rows = two(day([200], target=None, within=None), day([300], target=None, within=None))
    team = team_of(plan_of(*rows, occupancy=70))
    assert 0 < team.found.simulated.total.occupancy.value <= 0.7


def test_pools_of_one_interval_each_at_different_times_do_not_meet():
    team = team_of(plan_of(*two(day([100]), day([300], first=9))))
    assert len(team.found.agents) == 2
    same = team_of(plan_of(*two(day([100]), day([300]))))
    assert same.found.simulated.kinds[1].offered.value > 2000  # a typical interval, again and again


def test_pools_that_are_open_at_different_times_share_a_team_all_the_same():
    team = team_of(plan_of(*two(day([100, 100]), day([300], first=10))))
    assert len(team.found.agents) == 3


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"short": 9}, "short abandons"),
        ({"concurrency": 2}, "contacts at once"),
        ({"start": "08:07"}, "when their intervals begin"),
        ({"interval": 1800}, "length of the interval"),
    ],
)
def test_pools_that_cannot_share_are_told_with_what_differs(changed, what):
    rows = two(
        day([100]) + day([100], first=10),
        [row | changed for row in day([300])] + day([30], first=10, **changed | {"start": "10:00"}),
    )
    made = played(plan_of(*rows), replications=2, priority=["gold"])
    assert made.teams == []
    (told,) = [one for one in made.findings if one.code == "simulation-not-shared"]
    assert what in told.message()
    assert "gold" in told.message()


def test_a_priority_without_a_second_pool_is_told():
    made = played(plan_of(*day([100], segment="gold")), replications=2, priority=["gold"])
    assert codes(made) == ["simulation-no-second-pool"]


def test_a_pool_without_segment_shares_too_whatever_it_is_called():
    rows = [*day([50], channel="", segment="all"), *day([50], channel="")]
    made = played(plan_of(*rows), replications=2, priority=["all"])
    assert [one.kind for one in made.teams[0].found.promises] == ["all", "*"]


def test_a_typical_interval_is_shared_and_settles():
    rows = two([{"calls": 60, "aht": 600, "within": 3600}], [{"calls": 30, "aht": 600, "within": 3600}])
    team = team_of(plan_of(*rows))
    assert team.found.agents[0] >= 31
    assert team.hours == team.found.agents[0] / 2
