# In the order of the work: environment, validation, database, documents, checks. `make help` lists what to type.
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help validate test test-spark test-readers test-site db query shell ask cite export dist site serve picture compare verify-source match-ged account agreement refresh tidy docs lint check bench clean

# An environment of somebody else's must not leak into ours.
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PYTHONDONTWRITEBYTECODE VIRTUAL_ENV PIP_TARGET PIP_PREFIX
# Make would expand these on their way into the environment, and so run what a query says.
unexport SQL ARTICLE ID Q GED STATEMENTS OLD NEW
export PIP_USER := 0

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
RUN := $(VENV)/bin/python -m scripts
INPUTS := $(wildcard datapackage.json data/* schemas/*.json schemas/*.py scripts/*.py scripts/commands/*.py scripts/views/*.sql scripts/reports/*.py scripts/reports/page.*)
REPORTS := txt json html
FORMAT ?= table
STYLE ?= text
# What a query prints must be the answer alone, so that it can go into a file.
ASIDE := $(if $(filter query shell ask cite,$(MAKECMDGOALS)),>&2)

# What the report was made from, by content: a file that is deleted, or put back with an old date, counts as changed too.
ifneq ($(filter-out help clean lint,$(or $(MAKECMDGOALS),help)),)
  $(shell mkdir -p build; cksum $(INPUTS) > build/.inputs.new 2>&1; \
    cmp -s build/.inputs.new build/.inputs && rm build/.inputs.new || mv build/.inputs.new build/.inputs)
endif

help:  ## say what to type
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' Makefile

# The stamp is written last, so that a set-up that broke off is begun again.
$(READY): requirements.lock scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(VENV) $(ASIDE)
	@touch $@

# Who only wants to use the data needs nothing of this.
$(TOOLS): $(READY) requirements-dev.lock
	@sh scripts/setup.sh $(VENV) requirements-dev.lock $(ASIDE)
	@touch $@

validate: build/validation.html  ## check the package; the report is build/validation.txt (and .json, and .html for a browser)

# A report of a failure must stay to be read, and must not count as the target.
build/validation.txt: $(READY) build/.inputs
	@rm -f $(foreach kind,$(REPORTS),build/validation.$(kind) build/validation-failed.$(kind))
	@$(RUN) validate --referee $(foreach kind,$(REPORTS),--report build/validation.$(kind)) $(ASIDE) || { code=$$?; for kind in $(REPORTS); do \
	  if [ -e build/validation.$$kind ]; then mv build/validation.$$kind build/validation-failed.$$kind; fi; done; exit $$code; }

# All are written at once; one that is gone is made again with the others.
build/validation.json: build/validation.txt
build/validation.html: build/validation.json
build/validation.json build/validation.html:
	@test -e $@ || { rm -f build/validation.txt; $(MAKE) --no-print-directory build/validation.txt; }

build/.inputs: ;

test: $(TOOLS)  ## run the tests of the code; with CI=1, the thorough ones too
	@$(VENV)/bin/python -m pytest -n auto

test-spark: $(TOOLS)  ## compare Spark with the embedded engine: takes minutes, needs Java 17, puts pyspark (490 MB) into build/
	@sh scripts/test_spark.sh $(VENV)

test-readers: export  ## read the exports with geopandas, polars, mlcroissant and an old DuckDB, which it puts (770 MB) into build/
	@$(RUN) describe --output build/descriptions
	@sh scripts/test_readers.sh

test-site: $(TOOLS)  ## build the site and try its pages in chromium, which apt-get installs where we are root; puts what it needs (290 MB) into build/
	@MAKE="$(MAKE)" sh scripts/test_site.sh $(VENV)

db: build/operation.duckdb  ## build the database build/operation.duckdb

build/operation.duckdb: build/validation.txt
	@$(RUN) db $(ASIDE)

query: build/operation.duckdb  ## ask the database: make query SQL="FROM timeline" [FORMAT=table|csv|json]
	@$(if $(value SQL),,$(error say what to ask, as in: make query SQL="FROM timeline"))$(RUN) query --format '$(FORMAT)' -- '$(subst ','\'',$(value SQL))'

shell: build/operation.duckdb  ## open a prompt on the database
	@$(RUN) shell

ask: build/operation.duckdb  ## answer a question that is often asked, or list them: make ask [Q="deaths-in-taftanaz place=Killi"]
	@$(RUN) ask --format '$(FORMAT)' -- $(if $(value Q),'$(subst ','\'',$(value Q))')

cite: $(READY)  ## how to cite the data, or one record: make cite [ID=wp-s18-c2] [STYLE=text|bibtex|ris|...]
	@$(RUN) cite --as '$(STYLE)' -- $(if $(value ID),'$(subst ','\'',$(value ID))')

export: $(READY) build/validation.txt  ## write Excel, GeoJSON, Parquet, SQLite and other forms into build/exports: make export [ONLY=excel]
	@$(RUN) export $(addprefix --only ,$(ONLY)) $(ASIDE)

dist: $(READY) build/validation.txt  ## build the release: dist/, with one zip, the single files and their SHA-256
	@$(RUN) cookbook --check
	@$(RUN) sources --check
	@$(RUN) describe --check
	@$(RUN) dist

site: $(READY) build/operation.duckdb build/validation.html dist build/npm/.ready  ## build the pages: map, timeline, evidence, SQL console, downloads; open build/site/index.html
	@$(RUN) site

serve: $(READY)  ## show the pages that make site has built, on this machine until Ctrl-C: make serve [PORT=8012]
	@$(RUN) serve $(addprefix --port ,$(PORT))

# What the pages take from others, by the hashes of the lock.
build/npm/.ready: scripts/site/package-lock.json scripts/install_npm.sh
	@sh scripts/install_npm.sh scripts/site build/npm
	@touch $@

# What checks them: an HTML validator, an accessibility checker, a linter of JavaScript.
build/npm-tests/.ready: tests/browser/package-lock.json scripts/install_npm.sh
	@sh scripts/install_npm.sh tests/browser build/npm-tests
	@touch $@

picture: $(READY)  ## take the picture of the first page for the README, docs/site.png, in chromium
	@MAKE="$(MAKE)" sh scripts/test_site.sh $(VENV) scripts.picture

compare: $(READY)  ## say what has changed between two releases, and whether the version fits: make compare OLD=path [NEW=path]
	@$(if $(value OLD),,$(error say with what to compare, as in: make compare OLD=dist/idlib-april-2012-0.2.0.zip))$(RUN) compare -- '$(subst ','\'',$(value OLD))' '$(subst ','\'',$(or $(value NEW),datapackage.json))'

verify-source: $(READY)  ## prove the passages against your copy of the article: make verify-source ARTICLE=path
	@$(if $(value ARTICLE),,$(error say where your copy of the article is, as in: make verify-source ARTICLE=article.txt))$(RUN) verify-source -- '$(subst ','\'',$(value ARTICLE))'

match-ged: $(READY)  ## find the matches with UCDP GED anew: make match-ged GED=path
	@$(if $(value GED),,$(error say where the CSV file of UCDP GED is, as in: make match-ged GED=GEDEvent.csv))$(RUN) match-ged -- '$(subst ','\'',$(value GED))'

account: $(READY)  ## say of each statement of other sources whether it is coded or left out: make account STATEMENTS=path
	@$(if $(value STATEMENTS),,$(error say where the CSV file of the statements is, as in: make account STATEMENTS=statements.csv))$(RUN) account -- '$(subst ','\'',$(value STATEMENTS))'

agreement: $(TOOLS)  ## write the document on the agreement of two codings anew
	@$(RUN) agreement

refresh: $(READY)  ## write sizes and hashes of the files into datapackage.json
	@$(RUN) refresh

tidy: $(READY)  ## bring the CSV files into their canonical form
	@$(RUN) tidy
	@$(RUN) refresh

docs: $(READY)  ## write the generated documents anew
	@$(RUN) codebook
	@$(RUN) cookbook
	@$(RUN) sources
	@$(RUN) describe

lint: $(TOOLS)  ## format, lint and types of the code
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy

check: lint  ## whether everything that is generated is fresh
	@$(RUN) tidy --check
	@$(RUN) refresh --check
	@$(RUN) codebook --check
	@$(RUN) cookbook --check
	@$(RUN) sources --check
	@$(RUN) agreement --check
	@$(RUN) describe --check

bench: $(TOOLS) build/bench-venv/.ready  ## measure the validator beside others, about half an hour: make bench [BENCH="--quick"]
	@$(VENV)/bin/python -m benchmarks.run $(BENCH)

# The other validators have an environment of their own. setup.sh installs the requirements.lock of the folder in which it is run.
build/bench-venv/.ready: requirements-bench.lock scripts/setup.sh
	@mkdir -p build/bench && cp requirements-bench.lock build/bench/requirements.lock
	@cd build/bench && PYTHON="$(PYTHON)" sh ../../scripts/setup.sh ../bench-venv
	@touch $@

clean:  ## remove what was built, and the environment
	@rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
