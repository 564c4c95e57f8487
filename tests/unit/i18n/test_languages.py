from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.errors import MalformedLanguageError
from pcf.i18n import negotiate, of_environment


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("ru-RU", "ru"),
        ("ru_RU", "ru"),
        ("ru-Cyrl-KZ", "ru"),
        ("rus", "ru"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh_Hant_TW", "zh"),
        ("zh-Hans-CN-x-own", "zh"),
        ("cmn-Hans", "zh"),
        ("yue", "zh"),
        ("en", "en"),
        ("en-GB-oxendict", "en"),
        ("  en-US ", "en"),
        ("fr", None),
        ("kk-KZ", None),
        ("de-1996", None),
        ("uk", None),
    ],
)
def test_a_well_formed_tag_finds_its_language_or_none(tag: str, spoken: str | None) -> None:
    assert negotiate(tag) == spoken


@pytest.mark.parametrize(
    "tag", ["", " ", "r", "ru-", "-ru", "ru--RU", "русский", "ru RU", "ru;q=1", "1", "ru-abcdefghi", "ru.UTF-8", "中文"]
)
def test_a_malformed_tag_is_wrong_usage(tag: str) -> None:
    with pytest.raises(MalformedLanguageError) as caught:
        negotiate(tag)
    assert caught.value.exit_code == 2


@given(text=st.text(max_size=12))
def test_any_text_is_either_negotiated_or_refused(text: str) -> None:
    with contextlib.suppress(MalformedLanguageError):
        assert negotiate(text) in {"ru", "zh", "en", None}


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "zh_CN.GB18030@pinyin"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "ru_RU.UTF-8"}, "zh"),
        ({"LC_ALL": "ru_RU.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US"}, "ru"),
        ({"PCF_LANG": "zh", "LC_ALL": "ru_RU.UTF-8"}, "zh"),
        ({"PCF_LANG": "", "LANG": "ru_RU"}, "ru"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"PCF_LANG": "fr", "LANG": "ru_RU"}, "en"),
    ],
)
def test_the_environment_is_asked_in_order(environ: dict[str, str], spoken: str) -> None:
    assert of_environment(environ) == spoken


def test_a_malformed_pcf_lang_is_refused_but_a_malformed_locale_is_not() -> None:
    with pytest.raises(MalformedLanguageError):
        of_environment({"PCF_LANG": "по-русски"})
    assert of_environment({"LANG": "по-русски"}) == "en"
