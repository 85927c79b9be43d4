"""The rules of a programme: what each says, whether it holds, how strict it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.i18n import N_, _
from app.wording.rules import COMFORTS, RULES, Parameter
from ui.widgets.number_field import NumberField
from ui.widgets.parts import button, column, frame, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wording.rules import ComfortText, RuleText
    from ui.theme import Theme

_WEIGHT = Parameter("weight", "", "count", 0, 20)
# A pin demands a visit; it forbids none by itself.
_WITHOUT_EFFECT = {"pin"}


class CountField(NumberField):
    """A value of a rule; the value below the lowest stands for no limit."""

    def __init__(self, theme: Theme, parameter: Parameter) -> None:
        self._parameter = parameter
        self._unset = parameter.lowest - 1 if parameter.unset else None
        lowest = parameter.lowest if self._unset is None else self._unset
        super().__init__(theme, lowest, parameter.highest)
        self.setKeyboardTracking(False)

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
    effect_wanted()
        What the rule would forbid is asked for.
    """

    set_wanted = Signal(str, str, object)
    effect_wanted = Signal()

    def __init__(self, theme: Theme, rule: RuleText) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._rule = rule
        self.switch = QCheckBox()
        self.switch.setFont(theme.font("strong"))
        self._text = label(theme, muted=True)
        self._fields: dict[str, tuple[Parameter, QWidget, QLabel | None]] = {}
        words, settings = column(None, theme, gap=1.5), column(None, theme, gap=1.5)
        self.ask = button("link")
        self.effect = label(theme)
        self.ask.hide()
        self.effect.hide()
        words.addWidget(self.switch)
        words.addWidget(self._text)
        words.addWidget(self.ask, alignment=Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.effect)
        words.addStretch(1)
        self.ask.clicked.connect(self.effect_wanted)
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

    def say_effect(self, text: str) -> None:
        """Say what the rule forbids; without words, offer to count it."""
        if self._rule.name not in _WITHOUT_EFFECT:
            self.effect.setText(text)
            self.effect.setVisible(bool(text))
            self.ask.setVisible(not text)

    def retranslate(self) -> None:
        """Set the texts."""
        title = _(self._rule.title)
        name_control(self.ask, _("What would this forbid?"))
        self.ask.setAccessibleName(_("What would “{rule}” forbid?").format(rule=title))
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
        field = CountField(theme, parameter)
        caption.setBuddy(field)
        field.valueChanged.connect(partial(self._count_changed, parameter.name))
        line.addWidget(caption)
        line.addWidget(field)
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(theme.space(34))
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
        self.field = CountField(theme, _WEIGHT)
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
    effects_wanted()
        What each rule forbids is to be counted.
    """

    rule_wanted = Signal(str, str, object)
    weight_wanted = Signal(str, int)
    effects_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: dict[str, RuleCard] = {}
        self.comforts: dict[str, _ComfortLine] = {}
        self._rules: Mapping[str, Mapping[str, Any]] = {}
        self._weights: Mapping[str, int] = {}
        self._effects: Mapping[str, str] = {}
        self._headings: list[tuple[str, QLabel]] = []
        area = QScrollArea(self)
        inside = QWidget()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(self, theme).addWidget(area)
        self._content = column(inside, theme, margin=4, gap=3)
        # A hundred controls take longer than a blink: what is out of sight is built afterwards.
        self._steps = [self._build_natural, self._build_comforts]
        self._build_rules()
        self._content.addStretch(1)
        self._later = QTimer(self, interval=0)
        self._later.timeout.connect(self._build_more)
        self._later.start()

    @property
    def complete(self) -> bool:
        """Tell whether everything is built."""
        return not self._steps

    def show_values(
        self, rules: Mapping[str, Mapping[str, Any]], weights: Mapping[str, int]
    ) -> None:
        """Show how the rules are set and what weighs how much."""
        self._rules, self._weights = rules, weights
        for name, card in self.cards.items():
            card.show_values(rules.get(name, {}))
        for name, line in self.comforts.items():
            line.show_weight(weights.get(name, 0))

    def say_effects(self, texts: Mapping[str, str]) -> None:
        """Say by rule what each forbids; where nothing is said, it can be asked for."""
        self._effects = texts
        for name, card in self.cards.items():
            card.say_effect(texts.get(name, ""))

    def retranslate(self) -> None:
        """Set all texts."""
        for text, shown in self._headings:
            shown.setText(_(text))
        for part in (*self.cards.values(), *self.comforts.values()):
            part.retranslate()

    # Internal

    def _build_more(self) -> None:
        if self._steps:
            self._steps.pop()()
        if not self._steps:
            self._later.stop()

    def _build_rules(self) -> None:
        self._head(
            N_("Rules"),
            N_("A plan keeps every rule that is switched on. Switching off forgets nothing."),
        )
        self._add_cards([rule for rule in RULES if not rule.natural])

    def _build_comforts(self) -> None:
        self._head(
            N_("What makes a plan comfortable"),
            N_("Where the rules leave a choice, a higher weight counts for more; 0 for nothing."),
        )
        card = frame("card")
        self._insert(card)
        lines = column(card, self._theme, margin=4, gap=3)
        for comfort in COMFORTS:
            line = _ComfortLine(self._theme, comfort)
            lines.addWidget(line)
            line.retranslate()
            line.show_weight(self._weights.get(comfort.name, 0))
            line.weight_wanted.connect(self.weight_wanted)
            self.comforts[comfort.name] = line

    def _build_natural(self) -> None:
        self._head(
            N_("What goes without saying"),
            N_("These hold by nature. Switch one off only to see what it costs."),
        )
        self._add_cards([rule for rule in RULES if rule.natural])

    def _add_cards(self, rules: Sequence[RuleText]) -> None:
        for rule in rules:
            card = RuleCard(self._theme, rule)
            self._insert(card)
            card.retranslate()
            card.show_values(self._rules.get(rule.name, {}))
            card.say_effect(self._effects.get(rule.name, ""))
            card.effect_wanted.connect(self.effects_wanted)
            card.set_wanted.connect(self.rule_wanted)
            self.cards[rule.name] = card

    def _head(self, heading: str, intro: str) -> None:
        for text, made in (
            (heading, label(self._theme, "heading")),
            (intro, label(self._theme, muted=True)),
        ):
            made.setText(_(text))
            self._headings.append((text, made))
            self._insert(made)

    def _insert(self, part: QWidget) -> None:
        """Add ``part`` at the end, before the stretch once that is there."""
        end = self._content.count()
        if end and self._content.itemAt(end - 1).spacerItem() is not None:
            end -= 1
        self._content.insertWidget(end, part)
