"""Reading reflections: looking for them, quotes, lists and presentations made of them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.changes import Changes
from app.i18n import _, ngettext
from app.settings import SLIDE_TEMPLATE
from app.wording import error_text
from ui.file_names import file_name
from ui.models.reading import BESIDE, Wanted, load_reflections, load_visit
from ui.opened_files import show_path
from ui.widgets.boxes import fill_box
from ui.widgets.parts import name_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.errors import KnownError
    from app.services.reflections import ReflectionRow
    from ui.context import Context
    from ui.models.reading import Choices, LoadedReflections
    from ui.pages.reflections.reading_view import ReadingView

_TYPING_MS = 200
_WORKBOOK = "*.xlsx"
_SLIDES = "*.pptx"


class Reading(QObject):
    """Connects the view with the services."""

    def __init__(self, context: Context, view: ReadingView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._wanted = Wanted()
        self._programmes: Sequence[tuple[int, str]] = ()
        self._loaded: LoadedReflections | None = None
        self._template: Path | None = None
        self._template_chosen = False
        # Which reflection is to be read as soon as it is loaded.
        self._next: int | None = None
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._look)
        view.abreast.toggled.connect(self._show_abreast)
        view.deck.clicked.connect(self._write_deck)
        view.department.activated.connect(self._look)
        view.export.clicked.connect(self._export)
        view.reader.photo_removed.connect(self._remove_photo)
        view.reader.photos_asked.connect(self._add_photos)
        view.reader.quote_chosen.connect(self._quote)
        view.reader.slides_asked.connect(self._write_slides)
        view.report.clicked.connect(self._report)
        view.search.textChanged.connect(self._typed)
        view.states.acted.connect(self._act_on_empty)
        view.table.chosen.connect(self._read)
        view.template.clicked.connect(self._choose_template)
        view.theme_box.activated.connect(self._look)

    def load(self, programme_id: int | None, programmes: Sequence[tuple[int, str]]) -> None:
        """Load the reflections of one of ``programmes``, of all if it is None."""
        self._programmes = programmes
        self._wanted = Wanted(
            programme_id, self._wanted.department_id, self._wanted.theme, self._wanted.search
        )
        self._query()

    def read(self, reflection_id: int) -> None:
        """Read this one, whatever was looked for before."""
        self._next = reflection_id
        if self._loaded is not None:
            self._show_all()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self._view.retranslate()
        self._name_template()

    def take_focus(self) -> None:
        """Put the keyboard on the search."""
        self._view.search.setFocus()

    # Looking

    def _typed(self) -> None:
        self._typing.start()

    def _look(self) -> None:
        view = self._view
        self._wanted = Wanted(
            self._wanted.programme_id,
            view.department.currentData(),
            view.theme_box.currentData(),
            view.search.text(),
        )
        self._query(self._loaded.choices if self._loaded is not None else None)

    def _query(self, choices: Choices | None = None) -> None:
        if self._loaded is None:
            self._view.states.loading(_("Loading the reflections…"))
        self._context.operations.query(
            self,
            partial(load_reflections, self._context.services, self._wanted, choices),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    def _show(self, loaded: LoadedReflections) -> None:
        view, chosen = self._view, self._next or self._view.table.key()
        self._loaded, self._next = loaded, None
        every = (None, _("All departments"))
        fill_box(view.department, [every, *loaded.choices.departments], self._wanted.department_id)
        themes = [(theme, theme) for theme in loaded.choices.themes]
        fill_box(view.theme_box, [(None, _("All themes")), *themes], self._wanted.theme)
        view.table.lines.show(loaded.lines)
        view.beside.show(loaded.rows)
        self._say_found()
        for part in (view.export, view.deck):
            part.setEnabled(bool(loaded.rows))
        if not loaded.choices.count:
            view.states.empty(
                "book-open-line",
                _("No reflection has come in yet"),
                _("They come by forms, from a shared computer, or out of a list."),
            )
        elif not loaded.rows:
            view.states.empty(
                "search-line",
                _("Nothing found"),
                _("No reflection holds all of these words in this choice."),
                _("Show all"),
            )
        else:
            view.states.show_content()
            view.table.choose(chosen)

    def _say_found(self) -> None:
        loaded = self._loaded
        assert loaded is not None, "nothing was looked for yet"
        count = len(loaded.rows)
        text = ngettext(
            "{count} of {all} reflection", "{count} of {all} reflections", loaded.choices.count
        )
        words = text.format(count=count, all=loaded.choices.count)
        if self._view.abreast.isChecked() and count > BESIDE:
            words = _("{found}; the latest {count} stand side by side").format(
                found=words, count=BESIDE
            )
        self._view.found.setText(words)

    def _show_abreast(self, abreast: bool) -> None:
        self._view.show_abreast(abreast)
        if self._loaded is not None:
            self._say_found()

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self._query()
        else:
            self._show_all()

    def _show_all(self) -> None:
        view = self._view
        view.search.clear()
        view.department.setCurrentIndex(0)
        view.theme_box.setCurrentIndex(0)
        self._typing.stop()
        self._look()

    def _load_failed(self, error: KnownError) -> None:
        self._loaded = None
        self._view.states.error(error_text(error))

    # Reading one

    def _row(self) -> ReflectionRow | None:
        key = self._view.table.key()
        rows = self._loaded.rows if self._loaded is not None else ()
        return next((row for row in rows if row.id == key), None)

    def _read(self, _key: object) -> None:
        row = self._row()
        if row is None:
            self._view.side.empty("", "", _("Choose a reflection to read it."))
            return
        self._view.reader.show_reflection(row)
        self._view.side.show_content()
        self._load_visit(row)

    def _load_visit(self, row: ReflectionRow) -> None:
        self._context.operations.query(
            self,
            partial(load_visit, self._context.services, row, dt.date.today()),
            self._view.reader.show_visit,
            key="visit",
        )

    def _quote(self, quotable: bool) -> None:
        row = self._row()
        if row is not None:
            self._context.operations.command(
                self,
                partial(
                    self._context.services.reflections.set_quotable,
                    reflection_id=row.id,
                    shown_version=row.version,
                    quotable=quotable,
                ),
                failed=self._not_quoted,
                quiet=True,
            )

    def _not_quoted(self, error: KnownError) -> None:
        self._context.error(error)
        self._query()

    # Photos

    def _add_photos(self) -> None:
        row = self._row()
        pictures = [(_("Photos"), "*.jpg *.jpeg *.png")]
        paths = self._context.interaction.open_files(_("Add photos"), pictures) if row else []
        if row is not None and paths:
            self._context.operations.command(
                self,
                partial(_add_photos, self._context, row.record_id, paths),
                partial(self._photos_changed, row),
                failed=partial(self._photo_failed, row),
                quiet=True,
            )

    def _remove_photo(self, photo_id: int) -> None:
        row = self._row()
        if row is not None:
            self._context.operations.command(
                self,
                partial(_remove_photo, self._context, photo_id),
                partial(self._photos_changed, row),
                quiet=True,
            )

    def _photos_changed(self, row: ReflectionRow, _nothing: object) -> None:
        self._load_visit(row)

    def _photo_failed(self, row: ReflectionRow, error: KnownError) -> None:
        # Those before it were taken.
        self._context.error(error)
        self._load_visit(row)

    # Files

    def _choose_template(self) -> None:
        own = self._context.settings.get(SLIDE_TEMPLATE)
        options = [_("As the program makes them"), _("Choose a template…")]
        if own:
            options.insert(0, _("The company's template: {file}").format(file=Path(own).name))
        chosen = self._context.interaction.choose(_("How presentations are to look"), options)
        if chosen is None:
            return
        which = chosen if own else chosen + 1
        if which == 0:
            self._template_chosen, self._template = False, None
        elif which == 1:
            self._template_chosen, self._template = True, None
        else:
            kinds = [(_("Presentations"), "*.pptx *.potx")]
            path = self._context.interaction.open_file(_("Template for presentations"), kinds)
            if path is not None:
                self._template_chosen, self._template = True, path
        self._name_template()

    def _template_used(self) -> Path | None:
        own = self._context.settings.get(SLIDE_TEMPLATE)
        return self._template if self._template_chosen else (Path(own) if own else None)

    def _name_template(self) -> None:
        used = self._template_used()
        text = _("Template: {name}").format(name=used.name if used else _("of the program"))
        name_control(self._view.template, text)

    def _export(self) -> None:
        loaded = self._loaded
        if loaded is not None:
            reports = self._context.services.reports
            rows, today = loaded.rows, dt.date.today()
            self._write(
                _("Reflections"),
                (_("Excel workbook"), _WORKBOOK),
                partial(reports.write_reflections, rows, today=today),
            )

    def _write_slides(self) -> None:
        row = self._row()
        if row is not None:
            self._write(
                f"{row.employee}, {row.department}",
                (_("Presentation"), _SLIDES),
                partial(
                    self._context.services.presentations.of_visit,
                    row.record_id,
                    template=self._template_used(),
                ),
            )

    def _write_deck(self) -> None:
        wanted = self._wanted
        department = self._view.department.currentText()
        names = [dict(self._programmes)[wanted.programme_id]] if wanted.programme_id else []
        names += [department] if wanted.department_id is not None else []
        title = ", ".join(names) or _("Visits between departments")
        self._write(
            title,
            (_("Presentation"), _SLIDES),
            partial(
                self._context.services.presentations.of_many,
                title=title,
                programme_id=wanted.programme_id,
                department_id=wanted.department_id,
                theme=wanted.theme,
                search=wanted.search,
                template=self._template_used(),
            ),
        )

    def _report(self) -> None:
        self._context.go("report", programme_id=self._wanted.programme_id)

    def _write(self, name: str, kind: tuple[str, str], work: Any) -> None:
        """Ask where to, then write there off the window's thread."""
        suggested = f"{file_name(name) or _('Reflections')}{kind[1].removeprefix('*')}"
        path = self._context.interaction.save_file(name, suggested, [kind])
        if path is not None:
            self._context.operations.query(
                self,
                partial(_written, work, path),
                self._tell_written,
                failed=partial(self._not_written, name, kind, work),
            )

    def _tell_written(self, path: Path) -> None:
        self._context.toast(
            _("Written: {file}").format(file=path.name),
            action=(_("Open"), partial(show_path, path)),
        )

    def _not_written(self, name: str, kind: tuple[str, str], work: Any, error: KnownError) -> None:
        options = [_("Save under another name")]
        if self._context.interaction.choose(error_text(error), options) == 0:
            self._write(name, kind, work)


def _written(work: Any, path: Path) -> Path:
    work(target=path)
    return path


def _add_photos(context: Context, record_id: int, paths: list[Path]) -> Changes:
    context.services.presentations.add_photo_files(record_id, paths)
    return Changes()


def _remove_photo(context: Context, photo_id: int) -> Changes:
    context.services.presentations.remove_photo(photo_id)
    return Changes()
