"""Sentences about the solver's own files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.i18n import N_, _, ngettext
from app.wording.rules import COMFORTS
from app.wording.tiers import TIER_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from solver.rotation.faults import Fault

FAULTS: dict[str, str] = {
    "empty-file": N_("the file is empty"),
    "not-json": N_("this is not JSON: reading stopped at line {line}, column {column}"),
    "not-a-number": N_("“{value}” is not a number that JSON knows"),
    "repeated-key": N_("the key “{key}” stands twice in one object"),
    "nested-too-deep": N_("brackets are nested too deep to be a file of ours"),
    "not-an-object": N_("an object in braces is expected here"),
    "missing-key": N_("the key is missing; add it"),
    "unknown-key": N_("no such key is known; remove it or mend its spelling"),
    "wrong-type": N_("{value} stands here, {wanted} is expected"),
    "wrong-format": N_("the file is a “{value}”, a “{wanted}” is expected"),
    "newer-version": N_(
        "version {value} is newer than version {known}, the newest that this program knows; "
        "install a newer program"
    ),
    "wrong-version": N_("there is no version {value}; this program knows version {known}"),
    "unknown-status": N_("“{value}” is no status of a plan: optimal, feasible, infeasible"),
    "not-a-date": N_("“{value}” is no date like 2027-03-01"),
    "not-a-half": N_("“{value}” is neither am nor pm"),
    "not-a-date-or-slot": N_("“{value}” is neither a date like 2027-03-01 nor the id of a slot"),
    "duplicate-id": N_("the id “{id}” is given {times} times; each must be given once"),
    "duplicate-visit": N_("the visit of “{person}” to “{role}” on “{slot}” stands twice"),
    "duplicate-pair": N_("the pair “{start}” to “{end}” stands {times} times"),
    "same-half-day": N_("“{id}” is the same half-day as “{other}”"),
    "slot-out-of-order": N_("“{id}” lies before “{other}”; put the slots in time order"),
    "unknown-slot": N_("there is no slot “{id}”"),
    "unknown-department": N_("there is no department “{id}”"),
    "unknown-role": N_("there is no role “{id}”"),
    "unknown-person": N_("there is no person “{id}”"),
    "host-from-outside": N_("“{id}” works in another department than the role “{role}”"),
    "host-missing": N_("only a pin may leave its host open"),
    "level-out-of-range": N_("the level of “{id}” is {value}; levels go from 1 to 5"),
    "wish-out-of-range": N_("a wish of {value} is none; wishes go from −2 to 2"),
    "share-out-of-range": N_("a share of {value} is none; shares go from 0 to 1"),
    "negative": N_("{value} is below 0, the lowest that is taken"),
    "too-large": N_("the number is above {highest}, the highest that is taken"),
    "number-too-long": N_("a number has too many digits to be one of ours"),
    "broken-letters": N_("a text holds half a letter (\\ud800 to \\udfff); write it anew"),
    "pair-with-itself": N_("“{id}” cannot be a pair with itself"),
}

# What readers of these files say that they want.
WANTED: dict[str, str] = {
    "text": N_("a text"),
    "text or null": N_("a text or null"),
    "whole number": N_("a whole number"),
    "whole number or null": N_("a whole number or null"),
    "number or null": N_("a number or null"),
    "true or false": N_("true or false"),
    "list": N_("a list"),
    "list of texts": N_("a list of texts"),
    "list of pairs of texts": N_("a list of pairs of texts"),
    "object of whole numbers": N_("an object of whole numbers"),
}

CLAIMS: dict[str, str] = {
    "tier-order": N_("The file lists the aims as {claimed}; their order is {counted}."),
    "tier-value": N_(
        "“{tier}” is {counted} when counted from the visits; the file says {claimed}."
    ),
    "term-value": N_(
        "“{term}” is {counted} when counted from the visits; the file says {claimed}."
    ),
    "unknown-term": N_("The file gives a value for “{term}”, which this program does not count."),
    "bound-above-value": N_(
        "“{tier}” is {value}, so the file cannot say that {bound} is the best possible."
    ),
    "not-proven": N_("The file calls the plan the best possible, but not every aim is proven."),
    "infeasible-with-visits": N_("The file says that no plan is possible, but it holds visits."),
    "infeasible-though-empty-plan-holds": N_(
        "The file says that no plan is possible, but a plan without visits keeps every rule."
    ),
    "missing": N_("Visits missing for {person}: {counted}; the file says {claimed}."),
}


def fault_line(fault: Fault) -> str:
    """Return where a fault stands in its file, and what it is."""
    parameters = _shortened(fault.params)
    if fault.code == "wrong-type":
        wanted = WANTED[parameters["wanted"]]
        value = json.dumps(parameters["value"], ensure_ascii=False)
        parameters |= {"value": value, "wanted": _(wanted)}
    text = _(FAULTS[fault.code]).format(**parameters)
    # "$" is the whole file.
    return text if fault.path == "$" else f"{fault.path}: {text}"


def claim_line(params: Mapping[str, Any]) -> str:
    """Return in which claim a plan file is wrong; ids that have names are given by name."""
    named = {name: _claimed(name, value) for name, value in params.items() if name != "code"}
    text = CLAIMS[params["code"]]
    return _(text).format(**named)


def _claimed(name: str, value: Any) -> Any:
    if name == "tier":
        return _(TIER_TITLES.get(value, value))
    if name == "term":
        return next((_(one.title) for one in COMFORTS if one.name == value), value)
    if isinstance(value, list):
        return ", ".join(_("“{rule}”").format(rule=_claimed("tier", one)) for one in value)
    return value


def _shortened(params: dict[str, Any]) -> dict[str, Any]:
    # A value of the wrong type may be half the file.
    return {
        key: value
        if not isinstance(value, list | dict | str) or len(str(value)) < 80
        else str(value)[:77] + "…"
        for key, value in params.items()
    }


def _problem_faults(*, file: str, faults: tuple[Fault, ...]) -> str:
    head = ngettext(
        "“{file}” is no problem that can be solved: {count} fault. Mend it and try again.",
        "“{file}” is no problem that can be solved: {count} faults. Mend them and try again.",
        len(faults),
    ).format(file=file, count=len(faults))
    return "\n".join([head, *map(fault_line, faults)])


def _plan_faults(*, file: str, faults: tuple[Fault, ...]) -> str:
    head = ngettext(
        "“{file}” is no plan that can be read: {count} fault. Mend it and try again.",
        "“{file}” is no plan that can be read: {count} faults. Mend them and try again.",
        len(faults),
    ).format(file=file, count=len(faults))
    return "\n".join([head, *map(fault_line, faults)])


SENTENCES: dict[str, str | Callable[..., str]] = {
    "problem-file-faults": _problem_faults,
    "plan-file-faults": _plan_faults,
    "answer-not-written": N_(
        "The answer could not be written to where it should go; the system says: {reason}. Free "
        "some space or choose another place, and ask again."
    ),
    "folder-cannot-be-made": N_(
        "The folder “{folder}” cannot be made. Choose a place in which you may write."
    ),
    "input-is-folder": N_("“{file}” is a folder. Name a file in it."),
    "input-too-large": N_("“{file}” is far too large for a file of this kind. Check the name."),
    "input-missing": N_("There is no file “{file}”. Check the name and the folder."),
    "input-not-text": N_("“{file}” is not a text in UTF-8. Save it in that encoding."),
    "input-unreadable": N_(
        "“{file}” could not be read. Check that you may read it and that its disk is connected."
    ),
}
