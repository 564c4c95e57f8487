"""The cases over rows that analysts write: a log of a few rows, and the figure that it must give."""

from pathlib import Path

import pytest

from pcf.metrics import measure
from pcf.metrics.sql.needs import columns_of
from pcf.source import logs
from pcf.source.strict_yaml import read

FOLDER = Path(__file__).parents[2] / "cases" / "metrics"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read(path) if "rows" in case]
LOGS = {log.id: log for log in logs().logs}
SCALES = {"satisfaction": (1, 5), "effort": (1, 7), "recommendation": (0, 10)}


def toml(value):
    try:
        return repr(float(value))
    except ValueError:
        return f'"{value}"'


def written(case):
    """Write the log and its map as a person would."""
    log = LOGS[case["log"]]
    columns = [column.id for column in log.columns if any(column.id in row for row in case["rows"])]
    cells = [[row.get(column, "null") for column in columns] for row in case["rows"]]
    lines = [columns, *([("" if cell == "null" else cell) for cell in row] for row in cells)]
    parts = [f'log = "{log.id}"', "[columns]", *(f"{column} = '\"{column}\"'" for column in columns)]
    marks = [column for column in columns if log.column(column).type == "mark"]
    if marks:
        parts.append("[scales]")
        parts += [f"{column} = {{worst = {SCALES[column][0]}, best = {SCALES[column][1]}}}" for column in marks]
    given = case.get("parameters", {})
    applied = {
        parameter
        for counting in logs().countings
        if counting.log == log.id and set(columns_of(counting.component)) & set(columns)
        for parameter in counting.applied
    }
    asked = {name: value for name, value in given.items() if name not in applied}
    defaults = {parameter.id: parameter.default for parameter in logs().parameters}
    parts += ["[parameters]", *(f"{name} = {toml(value)}" for name, value in asked.items())]
    parts += ["[applied]", *(f"{name} = {toml(given.get(name, defaults[name]))}" for name in sorted(applied))]
    return "\n".join(",".join(line) for line in lines) + "\n", "\n".join(parts) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows_give_the_figure(case, tmp_path):
    log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
    rows, text = written(case)
    log.write_text(rows, encoding="utf-8")
    log_map.write_text(text, encoding="utf-8")
    found = measure(log, map=log_map, by=(), metrics=[case["metric"]], as_of=case.get("as_of"))
    result = found.totals.results[case["metric"]]
    if "expected" in case:
        assert result.value == pytest.approx(float(case["expected"]), rel=1e-9), result
    else:
        assert (result.value, result.reason) == (None, case["reason"])
