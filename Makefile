# `make help` lists what there is. Python 3.11 is all that must be installed.
SHELL := /bin/bash
PYTHON ?= python3.11
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# A stamp named after the content of requirements.txt: packages are installed again only when it changes.
INSTALLED := $(VENV)/installed-$(firstword $(shell cksum requirements.txt))
PO_FILES := $(shell find locale -name '*.po' 2>/dev/null)
MO_FILES := $(PO_FILES:.po=.mo)
READY := $(INSTALLED) $(MO_FILES)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types seed reset shell bench soak openapi stop

help:  ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(READY)  ## the virtual environment with the pinned packages, and the translations

run: $(READY)  ## everything: servers, migrations, demo data, web, worker, beat, sandbox bank (PORT, BIND)
	@$(BIN)/python -m config.run

test: $(READY)  ## the tests (WORKERS=2, ARGS="-k cart")
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

lint: $(READY)  ## ruff and the import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && PYTHONPATH=.:site $(BIN)/lint-imports

# mypy reads the settings and asks no server.
types: $(READY)  ## mypy
	@DATABASE_URL=postgres://unused/unused REDIS_URL=redis://unused $(BIN)/mypy .

openapi: $(READY)  ## write docs/openapi.json and docs/errors.md again
	@$(BIN)/python manage.py spectacular --format openapi-json --validate --fail-on-warn --file docs/openapi.json
	@$(BIN)/python manage.py error_codes > docs/errors.md

seed: $(READY)  ## the demo data again (ARGS="--scale products=1000,markets=20,orders=10000")
	@$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py seed_demo $(ARGS)

reset: $(READY)  ## stop the embedded servers and delete everything under var/
	@$(BIN)/python -m config.embedded reset

shell: $(READY)  ## a Python shell with the models loaded
	@$(BIN)/python manage.py shell

bench: $(READY)  ## times of the hot paths, on the production servers
	@$(BIN)/python -m bench $(ARGS)

soak: $(READY)  ## the long versions of the property and schema tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --hypothesis-profile soak -m soak $(ARGS)

stop: $(INSTALLED)  ## stop embedded servers that were left running
	@$(BIN)/python -m config.embedded stop

$(INSTALLED):
	@test -x $(BIN)/python || { echo "Making $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the pinned packages"
	@$(BIN)/python -m pip install --disable-pip-version-check --requirement requirements.txt
	@rm -f $(VENV)/installed-* && touch $@

%.mo: %.po | $(INSTALLED)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
