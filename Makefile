# `make demo` builds the graph of the articles in seeds/; `make test` runs every check. Both set up what they need, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint chromium bench floors clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@mkdir -p out
	@$(BIN)/kg build seeds/articles --output out/graph.ttl --html out/graph.html --quiet
	@$(BIN)/kg disputes out/graph.ttl > out/disputes.txt
	@echo "out/graph.ttl      the graph: who asserts and who denies what, as Turtle"
	@echo "out/graph.html     the same as a picture: open it in a browser"
	@echo "out/disputes.txt   who disputes whom, over what, since when"

test: $(VENV)/.installed-test chromium lint
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

lint: $(VENV)/.installed-test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-test
	@$(BIN)/python benchmarks/speed.py

# Lowering a floor of quality is a decision: it is never a side effect of the tests.
floors: $(VENV)/.installed-test
	@$(BIN)/python -m tests.floors --lower

clean:
	rm -rf $(VENV) out

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than 3.11: install a newer one and say make PYTHON=python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's python3-venv, which python3 needs to make a virtual environment"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "python3 can't make virtual environments yet: run 'sudo apt-get install python3-venv' and try again" >&2; exit 2; fi; }
	@echo "Setting up $(VENV) (once; a few minutes)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) --editable '.[test,camps]'
	@touch $@ $(VENV)/.installed

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's chromium, in which the tests open the picture"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "The tests of the picture need a browser: run 'sudo apt-get install chromium' and try again" >&2; exit 2; fi; }
