"""Both stores give the same answers: every command, export and map on the bundled dataset.

A command that reads the graph is tested here as soon as it is listed in COMMANDS: one that is not known to `ASKED` or
`APART` fails the test.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from neo4j_server import empty
from pactgraph.cli.main import COMMANDS, main

GOMEL, SICHUAN = "by/gomel-region", "cn/sichuan"
ASKED: dict[str, list[list[str]]] = {
    "show": [[GOMEL], ["by/minsk"]],
    "links": [[GOMEL, SICHUAN], [GOMEL]],
    "path": [[GOMEL, SICHUAN], [GOMEL, SICHUAN, "-k", "3"]],
    "evidence": [[GOMEL], [GOMEL, SICHUAN]],
    "central": [[], ["--by", "betweenness"], ["--by", "pagerank", "--kind", "region"]],
    "groups": [[]],
    "bridges": [[]],
    "shared": [["company"]],
    "expected": [[]],
    "shape": [[]],
    "gaps": [[]],
    "timeline": [[], [GOMEL]],
    "conflicts": [[]],
    "query": [["MATCH (a:Actor) RETURN a.kind AS kind, count(*) AS n ORDER BY kind"]],
}
APART = {
    "build": "loads; what it loads is what is asked here",
    "load": "loads",
    "extract": "reads no graph",
    "review": "suggests from the reader's lists, which are compared as networks",
    "compare": "compares with the reader's lists, which are compared as networks",
    "export": "test_every_export_is_the_same_file",
    "map": "test_a_map_is_the_same_file",
    "chart": "draws what central, timeline and groups tell",
}
FORMATS = ["graphml", "gexf", "csv", "json", "cypher", "neo4j", "ftm", "statements", "parquet"]


@dataclass
class Both:
    """The same graph in both stores."""

    embedded: str
    server: str

    def answers(self, ask: Callable[[str], Any]) -> tuple[Any, Any]:
        """Ask both and return what they say."""
        return ask(self.embedded), ask(self.server)


@pytest.fixture(scope="module")
def bundled(neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The bundled dataset in both stores."""
    empty(neo4j_uri)
    both = Both(str(tmp_path_factory.mktemp("bundled") / "graph.lbug"), neo4j_uri)
    for where in (both.embedded, both.server):
        run("build", "--db", where)
    yield both
    empty(neo4j_uri)


def run(*args: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    assert ended.value.code == 0, args


def test_every_command_is_asked_or_said_why_not() -> None:
    assert set(COMMANDS) == ASKED.keys() | APART.keys()


@pytest.mark.parametrize("question", [[c, *args] for c, all_args in ASKED.items() for args in all_args], ids=" ".join)
def test_every_command_answers_the_same(bundled: Both, question: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    def ask(where: str) -> str:
        run(*question, "--format", "json", "--db", where)
        return capsys.readouterr().out.replace(where, "WHERE")

    embedded, server = bundled.answers(ask)
    assert embedded.strip() not in ("", "[]"), "nothing was found: this compares nothing"
    assert server == embedded


@pytest.mark.parametrize("format_", FORMATS)
def test_every_export_is_the_same_file(bundled: Both, format_: str, tmp_path: Path) -> None:
    files = []
    for name, where in (("embedded", bundled.embedded), ("server", bundled.server)):
        out = tmp_path / name
        run("export", "-f", format_, "-o", str(out), "--db", where)
        found = [out] if out.is_file() else sorted(p for p in out.rglob("*") if p.is_file())
        files.append([(p.name if p != out else "", p.read_bytes()) for p in found])
    assert files[0]
    assert files[1] == files[0]


@pytest.mark.parametrize("args", [[], ["--focus", GOMEL, "--depth", "2"], ["--geo", "--type", "twinned-with"]])
def test_a_map_is_the_same_file(bundled: Both, args: list[str], tmp_path: Path) -> None:
    def ask(where: str) -> str:
        run("map", *args, "-o", str(tmp_path / "map.html"), "--db", where)
        return (tmp_path / "map.html").read_text("utf-8")

    embedded, server = bundled.answers(ask)
    assert server == embedded
