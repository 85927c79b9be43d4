"""Names that look or sound the same though they are written differently."""

from __future__ import annotations

import re
import unicodedata

from app.domain.names import fold

# Letters of both alphabets that nobody can tell apart in print.
_TWINS = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
_DIGITS = re.compile(r"\d+")
_LONG_WORD = 9
_SHORT_WORD = 3


def look(text: str) -> str:
    """Return what ``text`` looks like: equal for names that differ by alphabet only."""
    return fold(text).translate(_TWINS)


def mixed_word(text: str) -> str | None:
    """Return ``text`` with each word in one alphabet, None if each is so already."""
    words = [_in_one_alphabet(word) for word in text.split(" ")]
    mended = " ".join(words)
    return mended if mended != text else None


_TO_LATIN = str.maketrans("АВЕКМНОРСТУХаеорсух", "ABEKMHOPCTYXaeopcyx")
_TO_CYRILLIC = str.maketrans("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух")


def _in_one_alphabet(word: str) -> str:
    cyrillic = sum("CYRILLIC" in unicodedata.name(letter, "") for letter in word)
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


def slip_of(text: str, other: str) -> bool:
    """Tell whether ``text`` may be ``other`` mistyped: word by word, a letter wrong in each.

    Numbers are never slips of one another: "Shop 1" is not "Shop 2".
    """
    one, two = fold(text), fold(other)
    if one == two or _DIGITS.findall(one) != _DIGITS.findall(two):
        return False
    words = one.split(), two.split()
    if len(words[0]) != len(words[1]):
        return one.replace(" ", "") == two.replace(" ", "")
    return all(map(_word_slip, *words))


def _word_slip(word: str, other: str) -> bool:
    if word == other:
        return True
    shorter = min(len(word), len(other))
    if shorter <= _SHORT_WORD:
        return False
    return distance(word, other) <= (2 if shorter >= _LONG_WORD else 1)


def distance(one: str, two: str) -> int:
    """Return how many letters to add, drop, change or swap with a neighbour make both equal.

    Optimal string alignment, https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance.
    """
    before: list[int] = []
    row = list(range(len(two) + 1))
    for at, letter in enumerate(one, start=1):
        before, last, row = row, before, [at]
        for place, other in enumerate(two, start=1):
            best = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == two[place - 2] and one[at - 2] == other:
                best = min(best, last[place - 2] + 1)
            row.append(best)
    return row[-1]
