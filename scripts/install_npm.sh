#!/bin/sh
# Installs what the package-lock.json of a folder names, by its hashes: install_npm.sh FOLDER-OF-THE-LOCK FOLDER-TO-INSTALL-INTO
set -eu
from=$1
into=$2
command -v npm >/dev/null 2>&1 || {
  echo "set-up: the site needs npm, which comes with Node.js 20 or newer. On Debian and Ubuntu: apt install npm" >&2
  exit 2
}
echo "set-up: installing the packages of $from into $into (once)"
mkdir -p "$into"
cp "$from/package.json" "$from/package-lock.json" "$from/.npmrc" "$into/"
(cd "$into" && npm ci --silent --no-progress) || {
  echo "set-up: npm could not install them; what it says stands above." >&2
  exit 2
}
