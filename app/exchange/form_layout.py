"""What a reflection form looks like: its questions, its hidden names, its choices.

Writing and reading share this, so that what is asked is what is found.
"""

from __future__ import annotations

from app.domain.reflections import BEST_RATING, QUESTIONS, RATINGS
from app.i18n import LANGUAGES, N_, _, language
from app.wording.after_visit import RATING_WORDS, answer_title
from app.wording.formats import graded

MARK = "gemba-reflection-1"
"""Document property by which a form is known, followed by the code of its visit."""

CODE_NAME = "gemba_code"
IDEA_ROWS = 5

CODE_LABEL = N_("Visit code")
HOW_NOTE = N_(
    "About 12 minutes. Write into the yellow boxes, in your own words; leave out what you have "
    "nothing to say about. Save the file and send it back."
)
IDEAS_NOTE = N_(
    "Ideas: what could this department do differently? Each gets an owner and an answer."
)
PRIVATE_NOTE = N_(
    "What only you should see does not belong here: the coordinator and the department visited "
    "read this form."
)

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


def notes() -> tuple[str, ...]:
    """Return what a form says between its questions, in all languages that forms are made in."""
    found: list[str] = []
    for tongue in LANGUAGES:
        with language(tongue):
            found += (_(HOW_NOTE), _(IDEAS_NOTE), _(PRIVATE_NOTE))
    return tuple(found)


def rating_words() -> dict[str, int]:
    """Return the rating that each word stands for, in all languages that forms are made in."""
    found: dict[str, int] = {}
    for tongue in LANGUAGES:
        with language(tongue):
            found |= {_(word): at for at, word in enumerate(RATING_WORDS, start=1)}
    return found


def rating_choices() -> list[str]:
    """Return what a rating can be, in the current language, the worst first."""
    return [
        graded(at, _(word))
        for at, word in zip(range(1, BEST_RATING + 1), RATING_WORDS, strict=True)
    ]
