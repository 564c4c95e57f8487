"""What statements are cut into before they are compared: stems of words, runs of Chinese characters."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

from pcf.search.terms import fold, is_han

LONGEST = 5_000  # characters of a statement that are looked at; nobody describes one practice in more

_TOKEN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_SCRIPT = re.compile(r"[a-z\u00df-\u024f]+[0-9]*|[\u0400-\u04ff]+[0-9]*|[0-9]+[a-z\u0400-\u04ff]+|[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ENGLISH = re.compile(r"[a-z]+")
_RUSSIAN = re.compile(r"[а-я]+")
_OVAT = re.compile(r"(?<=.{4})(?:ирова|ирован|иру|ова|ован|у|ю)$")  # Snowball leaves three stems to such a verb
# Latin letters that people and scanners write in the middle of Russian words.
_LOOKALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_SHORTEST_STEMMED = 3
_BEGINNING = 5  # letters; docs/decisions/0016-suggestions.md tells what other lengths come to

# Words that stand in statements of any kind and tell nothing of where they belong.
_COMMON = """
a an and are as at be been by can do does for from has have if in into is it its of on or our so that the their then
they this to us was we were what when where which who will with within you your
one two three four five ten first day days week weeks month months year years hour hours minute minutes per each every
а без бы был была были было быть в во все для до его ее если есть еще же за из или и их к как ко ли мы на не но о об
от по под после при с свой себя со так то только у уже чтобы что это этот один одного одной два две двух три трех
четыре пять пяти десять десяти раз раза течение течении рабочий рабочих рабочие день дня дней дни сутки суток час часа
часов минута минуты минут неделя недели недель неделю месяц месяца месяцев год года лет каждый каждую каждое каждые
的 了 和 与 及 或 在 对 由 为 是 并 把 被 给 将 我 们 其 该 等 也 都 就 后 中
内 个 天 日 周 月 年 每 一 二 三 四 五 六 七 八 九 十
"""
_STOP_WORDS = frozenset(_COMMON.split())
_lock = threading.Lock()  # Snowball keeps the word at hand in itself
_english, _russian = EnglishStemmer(), RussianStemmer()


class Word(NamedTuple):
    """A word as it is spelt in the folded statement, and its stem."""

    text: str
    stem: str


def terms_of(text: str) -> list[str]:
    """Cut a text into the terms that are compared: stems, Chinese characters and pairs of neighbours.

    Script is told word by word; a term comes as often as in the text. Of Russian stems only the beginning counts.

        >>> terms_of("Разбираем жалобы VIP-клиентов в CRM: 处理投诉")
        ['разби', 'жалоб', 'vip', 'клиен', 'crm', '处', '理', '投', '诉', '处理', '理投', '投诉']
    """
    terms = [_beginning(word.stem) for word in words_of(text) if word.text not in _STOP_WORDS]
    for run in runs_of(text):
        terms += [sign for sign in run if sign not in _STOP_WORDS]
        terms += [run[start : start + 2] for start in range(len(run) - 1)]
    return terms


def tokens_of(text: str) -> list[str]:
    """Return all words, numbers and runs of Chinese characters of a whole text, folded, in order."""
    return _TOKEN.findall(fold(text))


def words_of(text: str) -> list[Word]:
    """Return the words of a text that are not Chinese, in order."""
    tokens = (token for token in _TOKEN.findall(fold(text[:LONGEST])) if not is_han(token))
    return [Word(word, stem(word)) for token in tokens for word in words_in(token)]


def runs_of(text: str) -> list[str]:
    """Return the runs of Chinese characters of a text.

    >>> runs_of("CRM里的工单, VIP客户")
    ['里的工单', '客户']
    """
    return [token for token in _TOKEN.findall(fold(text[:LONGEST])) if is_han(token)]


def words_in(token: str) -> list[str]:
    """Split a folded token where its script changes; bare numbers tell nothing and are left out.

    >>> words_in("b2b"), words_in("жaлоба"), words_in("2026"), words_in("1с")
    (['b2b'], ['жалоба'], [], ['1с'])
    """
    if _CYRILLIC.search(token):
        alike = token.translate(_LOOKALIKES)
        token = alike if _RUSSIAN.fullmatch(alike) else token
    return [token] if _is_code(token) else _SCRIPT.findall(token)


def _is_code(token: str) -> bool:
    """Whether a short token of letters and digits is a name of something: b2b, 8d, 1с."""
    return len(token) <= 5 and token.isascii() and not token.isdigit() and not token.isalpha()


def _beginning(word: str) -> str:
    """Cut a Russian stem short: Snowball leaves several to one word (журна, журнал), and verbs change their ends."""
    return word[:_BEGINNING] if _RUSSIAN.fullmatch(word) else word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of a word have in common (Snowball; of Russian verbs in -овать all forms alike).

    >>> stem("жалобами"), stem("complaints"), stem("регистрировать") == stem("регистрируем")
    ('жалоб', 'complaint', True)
    """
    if len(word) < _SHORTEST_STEMMED:
        return word
    with _lock:
        if _RUSSIAN.fullmatch(word):
            return _OVAT.sub("", str(_russian.stemWord(word)))
        return str(_english.stemWord(word)) if _ENGLISH.fullmatch(word) else word
