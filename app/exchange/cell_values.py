"""What a cell means: text, number, date, level, yes or no, each with what was odd about it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from app.domain.levels import HIGHEST, LOWEST
from app.domain.names import fold
from app.domain.staff_list import CellFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.staff_list import Cell

LONGEST_CELL = 32_767
LONGEST_NAME = 200

_T = TypeVar("_T")

_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#Н/Д",
    "#ССЫЛКА!",
    "#ЗНАЧ!",
    "#ИМЯ?",
    "#ДЕЛ/0!",
    "#ЧИСЛО!",
    "#ПУСТО!",
}
# People write these for nothing.
_NOTHING = {"-", "--", "—", "–", "n/a", "na", "none", "null", "nil", "нет данных", "н/д", "."}


@dataclass(frozen=True, slots=True)
class Reading(Generic[_T]):
    """A value read from a cell, None if there is none, and what was wrong or odd about it.

    Attributes
    ----------
    code
        Empty where nothing was.
    """

    value: _T | None
    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None


class Clean(NamedTuple):
    """Text without what nobody sees, and whether it held characters that nobody can mean."""

    text: str
    controls: bool


def clean(text: str) -> Clean:
    """Return ``text`` without zero-width marks, control characters and needless spaces."""
    if text.isascii() and text.isprintable():
        return Clean(" ".join(text.split()), False)
    controls = False
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter in "\t\n\r\v\f" or kind in ("Zs", "Zl", "Zp"):
            letters.append(" ")
        elif kind == "Cf":
            # Zero-width marks, soft hyphens, marks of direction.
            continue
        elif kind in ("Cc", "Co", "Cn", "Cs"):
            controls = True
        else:
            letters.append(letter)
    return Clean(" ".join("".join(letters).split()), controls)


def shown(value: Cell) -> str:
    """Return a value as a message quotes it, not longer than a line."""
    if value is None or isinstance(value, CellFault):
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value)).text
    return text if len(text) <= 80 else f"{text[:79]}…"


def no_answer(value: Cell) -> str:
    """Return what stands in a cell that holds no value though something is in it, else ""."""
    if isinstance(value, CellFault):
        return str(value.value)
    return value.strip() if isinstance(value, str) and _is_error(value) else ""


def whole(value: Cell) -> str:
    """Return a value as the text it is, with its lines, without blanks around it."""
    if value is None or isinstance(value, CellFault):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def is_empty(value: Cell) -> bool:
    """Tell whether a cell says nothing."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    text = clean(value).text
    return not text or text.casefold() in _NOTHING


def fault_of(value: Cell) -> Reading[str] | None:
    """Return what makes a cell unreadable for any field, None if nothing does."""
    if isinstance(value, CellFault):
        return Reading(None, "cell-not-calculated")
    if isinstance(value, str):
        if _is_error(value):
            return Reading(None, "cell-error", {"error": value.strip()})
        if len(value) > LONGEST_CELL:
            return Reading(None, "cell-too-long", {"length": len(value), "limit": LONGEST_CELL})
    return None


def _is_error(text: str) -> bool:
    return text.strip().upper() in _ERRORS


def read_text(value: Cell, longest: int = LONGEST_NAME) -> Reading[str]:
    """Read any text; numbers are taken as they are shown."""
    if isinstance(value, bool):
        return Reading(str(value))
    if not isinstance(value, str):
        return Reading(shown(value))
    text, controls = clean(value)
    if len(text) > longest:
        return Reading(None, "cell-too-long", {"length": len(text), "limit": longest})
    if "\N{REPLACEMENT CHARACTER}" in text:
        return Reading(text, "broken-letters")
    if controls:
        return Reading(text, "control-characters", suggestion=text)
    return Reading(text)


def read_number_text(value: Cell) -> Reading[str]:
    """Read a personnel number: text with its zeros, a number without ``.0``."""
    if isinstance(value, bool):
        return Reading(None, "number-is-truth")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Reading(None, "number-is-date")
    if isinstance(value, float) and not value.is_integer():
        return Reading(None, "number-has-fraction")
    reading = read_text(int(value) if isinstance(value, float) else value, 64)
    text = reading.value or ""
    if re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?\d+", text):
        return Reading(None, "number-rounded")
    return Reading(text.partition(".")[0]) if re.fullmatch(r"\d+\.0+", text) else reading


_EMAIL = re.compile(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+\.[^@\s<>,;:\"().]{2,}")
_LATIN_TWINS = str.maketrans("АВЕКМНОРСТУХаеорсухк", "ABEKMHOPCTYXaeopcyxk")


def read_email(value: Cell) -> Reading[str]:
    """Read one address."""
    reading = read_text(value, 254)
    if reading.value is None:
        return reading
    text = reading.value.removeprefix("mailto:")
    found = _EMAIL.findall(text)
    named = "<" in text and ">" in text
    if not found or (len(found) == 1 and text != found[0] and not named):
        return Reading(None, "email-wrong", suggestion=_mended_address(text))
    address = found[0]
    twin = address.translate(_LATIN_TWINS)
    if address != twin and twin.isascii():
        return Reading(twin, "email-look-alike", suggestion=twin)
    if ".." in address or address.startswith(".") or ".@" in address or "@." in address:
        return Reading(None, "email-wrong", suggestion=_mended_address(address))
    return Reading(address, "email-several", suggestion=address) if found[1:] else Reading(address)


def _mended_address(text: str) -> str | None:
    for wrong, right in ((" ", ""), (",", "."), ("..", "."), ("(at)", "@"), ("@@", "@")):
        text = text.replace(wrong, right)
    return text if _EMAIL.fullmatch(text) else None


def read_level(value: Cell) -> Reading[int]:
    """Read a step of the ladder."""
    level: int | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        level = int(value) if float(value).is_integer() else None
    elif isinstance(value, str):
        match = re.fullmatch(r"(?:l|level|уровень|ступень)?\s*(\d)(?:\.0+)?", fold(value))
        level = int(match[1]) if match else None
    if level is None or not LOWEST <= level <= HIGHEST:
        return Reading(None, "level-wrong", {"lowest": LOWEST, "highest": HIGHEST})
    return Reading(level)


_YES_WORDS = """yes y true t 1 active current employed working on x + да д истина активен активна
    активный активная работает действующий действует принят трудоустроен"""
_NO_WORDS = """no n false f 0 inactive left terminated dismissed former leaver resigned retired off
    нет н ложь уволен уволена уволился уволилась неактивен неактивна неактивный недействующий
    архив"""
_YES, _NO = set(_YES_WORDS.split()), set(_NO_WORDS.split())
_NO_PHRASES = ("не работает", "не активен", "не активна", "not active", "уволен")


def read_active(value: Cell) -> Reading[bool]:
    """Read whether somebody is still with the company; the text "False" means no."""
    if isinstance(value, bool):
        return Reading(value)
    if isinstance(value, int | float):
        return Reading(bool(value)) if value in (0, 1) else Reading(None, "active-wrong")
    text = fold(shown(value)).rstrip(".")
    if text in _NO or text.startswith(_NO_PHRASES):
        return Reading(False)
    return Reading(True) if text in _YES else Reading(None, "active-wrong")
