# Everything needed is Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed

.PHONY: demo test check docs bench gate soak lock wheel audit train clean

# Build the demo casebook, print its record and the path of its dossier.
demo: $(STAMP)
	$(BIN)/crosswire demo

# All checks and all tests.
test: check
	$(BIN)/pytest

# Style, types and the direction of imports.
check: $(STAMP)
	$(BIN)/ruff check src tests benchmarks tools train
	$(BIN)/ruff format --check src tests benchmarks tools train
	$(BIN)/mypy
	$(BIN)/lint-imports

# The documentation as a site, in site/; its pages fetch nothing.
docs: $(STAMP)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Speed and memory, as ratios within one run (needs the shared folder for the news table).
bench: $(STAMP)
	$(BIN)/python benchmarks/run.py

# The scores that were reached are held (needs the shared folder). PIN=1 pins what is measured now; SETS="muc4 re3d" or SETS=all chooses sets.
gate: $(STAMP)
	$(BIN)/python -m crosswire.evaluate.gate $(if $(PIN),--pin) $(SETS)

# Long runs that are not part of the checks: more examples for every property test, 200 killed processes, fuzzing.
# FUZZ_SECONDS is how long each reader and grammar is fuzzed (needs atheris, which has no wheel for every Python).
FUZZ_SECONDS ?= 60
soak: $(STAMP)
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest
	$(BIN)/pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python tests/hostile/fuzz.py all -max_total_time=$(FUZZ_SECONDS)

# The wheel, the same bytes wherever it is built from one commit.
wheel: $(STAMP)
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# Known holes in what is locked; needs the network.
audit: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

# Train the learned reader anew on the marked texts of the shared folder (torch; checkpoints in .train). ARGS="--fold 0" holds a third out.
train: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m train $(ARGS)

# Write requirements.lock anew from pyproject.toml.
lock: $(STAMP)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo-case site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "crosswire needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)
