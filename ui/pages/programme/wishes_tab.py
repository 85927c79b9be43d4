"""What participants wish, where they are never sent, who goes with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.names import fold
from app.i18n import _
from ui.models.tastes import PLACE, WISH, WISHES, TasteModel
from ui.widgets.boxes import fill_box, fit_to_lines
from ui.widgets.parts import button, column, frame, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel

    from ui.theme import Theme

_KEY = Qt.ItemDataRole.UserRole


class _WishDelegate(QStyledItemDelegate):
    """Edits a wish by choosing it from a list."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return a box with every wish there is."""
        editor = QComboBox(parent)
        editor.setAccessibleName(_("Wish"))
        for value, text in WISHES.items():
            editor.addItem(_(text), value)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show the wish of now."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(list(WISHES).index(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ask for the wish chosen."""
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)


class WishesTab(QWidget):
    """Participants at the left, the wishes of one beside them, couples below.

    Signals
    -------
    person_chosen(object)
        Key of a participant, None if there is none.
    couple_wanted(str, int, int, bool)
        "together" or "apart", two people, and whether it is wanted or to end.
    """

    person_chosen = Signal(object)
    couple_wanted = Signal(str, int, int, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[tuple[int, str, int]] = ()
        self.hint = label(theme, muted=True)
        self.search, self.people = QLineEdit(), QListWidget()
        self.search.setClearButtonEnabled(True)
        self.people.setUniformItemSizes(True)
        self.tastes = TasteModel(self)
        self.table = self._table(theme)
        self.couples_title = label(theme, "strong")
        self.kind, self.first, self.second = QComboBox(), QComboBox(), QComboBox()
        for box in (self.first, self.second):
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.add, self.remove = button(), button()
        theme.apply_icon(self.add, "add-line")
        theme.apply_icon(self.remove, "delete-bin-line")
        self.couples = QListWidget()
        fit_to_lines(self.couples, theme.space(30))
        self.nobody = label(theme, muted=True)

        layout = column(self, theme, margin=4, gap=3)
        layout.addWidget(self.hint)
        upper = row(None, theme, gap=4)
        layout.addLayout(upper, stretch=1)
        left = column(None, theme)
        upper.addLayout(left, stretch=2)
        left.addWidget(self.search)
        left.addWidget(self.people, stretch=1)
        upper.addWidget(self.table, stretch=3)
        layout.addWidget(self.couples_title)
        card = frame("card")
        layout.addWidget(card)
        line = row(card, theme, margin=3)
        for box, stretch in ((self.first, 3), (self.kind, 2), (self.second, 3)):
            line.addWidget(box, stretch=stretch)
        line.addWidget(self.add)
        layout.addWidget(self.nobody)
        layout.addWidget(self.couples)
        below = row(None, theme)
        layout.addLayout(below)
        below.addWidget(self.remove)
        below.addStretch(1)

        self.search.textChanged.connect(self._fill_people)
        self.people.currentItemChanged.connect(self._chosen)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def show_people(self, people: Sequence[tuple[int, str, int]]) -> None:
        """Show participants: key, name, how many wishes each has."""
        if people == self._people:
            return
        names = [(key, name) for key, name, _count in people]
        if names != [(key, name) for key, name, _count in self._people]:
            for box in (self.first, self.second):
                fill_box(box, names, box.currentData())
            if len(names) > 1 and self.first.currentIndex() == self.second.currentIndex():
                self.second.setCurrentIndex(1)
        self._people = people
        self._fill_people()

    def choose(self, employee_id: int) -> None:
        """Go to a participant."""
        for number in range(self.people.count()):
            if self.people.item(number).data(_KEY) == employee_id:
                self.people.setCurrentRow(number)

    def person(self) -> int | None:
        """Return whose wishes are shown."""
        item = self.people.currentItem()
        return None if item is None else item.data(_KEY)

    def show_couples(self, couples: Sequence[tuple[str, int, int, str]]) -> None:
        """Show who goes with whom: kind, both keys, the words for it."""
        at = self.couples.currentRow()
        self.couples.clear()
        for kind, first, second, text in couples:
            item = QListWidgetItem(text, self.couples)
            item.setData(_KEY, (kind, first, second))
        self.couples.setCurrentRow(max(0, min(at, self.couples.count() - 1)))
        self.couples.setVisible(bool(couples))
        self.nobody.setVisible(not couples)
        self.remove.setVisible(bool(couples))

    def retranslate(self) -> None:
        """Set all texts."""
        self.hint.setText(
            _(
                "Choose a participant, then a wish beside a department or role: press F2 or "
                "double-click. Wishes are weighed; “never” is kept like a rule."
            )
        )
        self.search.setPlaceholderText(_("Find a participant"))
        self.search.setAccessibleName(_("Find a participant"))
        self.people.setAccessibleName(_("Participants"))
        self.table.setAccessibleName(_("Wishes"))
        self.couples_title.setText(_("Who goes together, and who stays apart"))
        fill_box(
            self.kind,
            [("together", _("goes together with")), ("apart", _("stays apart from"))],
            self.kind.currentData(),
        )
        for box, text in (
            (self.first, _("First of two people")),
            (self.kind, _("Together or apart")),
            (self.second, _("Second of two people")),
        ):
            box.setAccessibleName(text)
        name_control(self.add, _("Add both"))
        name_control(self.remove, _("Remove the marked two"))
        self.couples.setAccessibleName(_("Who goes together, and who stays apart"))
        self.nobody.setText(_("Nobody yet: everybody goes as the plan has it."))
        self.tastes.headerDataChanged.emit(Qt.Orientation.Horizontal, PLACE, WISH)

    # Internal functions

    def _table(self, theme: Theme) -> QTableView:
        table = QTableView()
        table.setModel(self.tastes)
        table.setItemDelegateForColumn(WISH, _WishDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.space(8))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _fill_people(self, *_signal: object) -> None:
        chosen, words = self.person(), fold(self.search.text()).split()
        self.people.blockSignals(True)
        self.people.clear()
        for key, name, count in self._people:
            if all(word in fold(name) for word in words):
                text = _("{person} ({count})").format(person=name, count=count) if count else name
                item = QListWidgetItem(text, self.people)
                item.setData(_KEY, key)
                if key == chosen:
                    self.people.setCurrentItem(item)
        if self.people.currentRow() < 0:
            self.people.setCurrentRow(0)
        self.people.blockSignals(False)
        self._chosen()

    def _chosen(self, *_signal: object) -> None:
        self.person_chosen.emit(self.person())

    def _add(self) -> None:
        first, second = self.first.currentData(), self.second.currentData()
        if first is not None and second is not None:
            self.couple_wanted.emit(self.kind.currentData(), first, second, True)

    def _remove(self) -> None:
        item = self.couples.currentItem()
        if item is not None:
            self.couple_wanted.emit(*item.data(_KEY), False)
