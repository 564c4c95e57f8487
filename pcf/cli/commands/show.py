"""``pcf show``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pcf.cli.element_history import print_history
from pcf.cli.output import print_json, print_line
from pcf.cli.session import ID, Session, command, current
from pcf.documents.elements import element_document
from pcf.documents.metrics import metric_document
from pcf.documents.named import named
from pcf.errors import N_
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.model import Reviews, Text
from pcf.rubric import NOT_DESCRIBED, Rubric
from pcf.taxonomy import Element, Metric


@command("show", help=N_("Print one element, by element id (10388) or hierarchy id (6.2.2), or one metric by its id."))
@click.argument("id", type=ID)
def run(id: str) -> None:
    session = current()
    taxonomy = session.taxonomy
    found = named(id, taxonomy)
    if isinstance(found, Element):
        if session.as_json:
            print_json(element_document(found, taxonomy))
        else:
            _print_element(found, session)
    elif session.as_json:
        print_json({"kind": "metric", "edition": taxonomy.edition} | metric_document(found))
    else:
        _print_metric(found, session)


def _print_element(element: Element, session: Session) -> None:
    say, record = session.say, element.record
    print_line(f"{element.hierarchy_id or '–'}  {element.shown_name}")
    print_line(say("element id {id}, PCF {edition}", id=element.id, edition=session.edition))
    if element.outside:
        print_line(say("In this edition it stands outside customer service."))
    _print_languages(element.names, session)
    notes = [element.definition, record.redefined and record.redefined.note.spoken(session.lang)]
    notes.append(record.remark.note.spoken(session.lang) if record.remark else None)
    for note in notes:
        if note:
            print_line(f"\n{note}")
    if element.objects:
        print_line()
        _print_fact(say, say("Works on"), ", ".join(element.objects))
        _print_fact(say, say("Does"), ", ".join(element.actions))
    parent = [element.parent] if element.parent else []
    _print_list(say, say("Also called"), element.synonyms)
    _print_list(say, say("As organisations put it"), element.examples)
    _print_list(say, say("Other translators say"), element.alternatives)
    _print_list(say, say("Part of"), [f"{one.hierarchy_id}  {one.shown_name}  ({one.id})" for one in parent])
    _print_list(say, say("Below it"), [f"{one.hierarchy_id}  {one.shown_name}  ({one.id})" for one in element.children])
    _print_list(say, say("Metrics"), [f"{metric.id}  {metric.shown_name}" for metric in element.metrics])
    print_history(element.history, say)
    if element.rubric:
        _print_rubric(element, element.rubric, session)
    elif element in session.taxonomy.processes:
        print_line()
        print_line(say(NOT_DESCRIBED))
    print_line()
    _print_fact(say, say("Source"), record.source)
    reviews = [record.reviews, element.rubric.record.reviews if element.rubric else None]
    _print_fact(say, say("Review of the texts"), _review([one for one in reviews if one], session))


def _print_rubric(element: Element, rubric: Rubric, session: Session) -> None:
    say, terms = session.say, session.taxonomy.bundle.maturity
    kinds = {kind.code: kind.name.spoken(session.lang) for kind in terms.evidence}
    roles = {role.code: role.name.spoken(session.lang) for role in terms.roles}
    levels = []
    for level, descriptor in enumerate(element.level_texts):
        levels.append(say("{label}: {text}", label=f"{level} {session.taxonomy.level_names[level]}", text=descriptor))
        levels += [f"    {statement.id}  {statement.text}" for statement in rubric.statements_of(level)]
    evidence = [say("{label}: {text}", label=kinds[one.kind], text=one.text) for one in rubric.evidence]
    questions = [
        say("{text} ({roles})", text=one.text, roles=", ".join(roles[role] for role in one.roles))
        for one in rubric.questions
    ]
    _print_list(say, say("Levels"), levels)
    _print_list(say, say("Evidence to ask for"), evidence)
    _print_list(say, say("Questions"), questions)
    _print_list(say, say("Signs of rating too high"), rubric.overrating)
    _print_list(say, say("Who has this process"), [rubric.applies])
    _print_list(say, say("Usually owned by"), [rubric.owner])


def _review(reviews: Sequence[Reviews], session: Session) -> str:
    """Say how far all that was printed is reviewed: as far as the least reviewed part."""
    if not reviews:
        return ""
    states = {lang: {getattr(one, lang) for one in reviews} for lang in LANGUAGES}
    written, read = session.say("written"), session.say("read by a second person")
    return ", ".join(f"{lang}: {written if 'written' in found else read}" for lang, found in states.items())


def _print_metric(metric: Metric, session: Session) -> None:
    say, record = session.say, metric.record
    element = session.taxonomy[metric.element]
    print_line(f"{metric.id}  {metric.shown_name}")
    _print_languages(record.name, session)
    if metric.definition:
        print_line(f"\n{metric.definition}")
    print_line()
    _print_fact(say, say("Element"), f"{element.hierarchy_id}  {element.shown_name}  ({element.id})")
    _print_fact(say, say("Unit"), metric.unit_name)
    _print_fact(say, say("Formula"), metric.formula_text)
    for measure_id in metric.measures:
        measure = session.taxonomy.measure(measure_id)
        collected = f"{measure.name.spoken(session.lang)} ({measure_id}): {measure.definition.spoken(session.lang)}"
        _print_fact(say, say("Collect"), collected)
    _print_fact(say, say("In words"), metric.sentence)
    _print_fact(say, say("Mind"), metric.edge_cases)
    for oddity in metric.oddities:
        _print_fact(say, say("Odd in the original"), oddity.name.spoken(session.lang))
        _print_fact(say, say("What is done about it"), oddity.treatment.spoken(session.lang))
    _print_fact(say, say("Changed here"), metric.correction)
    _print_fact(say, say("Source"), record.source)


def _print_fact(say: Translator, label: str, fact: str) -> None:
    if fact:
        print_line(say("{label}: {text}", label=label, text=fact))


def _print_list(say: Translator, title: str, lines: Sequence[str]) -> None:
    if lines:
        print_line()
        print_line(say("{label}:", label=title))
    for line in lines:
        print_line(f"  {line}")


def _print_languages(names: Text, session: Session) -> None:
    for lang, name in names.to_json().items():
        if lang != session.lang and name:
            print_line(f"  {lang}: {name}")
