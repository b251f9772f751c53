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

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
told=$("$java" -version 2>&1) || skip "Spark needs Java 17 or newer, and '$java' does not run."
version=$(echo "$told" | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${version:-0}" -ge 17 ] || skip "Spark needs Java 17 or newer, and '$java' is $(echo "$told" | head -n 1)."

if ! cmp -s requirements-spark.lock "$packages/installed.lock"; then
  echo "installing pyspark into $packages (once: 490 MB, about half a minute)"
  said=$(sh scripts/install_beside.sh "$venv" requirements-spark.lock "$packages") || skip "pyspark could not be installed: $said"
fi
SPARK_TESTS=1 exec "$venv/bin/python" -m pytest -m spark --durations=0 tests/test_spark.py
