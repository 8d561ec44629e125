# All targets are safe to repeat; after the first time they need no network.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PIP_NO_INPUT := 1
SPREAD := -n auto --maxprocesses 4 --dist loadfile
.DEFAULT_GOAL := help
.PHONY: help setup test-setup run demo test test-all lint bench mutants texts docs

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

setup: .venv/.installed ## Install into .venv, once

# The stamps tell what is installed, so a second run asks nobody.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Soseska needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Install Python's venv first: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

test-setup: .venv/.test-installed
	@.ci/test-tools

.venv/.test-installed: .venv/.installed requirements-test.lock
	$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

run: setup ## Example town and server: prints the addresses and the demo accounts
	@$(BIN)/soseska demo
	@$(BIN)/soseska run

demo: setup ## Only load the example town
	@$(BIN)/soseska demo

test: test-setup ## The fast tests and the core journeys, under 10 minutes
	$(BIN)/python -m pytest -q -m "not slow" $(SPREAD) --durations=10

test-all: test-setup lint ## Everything, under 60 minutes
	$(BIN)/python -m pytest -q $(SPREAD) --durations=20

lint: test-setup ## Style, types and import directions
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: test-setup ## How fast the hot paths are on this machine
	$(BIN)/python -m tests.bench

mutants: .venv/.mutants-installed ## Does a test notice each wrong line of the statistics?
	$(BIN)/python .ci/mutants

.venv/.mutants-installed: .venv/.test-installed requirements-mutants.lock
	$(PIP) install --require-hashes -r requirements-mutants.lock
	@touch $@

texts: test-setup ## Bring the translators' catalogs up to date
	$(BIN)/python .ci/texts

docs: test-setup ## Write the documents that are made from the program
	$(BIN)/python .ci/docs
