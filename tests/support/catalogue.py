"""The catalogue of texts and the code it comes from.

``python -m tests.support.catalogue`` brings resources/translations up to date with the code: new
texts appear untranslated, texts no longer used go. The tests compare both.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "ui")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
LANGUAGES = ("en", "ru")


def texts_in_code() -> Catalog:
    """Return every text that the code marks for translation, with the files it is in."""
    catalogue = Catalog(project="gemba", charset="utf-8")
    for package in PACKAGES:
        for name, _, message, comments, _ in extract_from_dir(
            ROOT / package,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
        ):
            catalogue.add(message, locations=[(f"{package}/{name}", None)], auto_comments=comments)
    return catalogue


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of ``language`` lies."""
    return ROOT / "resources" / "translations" / f"{language}.po"


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of ``language`` as it is in the repository."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Bring the catalogue of ``language`` up to date; return how many texts lack a translation."""
    template = texts_in_code()
    if catalogue_path(language).exists():
        catalogue = read_catalogue(language)
        # A guess from a similar text would be shown as if somebody had read it.
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
    else:
        catalogue = Catalog(locale=language, project="gemba", charset="utf-8")
        catalogue.update(template)
    if language == "en":
        for message in catalogue:
            # English needs its plural forms only; the rest is its own translation.
            if message.id and isinstance(message.id, tuple) and not any(message.string):
                message.string = message.id
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=False, sort_output=True)
    stable = [
        line
        for line in buffer.getvalue().decode().splitlines()
        if not line.startswith(
            ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', "# FIRST AUTHOR")
        )
    ]
    catalogue_path(language).write_text("\n".join(stable) + "\n", encoding="utf-8")
    return sum(
        1
        for message in catalogue
        if message.id
        and (language != "en" or message.pluralizable)
        and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    )


if __name__ == "__main__":
    for each in LANGUAGES:
        missing = update(each)
        print(f"{each}: {missing} texts without translation", file=sys.stderr)
