#!/bin/sh
# Builds the site and tries it in a real browser: test_site.sh FOLDER-OF-OUR-ENVIRONMENT [MODULE ...]. Without a module, the tests are run.
# Playwright is put beside that environment, never into it. Where there is no npm, no browser or no network, that is said, and it is a failure
# unless SITE_MAY_BE_SKIPPED is set. CHROMIUM names a browser.
set -eu
venv=$1
shift
make=${MAKE:-make}
packages=build/browser-packages

skip() {
  echo "SKIPPED the site in a browser: $1" >&2
  [ -z "${SITE_MAY_BE_SKIPPED:-}" ] || exit 0
  echo "Nothing was tried, so this is a failure; where it may be skipped, set SITE_MAY_BE_SKIPPED=1" >&2
  exit 1
}

# The one without windows comes first: it opens a page four times as fast.
browser() {
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium-headless-shell chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    command -v "$name" && return
  done
  return 1
}

has_quick_browser() { [ -n "${CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null 2>&1; }

# The font is for the Arabic names of places, for which a bare system has no letters.
install_browser() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  echo "installing chromium without windows, and a font, by apt-get (once)"
  { apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-core; } >build/browser-install.log 2>&1
}

mkdir -p build
command -v npm >/dev/null 2>&1 || skip "npm is not there, which comes with Node.js 20 or newer. On Debian and Ubuntu: apt install npm"
"$make" --no-print-directory build/npm/.ready build/npm-tests/.ready || skip "npm could not bring what the pages and their tests need."
has_quick_browser || install_browser || true
CHROMIUM=$(browser) || skip "there is no chromium, and it could not be installed. On Debian and Ubuntu: apt install chromium"
if ! cmp -s requirements-browser.lock "$packages/installed.lock"; then
  echo "installing playwright into $packages (once: 170 MB)"
  said=$(sh scripts/install_beside.sh "$venv" requirements-browser.lock "$packages") || skip "playwright could not be installed: $said"
fi
"$make" --no-print-directory site
export CHROMIUM PYTHONPATH="$PWD/$packages"
[ $# -gt 0 ] || set -- pytest -n 2 --dist loadgroup tests/browser
exec "$venv/bin/python" -m "$@"
