"""Rules of the translations: in step, complete, placeholders equal, agreed terms."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from pcf.i18n import review, sync
from pcf.source.catalogue import review_of

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ru", "zh")
DOMAINS = ("processes", "metrics", "maturity", "messages")


def catalogue(lang: str, domain: str):
    with (ROOT / "locales" / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=lang)


def entries(lang: str, domain: str):
    return [message for message in catalogue(lang, domain) if message.id]


def texts(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def test_catalogues_are_in_step_with_the_english_texts():
    stale = [str(path.relative_to(ROOT)) for path, content in sync.in_step(ROOT) if path.read_bytes() != content]
    assert not stale, f"out of step: {stale}. Repair: make locales"


def test_no_message_hides_inside_an_f_string():
    """The extractor does not look into f-strings: a message said there would stay English."""
    inside = re.compile(r"""\{(?:\w+\.)*(?:_?say|N_)\((?:'|")""")
    hidden = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / "pcf").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if inside.search(line)
    ]
    assert not hidden, "say it first, then put it into the f-string:\n" + "\n".join(hidden)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_missing_fuzzy_or_obsolete(lang, domain):
    missing = [
        f"{message.context or ''} {message.id!r}" for message in entries(lang, domain) if not all(texts(message))
    ]
    assert not missing, f"{lang}/{domain}.po, not translated:\n" + "\n".join(missing)
    fuzzy = [message.id for message in entries(lang, domain) if message.fuzzy]
    assert not fuzzy, f"{lang}/{domain}.po, the English changed: {fuzzy}"
    assert not catalogue(lang, domain).obsolete


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_are_those_of_the_english(lang):
    wrong = []
    for message in entries(lang, "messages"):
        english = set().union(
            *(fields(text) for text in (message.id if isinstance(message.id, tuple | list) else [message.id]))
        )
        wrong += [f"{message.id!r} -> {text!r}" for text in texts(message) if text and not fields(text) <= english]
        if not isinstance(message.id, tuple | list):
            wrong += [f"{message.id!r} -> {text!r}" for text in texts(message) if text and fields(text) != english]
    assert not wrong, "\n".join(wrong)


# Words that are written with ё and often are not: whole words, participles with a stressed ending, verbs.
_WORDS = "еще ее нее свое твое чье прием объем подъем заем счет учет отчет расчет зачет пересчет трех четырех твердо"
_BEGINNINGS = (
    "надежн четк объемн отчетн расчетн дешев желт ребен приема приемк учета учету отчета отчету отчеты расчета"
)
_STRESSED = (
    "определ утвержд подтвержд заверш незаверш поврежд возвращ отклон реш включ провед введ внес перенес учт разреш "
    "предупрежд устран продл прекращ сокращ отнес"
)
_VERBS = "вед да созда переда выда отда сда жив ид прид найд пройд дойд уйд зов жд шл пришл нес принес раст бер возьм начн верн"
_YO = re.compile(
    rf"\b({'|'.join(_WORDS.split())})\b|\b({'|'.join(_BEGINNINGS.split())})|\bвсе\b(?= равно)"
    rf"|\b({'|'.join(_STRESSED.split())})(ен\b|енн)|\b({'|'.join(_VERBS.split())})ет(ся)?\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("domain", DOMAINS)
def test_russian_writes_yo_and_russian_quotes(domain):
    wrong = [
        text
        for message in entries("ru", domain)
        for text in texts(message)
        if text and (_YO.search(text) or re.search(r'(?<![=<(\w])"[А-Яа-яё]', text))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_check_for_yo_finds_it_and_nothing_else():
    assert all(_YO.search(text) for text in ("Прием жалоб", "ее", "решен", "утвержденный", "ведет", "дает", "четко"))
    right = (
        "Приём жалоб",
        "её",
        "решено",
        "решена",
        "выполненный",
        "ведёт",
        "знает",
        "считает",
        "счета",
        "все вопросы",
    )
    assert not [text for text in right if _YO.search(text)]


@pytest.mark.parametrize("domain", DOMAINS)
def test_chinese_uses_full_width_punctuation(domain):
    wrong = [
        text
        for message in entries("zh", domain)
        for text in texts(message)
        if text and re.search(r"[\u4e00-\u9fff][,;:?!(]|[,;:?!)][\u4e00-\u9fff]", text)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_ids_share_a_label_only_where_the_english_is_shared(lang):
    by_label: dict[str, set[str]] = {}
    english: dict[str, set[str]] = {}
    for message in entries(lang, "processes"):
        owner, _, field = (message.context or "").partition(".")
        if field.startswith("name"):
            by_label.setdefault(texts(message)[0], set()).add(owner)
            english.setdefault(texts(message)[0], set()).add(message.id)
    shared = {label: ids for label, ids in by_label.items() if len(ids) > 1 and len(english[label]) > 1}
    assert not shared, f"different elements with one label: {shared}"


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_translation_states_its_review(lang, domain):
    silent = [message.id for message in entries(lang, domain) if review_of(message.user_comments) is None]
    assert not silent, f"{lang}/{domain}.po: {silent}. Repair: make locales"


def test_the_counts_of_reviews_cover_every_text():
    counted = review.counts(ROOT)
    for lang in LANGUAGES:
        for domain in DOMAINS:
            assert counted[lang, f"{domain}.po"].total() == len(entries(lang, domain))
        assert counted[lang, "vocabulary"].total() == 109
    assert counted["en", "definitions"].total() == counted["en", "vocabulary"].total() == 109
    assert counted["en", "rubrics"].total() == 27
