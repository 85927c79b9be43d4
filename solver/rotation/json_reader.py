"""Reading a JSON document strictly: every unknown key and wrong type, by its path, all at once."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import TYPE_CHECKING, Any

from solver.rotation.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable


class NotJsonError(ValueError):
    """A text that is not JSON, with the line and column where reading stopped."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def parse(text: str) -> Any:
    """Return the document in ``text``; NaN, infinities and repeated keys are no JSON here.

    Raises
    ------
    NotJsonError
        Where the text stops being JSON.
    """
    if not text.strip():
        raise NotJsonError(Fault("empty-file", "$"))
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise NotJsonError(
            Fault("not-json", "$", {"line": error.lineno, "column": error.colno})
        ) from error
    except RecursionError as error:
        raise NotJsonError(Fault("nested-too-deep", "$")) from error
    except NotJsonError:
        raise
    except ValueError as error:
        # Python reads no whole numbers of more than some thousand digits.
        raise NotJsonError(Fault("number-too-long", "$")) from error
    if "\\ud" in text.casefold():
        _refuse_half_letters(document)
    return document


def plain_day(text: str) -> date | None:
    """Return the day that ``text`` gives as 2027-03-01 does; None for every other way and none.

    Python reads weeks and dates without dashes, too; other programs that get our files do not.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _refuse_half_letters(document: Any) -> None:
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotJsonError(Fault("broken-letters", "$")) from error


def _no_constant(name: str) -> Any:
    raise NotJsonError(Fault("not-a-number", "$", {"value": name}))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for key, value in pairs:
        if key in document:
            raise NotJsonError(Fault("repeated-key", "$", {"key": key}))
        document[key] = value
    return document


class Reader:
    """One object of the document; collects faults instead of stopping at the first.

    Every ``take_…`` returns the value of a key, or its default where the key is missing or wrong;
    the caller builds nothing while ``faults`` is not empty. ``close`` reports keys not taken.
    """

    def __init__(self, document: Any, path: str, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        if not isinstance(document, dict):
            faults.append(Fault("not-an-object", path or "$"))
            document = {}
        self.document: dict[str, Any] = document
        self._taken: set[str] = set()

    def at(self, key: str) -> str:
        """Return the path of ``key``."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, code: str, key: str, **params: Any) -> None:
        """Report a fault of the value of ``key``."""
        self.faults.append(Fault(code, self.at(key), params))

    def _take(
        self, key: str, default: Any, *, required: bool, fits: Callable[[Any], bool], what: str
    ) -> Any:
        self._taken.add(key)
        if key not in self.document:
            if required:
                self.fault("missing-key", key)
            return default
        value = self.document[key]
        if not fits(value):
            self.fault("wrong-type", key, wanted=what, value=value)
            return default
        return value

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text."""
        value: str = self._take(
            key, default, required=required, fits=lambda v: isinstance(v, str), what="text"
        )
        return value

    def text_or_null(self, key: str) -> str | None:
        """Return a text or None."""
        value: str | None = self._take(
            key,
            None,
            required=False,
            fits=lambda v: v is None or isinstance(v, str),
            what="text or null",
        )
        return value

    def number(self, key: str, default: int = 0, *, required: bool = False) -> int:
        """Return a whole number."""
        value: int = self._take(
            key, default, required=required, fits=_is_whole, what="whole number"
        )
        return value

    def number_or_null(self, key: str, default: int | None = None) -> int | None:
        """Return a whole number or None."""
        value: int | None = self._take(
            key,
            default,
            required=False,
            fits=lambda v: v is None or _is_whole(v),
            what="whole number or null",
        )
        return value

    def share_or_null(self, key: str, default: float | None) -> float | None:
        """Return a number or None."""
        value: float | None = self._take(
            key,
            default,
            required=False,
            fits=lambda v: v is None or _is_number(v),
            what="number or null",
        )
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false; the texts "true" and "False" are neither."""
        value: bool = self._take(
            key, default, required=False, fits=lambda v: isinstance(v, bool), what="true or false"
        )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._take(key, [], required=False, fits=_is_texts, what="list of texts")
        return tuple(value)

    def wishes(self, key: str) -> dict[str, int]:
        """Return an object of whole numbers."""
        value = self._take(
            key,
            {},
            required=False,
            fits=lambda v: isinstance(v, dict) and all(map(_is_whole, v.values())),
            what="object of whole numbers",
        )
        return dict(value)

    def couples(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a list of pairs of texts."""
        value = self._take(
            key,
            [],
            required=False,
            fits=lambda v: isinstance(v, list) and all(_is_texts(one, 2) for one in v),
            what="list of pairs of texts",
        )
        return tuple((one, other) for one, other in value)

    def object(self, key: str) -> Reader:
        """Return the reader of an object; an empty one if the key is missing."""
        self._taken.add(key)
        return Reader(self.document.get(key, {}), self.at(key), self.faults)

    def objects(self, key: str, *, required: bool = False) -> list[Reader]:
        """Return a reader for each object of a list."""
        items = self._take(
            key, [], required=required, fits=lambda v: isinstance(v, list), what="list"
        )
        return [
            Reader(item, f"{self.at(key)}[{index}]", self.faults)
            for index, item in enumerate(items)
        ]

    def header(self, wanted: str, newest: int) -> bool:
        """Take ``format`` and ``version``; tell whether the rest may be read."""
        before = len(self.faults)
        name = self.text("format", required=True)
        version = self.number("version", required=True)
        if len(self.faults) == before:
            if name != wanted:
                self.fault("wrong-format", "format", value=name, wanted=wanted)
            elif version > newest:
                self.fault("newer-version", "version", value=version, known=newest)
            elif version != newest:
                self.fault("wrong-version", "version", value=version, known=newest)
        return len(self.faults) == before

    def close(self) -> None:
        """Report every key that nobody took."""
        for key in self.document:
            if key not in self._taken:
                self.fault("unknown-key", key)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_texts(value: Any, length: int | None = None) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(one, str) for one in value)
        and (length is None or len(value) == length)
    )
