#!/bin/sh
# Reads the exports with what stands in no environment of ours: test_readers.sh. Geopandas, polars, mlcroissant and an old DuckDB get one.
# Where they cannot be installed, that is said, and it is a failure unless READERS_MAY_BE_SKIPPED is set.
set -eu
venv=build/readers-venv

skip() {
  echo "SKIPPED make test-readers: $1" >&2
  [ -z "${READERS_MAY_BE_SKIPPED:-}" ] || exit 0
  echo "Nothing was tested, so this is a failure; where it may be skipped, set READERS_MAY_BE_SKIPPED=1" >&2
  exit 1
}

# setup.sh installs the requirements.lock of the folder in which it is run. The copy is moved last, so that a broken set-up is begun again.
if ! cmp -s requirements-readers.lock "$venv/installed.lock"; then
  mkdir -p build/readers
  cp requirements-readers.lock build/readers/requirements.lock
  echo "installing the readers into $venv (once: 770 MB, about a minute)"
  (cd build/readers && sh ../../scripts/setup.sh ../readers-venv) >build/readers/install.log 2>&1 ||
    skip "the readers could not be installed: $(grep . build/readers/install.log | tail -n 1)"
  mv build/readers/requirements.lock "$venv/installed.lock"
fi
exec "$venv/bin/python" -m pytest --confcutdir=tests/readers -p no:cacheprovider -W default::DeprecationWarning -W default::FutureWarning tests/readers
