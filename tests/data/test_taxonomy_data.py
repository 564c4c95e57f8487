"""Rules of the curated data. Each names the file or id and the repair."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pcf import formula
from pcf.ids import level, parent_of
from pcf.metrics.sql.needs import columns_of
from pcf.source import bundle, files, logs, schemas, strict_yaml
from pcf.source.shapes import ElementEntry
from pcf.taxonomy import load
from pcf.units import Unit

ROOT = Path(__file__).parents[2]
EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")


def test_schemas_are_those_of_the_records():
    stale = [path.name for path, text in schemas.files(ROOT) if not path.exists() or path.read_text("utf-8") != text]
    assert not stale, f"taxonomy/schema/ is out of step: {stale}. Repair: make schemas"


def test_every_file_names_its_schema_and_passes_it():
    jsonschema = pytest.importorskip("jsonschema")
    faults = []
    for path in sorted((ROOT / "taxonomy").rglob("*.yaml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), f"{path.name}: the first line names the schema"
        schema = json.loads((path.parent / first.partition("=")[2]).resolve().read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        faults += [
            f"{path.name}: {error.json_path} {error.message}" for error in validator.iter_errors(strict_yaml.read(path))
        ]
    assert not faults, "\n".join(faults)


def test_no_element_stands_twice_and_each_file_holds_one_group():
    seen: dict[str, str] = {}
    for path in sorted((ROOT / "taxonomy" / "processes").glob("*.yaml")):
        for item in strict_yaml.read(path):
            entry = ElementEntry.model_validate(item)
            assert entry.id not in seen, f"{path.name} ({entry.id}): stands in {seen[entry.id]} already"
            seen[entry.id] = path.name
            place = entry.places.get("7.4")
            if place and not place.outside and level(place.at) > 1:
                assert place.at.startswith(path.stem), f"{path.name} ({entry.id}): {place.at} belongs to another file"
    assert len(seen) == 117


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_element_has_its_parent_and_no_place_is_taken_twice(edition):
    taxonomy = load(edition)
    places = [element.hierarchy_id for element in taxonomy]
    assert len(places) == len(set(places))
    orphans = [element for element in taxonomy if (above := parent_of(element.hierarchy_id)) and above not in places]
    assert not orphans, f"no parent in edition {edition}: {orphans}"


def test_every_reference_resolves():
    model = bundle()
    elements = {record.id for record in model.elements}
    measures = {record.id for record in model.measures}
    kinds = {log.id: log for log in logs().logs}
    parameters = {record.id for record in logs().parameters}
    metrics = {record.id for record in model.metrics}
    sources = {record.id for record in model.sources}
    lost = [f"{m.id}: element {m.element}" for m in model.metrics if m.element not in elements]
    lost += [f"{m.id}: evidence_for {e}" for m in model.metrics for e in m.evidence_for if e not in elements]
    lost += [f"{m.id}: same_as {other}" for m in model.metrics for other in m.same_as if other not in metrics]
    lost += [f"{m.id}: measure {name}" for m in model.metrics for name in formula.measures_of(m.formula) if name not in measures]  # fmt: skip
    lost += [
        f"{m.id}: variant_of {m.variant_of}" for m in model.metrics if m.variant_of and m.variant_of not in metrics
    ]
    for counting in logs().countings:
        place = f"{counting.measure} from {counting.log}"
        lost += [f"{place}: measure"] if counting.measure not in measures else []
        lost += [f"{place}: log"] if counting.log not in kinds else []
        component = counting.component
        asked = {getattr(part, "parameter", None) for part in component.where} | {*counting.applied}
        asked |= {getattr(component, name, None) for name in ("key", "window")}
        lost += [f"{place}: parameter {name}" for name in asked - {None} - parameters]
        columns = {column.id for column in kinds[counting.log].columns}
        lost += [f"{place}: column {name}" for name in {*columns_of(component), *counting.optional} - columns]
    lost += [f"{e.id}: successor {e.successor}" for e in model.elements if e.successor and e.successor not in elements]
    lost += [f"{e.id}: source {a.source}" for e in model.elements for a in e.alternatives if a.source not in sources]
    lost += [
        f"edition {e.id}: notice {e.notice}" for e in model.editions if e.notice not in {n.id for n in model.notices}
    ]
    processes = {element.id for element in load().processes}
    reasons = {process for record in model.maturity.reasons for process in record.processes}
    for profile in model.maturity.profiles:
        lost += [f"profile {profile.id}: {p} is no process" for p in profile.not_applicable if p not in processes]
        lost += [f"profile {profile.id}: {p} has no reason" for p in profile.not_applicable if p not in reasons]
    assert not lost, "\n".join(lost)


def test_ids_are_unique_in_each_kind():
    model = bundle()
    listed = {kind: getattr(model, kind) for kind in ("elements", "metrics", "measures", "units", "editions")}
    for kind, records in (listed | {"logs": logs().logs, "parameters": logs().parameters}).items():
        ids = [record.id for record in records]
        assert len(ids) == len(set(ids)), f"{kind}: an id stands twice"


def test_every_unit_has_a_name_and_every_formula_gives_its_declared_unit():
    model = bundle()
    assert {unit.id for unit in model.units} == set(Unit)
    units = {measure.id: measure.unit for measure in model.measures}
    wrong = [metric.id for metric in model.metrics if not formula.gives_declared_unit(metric, units)]
    assert not wrong, f"the formula's units are not the declared unit: {wrong}"


def test_everything_says_where_it_comes_from():
    model = bundle()
    silent = [record.id for record in (*model.elements, *model.metrics) if not record.source.strip()]
    assert not silent, f"no source: {silent}"


def test_elements_equal_the_facts(sources):
    with (sources / "facts" / "elements.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    records = {record.id: record for record in bundle().elements}
    assert set(records) == {row["pcf_id"] for row in rows}
    wrong = []
    for row in rows:
        for edition in EDITIONS:
            suffix = edition.replace(".", "_")
            name, at = row[f"name_{suffix}"], row[f"hid_{suffix}"]
            place = records[row["pcf_id"]].place(edition)
            found = (place.name.en, place.hierarchy_id or "") if place else ("", "")
            if found != (name, "" if at.startswith("(") else at):
                wrong.append(f"{row['pcf_id']} in {edition}: {found} instead of {(name, at)}")
            if place and edition == "8.0" and place.attested != row["attested_8_0"].replace(" ", "_"):
                wrong.append(f"{row['pcf_id']} in 8.0: attested {place.attested}")
    assert not wrong, "\n".join(wrong)


def test_metrics_equal_the_facts(sources):
    with (sources / "facts" / "metrics.tsv").open(encoding="utf-8") as file:
        rows = {row["metric_id"]: row for row in csv.DictReader(file, delimiter="\t")}
    records = {record.id: record for record in bundle().metrics if record.id.isdigit()}
    assert set(records) == set(rows) and len(rows) == 251
    wrong = [
        metric_id
        for metric_id, row in rows.items()
        if (records[metric_id].name.en, records[metric_id].element, records[metric_id].category)
        != (" ".join(row["name"].split()), row["pcf_id"], row["category"])
    ]
    assert not wrong, f"taxonomy/metrics/ differs from the facts: {wrong}"


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    import shutil

    shutil.copytree(ROOT / "taxonomy", tmp_path / "taxonomy")
    (tmp_path / "locales").mkdir()
    metrics = tmp_path / "taxonomy" / "metrics" / "6.2.yaml"
    metrics.write_text(metrics.read_text("utf-8").replace("unit: percent", "unit: per cent", 1), "utf-8")
    processes = tmp_path / "taxonomy" / "processes" / "6.4.yaml"
    processes.write_text(processes.read_text("utf-8").replace("id: 20111", "id: 2011", 1), "utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        files.read(tmp_path)
    told = [str(error) for error in caught.value.exceptions]
    assert len(told) == 2
    assert told[0].startswith("taxonomy/processes/6.4.yaml (2011) id:")
    assert told[1].startswith("taxonomy/metrics/6.2.yaml (service_level) unit:")
    assert all("Repair:" in text for text in told)


def test_the_scale_says_what_was_agreed(sources):
    """Names and meanings of the levels are settled in three languages; they are not for rewording."""
    page = (sources / "research" / "practice.md").read_text("utf-8")
    changed = []
    for level_ in bundle().maturity.levels:
        row = next(line for line in page.splitlines() if line.startswith(f"| {level_.code} |"))
        said = [*level_.name.to_json().values(), *level_.meaning.to_json().values()]
        changed += [f"{level_.code}: {text!r} is not in {row!r}" for text in said if text not in row]
    assert not changed, "\n".join(changed)


def test_every_profile_names_a_core_set_that_its_industry_can_collect():
    six = load()
    for profile in bundle().maturity.profiles:
        assert 12 <= len(set(profile.core_metrics)) == len(profile.core_metrics) <= 20, profile.id
        for metric_id in profile.core_metrics:
            element = six[six.metric(metric_id).element]
            line = []
            while element is not None:
                line.append(element.id)
                element = element.parent
            foreign = set(line) & set(profile.not_applicable)
            assert not foreign, f"{profile.id}: {metric_id} belongs to {foreign}, which the industry does not have"


def test_every_process_that_a_profile_leaves_out_has_a_reason():
    reasons = {process for reason in bundle().maturity.reasons for process in reason.processes}
    missing = {process for profile in bundle().maturity.profiles for process in profile.not_applicable} - reasons
    assert not missing
