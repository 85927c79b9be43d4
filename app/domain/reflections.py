"""What a reflection asks, how a visit turned out, and the code that names a visit on paper."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.names import fold

if TYPE_CHECKING:
    from random import Random

QUESTIONS = ("did", "surprised", "differently", "in_their_way", "take_home")
"""What I did, what surprised me, what I now see differently, their obstacles, what I take home."""

RATINGS = ("preparation", "hosting")
"""What the guest rates from 1 (poor) to 5 (excellent); 0 is no answer."""

BEST_RATING = 5

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody confuses in print: no 0 and O, no 1, I and L."""

CODE_LENGTH = 8


class Outcome(StrEnum):
    """How a visit turned out."""

    EXPECTED = "expected"
    HELD = "held"
    MISSED = "missed"


class Source(StrEnum):
    """The way on which a reflection came in."""

    FORM = "form"
    KIOSK = "kiosk"
    IMPORT = "import"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True, slots=True)
class IdeaText:
    """An idea as it is written in a reflection."""

    title: str
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.title.strip() or self.text.strip())

    @property
    def titled(self) -> IdeaText:
        """The idea with a title: where nobody gave one, its first line."""
        if self.title.strip() or self.is_empty:
            return self
        return IdeaText(self.text.strip().splitlines()[0], self.text)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a guest wrote; texts may be empty, ratings are 0 where there is none."""

    did: str = ""
    surprised: str = ""
    differently: str = ""
    in_their_way: str = ""
    take_home: str = ""
    theme: str = ""
    preparation: int = 0
    hosting: int = 0
    ideas: tuple[IdeaText, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        texts = (getattr(self, name) for name in QUESTIONS)
        return not (any(text.strip() for text in texts) or self.preparation or self.hosting) and (
            all(idea.is_empty for idea in self.ideas)
        )

    @property
    def searchable(self) -> str:
        """All texts in the form in which they are searched."""
        texts = [getattr(self, name) for name in (*QUESTIONS, "theme")]
        return fold(" ".join(texts))

    def document(self) -> dict[str, Any]:
        """Return plain values, as drafts keep them."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return values | {"ideas": [[idea.title, idea.text] for idea in self.ideas]}

    @classmethod
    def of_document(cls, values: dict[str, Any]) -> Answers:
        """Return the answers that ``document`` made plain; what is unknown is left out."""
        known = {one.name for one in fields(cls)} - {"ideas"}
        ideas = tuple(IdeaText(*row) for row in values.get("ideas", ()))
        return cls(**{name: values[name] for name in known & values.keys()}, ideas=ideas)


def new_code(chance: Random) -> str:
    """Return a code for a visit, eight characters without look-alikes."""
    return "".join(chance.choice(ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(text: str) -> str:
    """Return a code as it was given out, however it was typed: ``ab2c-d3ef`` is ``AB2CD3EF``."""
    return "".join(letter for letter in text.upper() if letter in ALPHABET)
