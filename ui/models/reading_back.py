"""What an edited workbook asks for, worded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.wording import sentence
from app.wording.publishing import change_sentence
from ui.models.lines import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.bootstrap import Services
    from app.services.reading_back import Proposed, ReadBack


@dataclass(frozen=True, slots=True)
class LoadedBook:
    """A workbook that was read; keys of rows are their places in ``book.changes``."""

    book: ReadBack
    heading: str
    rows: tuple[Words, ...]
    problems: tuple[Words, ...]


def load_book(services: Services, path: Path) -> LoadedBook:
    """Read a workbook."""
    book = services.read_back.read(path)
    return LoadedBook(
        book,
        _heading(book),
        tuple(_row(at, change) for at, change in enumerate(book.changes)),
        tuple(
            Words(at, (sentence(it.code, it.parameters),)) for at, it in enumerate(book.problems)
        ),
    )


def judge_rows(services: Services, book: ReadBack, places: Sequence[int]) -> dict[int, Words]:
    """Return the rows at ``places`` with what they break if they alone are taken over."""
    judged = services.read_back.judge(book.plan_id, [book.changes[at] for at in places])
    return {at: _row(at, change) for at, change in zip(places, judged, strict=True)}


def _heading(book: ReadBack) -> str:
    if not book.changes:
        return _("The workbook asks for no change of plan {number}.").format(number=book.number)
    count = len(book.changes)
    return ngettext(
        "The workbook asks for {count} change of plan {number}.",
        "The workbook asks for {count} changes of plan {number}.",
        count,
    ).format(count=count, number=book.number)


def _row(at: int, change: Proposed) -> Words:
    visit = change.after or change.before
    assert visit is not None, "a change concerns a visit"
    breaks = dict.fromkeys(sentence(it.code, it.parameters) for it in change.breaks)
    place = str(change.row) if change.row else _("row removed")
    told = " ".join(breaks) if breaks else _("keeps every rule")
    return Words(at, (visit.employee, change_sentence(change), told, place))
