"""Short presentations: one of a visit, or one of a whole department or programme."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.after_visit import Idea, Photo, VisitRecord
from app.domain.names import fold
from app.errors import InputError
from app.exchange.slides import Line, Slide, write_slides
from app.i18n import _, ngettext
from app.services.editing import existing
from app.wording.after_visit import QUESTION_TEXTS
from app.wording.formats import listed, long_half_day, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.db.session import Database
    from app.services.reflections import ReflectionRow, ReflectionService

LARGEST_PHOTO = 10 * 1024 * 1024
"""Bytes; photos are shrunk to the size of a screen anyway."""

_SCREEN = (1920, 1080)
_IDEAS_SHOWN = 3
_QUOTES_SHOWN = 3
_ANSWERS_SHOWN = 2


class PresentationService:
    """What can be shown of reflections."""

    def __init__(self, database: Database, reflections: ReflectionService) -> None:
        self._database = database
        self._reflections = reflections

    def add_photo(self, record_id: int, *, name: str, content: bytes) -> int:
        """Keep a photo for the presentation of a visit, no larger than a screen.

        Raises
        ------
        InputError
            If it is too large, or no picture that can be read.
        """
        if len(content) > LARGEST_PHOTO:
            raise InputError("photo-too-large", file=name, limit=LARGEST_PHOTO // 1024**2)
        shrunk = _shrunk(name, content)
        with self._database.unit_of_work("", undoable=False) as unit:
            existing(unit.session, VisitRecord, record_id)
            row = Photo(record_id=record_id, name=Path(name).name, content=shrunk)
            unit.session.add(row)
            unit.session.flush()
        return row.id

    def add_photo_files(self, record_id: int, paths: Iterable[Path]) -> None:
        """Keep photos out of files, one after the other; those before a bad one stay.

        Raises
        ------
        InputError
            As ``add_photo``, or if a file cannot be read.
        """
        for path in paths:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise InputError("photo-unreadable", file=path.name) from error
            self.add_photo(record_id, name=path.name, content=content)

    def photos(self, record_id: int) -> list[tuple[int, str]]:
        """Return the photos of a visit by key and name, the first added first."""
        with self._database.read() as session:
            wanted = select(Photo.id, Photo.name).where(Photo.record_id == record_id)
            return [(key, name) for key, name in session.execute(wanted.order_by(Photo.id))]

    def remove_photo(self, photo_id: int) -> None:
        """Remove a photo."""
        with self._database.unit_of_work("", undoable=False) as unit:
            unit.session.delete(existing(unit.session, Photo, photo_id))

    def of_visit(self, record_id: int, target: Path, *, template: Path | None = None) -> None:
        """Write the presentation of one visit, three to six slides.

        Raises
        ------
        InputError
            If no reflection was sent yet, or the template cannot be used.
        EnvironmentFault
            If ``target`` cannot be written.
        """
        rows = [row for row in self._reflections.reflections() if row.record_id == record_id]
        if not rows:
            raise InputError("reflection-owed")
        write_slides(self._slides_of_visit(rows[0]), target, template)

    def of_many(
        self,
        target: Path,
        *,
        title: str,
        programme_id: int | None = None,
        department_id: int | None = None,
        theme: str | None = None,
        search: str = "",
        template: Path | None = None,
    ) -> None:
        """Write one presentation of all reflections of a programme, on a department or a theme.

        Raises
        ------
        InputError
            If there is no reflection yet, or the template cannot be used.
        EnvironmentFault
            If ``target`` cannot be written.
        """
        rows = self._reflections.reflections(
            programme_id=programme_id, department_id=department_id, theme=theme, search=search
        )
        if not rows:
            raise InputError("reflection-owed")
        rows.reverse()
        ideas = {row.id: self._ideas(row.record_id) for row in rows}
        write_slides(_slides_of_many(title, rows, ideas), target, template)

    def _slides_of_visit(self, row: ReflectionRow) -> list[Slide]:
        slides = [
            Slide(
                _("Half a day in {department}").format(department=row.department),
                (Line(row.employee), Line(_visit(row))),
                opening=True,
            )
        ]
        slides += _asked(_("What I saw"), row, "did", "differently", "in_their_way")
        if surprise := row.surprised.strip():
            slides.append(Slide(_("What surprised me"), (Line(surprise),), surprise))
        if ideas := self._ideas(row.record_id):
            slides.append(_idea_slide(ideas))
        if photos := self._pictures(row.record_id):
            slides.append(Slide(_("Pictures"), photos=photos))
        if len(slides) == 1:
            # Nothing but ratings: the guest fills it in.
            slides.append(Slide(_("What I saw")))
        slides.append(_thanks([row]))
        return slides

    def _ideas(self, record_id: int) -> list[tuple[str, str]]:
        with self._database.read() as session:
            wanted = select(Idea.title, Idea.text).where(Idea.record_id == record_id)
            return [(title, text) for title, text in session.execute(wanted.order_by(Idea.id))]

    def _pictures(self, record_id: int) -> tuple[bytes, ...]:
        with self._database.read() as session:
            wanted = select(Photo.content).where(Photo.record_id == record_id).order_by(Photo.id)
            return tuple(session.scalars(wanted))


def _shrunk(name: str, content: bytes) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError) as error:
        raise InputError("photo-unreadable", file=name) from error
    picture.thumbnail(_SCREEN)
    # Written anew: place and camera, which a photo carries, are nobody's business.
    shrunk = io.BytesIO()
    picture.save(shrunk, "JPEG", quality=85)
    return shrunk.getvalue()


def _asked(title: str, row: ReflectionRow, *questions: str) -> list[Slide]:
    """Return a slide with the answers to some questions, none if nothing was answered."""
    answers = {name: getattr(row, name).strip() for name in questions}
    given = {name: text for name, text in answers.items() if text}
    if not given:
        return []
    notes = "\n\n".join(f"{_(QUESTION_TEXTS[name])}\n{text}" for name, text in given.items())
    lines = tuple(Line(text, label=_(QUESTION_TEXTS[name])) for name, text in given.items())
    return [Slide(title, lines, notes)]


def _visit(row: ReflectionRow) -> str:
    when = long_half_day((row.date, row.half))
    return _("{role} · {when}").format(role=row.role, when=when)


def _idea_slide(ideas: list[tuple[str, str]]) -> Slide:
    title = ngettext("{count} idea", "{count} ideas", len(ideas)).format(count=len(ideas))
    notes = "\n\n".join(f"{name}\n{text}".strip() for name, text in ideas)
    return Slide(title, _ideas_shown(ideas), notes)


def _ideas_shown(ideas: list[tuple[str, str]]) -> tuple[Line, ...]:
    shown = [Line(name, detail=text) for name, text in ideas[:_IDEAS_SHOWN]]
    if more := len(ideas) - len(shown):
        shown.append(Line(_("and {count} more").format(count=more)))
    return tuple(shown)


def _thanks(rows: list[ReflectionRow]) -> Slide:
    hosts = sorted({row.host for row in rows if row.host}, key=fold)
    label = _("Hosts") if len(hosts) > 1 else _("Host")
    lines = [
        Line(listed(hosts), label=label) if hosts else Line(_("To everybody who took the time"))
    ]
    taken = [row.take_home.strip() for row in rows if row.take_home.strip()]
    if len(rows) == 1 and taken:
        question = QUESTION_TEXTS["take_home"]
        lines.append(Line(taken[0], label=_(question)))
    return Slide(_("Thank you"), tuple(lines), "\n\n".join(taken))


def _slides_of_many(
    title: str, rows: list[ReflectionRow], ideas: dict[int, list[tuple[str, str]]]
) -> list[Slide]:
    count = ngettext("{count} visit", "{count} visits", len(rows)).format(count=len(rows))
    slides = [Slide(title, (Line(count),), opening=True)]
    if quotes := [row for row in rows if row.quotable][:_QUOTES_SHOWN]:
        lines = tuple(
            Line(
                quoted(row.surprised or row.differently or row.take_home or row.did),
                source=_("{guest}, guest of {department}").format(
                    guest=row.employee, department=row.department
                ),
            )
            for row in quotes
        )
        notes = "\n\n".join(f"{line.text}\n{line.source}" for line in lines)
        slides.append(Slide(_("In their own words"), lines, notes))
    slides += [_one_of_many(row, ideas[row.id]) for row in rows]
    slides.append(_thanks(rows))
    return slides


def _one_of_many(row: ReflectionRow, ideas: list[tuple[str, str]]) -> Slide:
    seen = [
        Line(text, label=_(QUESTION_TEXTS[name]))
        for name in ("surprised", "differently", "did")
        if (text := getattr(row, name).strip())
    ]
    brought = "\n".join(line.text for line in _ideas_shown(ideas))
    notes = _asked("", row, "did", "surprised", "differently", "in_their_way", "take_home")
    return Slide(
        row.employee,
        (
            Line("", label=f"{row.department}: {_visit(row)}"),
            *seen[:_ANSWERS_SHOWN],
            *([Line(brought, label=_("Ideas"))] if brought else []),
        ),
        notes[0].notes if notes else "",
    )
