# Two commands matter: `make demo` runs the main job, `make test` passes the tests. Both set up what they need, once.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types browser-test bench docs lock clean help

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(VENV)/.runtime ## set up (once) and run the shipped example
	@$(BIN)/parley demo

test: $(VENV)/.dev ## set up (once) and run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.dev ## style
	$(BIN)/ruff check src tests benchmarks docs/generated.py
	$(BIN)/ruff format --check src tests benchmarks docs/generated.py

types: $(VENV)/.dev ## strict types
	$(BIN)/mypy

browser-test: $(VENV)/.dev ## tests in a real browser; fails where there is none
	PARLEY_REQUIRE_BROWSER=1 $(BIN)/python -m pytest -m browser tests/browser

bench: $(VENV)/.dev build/peer/.installed ## measure speed: what is done every day, then beside the peer, which gets an environment of its own
	$(BIN)/python benchmarks/everyday.py
	$(BIN)/python benchmarks/deals.py --peer build/peer/bin/python --out build/benchmarks

build/peer/.installed: benchmarks/requirements.txt
	@$(PYTHON) -m venv build/peer
	@build/peer/bin/python -m pip --disable-pip-version-check --quiet install -r benchmarks/requirements.txt
	@touch $@

docs: $(VENV)/.dev ## rewrite the parts of the documentation that follow the code
	$(BIN)/python docs/generated.py

lock: ## recompute the locked requirements (needs uv)
	uv pip compile --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock

clean: ## remove what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "parley needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make demo PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up parley in $(VENV) (once; a few minutes) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up the test environment in $(VENV) (once; a few minutes) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps -e .
	@touch $@ $(VENV)/.runtime
