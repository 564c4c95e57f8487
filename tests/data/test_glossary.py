"""Agreed terms: forms to avoid stand in none of our labels, definitions, descriptors and messages.

``locales/glossary.tsv`` gives each term with its rendering and the forms to avoid. A form with ``!`` is
avoided everywhere; the others only where the English text names the term. Titles of laws and
standards, synonyms, examples and other translators' names are exempt.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pcf.source import strict_yaml

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ru", "zh")
DOMAINS = ("processes", "metrics", "maturity", "messages")
TERM = "term_en"
# Words that say something else in a place; each with the reason, for a reader to judge.
_RULES = strict_yaml.read(Path(__file__).parent / "glossary_exceptions.yaml")

EXCEPTIONS, RIGHT_FOR = _RULES["exceptions"], _RULES["right_for"]


@dataclass(frozen=True)
class Form:
    """One form to avoid in one language: where it counts, and what it must not be part of."""

    form: str
    english: re.Pattern[str] | None
    pattern: re.Pattern[str]


def _terms(cell: str) -> list[str]:
    """Split ``hold / transfer / callback`` and drop what stands in brackets."""
    bare = re.sub(r"[（(][^)）]*[)）]", "", cell or "")
    return [part.strip() for part in re.split(r"\s/\s|;", bare) if part.strip()]


def _words(form: str, lang: str, *, is_prefix: bool = False) -> re.Pattern[str]:
    """Match a form with its endings: a Russian word loses its own and may get another, or any as a prefix."""
    if lang == "zh":
        return re.compile(re.escape(form), re.IGNORECASE)
    stems = []
    for word in form.split():
        if word.endswith("ие"):  # a verbal noun; the verb and its participles are other words
            stems.append(re.escape(word[:-1]) + r"\w{1,3}")
        else:
            stem = re.sub(r"(?<=\w{3})([ыио]й|[ая]я|[оеы]е|[аяоеьйыи])$", "", word)
            stems.append(re.escape(stem) + (r"\w*" if is_prefix else r"\w{0,3}"))
    return re.compile(r"\b" + r"\s+".join(stems) + r"\b", re.IGNORECASE)


def _english(term: str) -> re.Pattern[str]:
    words = [re.escape(re.sub(r"[ey]$", "", word) if len(word) > 4 else word) for word in term.split()]
    return re.compile(r"\b" + r"\w{0,3}\s+".join(words) + r"\w{0,3}\b", re.IGNORECASE)


@cache
def forms(lang: str) -> tuple[Form, ...]:
    with (ROOT / "locales" / "glossary.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = []
    for row in rows:
        if row[TERM].startswith("level "):  # names of levels that are other people's: a rule for labels only
            continue
        for form in (row[f"avoid_{lang}"] or "").split(";"):
            word = form.strip()
            if not word:
                continue
            everywhere = word.startswith("!")
            pattern = _words(word.removeprefix("!").strip(), lang, is_prefix=everywhere)
            for term in [None] if everywhere else _terms(row[TERM]):
                found.append(Form(word, _english(term) if term else None, pattern))
    return tuple(found)


@cache
def renderings(lang: str) -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """Return, for every term, how it is recognised in English and what it is rightly called."""
    with (ROOT / "locales" / "glossary.tsv").open(encoding="utf-8") as file:
        return tuple(
            (_english(term), tuple(_words(rendering, lang) for rendering in _terms(row[lang])))
            for row in csv.DictReader(file, delimiter="\t")
            for term in _terms(row[TERM])
        )


def faults(lang: str, english: str, text: str, right_words: Mapping[str, Mapping[str, str]] = RIGHT_FOR) -> list[str]:
    """Return the forms to avoid that stand in a text and are not part of a right rendering of another term."""
    # A right rendering is taken out first: "требование" is avoided for a request and right for a requirement.
    # The longest first: of 评估发现, taking out 评估 alone would leave a form to avoid.
    rest = text
    right = [pattern for named, patterns in renderings(lang) if named.search(english) for pattern in patterns]
    for pattern in sorted(right, key=lambda one: len(one.pattern), reverse=True):
        rest = pattern.sub(" ", rest)
    found = []
    for form in forms(lang):
        right_for = right_words[lang].get(form.form)
        if right_for and re.search(right_for, english, re.IGNORECASE):
            continue
        if form.english is None:
            found += [form.form] if form.pattern.search(text) else []
        elif form.english.search(english) and form.pattern.search(rest):
            found.append(form.form)
    return sorted(set(found))


def entries(lang: str, domain: str) -> list[tuple[str, str, str]]:
    with (ROOT / "locales" / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    said = []
    for message in catalogue:
        if not message.id or "click" in message.auto_comments:
            continue
        english = message.id if isinstance(message.id, str) else " ".join(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        said += [(message.context or english, english, text) for text in texts if text]
    return said


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_form_to_avoid_stands_where_its_term_is_rendered(lang, domain):
    allowed = {(one["place"], one["form"]) for one in EXCEPTIONS[lang]}
    wrong = [
        f"{place}: {form!r} in {text!r}"
        for place, english, text in entries(lang, domain)
        for form in faults(lang, english, text)
        if (place, form) not in allowed
    ]
    assert not wrong, f"{len(wrong)} in {lang}/{domain}.po:\n" + "\n".join(wrong)


def test_every_exception_is_still_needed():
    for lang in LANGUAGES:
        met = {
            (place, form)
            for domain in DOMAINS
            for place, english, text in entries(lang, domain)
            for form in faults(lang, english, text)
        }
        idle = [one for one in EXCEPTIONS[lang] if (one["place"], one["form"]) not in met]
        assert not idle, f"glossary_exceptions.yaml, {lang}: not needed any more: {idle}"
        assert all(one["reason"] for one in EXCEPTIONS[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_that_is_right_for_another_term_is_still_needed(lang):
    everything = [entry for domain in DOMAINS for entry in entries(lang, domain)]
    for form in RIGHT_FOR[lang]:
        others = {lang: {word: right for word, right in RIGHT_FOR[lang].items() if word != form}}
        met = any(form in faults(lang, english, text, others) for _, english, text in everything)
        assert met, f"glossary_exceptions.yaml, {lang}: {form} is not needed any more"


BAD = [
    ("ru", "Consumer rights", "Защита потребительских прав", "!потребитель"),
    ("ru", "Customer complaints are answered", "На жалобы потребителей даётся ответ", "!потребитель"),
    ("ru", "Every complaint gets a number", "Каждая претензия получает номер", "претензия"),
    ("ru", "The root cause is found", "Найдена коренная причина", "коренная причина"),
    ("ru", "Agents are scheduled", "Агенты ставятся в график", "агент"),
    ("zh", "Customers are told", "告知顾客", "!顾客"),
    ("zh", "Every complaint gets a number", "每件抱怨都有编号", "抱怨"),
    ("zh", "Inquiries are received", "受理查询", "查询"),
]
GOOD = [
    ("ru", "A pre-trial demand and a complaint", "Претензия и жалоба"),
    ("ru", "The recall and the return", "Отзыв продукции и возврат"),
    ("zh", "Feedback and response", "客户反馈与答复"),
]


@pytest.mark.parametrize(("lang", "english", "text", "form"), BAD)
def test_the_check_finds_what_it_is_for(lang, english, text, form):
    assert form in faults(lang, english, text)


@pytest.mark.parametrize(("lang", "english", "text"), GOOD)
def test_the_check_lets_a_form_stand_that_renders_another_term(lang, english, text):
    assert faults(lang, english, text) == []
