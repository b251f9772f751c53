"""Starts Spark and ends it, quietly, in a folder of its own; whatever goes wrong with it is one SparkFailed."""

import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scripts.check import CouldNotCheck

LOG = "spark.log"
SETTINGS = {
    # Both engines write names in double quotes; nothing that overflows may pass in silence.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
# Java's patterns go one call deeper with each repetition; a long cell would end the whole process with a small stack.
STACK = "-Xss1g"
# Java would print its own warnings among what we print.
WARNINGS = "-Xlog:disable -Xlog:all=warning:stderr"
# Without its second compiler Java keeps 48 MB for compiled code, which the queries of all rules fill; then it compiles no more.
ONE_COMPILER = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"
# What tells a fault in the log of a Java that has ended; a Java too old for Spark says "UnsupportedClassVersionError".
FAULT = re.compile(r"(Exception in thread|.*: No such file|Error|java\.[\w.]+(Error|Exception)|org\.apache\.spark\.[\w.]+Exception)\b")


class SparkFailed(CouldNotCheck):
    """Spark cannot check this package; the message is one sentence that says why."""


class Session:
    """A Spark that runs, and its log."""

    def __init__(self, spark: Any, log: Path) -> None:
        self.spark, self._log = spark, log

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that a query gives; raises SparkFailed."""
        with self.blaming():
            return [tuple(row) for row in self.spark.sql(sql).collect()]

    @contextmanager
    def blaming(self, what: str = "Spark broke off") -> Iterator[None]:
        """Turn what Spark raises into a SparkFailed."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (PySparkException, Py4JError, OSError) as error:
            raise SparkFailed(f"{what}: {_reason(error, self._log)}") from None


@contextmanager
def session(folder: Path) -> Iterator[Session]:
    """A Spark session that keeps to `folder`, which is made. Its master is the environment's SPARK_MASTER, else local[*].

    Raises SparkFailed if there is no pyspark or Java, or if Spark does not start.
    """
    spark_session = _pyspark()
    master = os.environ.get("SPARK_MASTER") or "local[*]"
    folder.mkdir()
    # What pyspark would say beside the error that it raises, in words of its own and over many lines.
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "py4j"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    builder = spark_session.builder.master(master)
    for name, value in {**SETTINGS, **_settings(folder, master)}.items():
        builder = builder.config(name, value)
    started = Session(None, folder / LOG)
    try:
        with _stderr_into(folder / LOG), started.blaming(f"Spark does not start at {master}"):
            started.spark = builder.getOrCreate()
        yield started
    finally:
        _end(started.spark)


def _pyspark() -> Any:
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise SparkFailed("Spark needs Java 17 or newer; there is no 'java' here.")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        lacking = "Spark needs pyspark, which is not installed here: pip install --no-deps --target FOLDER -r requirements-spark.lock"
        raise SparkFailed(f"{lacking}, then set PYTHONPATH=FOLDER.") from None
    return SparkSession


def _settings(folder: Path, master: str) -> dict[str, str]:
    java = f'{STACK} "-Djava.io.tmpdir={folder}" -XX:-UsePerfData {WARNINGS}'  # in quotes, since a folder may have a blank in its name
    settings = {
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder),
        "spark.driver.extraJavaOptions": java,
        "spark.executor.extraJavaOptions": STACK,
    }
    if not master.startswith("local["):
        return settings
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    return settings | {
        "spark.driver.extraJavaOptions": f"{java} {ONE_COMPILER}",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
        # Some hundred small queries: to write and compile Java for each takes twice as long as to run it (30 s of processor, not 75).
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.adaptive.enabled": "false",
    }


def _reason(error: Exception, log: Path) -> str:
    """One line on what went wrong; from Java's log if it has ended, and cannot be asked any more."""
    said = [line for line in str(error).splitlines() if line.strip() and "JAVA_GATEWAY_EXITED" not in line and "Errno" not in line]
    logged = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if FAULT.match(line)]
    told = [line.removeprefix(": ") for line in said if line.startswith((": ", "["))] or logged[-1:] or said or [type(error).__name__]
    return told[0].strip()


def _end(spark: Any) -> None:
    """Stop Spark and its Java process, so that its folder can be removed; it may have ended already, or never begun."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    gateway = SparkContext._gateway
    with suppress(Exception):
        spark.stop()
    with suppress(Exception):
        gateway.shutdown()
    if (process := getattr(gateway, "proc", None)) is not None:
        process.stdin.close()
        process.wait(timeout=60)
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    SparkSession._instantiatedSession = None


@contextmanager
def _stderr_into(file: Path) -> Iterator[None]:
    """Let a process that is begun now write its errors to `file`: what Java says there cannot all be switched off."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with file.open("ab") as stream:
            os.dup2(stream.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
