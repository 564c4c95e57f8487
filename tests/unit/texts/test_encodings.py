"""Encodings: what is told, what is refused by name, and that nothing passes as soup."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pcf.errors import BadOptionError
from pcf.taxonomy import load
from pcf.texts.encodings import READABLE, Decoded, UndecodableError, decode

RUSSIAN = "Управление жалобами клиентов: приём, рассмотрение и ответ в срок"
CHINESE = "管理客户投诉：接收、分析、答复，并在期限内解决客户的问题和请求"
TRADITIONAL = "管理客戶投訴：接收、分析、答覆，並在期限內解決客戶的問題"
JAPANESE = "お客様からのクレームを受け付けて、期限までに回答する"


def _words(lang: str) -> list[str]:
    said = [
        phrase
        for element in load()
        for phrase in (element.names.to_json()[lang], *getattr(element.record.synonyms, lang))
    ]
    return sorted(
        {phrase for phrase in said if phrase and not any(sign.isascii() and sign.isalpha() for sign in phrase)}
    )


def _texts(lang: str, letters: int):
    phrases = st.lists(st.sampled_from(_words(lang)), min_size=1, max_size=12, unique=True)  # twice tells no more
    texts = phrases.map("\n".join)
    return texts.filter(lambda text: sum(sign.isalpha() for sign in text) >= letters)


@given(_texts("ru", 40), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251", "gb18030"]))
@example("ОБСЛУЖИВАНИЕ КЛИЕНТОВ БАНКА", "cp1251")
@example("Подъёмы и объезды, съёмки объёмов", "cp1251")
@example("боли клиентов — продуктовой команде", "cp1251")
@example("уведомить клиентов – сообщить об отзыве", "cp1251")
def test_russian_is_read_in_every_encoding_that_holds_it(text, encoding):
    assert decode(text.encode(encoding, "ignore")).text == text.encode(encoding, "ignore").decode(encoding)


@given(_texts("zh", 20), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_chinese_is_read_in_every_encoding_that_holds_it(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_latin_is_utf_8_however_short(text):
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (RUSSIAN.encode(), "utf-8"),
        (RUSSIAN.encode("utf-8-sig"), "utf-8"),
        (RUSSIAN.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "utf-16"),
        (RUSSIAN.encode("cp1251"), "cp1251"),
        (RUSSIAN.upper().encode("cp1251"), "cp1251"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (b"", "utf-8"),
        ("Réclamations".encode(), "utf-8"),
    ],
)
def test_the_encoding_is_told_without_its_mark(data, encoding):
    found = decode(data)
    assert found.encoding == encoding
    assert found.encoding in READABLE
    assert not found.text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8-r"),
        (RUSSIAN.upper(), "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "mac-cyrillic"),
        ("Чек-лист выезда и цепочка проверок", "mac-cyrillic"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        ("고객 불만을 접수하고 처리한다", "euc-kr"),
        ("Gérer les réclamations à temps et les délégués", "cp1252"),
    ],
)
def test_an_encoding_that_is_not_read_is_refused_by_its_name(text, encoding):
    with pytest.raises(UndecodableError) as refused:
        decode(text.encode(encoding))
    finding = refused.value.finding("list.txt")
    assert (finding.code, finding.found) == ("encoding-not-read", encoding)
    assert decode(text.encode(encoding), encoding=encoding) == Decoded(text, encoding)


@pytest.mark.parametrize("wrong", ["cp1251", "latin-1"])
def test_letters_that_were_read_wrongly_before_are_refused(wrong):
    garbled = "Начать приём обращений".encode().decode(wrong, errors="ignore")
    with pytest.raises(UndecodableError) as refused:
        decode(f"6.2.2 {garbled}\nA good line".encode())
    assert refused.value.finding("list.txt").code in {"text-garbled", "text-damaged"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bytes(range(256)) * 4, "not-a-text"),
        (b"6.1\x00name", "not-a-text"),
        (RUSSIAN.encode("utf-16-le"), "not-a-text"),
        (RUSSIAN.encode()[:-1], "text-damaged"),
        (b"\xff\xfe" + RUSSIAN.encode("utf-16-le")[:-1], "text-damaged"),
        (bytes([0x98, 0xFF, 0xA0, 0xFF, 0x80, 0x81]) * 20, "encoding-unknown"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data, code):
    with pytest.raises(UndecodableError) as refused:
        decode(data)
    finding = refused.value.finding("list.txt")
    assert finding.code == code
    assert finding.message()
    assert finding.expected()
    assert finding.suggestion()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        found = decode(data)
    except UndecodableError as refused:
        assert refused.finding("x").message()
    else:
        assert found.encoding in READABLE


def test_a_stray_control_sign_does_not_make_a_text_binary():
    text = f"{RUSSIAN}\x07 {RUSSIAN * 3}"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("name", ["no-such", "zip", "undefined", "a\x00b", ""])
def test_a_name_of_no_encoding_is_wrong_usage(name):
    with pytest.raises(BadOptionError):
        decode("Приём".encode(), encoding=name)


def _misfit(data: bytes, encoding: str):
    with pytest.raises(UndecodableError) as refused:
        decode(data, encoding=encoding)
    return refused.value.finding("list.txt")


@pytest.mark.parametrize(
    ("data", "encoding", "byte", "recognised"),
    [
        (RUSSIAN.encode(), "utf-7", 1, "utf-8"),
        (f"6.2 {RUSSIAN}".encode("cp1251"), "utf-8", 5, "cp1251"),
        (CHINESE.encode("gb18030"), "utf-8", 1, "gb18030"),
        (RUSSIAN.encode("utf-16"), "utf-8", 1, "utf-16"),
        (RUSSIAN.encode("koi8-r"), "ascii", 1, "koi8-r"),
        (RUSSIAN.encode()[:-1], "ascii", 1, "utf-8"),
        (b"ab\xff", "utf-8", 3, "cp1252"),
        (bytes([0x98, 0xFF, 0xA0, 0xFF, 0x80, 0x81]) * 20, "utf-8", 1, "–"),
        (b"\x00\xff\x00", "utf-8", 2, "–"),
    ],
)
def test_an_encoding_named_by_hand_that_does_not_fit_is_told_with_what_is_recognised(data, encoding, byte, recognised):
    finding = _misfit(data, encoding)
    assert (finding.code, finding.found) == ("encoding-misfit", encoding)
    assert (finding.facts["byte"], finding.facts["recognised"]) == (byte, recognised)
    assert recognised in finding.message()
    assert "UTF-8" not in finding.suggestion()
    assert "--encoding" in finding.suggestion()


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-16"])
def test_a_damaged_text_is_not_laid_to_an_encoding_that_is_named_rightly(encoding):
    finding = _misfit(RUSSIAN.encode(encoding)[:-1], encoding)
    assert (finding.code, finding.found) == ("text-damaged", encoding)
