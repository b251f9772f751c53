# In the order of the work: environment, validation, database, documents, checks. `make help` lists what to type.
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help validate test db query shell verify-source refresh tidy docs lint check clean

# An environment of somebody else's must not leak into ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PIP_TARGET PIP_PREFIX
export PIP_USER := 0

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python -m scripts
PACKAGE := datapackage.json $(wildcard data/*.csv schemas/*.schema.json)
VALIDATOR := $(wildcard schemas/*.py scripts/*.py)
FORMAT ?= table
# What a query prints must be the answer alone, so that it can go into a file.
ASIDE := $(if $(filter query shell,$(MAKECMDGOALS)),>&2)

help:  ## say what to type
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' Makefile

# The stamp is written last, so that a set-up that broke off is begun again.
$(READY): requirements.lock scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(VENV) $(ASIDE)
	@touch $@

validate: build/validation.txt  ## check the package; the report is build/validation.txt (and .json)

# A report of a failure must stay to be read, and must not count as the target.
build/validation.txt: $(READY) $(PACKAGE) $(VALIDATOR)
	@mkdir -p build
	@rm -f build/validation-failed.txt build/validation-failed.json
	@$(RUN) validate --report $@ $(ASIDE) || { code=$$?; for kind in txt json; do \
	  if [ -e build/validation.$$kind ]; then mv build/validation.$$kind build/validation-failed.$$kind; fi; done; exit $$code; }

test: $(READY)  ## run the tests of the code
	@$(VENV)/bin/python -m pytest -n auto

db: build/operation.duckdb  ## build the database build/operation.duckdb

build/operation.duckdb: build/validation.txt $(wildcard scripts/views/*.sql)
	@$(RUN) db $(ASIDE)

query: build/operation.duckdb  ## ask the database: make query SQL="FROM timeline" [FORMAT=table|csv|json]
	@$(if $(SQL),,$(error say what to ask, as in: make query SQL="FROM timeline"))$(RUN) query --format '$(FORMAT)' '$(subst ','\'',$(value SQL))'

shell: build/operation.duckdb  ## open a prompt on the database
	@$(RUN) shell

verify-source: $(READY)  ## prove the passages against your copy of the article: make verify-source ARTICLE=path
	@$(if $(ARTICLE),,$(error say where your copy of the article is, as in: make verify-source ARTICLE=article.txt))$(RUN) verify-source '$(subst ','\'',$(value ARTICLE))'

refresh: $(READY)  ## write sizes and hashes of the files into datapackage.json
	@$(RUN) refresh

tidy: $(READY)  ## bring the CSV files into their canonical form
	@$(RUN) tidy
	@$(RUN) refresh

docs: $(READY)  ## write the generated documents anew
	@$(RUN) codebook

lint: $(READY)  ## format, lint and types of the code
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy

check: lint  ## whether everything that is generated is fresh
	@$(RUN) tidy --check
	@$(RUN) refresh --check
	@$(RUN) codebook --check

clean:  ## remove what was built, and the environment
	@rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
