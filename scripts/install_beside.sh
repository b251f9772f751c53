#!/bin/sh
# Puts what a lock names beside our environment, never into it: install_beside.sh FOLDER-OF-OUR-ENVIRONMENT LOCK FOLDER-TO-INSTALL-INTO
# What it says on the way goes into a log beside that folder; if it cannot be done, its last line is said.
set -eu
venv=$1
lock=$2
packages=$3

install() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --require-hashes --no-deps --python "$venv/bin/python" --target "$packages" -r "$lock"
  else
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --target "$packages" -r "$lock"
  fi
}

rm -rf "$packages"
mkdir -p "$packages"
install >"$packages.log" 2>&1 || {
  grep . "$packages.log" | tail -n 1
  exit 1
}
# The copy of the lock file is written last, so that an installation that broke off is begun again.
cp "$lock" "$packages/installed.lock"
