# `make` alone lists what can be done here. Python (3.11 or newer) and make are all it needs.

.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
# The stamps carry the checksum of pyproject.toml: a changed dependency is installed, a fresh checkout is not.
KEY := $(shell cksum < pyproject.toml | cut -d ' ' -f 1)
RUN := .venv/ready-run-$(KEY)
DEV := .venv/ready-dev-$(KEY)
BENCH := .venv/ready-bench-$(KEY)
# Wheels only: nothing is compiled on this machine.
PIP := $(BIN)/python -m pip install --disable-pip-version-check --only-binary :all:
PYTEST ?= -n auto --dist worksteal
SIZES ?= 10000

.PHONY: npm help demo test check lint types layers docs docs-check pictures bench bench-full wheel smoke clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r target words; do \
	  printf '  make %-11s %s\n' "$$target" "$$words"; done

demo: $(RUN) ## show the RCA of this project, then a sample workspace: what is overdue, what is only on paper
	@sh docs/demo.sh $(BIN)

test: $(DEV) ## run the tests (PYTEST="-n 0 -k due" passes other arguments)
	$(BIN)/python -m pytest $(PYTEST)

check: lint types layers docs-check test ## everything that CI asks for: ruff, mypy, import contracts, current docs, tests

lint: $(DEV) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV) ## mypy --strict
	$(BIN)/mypy

layers: $(DEV) ## import-linter: imports go one way
	$(BIN)/lint-imports

docs: $(RUN) ## renew what is generated in README.md and docs/
	$(BIN)/python -m docs.renew

docs-check: $(RUN) ## fail when README.md or docs/ are not current
	$(BIN)/python -m docs.renew --check

pictures: $(DEV) ## draw pictures of the sample workspace: the screens, what rca due prints, the site
	$(BIN)/python -m docs.picture docs/due.svg
	$(BIN)/python -m docs.screens
	$(BIN)/python -m docs.site

bench: $(BENCH) ## measure the promised ratios (SIZES="1000 10000"; needs ripgrep for two of them)
	$(BIN)/python -m tests.bench.run $(SIZES)

bench-full: ## the same with 100,000 documents besides (half an hour, 6 GB of disk)
	@$(MAKE) --no-print-directory bench SIZES="10000 100000"

npm: ## what the tests of pages need besides: axe-core and the Nu HTML checker, into .venv
	npm install --prefix .venv/npm --no-save --no-package-lock --no-fund --no-audit --ignore-scripts --silent axe-core@4 vnu-jar@26

wheel: $(RUN) ## build dist/*.whl
	rm -rf dist
	$(BIN)/python -m pip wheel --disable-pip-version-check --quiet --no-deps --wheel-dir dist .
	@ls dist

smoke: wheel ## install the wheel into an empty environment and use it
	@.ci/smoke $(BIN)/python

clean: ## remove what was built here, .venv included
	rm -rf .venv dist build .bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. A Python that only seems to be there (a version manager's shim, one without venv) is passed over.

.venv/bin/python:
	@for python in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Set-up: .venv with $$("$$python" --version)"; \
	    "$$python" -m venv .venv && exit 0; exit 1; \
	  fi; \
	done; \
	echo "rca needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3 python3-venv);" \
	  "name another one with make PYTHON=/path/to/python." >&2; exit 1

.venv/ready-pip: | .venv/bin/python
	@echo "Set-up: a pip that knows dependency groups"
	@$(PIP) --quiet "pip>=25.1"
	@touch $@

$(RUN): | .venv/ready-pip
	@echo "Set-up: rca and what it needs"
	@$(PIP) --editable .
	@touch $@

$(DEV): | $(RUN)
	@echo "Set-up: tools for tests and checks"
	@$(PIP) --editable ".[all]" --group dev
	@touch $@

$(BENCH): | $(RUN)
	@echo "Set-up: the peers that are measured"
	@$(PIP) --group bench
	@touch $@
