"""The catalogue of Cypher: named queries in `cypher/*.cypher`, commented, with parameters, for both stores.

A file begins with comment lines: what it answers, then one line a parameter, `// $name: meaning`, which ends with
`(default VALUE)` where it may be left out; VALUE is JSON. The rest is the query.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ..graph.errors import InputError

_PARAMETER = re.compile(r"\$(\w+): (.*?)(?:\s*\(default (.+)\))?\Z")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes; `required` unless it has a `default`."""

    name: str
    meaning: str
    required: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the catalogue: what it `answers`, its parameters, and its text with the comments."""

    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    cypher: str

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return `given` with the defaults of what is left out.

        Raises InputError for a parameter that is missing, or that the query does not take.
        """
        known = {p.name: p for p in self.parameters}
        takes = ", ".join(known) or "none"
        if unknown := [name for name in given if name not in known]:
            raise InputError(f"query {self.name} takes no parameter {unknown[0]!r}; its parameters: {takes}")
        if missing := [p for p in self.parameters if p.required and p.name not in given]:
            p = missing[0]
            raise InputError(f"query {self.name} needs --param {p.name}=… ({p.meaning})")
        return {p.name: given.get(p.name, p.default) for p in self.parameters}


@cache
def catalogue() -> Mapping[str, NamedQuery]:
    """Return the queries by name, sorted."""
    folder = resources.files(__package__).joinpath("cypher")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name)
    return {(name := f.name.removesuffix(".cypher")): parse(name, f.read_text("utf-8")) for f in files}


def named(name: str) -> NamedQuery:
    """Return the query called `name`.

    Raises InputError, naming those there are, when there is none.
    """
    if name not in catalogue():
        raise InputError(f"no query is called {name!r}; there are {', '.join(catalogue())}")
    return catalogue()[name]


def parse(name: str, text: str) -> NamedQuery:
    """Return the query that a file's `text` holds.

    Raises InputError for one without a comment on top, or whose comment and text name different parameters.
    """
    comments = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        comments.append(line.removeprefix("//").strip())
    answers, parameters = [], []
    for line in comments:
        if match := _PARAMETER.match(line):
            default = match[3]
            parameters.append(Parameter(match[1], match[2], default is None, json.loads(default) if default else None))
        elif line:
            answers.append(line)
    body = re.sub(r"//[^\n]*", "", text)
    used = set(re.findall(r"\$(\w+)", body))
    if not answers or used != {p.name for p in parameters}:
        raise InputError(f"query {name}: its comment must say what it answers and name the parameters {sorted(used)}")
    return NamedQuery(name, " ".join(answers), tuple(parameters), text)
