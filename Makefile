# PactGraph: `make demo` shows it, `make test` and `make check` keep it right. Everything lives in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := graph loaders queries viz cli
TYPES := build/types
NEO4J_HOME ?= .neo4j

.PHONY: demo install dev test check format score neo4j neo4j-down clean

demo: $(VENV)/.installed  ## load the bundled dataset, rank its actors, write a map
	$(BIN)/pactgraph build
	$(BIN)/pactgraph central --limit 10
	$(BIN)/pactgraph map -o pactgraph-map.html

install: $(VENV)/.installed  ## the package in a virtual environment of its own

dev: $(VENV)/.dev  ## the package, editable, with what tests and checks need

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[chart]" --group dev
	@touch $@

test: $(VENV)/.dev  ## the tests; what needs Neo4j, Chromium or the books says why it skips
	$(BIN)/python -m pytest -q -n auto --dist loadscope

check: $(VENV)/.dev  ## lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p $(TYPES) && ln -sfn ../.. $(TYPES)/pactgraph
	MYPYPATH=$(TYPES) $(BIN)/mypy $(PACKAGES:%=-p pactgraph.%)

score: $(VENV)/.dev  ## the prose loader against annotated passages (../shared/eval); ARGS=--keep keeps the run
	$(BIN)/python tests/gold/score.py $(ARGS)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

neo4j:  ## a Neo4j server of one's own at bolt://127.0.0.1:7687, without Docker (Java 17, Maven); stop it with: make neo4j-down
	@NEO4J_HTTP=7474 tests/neo4j/server up $(NEO4J_HOME)
	@echo "export PACTGRAPH_DB=bolt://127.0.0.1:7687 NEO4J_PASSWORD=partnership  # the Browser: http://127.0.0.1:7474"

neo4j-down:
	@tests/neo4j/server down $(NEO4J_HOME)

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
