#!/bin/sh
# Runs the tests that need Spark: test_spark.sh FOLDER-OF-OUR-ENVIRONMENT. pyspark is put beside that environment, never into it.
# Where they cannot be run, that is said, and it is a failure unless SPARK_MAY_BE_SKIPPED is set.
set -eu
venv=$1
packages=build/spark-packages

skip() {
  echo "SKIPPED make test-spark: $1" >&2
  [ -z "${SPARK_MAY_BE_SKIPPED:-}" ] || exit 0
  echo "Nothing was tested, so this is a failure; where it may be skipped, set SPARK_MAY_BE_SKIPPED=1" >&2
  exit 1
}

install() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --require-hashes --no-deps --python "$venv/bin/python" --target "$packages" -r requirements-spark.lock
  else
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --target "$packages" -r requirements-spark.lock
  fi
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
told=$("$java" -version 2>&1) || skip "Spark needs Java 17 or newer, and '$java' does not run."
version=$(echo "$told" | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${version:-0}" -ge 17 ] || skip "Spark needs Java 17 or newer, and '$java' is $(echo "$told" | head -n 1)."

# The copy of the lock file is written last, so that an installation that broke off is begun again.
if ! cmp -s requirements-spark.lock "$packages/installed.lock"; then
  rm -rf "$packages"
  mkdir -p build
  echo "installing pyspark into $packages (once: 490 MB, about half a minute)"
  install >build/spark-install.log 2>&1 || skip "pyspark could not be installed: $(grep . build/spark-install.log | tail -n 1)"
  cp requirements-spark.lock "$packages/installed.lock"
fi
SPARK_TESTS=1 exec "$venv/bin/python" -m pytest -m spark --durations=0 tests/test_spark.py
