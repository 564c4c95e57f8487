from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.i18n import sync
from pcf.i18n.compile import compiled_catalogue
from pcf.i18n.sync import canonical, merge, read

Texts = dict[str, tuple[str, str]]  # context -> (English, translation)


def _catalogue(texts: Texts) -> Catalog:
    made = Catalog(locale="ru", fuzzy=False)
    for context, (english, translation) in texts.items():
        made.add(
            english, translation or None, context=context, user_comments=["review: written"] if translation else ()
        )
    return made


def _synced(fresh: Texts, old: bytes) -> bytes:
    merged = merge(_catalogue({context: (english, "") for context, (english, _) in fresh.items()}), _read(old), "ru")
    return canonical(merged, "ru")


def _read(content: bytes) -> Catalog:
    return read(io.BytesIO(content), "ru")


def _said(content: bytes) -> dict[str, tuple[str, bool, list[str]]]:
    return {str(m.context): (str(m.string), m.fuzzy, list(m.previous_id)) for m in _read(content) if m.id}


words = st.text(st.sampled_from('ab "\\-—я中{}\n'), min_size=1, max_size=90).filter(lambda text: text.strip() == text)
catalogues = st.dictionaries(
    st.sampled_from([f"{n}.name" for n in range(5)]), st.tuples(words, st.just("") | words), max_size=5
)


@settings(max_examples=60)
@given(fresh=catalogues, old=catalogues)
def test_merging_again_changes_nothing(fresh: Texts, old: Texts) -> None:
    once = _synced(fresh, canonical(_catalogue(old), "ru"))
    assert _synced(fresh, once) == once


@settings(max_examples=60)
@given(texts=catalogues)
def test_merging_with_the_same_texts_changes_nothing(texts: Texts) -> None:
    content = canonical(_catalogue(texts), "ru")
    assert _synced(texts, content) == content


@settings(max_examples=60)
@given(fresh=catalogues, old=catalogues)
def test_no_context_ever_gets_the_translation_of_another(fresh: Texts, old: Texts) -> None:
    for context, (said, fuzzy, _) in _said(_synced(fresh, canonical(_catalogue(old), "ru"))).items():
        own = old.get(context, ("", ""))
        assert said in {"", own[1]}
        assert fuzzy == bool(said and own[0] != fresh[context][0])


def test_a_changed_english_text_becomes_fuzzy_and_keeps_the_previous_one() -> None:
    old = canonical(_catalogue({"1.name": ("Manage claims", "Работа с претензиями")}), "ru")
    synced = _synced({"1.name": ("Manage all claims", "")}, old)
    assert _said(synced) == {"1.name": ("Работа с претензиями", True, ["Manage claims"])}
    assert b'#| msgid "Manage claims"' in synced


def test_a_long_previous_text_stays_whole() -> None:
    english = 'Determine "policy" — and a follow-up for each of the customer segments, ' + " ".join(
        f"step {step}" for step in range(40)
    )
    synced = _synced({"1.name": ("New", "")}, canonical(_catalogue({"1.name": (english, "Старое")}), "ru"))
    assert _said(synced)["1.name"][2] == [english]
    assert _synced({"1.name": ("New", "")}, synced) == synced


def test_a_text_that_changes_twice_keeps_the_english_that_was_translated() -> None:
    first = canonical(_catalogue({"1.name": ("One", "Раз")}), "ru")
    third = _synced({"1.name": ("Three", "")}, _synced({"1.name": ("Two", "")}, first))
    assert _said(third) == {"1.name": ("Раз", True, ["One"])}


def test_a_changed_text_without_a_translation_is_just_untranslated() -> None:
    synced = _synced({"1.name": ("Two", "")}, canonical(_catalogue({"1.name": ("One", "")}), "ru"))
    assert _said(synced) == {"1.name": ("", False, [])}


def test_a_text_that_is_no_longer_asked_for_vanishes() -> None:
    old = canonical(_catalogue({"1.name": ("One", "Раз"), "2.name": ("Two", "Два")}), "ru")
    synced = _synced({"2.name": ("Two", "")}, old)
    assert _said(synced) == {"2.name": ("Два", False, [])}
    assert "Раз".encode() not in synced


def test_the_same_english_in_another_context_is_not_guessed() -> None:
    old = canonical(_catalogue({"1.name": ("Close claim", "Закрытие")}), "ru")
    assert _said(_synced({"2.name": ("Close claim", "")}, old)) == {"2.name": ("", False, [])}


def test_a_comment_of_a_translator_stays() -> None:
    old = _catalogue({"1.name": ("One", "Раз")})
    for message in old:
        if message.id:
            message.user_comments = ["review: read", "as in the glossary"]
    synced = _synced({"1.name": ("Two", "")}, canonical(old, "ru"))
    assert b"# as in the glossary\n" in synced
    assert _synced({"1.name": ("Two", "")}, synced) == synced


def _reviewed(state: str) -> bytes:
    old = _catalogue({"1.name": ("One", "Раз")})
    for message in old:
        message.user_comments = [f"review: {state}"] if message.id and state else []
    return canonical(old, "ru")


def test_a_translation_without_a_review_state_is_written_and_unread() -> None:
    assert b"# review: written\n" in _synced({"1.name": ("One", "")}, _reviewed(""))
    assert b"# review: written\n" in _synced({"1.name": ("One", "")}, _reviewed("perhaps"))


def test_a_read_translation_stays_read_until_its_english_changes() -> None:
    assert b"# review: read\n" in _synced({"1.name": ("One", "")}, _reviewed("read"))
    changed = _synced({"1.name": ("Two", "")}, _reviewed("read"))
    assert b"# review: written\n" in changed
    assert b"review: read" not in changed


def test_what_is_not_translated_has_no_review_state() -> None:
    assert b"review" not in _synced({"1.name": ("One", "")}, canonical(_catalogue({}), "ru"))


def test_a_message_without_a_context_that_changed_starts_anew() -> None:
    old = Catalog(locale="ru", fuzzy=False)
    old.add("{count} file", "файлов: {count}")
    fresh = Catalog()
    fresh.add("{count} files")
    (message,) = [m for m in merge(fresh, old, "ru") if m.id]
    assert not message.string
    assert not message.fuzzy


def test_plural_messages_keep_their_forms() -> None:
    old = Catalog(locale="ru", fuzzy=False)
    old.add(("{count} file", "{count} files"), ("{count} файл", "{count} файла", "{count} файлов"))
    fresh = Catalog()
    fresh.add(("{count} file", "{count} files"))
    content = canonical(merge(fresh, old, "ru"), "ru")
    assert canonical(merge(fresh, _read(content), "ru"), "ru") == content
    assert 'msgstr[2] "{count} файлов"'.encode() in content


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_fuzzy_is_not_compiled(tmp_path: Path, lang: str) -> None:
    import gettext

    old = canonical(_catalogue({"1.name": ("One", "Раз"), "2.name": ("Two", "Два")}), lang)
    path = tmp_path / "messages.po"
    path.write_bytes(_synced({"1.name": ("Uno", ""), "2.name": ("Two", "")}, old))
    compiled = gettext.GNUTranslations(compiled_catalogue(path))
    assert compiled.pgettext("1.name", "Uno") == "Uno"
    assert compiled.pgettext("2.name", "Two") == "Два"


def test_the_catalogues_on_disk_are_in_step_after_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "processes.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(canonical(_catalogue({"1.name": ("Old", "Старое")}), "ru"))
    monkeypatch.setattr(sync, "template", lambda _: {"processes": _catalogue({"1.name": ("New", "")})})
    first = dict(sync.in_step(tmp_path))
    for target, content in first.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    assert set(first) == {path, tmp_path / "locales" / "zh" / "LC_MESSAGES" / "processes.po"}
    assert "Старое".encode() in first[path]
    assert dict(sync.in_step(tmp_path)) == first
