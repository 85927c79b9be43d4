"""Help and usage errors of the command line in the user's language; typer speaks English only."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.exceptions import TyperException

# The types of context, formatter and parameter are private to typer.


class Command(TyperCommand):
    """A command whose help speaks the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options with their help."""
        _write_parameters(self, ctx, formatter)


class Group(TyperGroup):
    """Commands under one name, with help in the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the commands are called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands."""
        _write_parameters(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, it.get_short_help_str(200)) for name, it in commands if it])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called; say which there are if it is none of them."""
        name, known = args[0], self.list_commands(ctx)
        if name in known or name.startswith("-"):
            return super().resolve_command(ctx, args)
        close = difflib.get_close_matches(name, known, n=1)
        text = (
            _("There is no command “{name}”. Perhaps you mean “{close}”.").format(
                name=name, close=close[0]
            )
            if close
            else _("There is no command “{name}”. There are: {known}.").format(
                name=name, known=", ".join(known)
            )
        )
        raise typer.BadParameter(text, ctx=ctx)


class Application(typer.Typer):
    """A set of commands that speak the user's language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=Group, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Any:
        """Return the decorator that adds a command."""
        return super().command(name, cls=Command, **settings)


def usage_text(error: TyperException) -> str:
    """Return what is wrong with the words of a command, and where its help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "gemba"
    return "\n".join([_wrong(error), _("See {command} --help.").format(command=command)])


def _wrong(error: Any) -> str:
    # The kinds of errors are private to typer, all but their names.
    told = _KINDS.get(type(error).__name__)
    return told(error) if told else str(error.format_message())


def _no_such_option(error: Any) -> str:
    text = _("There is no option “{name}”.").format(name=error.option_name)
    if not error.possibilities:
        return text
    close = ", ".join(sorted(error.possibilities))
    return " ".join([text, _("Perhaps you mean: {names}.").format(names=close)])


def _wrong_option(error: Any) -> str:
    if "requires" in error.message:
        return _("The option “{name}” needs a value.").format(name=error.option_name)
    return _("The option “{name}” takes no value.").format(name=error.option_name)


def _missing(error: Any) -> str:
    return _("“{name}” is missing.").format(name=_name_of(error.param))


def _wrong_value(error: Any) -> str:
    if not error.param:
        return str(error.message)
    # Options that take one word out of several list them where others name their kind.
    choices = str(error.param.metavar).split("|")
    return _not_a_choice(error.param, choices) if choices[1:] else _not_a_number(error.param)


def _too_much(error: Any) -> str:
    _start, mark, words = error.message.partition("extra argument(s) (")
    if not mark:
        return str(error.format_message())
    return _("This is too much: {words}. Put a name of several words in quotes.").format(
        words=words.removesuffix(")")
    )


_KINDS: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_such_option,
    "BadOptionUsage": _wrong_option,
    "MissingParameter": _missing,
    "BadParameter": _wrong_value,
    "UsageError": _too_much,
}


def _not_a_choice(parameter: Any, choices: list[str]) -> str:
    return _("“{name}” must be one of these: {choices}.").format(
        name=_name_of(parameter), choices=", ".join(choices)
    )


def _not_a_number(parameter: Any) -> str:
    name = _name_of(parameter)
    lowest, highest = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if lowest is not None and highest is not None:
        return _("“{name}” must be a number from {lowest} to {highest}.").format(
            name=name, lowest=lowest, highest=highest
        )
    if lowest is not None:
        return _("“{name}” must be a number, {lowest} or more.").format(name=name, lowest=lowest)
    return _("“{name}” must be a number.").format(name=name)


def _name_of(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)


def _write_usage(command: Any, context: Any, formatter: Any) -> None:
    spoken = {"[OPTIONS]": _("[OPTIONS]"), "COMMAND [ARGS]...": _("COMMAND …")}
    pieces = [spoken.get(piece, piece) for piece in command.collect_usage_pieces(context)]
    formatter.write_usage(context.command_path, " ".join(pieces), prefix=_("Usage:") + " ")


def _write_parameters(command: Any, context: Any, formatter: Any) -> None:
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is None:
            continue
        if parameter.param_type_name == "argument":
            arguments.append((_name_of(parameter), _help_of(parameter)))
        else:
            options.append((record[0], _help_of(parameter)))
    for title, lines in ((_("Arguments"), arguments), (_("Options"), options)):
        if lines:
            with formatter.section(title):
                formatter.write_dl(lines)


def _help_of(parameter: Any) -> str:
    if "--help" in parameter.opts:
        return _("Show this help.")
    parts = [_(parameter.help)] if parameter.help else []
    if parameter.required and parameter.param_type_name == "option":
        parts.append(_("Needed."))
    elif isinstance(parameter.default, int | float) and not isinstance(parameter.default, bool):
        parts.append(_("Otherwise {default}.").format(default=parameter.default))
    return " ".join(parts)
