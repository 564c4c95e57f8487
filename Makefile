# Everything that a fresh clone needs: Python 3.11 or newer, git and make.
# uv is used where it is installed; otherwise python3 -m venv and pip do the same.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-$(shell cksum requirements.lock pyproject.toml | cksum | cut -d' ' -f1)
TESTS ?=
LONG ?=
# Where no bytecode is written, each of a thousand processes of the tests would compile its libraries anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo engines test lint check review format bench site locales schemas examples calibrate clean help

help:
	@echo "make demo    score the example organisation; reports in out/"
	@echo "make test    run the tests; LONG=1 with the long proofs, TESTS=... only these"
	@echo "make check   format, lint, types, floors, data, catalogues, tests, strict site"
	@echo "make site    build the documentation"
	@echo "make bench   measure CPU time beside the peers"
	@echo "make engines install what the tests on PostgreSQL and Spark need"

$(READY): requirements.lock pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@rm -f $(VENV)/.ready-* && touch $@

demo: $(READY)
	$(BIN)/pcf demo out --force

test: $(READY)
	$(if $(filter-out 0,$(LONG)),PCF_LONG=1) $(BIN)/python -m pytest -n auto $(TESTS)

# What the tests on PostgreSQL and Spark need besides a server and Java: drivers of half a gigabyte, which a newcomer is
# spared. pyspark comes as source: its wheel is made here, in its own surroundings.
engines: $(READY)
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-engines.lock ; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-engines.lock ; \
	fi

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The tests read the site that was just built, instead of building it once more.
check: lint site review
	@$(MAKE) --no-print-directory test LONG=1 PCF_SITE_BUILT="$(CURDIR)/build"

# How many texts a second person has read, by language.
review: $(READY)
	$(BIN)/python -m pcf.i18n.review

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The generated files that stand in git, each compared by a test.
locales: $(READY)
	$(BIN)/python -m pcf.i18n.sync

schemas: $(READY)
	$(BIN)/python -m pcf.source.schemas

examples: $(READY)
	$(BIN)/python examples/make.py

# The theme's maintainers announce their own plans on every build; that is not news to a reader of this log.
# PCF_SITE_URL is the address under which en/, ru/ and zh/ will stand; without it there are no site maps.
# PCF_EXTEND names folders of own elements that are shown too, as for the command line: make site PCF_EXTEND="acme/".
# --quiet would hide warnings from --strict as well.
site: export NO_MKDOCS_2_WARNING = 1
site: export DISABLE_MKDOCS_2_WARNING = true
site: export PCF_SITE_EN = $(if $(PCF_SITE_URL),$(PCF_SITE_URL)/en/)
site: export PCF_SITE_RU = $(if $(PCF_SITE_URL),$(PCF_SITE_URL)/ru/)
site: export PCF_SITE_ZH = $(if $(PCF_SITE_URL),$(PCF_SITE_URL)/zh/)
site: $(READY)
	$(BIN)/python -m pcf.site build/site $(if $(PCF_REPORT_TO),--report-to "$(PCF_REPORT_TO)")
	printf '%s\n' mkdocs.yml docs/mkdocs.ru.yml docs/mkdocs.zh.yml | \
		xargs -P 2 -I CONFIG $(BIN)/mkdocs build --strict -f CONFIG
	$(BIN)/python -m pcf.site.finishing build/public build/pcf-site.zip --sources build/site $(if $(PCF_SITE_URL),--url "$(PCF_SITE_URL)")

# Fits the weights of suggestions and of contact reasons anew; after any change of taxonomy/statements, taxonomy/words,
# taxonomy/reasons or of how they are read.
calibrate: $(READY)
	$(BIN)/python benchmarks/suggestions/calibrate.py
	$(BIN)/python benchmarks/reasons/calibrate_reasons.py

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) build dist out
