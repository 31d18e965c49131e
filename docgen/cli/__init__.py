"""The command line: Typer commands, thin over `docgen.assemble`.

Help texts are ids of the program's catalog; they are put in words once the language is known. Errors are caught in one
place, here, and become words and an exit code.
"""

from __future__ import annotations

import contextlib
import gc
import io
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docgen.cli.exits import Exit, Stopped, exit_code
from docgen.cli.frame import help_in_words, wrong_line
from docgen.cli.world import World
from docgen.errors import DocgenError
from docgen.folders import locales_folder
from docgen.localization import Wording, best_language, open_wording, usages_with

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None, world: World | None = None) -> None:
    """Run the command line and exit with the code that `docgen.cli.exits` gives."""
    gc.freeze()
    _leave_no_core()
    gc.set_threshold(100_000)  # a command lives for a moment: thirty collections while it loads would free nothing
    world = world or World.real()
    code = run(list(sys.argv[1:] if arguments is None else arguments), world)
    sys.exit(code if world.said_all() else code or Exit.FAILED)


def _leave_no_core() -> None:
    """Let no quit signal and no crash write the memory, with all that was told, to the disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def run(arguments: list[str], world: World) -> int:
    """Run the command that `arguments` give in `world` and return its exit code. Never raises but for a defect."""
    language = _language(world, arguments)
    try:
        return _run_command(arguments, world, language)
    except DocgenError as error:
        _report(world, language, error)
        return exit_code(error)
    except (KeyboardInterrupt, EOFError):
        world.stderr.write("\n" + _said(language, "report.interrupted") + "\n")
        return Exit.INTERRUPTED
    except Stopped:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.FAILED
    except Exception as error:
        world.stderr.write(_said(language, "report.defect", kind=type(error).__name__, place=_place(error)) + "\n")
        if world.environment.get("DOCGEN_DEBUG") == "1":
            raise
        return Exit.DEFECT


def _language(world: World, arguments: Sequence[str]) -> str:
    """Return the language of help and messages before any option is read; English where docgen lacks the machine's."""
    asked = [after for option, after in pairwise(arguments) if option == "--interview-language"]
    wanted = asked[-1] if asked else world.environment.get("DOCGEN_LANGUAGE") or world.language
    return best_language(wanted, usages_with((locales_folder(),), "program")) or "en"


def _run_command(arguments: list[str], world: World, language: str) -> int:
    import typer

    from docgen.cli.program import command

    with_help = _asks_for_help(arguments)
    usage_error: Any = typer.BadParameter.__mro__[2]  # ClickException, which Typer holds without a public name
    page = io.StringIO()
    try:
        root = command(arguments[0] if arguments else "", language, with_help=with_help)
        with contextlib.redirect_stdout(page) if with_help else contextlib.nullcontext():
            result = root.main(args=arguments, prog_name="docgen", standalone_mode=False, obj=world)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except usage_error as error:
        wording = _wording(language)
        asked = type(error).__name__ == "NoArgsIsHelpError"  # whose message is the help page
        told = help_in_words(error.format_message(), wording) if asked else wrong_line(error, arguments, wording)
        world.stderr.write(told + "\n")
        return Exit.USAGE
    finally:
        if page.tell():
            world.stdout.write(help_in_words(page.getvalue(), _wording(language)))
    if result == Exit.INTERRUPTED:  # what Typer makes of Ctrl-C
        raise KeyboardInterrupt
    return result if isinstance(result, int) else Exit.DONE


def _asks_for_help(arguments: list[str]) -> bool:
    """Return whether help may be shown: it is asked for, or a group of commands is named without one of them."""
    return not {"-h", "--help"}.isdisjoint(arguments) or len(arguments) < 2


def _report(world: World, language: str, error: DocgenError) -> None:
    from docgen.cli.report import report_problems

    report_problems(world.stderr, _wording(language), error.problems)


def _said(language: str, id: str, **names: str) -> str:
    return _wording(language).say(id, **names)


def _wording(language: str) -> Wording:
    return open_wording((locales_folder(),), "program", language)


def _place(error: Exception) -> str:
    """Return file and line where `error` was raised: enough for a report, and no fact in it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
