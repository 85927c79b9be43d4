"""What a reflection form looks like: its questions, its hidden names, its choices.

Writing and reading share this, so that what is asked is what is found.
"""

from __future__ import annotations

from app.domain.reflections import BEST_RATING, QUESTIONS, RATINGS
from app.i18n import LANGUAGES, N_, _, language
from app.wording.after_visit import RATING_WORDS, answer_title

MARK = "gemba-reflection-1"
"""Document property by which a form is known, followed by the code of its visit."""

CODE_NAME = "gemba_code"
IDEA_ROWS = 5

CODE_LABEL = N_("Visit code")
TEXT_FIELDS = (*QUESTIONS, "theme")
FIELDS = (
    *TEXT_FIELDS,
    *RATINGS,
    *(f"idea_{number}" for number in range(1, IDEA_ROWS + 1)),
    *(f"idea_text_{number}" for number in range(1, IDEA_ROWS + 1)),
)
"""Every answer of a form, by the name that its cell has after ``gemba_``."""


def labels() -> dict[str, str]:
    """Return the field of each question, in all languages that forms are made in."""
    found: dict[str, str] = {}
    for tongue in LANGUAGES:
        with language(tongue):
            found |= {answer_title(field): field for field in FIELDS}
            found[_(CODE_LABEL)] = "code"
    return found


def rating_choices() -> list[str]:
    """Return what a rating can be, in the current language, the worst first."""
    return [
        f"{at} – {_(word)}"
        for at, word in zip(range(1, BEST_RATING + 1), RATING_WORDS, strict=True)
    ]
