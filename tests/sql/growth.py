"""Times the query of `export sql` on Spark and DuckDB over more and more rows, for docs/warehouse.md. No test.

    ~/.cache/career-fit-tools/sql/python/bin/python tests/sql/growth.py target/debug/career-fit [ROWS...]

Reads Parquet and writes Parquet, three times each. Prints medians of the time by the clock and by the processors, which
a busy machine disturbs less; the slope of the log of the latter over the log of rows; and a straight line through them,
with how much of the spread it tells (R²).
"""

import math
import os
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

PROGRAM, SIZES = sys.argv[1], [int(size) for size in sys.argv[2:]] or [10**5, 10**6, 10**7]
FOLDER = Path("target/sql/growth")
CORES = 2
LIMIT = os.environ.get("HUGE_METHOD_LIMIT", "8000")

questions = tomllib.loads(Path("questions.toml").read_text())
items = [item["id"] for item in questions["item"] if not item.get("tie_breaker")]


def query(dialect, table):
    return subprocess.check_output([PROGRAM, "export", "sql", "--dialect", dialect, "--table", table], text=True).rstrip().rstrip(";")


def spark():
    build = SparkSession.builder.master(f"local[{CORES}]").config("spark.ui.enabled", "false")
    # Java leaves methods of more than 8,000 bytes uncompiled, and the query in one piece is larger.
    build = build.config("spark.sql.codegen.hugeMethodLimit", LIMIT)
    build = build.config("spark.driver.memory", "2g").config("spark.driver.bindAddress", "127.0.0.1")
    return build.config("spark.driver.host", "127.0.0.1").getOrCreate()


def make(session, size):
    path = FOLDER / f"answers-{size}"
    if not (path / "_SUCCESS").exists():
        answer = "CASE WHEN pmod(xxhash64(id, {0}, 'skip'), 25) > 0 THEN CAST(1 + pmod(xxhash64(id, {0}), 5) AS TINYINT) END AS `{1}`"
        columns = [answer.format(number, item) for number, item in enumerate(items)]
        session.range(0, size, numPartitions=max(2, size // 500_000)).selectExpr("id", *columns).write.mode("overwrite").parquet(str(path))
    return path


def processors(process):
    """Seconds that a process has worked, over all its threads."""
    user, system = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def timed(work, process):
    start, worked = time.monotonic(), processors(process)
    work()
    return time.monotonic() - start, processors(process) - worked


def of_spark(session, path):
    session.read.parquet(str(path)).createOrReplaceTempView("answers")
    text = query("spark", "answers")
    return lambda: session.sql(text).write.mode("overwrite").parquet(str(FOLDER / "results"))


def of_duckdb(path):
    base = duckdb.connect()
    base.execute(f"SET threads = {CORES}")
    base.execute("SET memory_limit = '2GB'")
    base.execute(f"CREATE VIEW answers AS FROM read_parquet('{path}/*.parquet')")
    text = query("duckdb", "answers")
    return lambda: base.execute(f"COPY ({text}\n) TO '{FOLDER}/results.parquet' (FORMAT parquet)")


session = spark()
session.sparkContext.setLogLevel("ERROR")
java = session._jvm.java.lang.ProcessHandle.current().pid()
found = {"Spark": [], "DuckDB": []}
of_spark(session, make(session, 1000))()
for size in SIZES:
    path = make(session, size)
    for name, work, process in (("Spark", of_spark(session, path), java), ("DuckDB", of_duckdb(path), os.getpid())):
        clock, worked = map(statistics.median, zip(*(timed(work, process) for _ in range(3))))
        found[name].append(worked)
        print(f"{name}: {size} rows, {clock:.1f} s by the clock, {worked:.1f} s of processors, {size / worked:,.0f} rows a second of one", flush=True)
for name, worked in found.items():
    line = statistics.linear_regression(SIZES, worked)
    told = statistics.correlation(SIZES, worked) ** 2
    print(f"{name}: {line.intercept:.2f} s and {line.slope * 1e6:.2f} s a million rows, R² {told:.5f}")
    steps = zip(SIZES, SIZES[1:], worked, worked[1:])
    print(name, "slope", ", ".join(f"{math.log(b / a) / math.log(n / m):.2f}" for m, n, a, b in steps))
shutil.rmtree(FOLDER / "results", ignore_errors=True)
