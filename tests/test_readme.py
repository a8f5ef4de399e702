"""The README's tour, run as it stands there: each command prints what the README shows ("…" stands for any lines)."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from pactgraph.cli.main import cli

from .conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
STEPS = [step for block in BLOCKS for step in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    run = CliRunner().invoke(cli, ["build", "--db", str(folder / "pactgraph.lbug")])
    assert run.exit_code == 0, run.output
    for command, text in STEPS:
        if command.startswith("cat "):
            (folder / command.removeprefix("cat ")).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("command", "shown"), [s for s in STEPS if s[0].startswith("pactgraph ")], ids=lambda s: s[:40]
)
def test_a_command_prints_what_the_readme_shows(
    command: str, shown: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built)
    run = CliRunner().invoke(cli, shlex.split(command)[1:])
    printed = [line.rstrip() for line in run.stdout.strip("\n").splitlines()]
    pattern = "\n".join(".*" if line == "…" else re.escape(line.rstrip()) for line in shown.strip("\n").splitlines())
    assert re.fullmatch(pattern, "\n".join(printed), flags=re.DOTALL)


def test_every_document_that_the_readme_names_is_there() -> None:
    named = [n for n in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in n]
    assert named
    assert [n for n in named if not (ROOT / n).exists()] == []
