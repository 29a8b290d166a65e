# Kairan: what one does with this source. `make help` lists it.
#
# Needs git, make and Python 3.11 or newer; everything else is fetched into .tools/, .venv/ and
# web/node_modules/. Another interpreter: make PYTHON=python3.12 serve

PYTHON ?= python3
PORT ?= 8000
TESTS ?=
PARTS ?=
QUICK ?=

KAIRAN := .venv/bin/kairan
PY := .venv/bin/python

ENV := .venv/.ready
NODE := .tools/node.ready
MODULES := web/node_modules/.ready
CLIENT := src/kairan/client/index.html
PROVIDER := tests/support/oidc/node_modules/.ready

CLIENT_SOURCES := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print)

export PATH := $(CURDIR)/.tools/bin:$(PATH)
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.PHONY: help serve test check fix bench bench-peers soak torture scale simulate client wheel advisories clean env pictures

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

serve: $(ENV) $(CLIENT) ## Set everything up and start on http://localhost:8000, with the demo on the first run
	@$(KAIRAN) serve --demo --port $(PORT) || [ $$? -eq 130 ]  # stopped by Ctrl+C

test: $(ENV) $(CLIENT) $(PROVIDER) ## Run all tests; TESTS="tests/talk -k thread" for some of them
	@$(PYTHON) tools/packages.py tests
	@$(PY) -m compileall -q src/kairan
	@$(PY) tools/test.py $(TESTS)

check: $(ENV) $(MODULES) ## Run every check that is not a test: style, types, layers, documents
	@$(PY) tools/check.py

fix: $(ENV) $(MODULES) ## Let the tools repair what they can: formatting, imports, simple rules
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .
	@cd web && npm run --silent fix
	@$(PY) tools/reference.py
	@$(PY) tools/wire.py

bench: $(ENV) ## Measure; PARTS="posts floors" for some parts, QUICK=1 for a first look; writes bench/results/
	@$(PY) -m compileall -q src/kairan
	@$(PY) -m bench $(if $(QUICK),--quick) $(PARTS:%=--only %)

bench-peers: $(ENV) ## Measure ejabberd and Matrix Synapse beside Kairan, with an equal setting; installs them
	@$(PY) -m compileall -q src/kairan
	@$(PY) -m bench.peers

soak: $(ENV) ## Slow, dead and vanishing readers for ten minutes: memory must stay flat; SECONDS=120 for less
	@$(PY) -m compileall -q src/kairan
	@$(PY) -m bench.soak --seconds $(or $(SECONDS),600)

torture: $(ENV) $(CLIENT) ## Try to lose messages: kill servers, fill the disk, cut cables; SECONDS=300 for longer
	@$(PYTHON) tools/packages.py tests
	@$(PY) -m torture --seconds $(or $(SECONDS),60)

scale: $(ENV) $(CLIENT) ## Two nodes behind nginx, replaced and parted under load; ROUNDS=20 for longer
	@$(PYTHON) tools/packages.py tests
	@$(PY) -m tests.scale --rounds $(or $(ROUNDS),5)

simulate: $(ENV) ## The first hour of a great earthquake on paper, with the costs in simulation/costs.json
	@$(PY) -m simulation

client: $(CLIENT) ## Build the staff client into src/kairan/client

wheel: $(ENV) $(CLIENT) ## Build dist/kairan-*.whl, with the client and the SBOM inside, and dist/requirements.txt
	@.tools/bin/uv build --wheel --quiet --python $(PY) && ls -l dist/*.whl
	@.tools/bin/uv export --quiet --no-dev --no-emit-project --no-annotate --output-file dist/requirements.txt >/dev/null

advisories: $(ENV) $(NODE) ## Ask the public databases whether what is locked has known weaknesses; needs the network
	@$(PY) tools/advisories.py

pictures: $(ENV) $(CLIENT) ## Take the pictures in docs/pictures anew from a running server; NAME="moving" for some of them
	@$(PYTHON) tools/packages.py pictures
	@$(PY) -m tools.pictures $(NAME)

env: $(ENV) $(MODULES) ## Set up .venv and web/node_modules for work on the source

clean: ## Remove what was built or fetched; ./var (your data) stays
	rm -rf .venv .tools dist src/kairan/client web/node_modules web/dist tests/support/oidc/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(ENV): pyproject.toml uv.lock tools/bootstrap.py
	@$(PYTHON) tools/bootstrap.py python
	@$(PY) -m compileall -q src/kairan
	@touch $@

$(NODE): uv.lock tools/bootstrap.py
	@$(PYTHON) tools/bootstrap.py node
	@touch $@

$(MODULES): web/package-lock.json web/package.json $(NODE)
	@echo "Fetching the client's packages into web/node_modules ..."
	@cd web && npm ci --no-fund --no-audit --no-update-notifier --loglevel=error
	@touch $@

$(PROVIDER): tests/support/oidc/package-lock.json $(NODE)
	@echo "Fetching an OpenID Connect provider for the tests ..."
	@cd tests/support/oidc && npm ci --no-fund --no-audit --no-update-notifier --loglevel=error
	@touch $@

$(CLIENT): $(MODULES) $(CLIENT_SOURCES)
	@echo "Building the client ..."
	@cd web && npm run --silent build -- --logLevel error
	@touch $@
