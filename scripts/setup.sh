#!/bin/sh
# Makes the environment that every target runs in: setup.sh FOLDER. Everything comes from requirements.lock, by hash.
# setup.sh FOLDER LOCK puts what another lock names into an environment that is there already.
set -eu
venv=$1
if [ $# -gt 1 ]; then
  echo "set-up: installing what tests and checks of the code need as well (once)"
  if command -v uv >/dev/null 2>&1; then
    exec uv pip install --quiet --require-hashes --python "$venv/bin/python" -r "$2"
  fi
  exec "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$2"
fi
python=${PYTHON:-python3}
command -v "$python" >/dev/null 2>&1 || {
  echo "set-up: no '$python' found. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.12" >&2
  exit 2
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "set-up: Python 3.11 or newer is needed, and '$python' is $("$python" -V 2>&1). Name another: make PYTHON=/path/to/python3.12" >&2
  exit 2
}
rm -rf "$venv"
if command -v uv >/dev/null 2>&1; then
  uv venv --quiet --python "$python" "$venv"
  uv pip install --quiet --require-hashes --python "$venv/bin/python" -r requirements.lock
  exit 0
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
  echo "set-up: '$python' lacks ensurepip, so it cannot make an environment. On Debian and Ubuntu: apt install python3-venv" >&2
  exit 2
}
echo "set-up: installing the locked packages into $venv (once, about half a minute)"
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
