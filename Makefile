# `make demo` and `make test` do all the set-up on a machine with Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BASE ?= main
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test check compare lock clean help

demo: $(VENV)/.installed ## Tag the example minutes and print a summary.
	@mkdir -p out
	$(BIN)/referat tag corpus/minutes --out out/minutes.jsonl
	@$(BIN)/python scripts/summary.py out/minutes.jsonl

test: $(VENV)/.installed-dev ## Run all tests.
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

check: $(VENV)/.installed-dev ## Run the linters.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

compare: $(VENV)/.installed-dev ## Fail where `tag` is more than a tenth slower than at the commit BASE.
	$(BIN)/python -m benchmarks.compare $(BASE)

lock: ## Pin the newest versions that fit (needs uv).
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate -o requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --extra dev -c requirements.lock \
		-o requirements-dev.lock pyproject.toml

help: ## Say what the targets do.
	@sed -n 's/^\([a-z]*\):.* ## /\1	/p' Makefile

clean: ## Remove what these targets made.
	rm -rf $(VENV) out build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Referat needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements.lock
	$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements-dev.lock
	$(PIP) --no-deps --editable .
	@touch $(VENV)/.installed $@
