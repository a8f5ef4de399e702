"""The house as designed: imports run one way, modules stay readable, every folder is where the design says."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

ROOMS = ("graph", "loaders", "queries", "viz", "cli")
MAY_IMPORT = {
    "graph": {"graph"},
    "loaders": {"loaders", "graph"},
    "queries": {"queries", "graph"},
    "viz": {"viz", "queries", "graph"},
    "cli": {"cli", "viz", "queries", "loaders", "graph"},
}
MODULES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
LONGEST = 420  # lines


def imported_rooms(path: Path) -> set[str]:
    """Return the rooms that the module at `path` imports from."""
    rooms = set()
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            target = (*base, *(node.module or "").split("."))
            rooms.add(target[0] if target[0] else "")
            if not base and not node.module:
                rooms.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            rooms.update(n.split(".")[1] for n in names if n.startswith("pactgraph."))
    return rooms & set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert imported_rooms(path) <= MAY_IMPORT[room]


def test_the_import_check_sees_relative_imports(tmp_path: Path) -> None:
    assert "graph" in imported_rooms(ROOT / "queries" / "network.py")
    assert "queries" in imported_rooms(ROOT / "cli" / "options.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_every_declared_dependency_is_imported() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [re.split(r"[ ><=;\[]", d)[0] for d in project["dependencies"]]
    named = {
        "pyyaml": "yaml",
        "graspologic-native": "graspologic_native",
        "neo4j-rust-ext": "neo4j",
        "python-docx": "docx",
    }
    source = "\n".join(p.read_text("utf-8") for p in MODULES)
    unused = [d for d in declared if not re.search(rf"\b(import|from) {named.get(d, d.replace('-', '_'))}\b", source)]
    assert not unused


def test_help_imports_no_heavy_library() -> None:
    heavy = ["networkx", "numpy", "pyarrow", "neo4j", "ladybug", "rich", "pyvis", "rustworkx"]
    code = (
        "import sys\nfrom pactgraph.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write(' '.join(m for m in {heavy} if m in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr == ""
