"""One reflection to read: answers, ideas, the host's view, photos, its presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from app.domain.reflections import BEST_RATING, QUESTIONS, RATINGS
from app.i18n import _
from app.wording.after_visit import QUESTION_TEXTS, RATING_TEXTS, RATING_WORDS, SOURCE_NAMES
from app.wording.formats import graded, half_day, moment
from ui.widgets.level_badge import LevelBadge
from ui.widgets.parts import button, caption, column, label, name_control, row, rule
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from app.services.reflections import ReflectionRow
    from ui.models.reading import LoadedVisit
    from ui.theme import Theme


class Reader(QWidget):
    """Shows a reflection.

    Signals
    -------
    quote_chosen(bool)
        It may be quoted in the report, or no more.
    photos_asked(), photo_removed(int), slides_asked()
        Buttons.
    """

    quote_chosen = Signal(bool)
    photos_asked = Signal()
    photo_removed = Signal(int)
    slides_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: ReflectionRow | None = None
        self._visit: LoadedVisit | None = None
        self.answers = QWidget()
        self.quote = QCheckBox()
        self.slides = button()
        self.photos_title = label(theme, "strong")
        self.photos = QListWidget()
        self.photos.setMaximumHeight(theme.space(22))
        self.add_photos, self.remove_photo = button(), button("link")
        self._lines: list[str] = []

        inside = QWidget()
        self._layout = column(inside, theme, gap=3)
        self._layout.setContentsMargins(theme.space(4), 0, theme.space(2), 0)
        self._layout.addWidget(self.answers)
        self._layout.addWidget(rule())
        self._layout.addWidget(self.quote)
        self._layout.addWidget(self.photos_title)
        self._layout.addWidget(self.photos)
        acts = row(None, theme)
        acts.addWidget(self.add_photos)
        acts.addWidget(self.remove_photo)
        acts.addStretch(1)
        self._layout.addLayout(acts)
        show = row(None, theme)
        show.addWidget(self.slides)
        show.addStretch(1)
        self._layout.addLayout(show)
        self._layout.addStretch(1)
        column(self, theme).addWidget(Scrolled(inside))
        self.add_photos.clicked.connect(self.photos_asked)
        self.photos.currentRowChanged.connect(self._offer)
        self.quote.clicked.connect(self.quote_chosen)
        self.remove_photo.clicked.connect(self._remove)
        self.slides.clicked.connect(self.slides_asked)

    def show_reflection(self, reflection: ReflectionRow) -> None:
        """Show a reflection; what belongs to its visit follows."""
        if self._row is None or reflection.record_id != self._row.record_id:
            self._visit = None
        self._row = reflection
        self._build()

    def show_visit(self, visit: LoadedVisit) -> None:
        """Show what belongs to the visit."""
        if self._row is not None and self._row.record_id == visit.record_id:
            self._visit = visit
            self._build()

    def text(self) -> str:
        """Return everything that can be read."""
        return "\n".join(self._lines)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.quote.setText(_("May be quoted in the report"))
        self.quote.setAccessibleName(_("May be quoted in the report"))
        self.photos_title.setText(_("Photos for the presentation"))
        self.photos.setAccessibleName(_("Photos for the presentation"))
        name_control(self.add_photos, _("Add photos…"))
        name_control(self.remove_photo, _("Remove the photo"))
        name_control(self.slides, _("Presentation of this visit…"))
        if self._row is not None:
            self._build()

    # Internal functions

    def _build(self) -> None:
        reflection, visit = self._row, self._visit
        assert reflection is not None, "there is nothing to read yet"
        self._lines = []
        old, self.answers = self.answers, QWidget()
        layout = column(self.answers, self._theme, gap=1)
        self._head(layout, reflection)
        for name in QUESTIONS:
            self._part(layout, _(QUESTION_TEXTS[name]), getattr(reflection, name))
        for name in RATINGS:
            self._part(layout, _(RATING_TEXTS[name]), rating_text(getattr(reflection, name)))
        for title, text in visit.ideas if visit is not None else ():
            self._part(layout, _("Idea"), f"{title}\n{text}".strip())
        host = reflection.host or _("the host")
        for heading, text in (
            (_("{host}: what we did together"), reflection.host_did),
            (_("{host}: what the guest noticed"), reflection.host_noticed),
            (_("{host}: how the guest was prepared"), rating_text(reflection.host_rating)),
        ):
            self._part(layout, heading.format(host=host), text)
        self._layout.replaceWidget(old, self.answers)
        old.deleteLater()
        self.quote.setChecked(reflection.quotable)
        self.photos.clear()
        for key, name in visit.photos if visit is not None else ():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.photos.addItem(item)
        self.photos.setVisible(self.photos.count() > 0)
        self._offer()

    def _head(self, layout: QVBoxLayout, reflection: ReflectionRow) -> None:
        self._say(layout, reflection.employee, "heading")
        self._say(
            layout,
            _("{department}: {role}").format(
                department=reflection.department, role=reflection.role
            ),
        )
        line = row(None, self._theme, gap=2)
        badge = LevelBadge(self._theme)
        badge.set_level(reflection.level)
        line.addWidget(badge)
        line.addStretch(1)
        layout.addLayout(line)
        self._say(layout, half_day((reflection.date, reflection.half)), muted=True)
        sent = _("{source}, {when}").format(
            source=_(SOURCE_NAMES[reflection.source]), when=moment(reflection.sent_at)
        )
        if reflection.edition > 1:
            sent = _("{source}, {when}, edition {number}").format(
                source=_(SOURCE_NAMES[reflection.source]),
                when=moment(reflection.sent_at),
                number=reflection.edition,
            )
        self._say(layout, sent, muted=True)
        self._part(layout, _("Theme"), reflection.theme)

    def _part(self, layout: QVBoxLayout, heading: str, text: str) -> None:
        if text.strip():
            above = caption(self._theme)
            above.setText(heading)
            layout.addWidget(above)
            self._lines.append(heading)
            self._say(layout, text)

    def _say(
        self, layout: QVBoxLayout, text: str, kind: str = "body", *, muted: bool = False
    ) -> None:
        made = label(self._theme, kind, muted=muted)
        made.setText(text)
        layout.addWidget(made)
        self._lines.append(text)

    def _offer(self, *_signal: object) -> None:
        self.remove_photo.setVisible(self.photos.currentRow() >= 0)

    def _remove(self) -> None:
        item = self.photos.currentItem()
        if item is not None:
            self.photo_removed.emit(item.data(Qt.ItemDataRole.UserRole))


def rating_text(rating: int) -> str:
    """Return a rating in words, nothing if there is none."""
    if not 1 <= rating <= BEST_RATING:
        return ""
    return graded(rating, _(RATING_WORDS[rating - 1]))
