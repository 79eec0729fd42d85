# Every target sets itself up: Python 3.11 or later is all a machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
SOURCES := pyproject.toml src/ektpflow/__init__.py

.PHONY: study test thorough lint types typed docs examples bench judges wheel consumer clean

$(BIN)/python:
	@echo "setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)

# one stamp for each extra, so that a second run is instant
$(VENV)/.%: $(BIN)/python pyproject.toml
	@echo "installing ektpflow[$*] into $(VENV) ..."
	@$(PIP) -e ".[$*]"
	@touch $@

study: $(VENV)/.lab          ## a month at Kecamatan Medan Baru
	@$(BIN)/python -m ektpflow study

test: $(VENV)/.test          ## the tests, in as many processes as there are cores, four at most
	@$(BIN)/python -m pytest -q -m "not thorough" -n auto --maxprocesses=4 --dist loadgroup

thorough: $(VENV)/.test      ## the long tests
	@EKTPFLOW_PROFILE=thorough $(BIN)/python -m pytest -q -s

lint: $(VENV)/.lint
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: $(VENV)/.lint
	@$(BIN)/mypy && $(BIN)/pyright --pythonpath $(BIN)/python
	@$(BIN)/python tests/typing/check.py

typed: $(VENV)/.test         ## write the classes of the statuses from the table, after a change of it
	@$(BIN)/python -m ektpflow.lifecycle.write_typed ektpflow.lifecycle.ktp_el:KTP_EL \
		src/ektpflow/lifecycle/typed.py
	@cd tests/typing && ../../$(BIN)/python -m ektpflow.lifecycle.write_typed \
		office_flow:OURS office_typed.py

docs: $(VENV)/.docs
	@$(BIN)/sphinx-build -q -n -W --keep-going docs build/docs && echo "docs: build/docs/index.html"

examples: $(VENV)/.lab
	@for file in examples/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

bench: $(VENV)/.bench        ## ONLY=name runs the rows whose name starts so
	@$(BIN)/python tests/benchmarks $(ONLY)

judges: $(BIN)/python        ## programs of others, in an environment of their own
	@$(BIN)/python tests/judges/run.py

wheel: $(VENV)/.lint
	@$(PIP) build && $(BIN)/python -m build --outdir build/dist . >/dev/null && ls build/dist

consumer: $(BIN)/python      ## a package of somebody else's, against the wheel
	@PYTHON=$(PYTHON) bash tests/consumer/run.sh

clean:
	rm -rf $(VENV) build .pytest_cache .hypothesis
