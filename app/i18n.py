"""Texts in the user's language: one gettext catalogue for window, workbooks and command line."""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from resources import path

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "ru")

_document_language: ContextVar[str | None] = ContextVar("document language", default=None)
_interface_language = ["en"]


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    source = path(f"translations/{language}.po")
    if not source.exists():
        return _gettext.NullTranslations()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """Return ``message`` in the language of the document being written, else of the interface."""
    return _catalogue(current_language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that goes with ``count``."""
    return _catalogue(current_language()).ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name that extractors know
    """Mark ``message`` for extraction; it is translated where it is shown."""
    return message


def current_language() -> str:
    """Return the language of texts made now: ``"en"`` or ``"ru"``."""
    return _document_language.get() or _interface_language[0]


def set_language(language: str) -> None:
    """Switch the language of the interface."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")
    _interface_language[0] = language


@contextmanager
def language(language: str) -> Iterator[None]:
    """Write a document in ``language``, whatever the interface speaks."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")
    token = _document_language.set(language)
    try:
        yield
    finally:
        _document_language.reset(token)


def system_language() -> str:
    """Return the language of the user's locale if it is one of ours, else English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    code = (named or locale.getlocale()[0] or "en").lower()
    # Windows spells locales out.
    return "ru" if code.startswith(("ru", "russian")) else "en"
