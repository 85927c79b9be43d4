"""Sentences about planning: what a command asks for, what a solve ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable


def _does_not_fit(*, count: int, first: Any) -> str:
    from app.wording import sentence  # noqa: PLC0415 - it collects this module

    return ngettext(
        "The plan was not kept: staff, calendar or rules have changed since the solve began, and "
        "{count} rule would be broken. {first} Solve again.",
        "The plan was not kept: staff, calendar or rules have changed since the solve began, and "
        "{count} rules would be broken. First of them: {first} Solve again.",
        count,
    ).format(count=count, first=sentence(first.code, first.parameters))


def _solver_died(*, reason: str) -> str:
    if reason == "signal-9":
        return _(
            "The solver was ended from outside, mostly because the memory ran out. Close other "
            "programs, or plan a shorter programme, and solve again."
        )
    return _("The solver broke off: {reason}. Solve again.").format(reason=death(reason))


def death(reason: str) -> str:
    """Return why the solver's process ended without a plan."""
    kind, _dash, number = reason.partition("-")
    if kind == "signal":
        return _("it was ended from outside, signal {number}").format(number=number)
    if kind == "exit":
        return _("it ended with code {number}").format(number=number)
    return _("a mistake of the program")


def _pins_contradict(*, parts: list[Any]) -> str:
    from app.wording import sentence  # noqa: PLC0415 - it collects this module

    head = _("No plan was made: these cannot be held together. Let one of them go.")
    return "\n".join([head, *(sentence(part.code, part.parameters) for part in parts)])


def _sign_up_faults(*, file: str, faults: list[Any]) -> str:
    head = ngettext(
        "“{file}”: {count} row is not clear; nobody was signed up. Mend it and try again.",
        "“{file}”: {count} rows are not clear; nobody was signed up. Mend them and try again.",
        len(faults),
    ).format(file=file, count=len(faults))
    rows = [
        _("Row {row}: {reason}").format(
            row=fault.row, reason=_(_SIGN_UP_FAULTS[fault.code]).format(value=fault.value)
        )
        for fault in faults
    ]
    return "\n".join([head, *rows])


def _unknown_department(*, department: str, known: list[str]) -> str:
    return _("There is no department “{department}”. There are: {known}.").format(
        department=department, known=", ".join(known)
    )


def _unknown_field(*, field: str, known: list[str]) -> str:
    return _("There is no field “{field}”. There are: {known}.").format(
        field=field, known=", ".join(known)
    )


def _unknown_column(*, column: str, known: list[str]) -> str:
    return _("There is no column “{column}”. There are: {known}.").format(
        column=column, known=", ".join(known)
    )


_SIGN_UP_FAULTS = {
    "unknown": N_("“{value}” is not in the staff list."),
    "ambiguous": N_("“{value}” is the name of several people; write the personnel number."),
    "visits": N_("“{value}” is no number of visits."),
}


def _no_such_variant(*, variant: str, known: list[str]) -> str:
    return _("There is no variant “{variant}”. There are: {known}.").format(
        variant=variant, known=", ".join(known)
    )


SENTENCES: dict[str, str | Callable[..., str]] = {
    "nobody-takes-part": N_(
        "Nobody takes part in the programme “{programme}” yet, so there is nothing to plan. Sign "
        "people up first, with gemba programme sign-up."
    ),
    "no-plan-yet": N_(
        "The programme “{programme}” has no plan yet. Make one first, with gemba plan."
    ),
    "nothing-promised": N_(
        "No plan of “{programme}” is published yet, so there is nothing to keep. Solve it with "
        "gemba plan."
    ),
    "no-such-variant": _no_such_variant,
    "not-a-day": N_(
        "“{value}” is no date. Write it as year, month and day, for instance 2027-03-01."
    ),
    "not-a-mapping": N_(
        "“{value}” does not map a column. Write the field, an equals sign and the heading of the "
        "column, for instance job_title=Position."
    ),
    "not-a-pair": N_(
        "“{value}” is no priority pair. Write the department that visits, the department visited "
        "and the least number of visits, for instance Sales:Logistics:4."
    ),
    "not-a-rule": N_(
        "“{value}” does not set a rule. Write the rule, a dot, what to set, an equals sign and the "
        "value, for instance spacing.visits_per_week=1."
    ),
    "pins-contradict": _pins_contradict,
    "plan-does-not-fit": _does_not_fit,
    "solver-died": _solver_died,
    "unknown-column": _unknown_column,
    "unknown-department": _unknown_department,
    "unknown-field": _unknown_field,
    "sign-up-faults": _sign_up_faults,
    "sign-up-nobody": N_(
        "“{file}” names nobody of the staff list. Write one person a row: personnel number, e-mail "
        "or name, then the visits wanted."
    ),
}
