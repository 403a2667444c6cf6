# Every target works from a fresh clone with Python 3.11 or newer, pip and make: the first call
# makes .venv and installs exactly what the lock files name. When nothing has changed, nothing runs.
#
#   make demo       the whole product on this machine, no account anywhere
#   make test       all tests             ARGS="tests/unit -k settings"
#   make check      format, lint, types, import rules, layout, manual
#   make simulate   play leads            ARGS="--leads 200 --seed 7 --json"
#   make bench      the measuring rig     ARGS=…
#   make eval-retrieval   what search finds    DATA=DIR ARGS=--json
#   make eval-assistant   what the assistant gets right   DATA=DIR ARGS=--json
#   make fuzz       asks everything the API describes, many times over    EXAMPLES=40 ARGS="-k sqlite"
#   make openapi    print the OpenAPI JSON
#   make assets     build the page assets
#   make format     put the source into shape
#   make manual     write the generated part of the manual
#   make lock       renew the lock files (needs uv)

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK := --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check simulate fuzz bench eval-retrieval eval-assistant openapi assets format manual lock
.DELETE_ON_ERROR:

help:
	@sed -n 's/^#   //p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "leadline needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing leadline into .venv (once) …" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing the development tools into .venv (once) …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# The script itself knows what is out of date.
assets: $(RUN)
	@[ -e app/static/vendor/.stamp ] || echo "Building the page assets (once) …" >&2
	@$(BIN)/python packaging/assets.py >/dev/null

demo: $(RUN) assets
	@exec $(BIN)/leadline demo $(ARGS)

simulate: $(RUN)
	@exec $(BIN)/leadline simulate $(ARGS)

fuzz: $(DEV)
	@LEADLINE_FUZZ_EXAMPLES=$(or $(EXAMPLES),40) exec $(BIN)/python -m pytest \
	  tests/contracts/test_openapi.py --timeout 3600 $(ARGS)

openapi: $(RUN)
	@exec $(BIN)/leadline openapi

test: $(DEV) assets
	@exec $(BIN)/python -m pytest $(ARGS)

check: $(DEV)
	@$(BIN)/ruff format --check --quiet --output-format concise . || { echo "run: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }
	@$(BIN)/python -m pytest -q tests/unit/test_layout.py tests/unit/test_docs.py

format: $(DEV)
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix --quiet .

manual: $(DEV)
	@$(BIN)/python -m tests.manual

eval-retrieval: $(RUN)
	@exec $(BIN)/python bench/eval_retrieval.py $(or $(DATA),../shared/data) $(ARGS)

eval-assistant: $(RUN)
	@exec $(BIN)/python bench/eval_assistant.py $(or $(DATA),../shared/data) $(ARGS)

bench: $(DEV)
	@exec bench/run.sh $(ARGS)

# Exact versions and hashes, no address of any registry.
lock:
	@uv pip compile pyproject.toml --extra build --universal --python-version 3.11 $(LOCK) \
		--output-file requirements.lock
	@uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 \
		$(LOCK) --constraint requirements.lock --output-file requirements-dev.lock
