"""The house: imports point down only, each library has one importer, nothing below the edge sees the outside world.

The map below is the one of `docs/code-map.md`. When a test here fails, mend the code; the limits are the design.
"""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import REPOSITORY

PACKAGE = REPOSITORY / "docgen"
MODULES = {
    ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "_built" not in path.parts
}

LAYERS: dict[str, int] = {
    **dict.fromkeys(("errors", "dates", "date_words", "typed_dates", "relative_dates", "typed_times"), 0),
    **dict.fromkeys(
        (
            "archives",
            "folders",
            "frozen",
            "picture_signs",
            "plain_words",
            "shell_words",
            "three_way",
            "toml_file",
            "toml_lines",
            "wording_file",
        ),
        0,
    ),
    **dict.fromkeys(
        (
            "matter",
            "jurisdiction",
            "platforms",
            "localization",
            "records",
            "scalars",
            "toml_records",
            "answers",
            "conditions",
            "trace_words",
        ),
        1,
    ),
    **dict.fromkeys(
        (
            "clinic",
            "questions",
            "manifest",
            "own_questions",
            "narrative",
            "doubts",
            "leak_patterns",
            "leak_places",
            "leak_forms",
            "translations",
            "typed_values",
        ),
        2,
    ),
    **dict.fromkeys(("library", "facts", "schema", "missing_mark", "notes", "imports", "sheets"), 3),
    **dict.fromkeys(("plan", "interview", "letter_tags"), 4),
    **dict.fromkeys(("word",), 5),
    **dict.fromkeys(
        ("files", "drafts", "check", "coverage", "leaks", "build", "new_kind", "pdf", "pictures", "prepared", "trace"),
        6,
    ),
    **dict.fromkeys(("assemble", "batch", "examples", "packs", "reading_copy", "upgrade"), 7),
    **dict.fromkeys(("cli", "__main__", "__init__"), 8),
}
"""Room to layer: a room may import rooms of its own layer and below."""

SOLE_IMPORTERS: dict[str, tuple[str, ...]] = {
    "babel": ("docgen.localization",),
    "dateutil": ("docgen.dates",),
    "markdown": ("docgen.narrative", "docgen.word"),
    "docxtpl": ("docgen.word",),
    "docxtpl_lint": ("docgen.word",),
    "docx": ("docgen.word",),
    "jinja2": ("docgen.word",),
    "markupsafe": ("docgen.word",),
    "lxml": ("docgen.word",),
    "typer": ("docgen.cli",),
    "click": ("docgen.cli",),
    "pyrage": ("docgen.drafts",),
    "PIL": ("docgen.pictures",),
    "distributed": ("docgen.batch",),
    "subprocess": ("docgen.pdf", "docgen.cli.editor"),
}
"""Library to the only room that may import it; `docgen.word` means everything in that folder."""

OFFLINE = {
    *(
        "socket",
        "ssl",
        "http",
        "urllib",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "telnetlib",
        "xmlrpc",
        "socketserver",
    ),
    *("asyncio", "requests", "httpx", "aiohttp", "urllib3", "webbrowser", "getpass", "tempfile", "pickle", "marshal"),
}
"""Modules that no room may import: the network, the user's name, temporary folders, code in data."""
NO_ADDRESS_BOOK = {"urllib.parse"}
"""Parts of those modules that only take text apart."""
UNSEEN = ("docgen.cli.prompts", "getpass")
"""The one place that reads a passphrase without showing it; the module is banned for `getuser`, which names the user."""

OUTSIDE = {
    *(
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "time.time",
        "time.localtime",
        "time.strftime",
    ),
    *("os.environ", "os.getenv", "os.getcwd", "os.getlogin", "os.environb", "Path.cwd", "Path.home"),
    *("sys.stdin", "sys.stdout", "sys.stderr", "sys.argv", "sys.platform.node", "platform.node"),
    *("locale.getlocale", "locale.setlocale", "locale.getdefaultlocale", "default_locale", "os.umask", "os.chdir"),
}
"""What only the edge may read or change."""
BUILT_INS = {"print", "input", "breakpoint", "eval", "exec", "__import__"}


CATCHERS = {
    "docgen.cli": "turns a defect into an exit code, because a traceback would show facts",
    "docgen.word.fill": "a template is a program: whatever it raises is its own problem",
}
"""The modules that may catch every exception, each with its reason."""


@functools.cache
def _tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def _room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def _imports(name: str) -> Iterator[tuple[str, int]]:
    """Yield each module that `name` imports, at its top or inside a function, with the line."""
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}:{node.lineno} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner if inner in MODULES else str(node.module)), node.lineno


def _inner_imports(name: str) -> set[str]:
    """Return the modules of docgen that `name` imports when it is loaded, not for types only."""
    typing_only = {
        id(inner)
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.ImportFrom) and id(node) not in typing_only:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else str(node.module))
    return {module for module in found if module in MODULES and module != name}


def test_every_room_stands_in_the_map() -> None:
    assert {_room(name) for name in MODULES} <= set(LAYERS)


def test_no_import_points_up() -> None:
    upward = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        for target, line in _imports(name)
        if target.split(".")[0] == "docgen" and target != "docgen" and LAYERS[_room(target)] > LAYERS[_room(name)]
    ]

    assert upward == []


def test_only_the_edge_imports_the_package_itself() -> None:
    """`import docgen` is the door for others; a room that used it would import everything."""
    through_the_door = [
        f"{name}:{line}"
        for name in MODULES
        for target, line in _imports(name)
        if target == "docgen" and _room(name) != "cli"
    ]

    assert through_the_door == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: _inner_imports(name) for name in MODULES}
    circles: list[str] = []

    def walk(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circles.append(" → ".join((*path[path.index(name) :], name)))
        elif name not in done:
            for target in sorted(graph[name]):
                walk(target, (*path, name))
            done.add(name)

    done: set[str] = set()
    for name in graph:
        walk(name, ())

    assert circles == []


@pytest.mark.parametrize("library", sorted(SOLE_IMPORTERS))
def test_a_library_is_imported_in_one_room_only(library: str) -> None:
    rooms = SOLE_IMPORTERS[library]
    strangers = [
        f"{name}:{line}"
        for name in MODULES
        for target, line in _imports(name)
        if target.split(".")[0] == library and not any(name == room or name.startswith(f"{room}.") for room in rooms)
    ]

    assert strangers == []


def test_docgen_imports_nothing_that_its_wheel_does_not_declare() -> None:
    """The standard library, docgen, and the libraries of the map."""
    foreign = {
        f"{name}:{line} imports {target}"
        for name in MODULES
        for target, line in _imports(name)
        if target.split(".")[0] not in {"docgen", "__future__", *SOLE_IMPORTERS, *sys.stdlib_module_names}
    }

    assert foreign == set()


def _names_taken(name: str, module: str) -> set[str]:
    """Return what `name` takes out of `module`; the module itself counts as everything."""
    taken = {
        alias.name
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
    }
    whole = any(
        isinstance(node, ast.Import) and module in {alias.name for alias in node.names}
        for node in ast.walk(_tree(name))
    )
    return taken | ({"*"} if whole else set())


def test_nothing_reaches_the_network_or_leaves_traces() -> None:
    reaching = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        for target, line in _imports(name)
        if target.split(".")[0] in OFFLINE and target not in NO_ADDRESS_BOOK
        if not (name == UNSEEN[0] and target == UNSEEN[1] and _names_taken(name, target) == {"getpass"})
    ]

    assert reaching == []


def _names_read(name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node), node.lineno


def test_nothing_below_the_edge_sees_clock_environment_streams_or_machine_language() -> None:
    seen = [
        f"{name}:{line} reads {read}"
        for name in MODULES
        if _room(name) != "cli"
        for read, line in _names_read(name)
        if read in OUTSIDE or ".".join(read.split(".")[-2:]) in OUTSIDE
    ]

    assert seen == []


def test_at_the_edge_only_the_world_and_the_terminal_see_them() -> None:
    """So that a test can give a command another world. `main` alone reads the command line; `prompts` must ask the
    real terminal for whole lines, and does so only where the world's input is that terminal."""
    seen = [
        f"{name}:{line} reads {read}"
        for name in MODULES
        if _room(name) == "cli" and name not in ("docgen.cli.world", "docgen.cli.prompts")
        for read, line in _names_read(name)
        if read in OUTSIDE and read != "sys.argv"
    ]

    assert seen == []


def test_nothing_prints_or_asks_but_through_the_world() -> None:
    called = [
        f"{name}:{node.lineno} calls {ast.unparse(node.func)}"
        for name in MODULES
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILT_INS
        if (name, node.func.id) != ("docgen.cli.prompts", "input")
    ]

    assert called == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_is_at_most_300_lines_long(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_function_is_at_most_50_lines_long(name: str) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > 50
    ]

    assert long == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_says_what_it_is_and_what_it_offers(name: str) -> None:
    """A docstring and `__all__`, and every public name in `__all__` is there and has a docstring of its own."""
    tree = _tree(name)
    assert ast.get_docstring(tree)
    if name == "docgen.__main__":  # runs; offers nothing
        return
    offered = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    assert offered, "no __all__"
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    silent = [each for each in offered[0] if each in defined and not ast.get_docstring(defined[each])]
    assert silent == []


def test_no_except_catches_everything() -> None:
    """`except:` nowhere; `except Exception` only in the two places that have a reason for it."""
    catching = [
        f"{name}:{node.lineno}"
        for name in MODULES
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        if name not in CATCHERS
    ]

    assert catching == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "shared", "base", "core", "misc", "tools", "manager"}

    assert not {name for name in MODULES if set(name.split(".")) & nothing}


def test_importing_docgen_loads_no_word_or_template_library() -> None:
    """The start of every command: nothing heavy until it is used."""
    code = (
        "import docgen, docgen.assemble, docgen.cli, sys;"
        "print(sorted({'docx', 'docxtpl', 'jinja2', 'lxml', 'markdown', 'dateutil'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_map_is_the_one_that_is_documented() -> None:
    """Every layer of `docs/code-map.md` names the rooms that this file holds it to."""
    text = (REPOSITORY / "docs" / "code-map.md").read_text(encoding="utf-8")
    told = {line[0]: line for line in text.splitlines() if line[:1].isdigit() and line[1:2] == " "}

    missing = [
        f"layer {layer}: {room}"
        for room, layer in LAYERS.items()
        if not room.startswith("__") and room not in told.get(str(layer), "")
    ]

    assert missing == []


def test_the_map_names_every_module_and_no_other() -> None:
    """Each room has an entry with the names of its modules; a room of one module stands in its layer."""
    text = (REPOSITORY / "docs" / "code-map.md").read_text(encoding="utf-8")
    told = text.partition("## Every module\n")[2].partition("\n## ")[0]
    pieces = re.split(r"\*\*`(\w+)/`\*\*", told)
    named = {f"{room}.{name}" for room, names in zip(pieces[1::2], pieces[2::2], strict=True) for name in _names(names)}
    files = {path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.glob("*/*.py")}

    assert named == {".".join(each.parts) for each in files if each.name != "__init__"}


def _names(entry: str) -> list[str]:
    return re.findall(r"`(\w+)`", entry)


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
