"""A folder to begin with: every file of an extension with one example, which works as it stands."""

from __future__ import annotations

import json
from pathlib import Path

from pcf.i18n import Translator
from pcf.ids import Language
from pcf.outputs import together, whole_folder, write_whole

_FILES: dict[str, str] = {
    "extension.yaml": """\
# {about_head}
id: {owner}
name: {organisation}
language: {lang}
""",
    "elements.yaml": """\
# {about_elements}
- id: {owner}:callback
  parent: "10388"  # 6.2.2
  number: 90
  name: {element}
  definition: {element_definition}
""",
    "names.yaml": """\
# {about_names}
- element: "10389"  # 6.2.3
  name: {own_name}
""",
    "measures.yaml": """\
# {about_measures}
- id: {owner}:callbacks_promised
  unit: calls
  name: {promised}
  definition: {promised_definition}
- id: {owner}:callbacks_made
  unit: calls
  name: {made}
  definition: {made_definition}
""",
    "metrics.yaml": """\
# {about_metrics}
- id: {owner}:callbacks_kept
  element: {owner}:callback
  name: {metric}
  unit: percent
  is_share: true
  better: higher
  formula:
    kind: ratio
    numerator: {owner}:callbacks_made
    denominator: {owner}:callbacks_promised
    scale: 100
""",
    "levels.yaml": """\
# {about_levels}
- process: "10389"  # 6.2.3
  levels:
    "3": {level}
""",
    "reasons.yaml": """\
# {about_reasons}
- id: {owner}:no_callback
  words: {reason}
  definition: {reason_definition}
  owner: customer_service
  handled_by: ["10388"]
""",
}


def write_skeleton(folder: Path, owner: str, lang: Language) -> None:
    """Write the folder; comments and examples are in the language asked for.

    Raises:
        OutputNotWritableError: The folder around it is missing or closed to us.
    """
    say = Translator(lang)
    comments = {
        "about_head": say("Whose own elements these are. Every own id begins with this id and a colon."),
        "about_elements": say(
            "Own elements. They stand under a shipped element, with a number from 90 to 99, in every edition that "
            "has it."
        ),
        "about_names": say("What you call shipped elements. Their own names stay beside it."),
        "about_measures": say("Own measures: what you collect, each with its unit."),
        "about_metrics": say("Own metrics: a formula over your own measures and the shipped ones."),
        "about_levels": say(
            "Level texts: what a level means in your organisation. An own process needs all six; a shipped one keeps "
            "its own."
        ),
        "about_reasons": say("Own contact reasons, beside the shipped ones."),
    }
    texts = {
        "organisation": say("Our organisation"),
        "element": say("Call back as promised"),
        "element_definition": say("Calling customers back by the time that was promised."),
        "own_name": say("Work with claims"),
        "promised": say("Promised calls back"),
        "promised_definition": say("Calls back that were promised in the period."),
        "made": say("Calls back made in time"),
        "made_definition": say("Promised calls back that were made by the promised time."),
        "metric": say("Calls back made as promised"),
        "level": say("The same claim form and deadlines hold in all branches."),
        "reason": say("Nobody called me back"),
        "reason_definition": say("A promised call back did not come."),
    }
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in texts.items()}  # a quoted text of YAML too
    facts = comments | quoted | {"owner": owner, "lang": lang}
    with together(), whole_folder(folder) as made:
        for name, text in _FILES.items():
            write_whole(made / name, text.format_map(facts))
