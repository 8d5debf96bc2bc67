"""Scores made-up people with `score` and with the query of `export sql` on each database, and compares every field.

    compare.py PROGRAM FOLDER ROWS

People are of all kinds, and some stand exactly at a limit (edges.py). The last line counts comparisons: a content on a
database is one.
"""

import csv
import io
import subprocess
import sys
import time
import traceback
from pathlib import Path

import edges

PROGRAM, FOLDER, ROWS = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
OTHER = Path("tests/it/fixtures/other")
# What `score` rounds to four decimals is half a step off at most; p is approximated besides.
ROUNDED, APPROXIMATED = 5e-5 + 1e-9, 5e-5 + 1e-7
EXACT = {"id", "verdict", "path", "answered", "flags"}


def program(*arguments, codes=(0,)):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if done.returncode not in codes:
        raise RuntimeError(f"{arguments}: {done.stderr[-500:]}")
    return done.stdout


def dice(seed):
    """Whole numbers below a limit, the same each time."""
    state = seed

    def roll(sides):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % sides

    return roll


def person(number, sides, core, roll):
    """Answers, None for a skip: in turn all kinds of people that the scoring tells apart."""
    kind, lean, general = number % 16, roll(5) - 2, roll(3) - 1
    row = []
    for place, side in enumerate(sides):
        answer = 3 + general + side * lean / 2 + roll(3) - 1 + (roll(2) - 0.5 if place % 3 else 0)
        answer = min(5, max(1, int(answer)))
        skip = 100 if place < core else 25
        row.append(None if roll(skip) < (4 if place < core else 20) else answer)
    same = 1 + roll(5)
    if kind == 0:
        row = [None if roll(20) == 0 else same for _ in row]
    elif kind == 1:
        row = [None if roll(100) < 35 else answer for answer in row]
    elif kind == 2:
        row = [None if side > 0 else answer for side, answer in zip(sides, row)]
    elif kind == 3:
        row = [None] * len(row) if roll(4) == 0 else [4 if side > 0 else 2 for side in sides]
    elif kind == 4:
        row = [4 + roll(2) if roll(8) else 3 for _ in row]
    elif kind == 5:
        row = [1 + roll(2) if roll(8) else 3 for _ in row]
    elif kind == 6:
        row = [1 + 4 * roll(2) for _ in row]
    elif kind == 7:
        row = [3 if place % 7 else same for place in range(len(row))]
    if number % 250 == 99:
        row[roll(len(row))] = [0, 6, 9, -1][roll(4)]
    return row


class Case:
    """A content, people who answered it, and what `score` makes of them."""

    def __init__(self, name, files, extra, seed, items, constants):
        self.name, self.files, self.extra = name, files, extra
        self.columns = ["id", *(item for item, *_ in items)]
        self.path = FOLDER / f"{name}.csv"
        roll, core = dice(seed), sum(not is_extra for _, _, is_extra, _ in items)
        sides = [(weight > 0) - (weight < 0) for _, weight, *_ in items]
        people = [person(number, sides, core, roll) for number in range(ROWS)]
        at_limits, self.nobody = edges.people(edges.Quiz(items, constants), roll)
        people += [answers for _, answers in at_limits]
        self.people, self.at_limits = len(people), len(at_limits)
        with open(self.path, "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(self.columns)
            rows.writerows([number, *answers] for number, answers in enumerate(people))
        self.path.chmod(0o644)
        # Some rows hold what is no answer, which is told by the exit code.
        text = program("score", str(self.path), *files, codes=(1,))
        self.wanted = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}

    def query(self, dialect, table):
        extra = ["--extra"] if self.extra else []
        return program("export", "sql", "--dialect", dialect, "--table", table, *extra, *self.files)


def duckdb(case):
    import duckdb

    base = duckdb.connect()
    columns = ", ".join(f"'{column}': 'BIGINT'" for column in case.columns)
    base.execute(f"CREATE TABLE answers AS FROM read_csv('{case.path}', header = true, columns = {{{columns}}})")
    found = base.execute(case.query("duckdb", "answers"))
    names = [column[0] for column in found.description]
    return f"DuckDB {duckdb.__version__}", [dict(zip(names, row)) for row in found.fetchall()]


def psql(text):
    command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return done.stdout


def postgres(case):
    columns = ", ".join(f'"{column}" SMALLINT' if column != "id" else "id BIGINT" for column in case.columns)
    psql(f"DROP TABLE IF EXISTS answers; CREATE TABLE answers ({columns});\n\\copy answers FROM '{case.path}' WITH (FORMAT csv, HEADER)\n")
    query = case.query("postgres", "public.answers").rstrip().rstrip(";")
    text = psql(f"COPY (\n{query}\n) TO STDOUT WITH (FORMAT csv, HEADER);\n")
    version = psql("SHOW server_version;").split()[0]
    return f"PostgreSQL {version}", list(csv.DictReader(io.StringIO(text)))


def spark(case):
    import pyspark
    from pyspark.sql import SparkSession

    build = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    build = build.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    build = build.config("spark.sql.warehouse.dir", str(FOLDER / "warehouse"))
    session = build.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    kinds = ", ".join(f"`{column}` BIGINT" for column in case.columns)
    session.read.csv(str(case.path), header=True, schema=kinds).createOrReplaceTempView("answers")
    found = session.sql(case.query("spark", "answers").rstrip().rstrip(";")).collect()
    return f"Spark {pyspark.__version__}", [row.asDict() for row in found]


def compare(case, rows):
    """What differs, as lines; and the largest distance of each figure."""
    wrong, furthest = [f"nobody stands at this limit: {limit}" for limit in case.nobody], {}
    if len(rows) != case.people or len(case.wanted) != case.people:
        wrong.append(f"{len(rows)} rows, and {len(case.wanted)} of score, instead of {case.people}")
    columns = [name for name in next(iter(case.wanted.values())) if name != "code"]
    if list(rows[0]) != columns:
        wrong.append(f"columns {list(rows[0])} instead of {columns}")
    for row in rows:
        wanted = case.wanted.get(str(row["id"]), {})
        for name in columns:
            found, right = row.get(name), wanted.get(name)
            found = "" if found is None else found
            if name in EXACT or found == "" or right == "":
                is_same = str(found) == right
            else:
                distance = abs(float(found) - float(right))
                furthest[name] = max(furthest.get(name, 0), distance)
                is_same = distance <= (APPROXIMATED if name == "p" else ROUNDED)
            if not is_same:
                wrong.append(f"{name} of {row['id']}: {found!r} instead of {right!r}")
    return wrong, furthest


def told(case):
    """Whom the comparison is about: every verdict and flag, and who stands next to a limit."""
    count = {}
    for row in case.wanted.values():
        for word in [row["verdict"], *filter(None, row["flags"].split("+"))]:
            count[word] = count.get(word, 0) + 1
    near = sum(1 for row in case.wanted.values() if row["p"] and min(abs(float(row["p"]) - limit) for limit in (0.97, 0.95, 0.9, 0.8)) < 1e-4)
    words = ", ".join(f"{word} {number}" for word, number in sorted(count.items()))
    return f"{words}; exactly at a limit {case.at_limits}; p within 1e-4 of a limit {near}, all of them compared too"


def contents(files):
    """Each item with the pull of its kind of work, whether it is extra, and its kind, those that are extra last; and the
    constants of the scoring."""
    import tomllib

    questions = tomllib.loads(Path(files.get("--questions", "questions.toml")).read_text())
    profiles = tomllib.loads(Path(files.get("--profiles", "profiles.toml")).read_text())
    first, second = (profile["key"] for profile in profiles["profile"])
    pull = {scale: first[scale] - second[scale] for scale in first}
    each = [(item["id"], pull[item["scale"]], item.get("tie_breaker", False), item["scale"]) for item in questions["item"]]
    return sorted(each, key=lambda item: item[2]), questions["scoring"]


def cases():
    normed = FOLDER / "normed.toml"
    text = Path("questions.toml").read_text()
    # With these some people stand exactly at the norm and at the limit.
    normed.write_text(text.replace("norm_gap = 0.0 ", "norm_gap = 0.25 ").replace("both = 3.5 ", "both = 3.25 "))
    yield Case("shipped", [], True, 7, *contents({}))
    items, constants = contents({"--questions": str(normed)})
    yield Case("normed", ["--questions", str(normed)], False, 11, [item for item in items if not item[2]], constants)
    files = {"--questions": str(OTHER / "questions.toml"), "--profiles": str(OTHER / "profiles.toml")}
    items, constants = contents(files)
    yield Case("other", [part for pair in files.items() for part in pair], any(item[2] for item in items), 13, items, constants)


def main():
    passed = failed = 0
    for case in cases():
        print(f"{case.name}: {case.people} people, {len(case.columns) - 1} questions: {told(case)}", flush=True)
        for run in (duckdb, postgres, spark):
            start = time.monotonic()
            try:
                version, rows = run(case)
                wrong, furthest = compare(case, rows)
            except Exception:
                version, wrong, furthest = run.__name__, [traceback.format_exc()[-1500:]], {}
            passed, failed = passed + (not wrong), failed + bool(wrong)
            figures = ", ".join(f"{name} {distance:.1e}" for name, distance in furthest.items())
            print(f"  {version}: {'as score' if not wrong else 'DIFFERS'} in {time.monotonic() - start:.0f} s; furthest: {figures}")
            for line in wrong[:5]:
                print(f"    {line}")
            sys.stdout.flush()
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
