"""The rules of a programme: what each says, whether it holds, how strict it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QSpinBox, QWidget

from app.i18n import _
from app.wording.rules import COMFORTS, RULES, Parameter
from ui.widgets.parts import column, frame, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wording.rules import ComfortText, RuleText
    from ui.theme import Theme

_WEIGHT = Parameter("weight", "", "count", 0, 20)


class CountField(QSpinBox):
    """A number that takes no turns of the wheel while the page is scrolled."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self._parameter = parameter
        # The value below the lowest stands for no limit.
        self._unset = parameter.lowest - 1 if parameter.unset else None
        self.setRange(parameter.lowest if self._unset is None else self._unset, parameter.highest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: Any) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def retranslate(self) -> None:
        """Say what no limit is called."""
        if self._parameter.unset:
            self.setSpecialValueText(_(self._parameter.unset))
        if self._parameter.kind == "share":
            self.setSuffix(_(" %"))

    def set_setting(self, value: float | None) -> None:
        """Show a value of the problem file."""
        if value is None:
            shown = self.minimum() if self._unset is None else self._unset
        else:
            shown = round(value * 100) if self._parameter.kind == "share" else int(value)
        self.setValue(shown)

    def setting(self) -> float | int | None:
        """Return the value as the problem file writes it."""
        if self._unset is not None and self.value() == self._unset:
            return None
        return self.value() / 100 if self._parameter.kind == "share" else self.value()


class RuleCard(QFrame):
    """A rule: switch, sentence, parameters.

    Signals
    -------
    set_wanted(str, str, object)
        Rule, parameter, value.
    """

    set_wanted = Signal(str, str, object)

    def __init__(self, theme: Theme, rule: RuleText) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._rule = rule
        self.switch = QCheckBox()
        self.switch.setFont(theme.font("strong"))
        self._text = label(theme, muted=True)
        self._fields: dict[str, tuple[Parameter, QWidget, QLabel | None]] = {}
        words, settings = column(None, theme, gap=1.5), column(None, theme, gap=1.5)
        words.addWidget(self.switch)
        words.addWidget(self._text)
        words.addStretch(1)
        for parameter in rule.parameters:
            settings.addLayout(self._parameter_line(theme, parameter))
        layout = row(self, theme, margin=3, gap=4)
        layout.addLayout(words, stretch=1)
        layout.addLayout(settings)
        self.switch.toggled.connect(partial(self._flag_changed, "on"))

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show how the rule is set."""
        on = bool(values.get("on", True))
        self.switch.blockSignals(True)
        self.switch.setChecked(on)
        self.switch.blockSignals(False)
        for name, (_parameter, field, caption) in self._fields.items():
            field.blockSignals(True)
            if isinstance(field, CountField):
                field.set_setting(values.get(name))
            elif isinstance(field, QCheckBox):
                field.setChecked(bool(values.get(name)))
            field.blockSignals(False)
            field.setEnabled(on)
            if caption is not None:
                caption.setEnabled(on)

    def retranslate(self) -> None:
        """Set the texts."""
        title = _(self._rule.title)
        self.switch.setText(title)
        self.switch.setAccessibleName(title)
        self.switch.setAccessibleDescription(_(self._rule.text))
        self._text.setText(_(self._rule.text))
        for parameter, field, caption in self._fields.values():
            text = _(parameter.label)
            field.setAccessibleName(_("{rule}: {setting}").format(rule=title, setting=text))
            if isinstance(field, QCheckBox):
                field.setText(text)
            elif isinstance(field, CountField):
                field.retranslate()
            if caption is not None:
                caption.setText(text)

    def _parameter_line(self, theme: Theme, parameter: Parameter) -> QHBoxLayout:
        line = row(None, theme)
        line.addStretch(1)
        if parameter.kind == "flag":
            flag = QCheckBox()
            flag.toggled.connect(partial(self._flag_changed, parameter.name))
            line.addWidget(flag)
            self._fields[parameter.name] = (parameter, flag, None)
            return line
        caption = label(theme)
        caption.setWordWrap(False)
        field = CountField(parameter)
        caption.setBuddy(field)
        field.valueChanged.connect(partial(self._count_changed, parameter.name))
        line.addWidget(caption)
        line.addWidget(field)
        field.setMinimumWidth(theme.space(28))
        self._fields[parameter.name] = (parameter, field, caption)
        return line

    def _flag_changed(self, name: str, on: bool) -> None:
        self.set_wanted.emit(self._rule.name, name, on)

    def _count_changed(self, name: str, _value: int) -> None:
        field = self._fields[name][1]
        if isinstance(field, CountField):
            self.set_wanted.emit(self._rule.name, name, field.setting())


class _ComfortLine(QWidget):
    """A term of the comfort and its weight."""

    weight_wanted = Signal(str, int)

    def __init__(self, theme: Theme, comfort: ComfortText) -> None:
        super().__init__()
        self._comfort = comfort
        self._title, self._text = label(theme, "strong"), label(theme, muted=True)
        self.field = CountField(_WEIGHT)
        words = column(None, theme, gap=0.5)
        words.addWidget(self._title)
        words.addWidget(self._text)
        line = row(self, theme, margin=0, gap=3)
        line.addWidget(self.field, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, stretch=1)
        self.field.valueChanged.connect(self._changed)

    def _changed(self, weight: int) -> None:
        self.weight_wanted.emit(self._comfort.name, weight)

    def show_weight(self, weight: int) -> None:
        self.field.blockSignals(True)
        self.field.setValue(weight)
        self.field.blockSignals(False)

    def retranslate(self) -> None:
        title = _(self._comfort.title)
        self._title.setText(title)
        self._text.setText(_(self._comfort.text))
        self.field.setAccessibleName(_("Weight of “{comfort}”").format(comfort=title))
        self.field.setAccessibleDescription(_(self._comfort.text))


class RulesTab(QWidget):
    """All rules as cards, and what is weighed once they hold.

    Signals
    -------
    rule_wanted(str, str, object)
        Rule, parameter, value.
    weight_wanted(str, int)
        Term, weight.
    """

    rule_wanted = Signal(str, str, object)
    weight_wanted = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {rule.name: RuleCard(theme, rule) for rule in RULES}
        self.comforts = {comfort.name: _ComfortLine(theme, comfort) for comfort in COMFORTS}
        self._headings = [label(theme, "heading") for _place in range(3)]
        self._intros = [label(theme, muted=True) for _place in range(3)]
        inside = QWidget()
        content = column(inside, theme, margin=4, gap=3)
        self._put(content, 0, [self.cards[it.name] for it in RULES if not it.natural])
        content.addSpacing(theme.space(3))
        comfort_card = frame("card")
        lines = column(comfort_card, theme, margin=4, gap=3)
        for line in self.comforts.values():
            lines.addWidget(line)
        self._put(content, 1, [comfort_card])
        content.addSpacing(theme.space(3))
        self._put(content, 2, [self.cards[it.name] for it in RULES if it.natural])
        content.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = column(self, theme)
        layout.addWidget(area)
        for card in self.cards.values():
            card.set_wanted.connect(self.rule_wanted)
        for line in self.comforts.values():
            line.weight_wanted.connect(self.weight_wanted)

    def show_values(
        self, rules: Mapping[str, Mapping[str, Any]], weights: Mapping[str, int]
    ) -> None:
        """Show how the rules are set and what weighs how much."""
        for name, card in self.cards.items():
            card.show_values(rules.get(name, {}))
        for name, line in self.comforts.items():
            line.show_weight(weights.get(name, 0))

    def retranslate(self) -> None:
        """Set all texts."""
        headings = (_("Rules"), _("What makes a plan comfortable"), _("What goes without saying"))
        intros = (
            _("A plan keeps every rule that is switched on. Switching off forgets nothing."),
            _("Where the rules leave a choice, a higher weight counts for more; 0 for nothing."),
            _("These hold by nature. Switch one off only to see what it costs."),
        )
        for place, (heading, intro) in enumerate(zip(headings, intros, strict=True)):
            self._headings[place].setText(heading)
            self._intros[place].setText(intro)
        for part in (*self.cards.values(), *self.comforts.values()):
            part.retranslate()

    def _put(self, content: Any, place: int, parts: list[QWidget]) -> None:
        content.addWidget(self._headings[place])
        content.addWidget(self._intros[place])
        for part in parts:
            content.addWidget(part)
