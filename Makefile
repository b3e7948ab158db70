# Everything happens in .venv; nothing outside this folder is touched. Needs Python >= 3.11 and a package index.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check bench format screenshots wheel clean

BIN := .venv/bin
PYTHON ?= $(shell for name in python3.15 python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)
SOURCES := chamber db tui

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

demo: .venv/installed  ## the program on a demo chamber
	@$(BIN)/chamber demo

test: .venv/developer  ## the whole test suite, on every core
	@$(BIN)/python hatch_build.py
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

SIZE ?= 100000
bench: .venv/developer wheel  ## what was measured, again: one table (SIZE=1000000, DATABASE=postgresql://...)
	@rm -rf .venv/measured && $(BIN)/python -m venv .venv/measured
	@.venv/measured/bin/python -m pip install --quiet dist/*.whl
	$(BIN)/python -m benchmarks --size $(SIZE) --program .venv/measured/bin/chamber $(if $(DATABASE),--database $(DATABASE)) $(ARGS)

check: .venv/developer  ## format, lint, types, contracts, catalogue, docs
	@$(BIN)/python hatch_build.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy tests tools
	$(BIN)/mypy --explicit-package-bases benchmarks
	$(BIN)/lint-imports
	$(BIN)/python -m tools.catalogue
	$(BIN)/python -m tools.documentation

format: .venv/developer  ## put the source into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: .venv/developer  ## draw the pictures of the documentation anew
	@$(BIN)/python hatch_build.py
	$(BIN)/python -m tools.screenshots

wheel: .venv/developer  ## dist/*.whl
	$(BIN)/python -m build --wheel

clean:  ## remove the environment and everything built
	rm -rf .venv dist build

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "chamber needs Python 3.11 or newer with its venv module (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml hatch_build.py | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/developer: pyproject.toml hatch_build.py | .venv/bin/python
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'  # the first that knows --group
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@ .venv/installed
