from __future__ import annotations

import re

import pytest

from app.i18n import _, current_language, language, ngettext, set_language
from tests.support.catalogue import LANGUAGES, read_catalogue, texts_in_code

PLACES = re.compile(r"\{(\w*)[^}]*\}")


def _forms(message_string):
    return message_string if isinstance(message_string, tuple) else (message_string,)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_catalogue_holds_exactly_the_texts_of_the_code(tongue):
    in_code = {message.id for message in texts_in_code() if message.id}
    in_catalogue = {message.id for message in read_catalogue(tongue) if message.id}
    assert in_catalogue == in_code, "run: python -m tests.support.catalogue"


def test_every_text_is_translated_into_russian():
    missing = [m.id for m in read_catalogue("ru") if m.id and not all(_forms(m.string))]
    assert missing == []


def test_no_translation_is_a_guess():
    assert [m.id for m in read_catalogue("ru") if m.id and m.fuzzy] == []


def test_plurals_have_three_forms_in_russian_and_two_in_english():
    for tongue, forms in (("ru", 3), ("en", 2)):
        for message in read_catalogue(tongue):
            if message.pluralizable:
                assert len(message.string) == forms, message.id
                assert all(message.string), message.id


def test_translations_have_the_places_of_the_original():
    for message in read_catalogue("ru"):
        if not message.id:
            continue
        wanted = set(PLACES.findall(_forms(message.id)[-1]))
        for form in _forms(message.string):
            # "1 visit" may be spelled without its number, nothing else may be lost.
            assert set(PLACES.findall(form)) == wanted, message.id


def test_russian_is_set_as_print_sets_it():
    """A dash between words is long, quotes are «ёлочки», a unit never leaves its number."""
    wrong = re.compile(r"(?<=[^\W\d_»}]) – |[\"“”]|[\d}] (?:%|МБ)|\.\.\.|\((?:а|ла)\)")
    for message in read_catalogue("ru"):
        for form in _forms(message.string) if message.id else ():
            assert not wrong.search(form), form


def test_no_second_point_stands_behind_a_russian_date():
    """A date ends in the point of "г." already: 1 марта 2027 г."""
    doubled = re.compile(r"\{(?:date|day|read|other)\}\.")
    for message in read_catalogue("ru"):
        for form in _forms(message.string) if message.id else ():
            assert not doubled.search(form), form


def test_document_language_wins_over_the_interface_only_inside_its_block():
    set_language("ru")
    with language("en"):
        assert current_language() == "en"
    assert current_language() == "ru"


def test_unknown_language_is_refused():
    with pytest.raises(ValueError, match="de"):
        set_language("de")


def test_untranslated_text_stays_as_it_is():
    set_language("ru")
    assert _("no such text in any catalogue") == "no such text in any catalogue"
    assert ngettext("one such", "many such", 5) == "many such"
