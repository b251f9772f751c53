# Order of the work: environment, validation, database, documents, checks. `make help` lists the targets.
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help validate test db query shell verify-source docs tidy lint check clean distclean
# An environment of somebody else's must not leak into ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PIP_TARGET PIP_PREFIX
export PIP_USER := 0

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m scripts
READY := $(VENV)/.ready
DATA := datapackage.json $(wildcard data/*.csv)
RULES := $(wildcard schemas/*)
CODE := $(wildcard scripts/*.py scripts/views/*.sql)

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

# The stamp is written last, so a broken set-up is begun again.
$(READY): requirements.lock
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(VENV)
	@touch $@
