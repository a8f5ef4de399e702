"""Each rule reads the example in its docstring, and gives what the docstring says."""

import re

import pytest
from pactgraph.graph.model import Statement
from pactgraph.loaders.prose import Extractor
from pactgraph.loaders.prose.rules import RULES, Rule

_GIVES = re.compile(
    r"Gives: (?P<type>[A-Z_]+) (?P<a>.+?) -> (?P<b>.+?)"
    r"(?: (?P<date>\d{4}(?:-\d\d)*))? (?P<status>agreed|planned|ended)(?: (?P<instrument>\w+))?$",
    re.MULTILINE,
)


def _read(extractor: Extractor, text: str) -> list[Statement]:
    return [s for passage in extractor.text(text, "example.txt") for s in passage.statements]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_its_own_examples(extractor: Extractor, rule: Rule) -> None:
    doc = rule.read.__doc__ or ""
    examples = doc.split("Example: ")[1:]
    assert examples, f"{rule.name} shows no example"
    for example in examples:
        _check(extractor, rule, example)


def _check(extractor: Extractor, rule: Rule, example: str) -> None:
    text, told = example.split("\n", 1)
    text = text.replace("\\n", "\n")  # an example of several lines
    expected = list(_GIVES.finditer(told))
    assert expected, f"{rule.name} says not what its example gives"
    given = [s for s in _read(extractor, text) if s.rule == rule.name]
    for e in expected:
        fits = [s for s in given if (s.type, s.source.name, s.target.name) == (e["type"], e["a"], e["b"])]
        assert fits, f"{e[0]} is not among {[(s.type, s.source.name, s.target.name) for s in given]}"
        assert any(s.date == e["date"] and s.status == e["status"] for s in fits), [(s.date, s.status) for s in fits]
        assert not e["instrument"] or any(s.instrument == e["instrument"] for s in fits)
    assert len(given) == len(expected)
