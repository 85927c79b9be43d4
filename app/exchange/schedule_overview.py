"""The first sheet: what plan this is, how good it is, and which colour is which department."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.exchange.sheets import (
    CENTRED,
    HEADING,
    NOTE,
    PLAIN,
    SECTION,
    TITLE,
    WRAPPED,
    Sheet,
    Style,
    date_format,
    department_style,
    lines_of,
)
from app.i18n import N_, _, ngettext
from app.wording.plan_score import proof_sentence, tier_sentence
from app.wording.tiers import tier_title

if TYPE_CHECKING:
    from app.exchange.schedule_data import ScheduleData

_STATES = {
    "draft": N_("Draft, not published yet"),
    "published": N_("Published"),
    "superseded": N_("Replaced by a newer version"),
}
_WIDTHS = (32.0, 28.0, 14.0, 12.0, 12.0, 52.0)
_LAST = len(_WIDTHS)
_MOST_FINDINGS = 200
# The words about a tier take the columns from the second to the last but one.
_TIER_WIDTH = sum(_WIDTHS[1:-1])
_LABEL = Style(bold=True)
_FINDING = Style(wrapped=True, lined=False)
_READING = replace(NOTE, wrapped=True)


def write_overview(sheet: Sheet, data: ScheduleData) -> None:
    """Write the facts, the score, the findings and the departments."""
    sheet.fit_to_width()
    sheet.widths(_WIDTHS)
    sheet.row([sheet.text(data.programme, TITLE)])
    sheet.row()
    _write_facts(sheet, data)
    _write_score(sheet, data)
    _write_findings(sheet, data)
    _write_departments(sheet, data)


def _write_facts(sheet: Sheet, data: ScheduleData) -> None:
    dates = Style(number_format=date_format(), align="left")
    numbers = Style(align="left")
    facts = (
        (_("First day"), sheet.date(data.first_day, dates)),
        (_("Last day"), sheet.date(data.last_day, dates)),
        (_("Plan version"), sheet.number(data.number, numbers)),
        (_("State"), sheet.text(_(_STATES[data.state]))),
        (_("Planned on"), sheet.date(data.made_at.date(), dates)),
        (_("Written on"), sheet.date(data.written_on, dates)),
        (_("People signed up"), sheet.number(len(data.guests), numbers)),
        (_("Visits planned"), sheet.number(len(data.visits), numbers)),
        (_("Visits missing"), sheet.number(sum(data.missing.values()), numbers)),
    )
    for label, value in facts:
        sheet.row([sheet.text(label, _LABEL), value])
    sheet.row()


def _write_score(sheet: Sheet, data: ScheduleData) -> None:
    if not data.tiers:
        return
    sheet.row([sheet.text(_("How good this plan is"), SECTION)])
    sheet.row([sheet.text(_("The first line matters most, then the next."), NOTE)])
    headings = (_("What counts"), _("This plan"), _("Could another plan do better?"))
    _write_tier(sheet, headings, HEADING)
    for tier in data.tiers:
        words = (
            tier_title(tier.name),
            tier_sentence(tier.name, tier.value),
            proof_sentence(tier.value, tier.bound),
        )
        _write_tier(sheet, words, WRAPPED)
    sheet.row()


def _write_tier(sheet: Sheet, words: tuple[str, str, str], style: Style) -> None:
    title, value, proof = words
    filler = [sheet.blank(style)] * (_LAST - len(words))
    lines = max(
        lines_of(title, _WIDTHS[0]), lines_of(value, _TIER_WIDTH), lines_of(proof, _WIDTHS[-1])
    )
    sheet.row(
        [sheet.text(title, style), sheet.text(value, style), *filler, sheet.text(proof, style)],
        lines=lines,
    )
    sheet.merge(first_column=2, last_column=_LAST - 1)


def _write_findings(sheet: Sheet, data: ScheduleData) -> None:
    sheet.row([sheet.text(_("What the check found"), SECTION)])
    if not data.findings:
        sheet.row([sheet.text(_("Nothing: the plan keeps every rule."), PLAIN)])
    for finding in data.findings[:_MOST_FINDINGS]:
        sheet.row([sheet.text(finding, _FINDING)], lines=lines_of(finding, sum(_WIDTHS)))
        sheet.merge(first_column=1, last_column=_LAST)
    further = len(data.findings) - _MOST_FINDINGS
    if further > 0:
        text = ngettext("And {count} more.", "And {count} more.", further).format(count=further)
        sheet.row([sheet.text(text, NOTE)])
    sheet.row()


def _write_departments(sheet: Sheet, data: ScheduleData) -> None:
    sheet.row([sheet.text(_("Departments"), SECTION)])
    example = data.departments[0]
    reading = _(
        "In the calendar, “{short} 3” is a visit to {department} in a role of level 3, where 1 is "
        "the most junior and 5 the head."
    ).format(short=example.short_name, department=example.name)
    sheet.row([sheet.text(reading, _READING)], lines=lines_of(reading, sum(_WIDTHS)))
    sheet.merge(first_column=1, last_column=_LAST)
    sheet.row([sheet.text(_("Half-days in grey are closed: holidays and days off."), NOTE)])
    headings = (
        _("Short name"),
        _("Department"),
        _("People signed up"),
        _("Visits out"),
        _("Visits in"),
    )
    lines = max(lines_of(text, width) for text, width in zip(headings, _WIDTHS, strict=False))
    sheet.row([sheet.text(text, HEADING) for text in headings], lines=lines)
    for line in data.departments:
        out = sum(n for (home, _to), n in data.between.items() if home == line.id)
        into = sum(n for (_home, to), n in data.between.items() if to == line.id)
        sheet.row(
            [
                sheet.text(line.short_name, department_style(line.hue)),
                sheet.text(line.name, WRAPPED),
                sheet.number(sum(p.department_id == line.id for p in data.guests), CENTRED),
                sheet.number(out, CENTRED),
                sheet.number(into, CENTRED),
            ],
            lines=lines_of(line.name, _WIDTHS[1]),
        )
