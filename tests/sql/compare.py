"""Compares the query of `export sql` on each database with `score`, for simulated people and three contents.

    compare.py PROGRAM FOLDER PEOPLE

Every field of every row must agree: figures to the fourth decimal, which `score` rounds to, everything else exactly.
"""

import csv
import io
import random
import subprocess
import sys
import time
import tomllib
import traceback
from pathlib import Path

PROGRAM, FOLDER, PEOPLE = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
OTHER = Path("tests/it/fixtures/other")
# `score` rounds to four decimals; the query approximates p within 1e-7.
ROUNDING, APPROXIMATION = 5e-5 + 1e-9, 1e-7
EXACT = {"id", "verdict", "path", "answered", "flags"}


def program(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stderr[-500:]}")
    return done.stdout


class Content:
    """Question and profile files: item ids with the sign of their weight, tie-breakers last."""

    def __init__(self, name, arguments, tie_breakers):
        files = dict(zip(arguments[::2], arguments[1::2]))
        questions = tomllib.loads(Path(files.get("--questions", "questions.toml")).read_text())
        profiles = tomllib.loads(Path(files.get("--profiles", "profiles.toml")).read_text())
        first, second = (profile["key"] for profile in profiles["profile"])
        items = [item for item in questions["item"] if tie_breakers or not item.get("tie_breaker")]
        items.sort(key=lambda item: item.get("tie_breaker", False))
        self.name, self.arguments, self.tie_breakers = name, arguments, tie_breakers
        self.ids = [item["id"] for item in items]
        self.scales = [item["scale"] for item in items]
        self.signs = [(first[scale] > second[scale]) - (first[scale] < second[scale]) for scale in self.scales]
        self.core = sum(not item.get("tie_breaker") for item in items)


def simulated(content, number):
    """Answers, None for a skip. Each kind of person that the scoring distinguishes takes its turn."""
    size, kind = len(content.ids), number % 16
    lean, level, same = random.randint(-2, 2), random.randint(-1, 1), random.randint(1, 5)

    def answer(place):
        value = 3 + level + content.signs[place] * lean / 2 + random.randint(-1, 1) + (random.random() - 0.5 if place % 3 else 0)
        return min(5, max(1, int(value)))

    row = [None if random.random() < (0.04 if place < content.core else 0.2) else answer(place) for place in range(size)]
    match kind:
        case 0:  # straight line
            row = [None if random.random() < 0.05 else same for _ in row]
        case 1:  # many skips
            row = [None if random.random() < 0.35 else value for value in row]
        case 2:  # one side skipped
            row = [None if sign > 0 else value for sign, value in zip(content.signs, row)]
        case 3:  # likes one side only, or skips everything
            row = [None] * size if random.random() < 0.25 else [4 if sign > 0 else 2 for sign in content.signs]
        case 4:  # likes everything
            row = [random.choice((4, 5)) if random.random() < 0.9 else 3 for _ in row]
        case 5:  # dislikes everything
            row = [random.choice((1, 2)) if random.random() < 0.9 else 3 for _ in row]
        case 6:  # contradictions
            row = [random.choice((1, 5)) for _ in row]
        case 7:  # nearly a straight line
            row = [3 if place % 7 else same for place in range(size)]
    if number % 250 == 99:  # invalid answers
        row[random.randrange(size)] = random.choice((0, 6, 9, -1))
    return row


def systematic(content):
    """People at limits that simulation may miss: runs, few answers, one scale or side skipped."""
    size = len(content.ids)
    mixed = [1 + (3 * place + place // 5) % 5 for place in range(size)]
    for place in range(size):
        yield [5 if other == place else 3 for other in range(size)]
        yield [None if other == place else value for other, value in enumerate(mixed)]
    for scale in dict.fromkeys(content.scales):
        yield [None if own == scale else value for own, value in zip(content.scales, mixed)]
    for value in range(1, 6):
        for length in (7, 8):
            row = [1 + 2 * place % 5 for place in range(size)]
            row[2 : 2 + length] = [value] * length
            row[1] = row[2 + length] = value % 5 + 1
            yield row
    fewest = -(-content.core * 2 // 3)
    for count in (11, 12, fewest - 1, fewest):
        yield [value if place < count else None for place, value in enumerate(mixed)]
        yield [4 if place < count else None for place in range(size)]
        yield [1 + 4 * (place % 2) if place < count else None for place in range(size)]


class Case:
    """People who answered a content, and their results from `score`."""

    def __init__(self, content):
        random.seed(content.name)
        people = [*systematic(content), *(simulated(content, number) for number in range(PEOPLE))]
        self.content, self.count = content, len(people)
        self.columns = ["id", *content.ids]
        self.path = self.write("answers", enumerate(people))
        # `score` rejects a file with numbers outside 1 to 5; the query gives such rows the verdict `error`.
        valid = [(number, row) for number, row in enumerate(people) if not any(value not in (None, 1, 2, 3, 4, 5) for value in row)]
        text = program("score", str(self.write("valid", valid)), *content.arguments)
        self.expected = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
        names = list(next(iter(self.expected.values())))
        for number in {str(number) for number in range(self.count)} - self.expected.keys():
            self.expected[number] = dict.fromkeys(names, "") | {"id": number, "verdict": "error"}

    def write(self, name, people):
        path = FOLDER / f"{self.content.name}-{name}.csv"
        with open(path, "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(self.columns)
            rows.writerows([number, *answers] for number, answers in people)
        # PostgreSQL runs as another user.
        path.chmod(0o644)
        return path

    def query(self, dialect, table):
        extra = ["--extra"] if self.content.tie_breakers else []
        text = program("export", "sql", "--dialect", dialect, "--table", table, *extra, *self.content.arguments)
        return text.rstrip().rstrip(";")


def duckdb(case):
    import duckdb

    database = duckdb.connect()
    columns = ", ".join(f"'{column}': 'BIGINT'" for column in case.columns)
    database.execute(f"CREATE TABLE answers AS FROM read_csv('{case.path}', header = true, columns = {{{columns}}})")
    found = database.execute(case.query("duckdb", "answers"))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found.fetchall()]


def postgresql(case):
    def psql(text):
        command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-500:])
        return done.stdout

    columns = ", ".join(f'"{column}" {"BIGINT" if column == "id" else "SMALLINT"}' for column in case.columns)
    psql(f"DROP TABLE IF EXISTS answers; CREATE TABLE answers ({columns});")
    psql(f"\\copy answers FROM '{case.path}' WITH (FORMAT csv, HEADER)\n")
    text = psql(f"COPY (\n{case.query('postgres', 'public.answers')}\n) TO STDOUT WITH (FORMAT csv, HEADER);\n")
    return list(csv.DictReader(io.StringIO(text)))


def spark(case):
    from pyspark.sql import SparkSession

    build = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    build = build.config("spark.ui.showConsoleProgress", "false").config("spark.sql.codegen.hugeMethodLimit", "8000")
    build = build.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    build = build.config("spark.sql.warehouse.dir", str(FOLDER / "warehouse"))
    session = build.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    columns = ", ".join(f"`{column}` BIGINT" for column in case.columns)
    session.read.csv(str(case.path), header=True, schema=columns).createOrReplaceTempView("answers")
    return [row.asDict() for row in session.sql(case.query("spark", "answers")).collect()]


def differences(case, rows):
    columns = [name for name in next(iter(case.expected.values())) if name != "code"]
    if len(rows) != case.count or len(case.expected) != case.count:
        yield f"{len(rows)} rows, and {len(case.expected)} from `score`, instead of {case.count}"
    if list(rows[0]) != columns:
        yield f"columns {list(rows[0])} instead of {columns}"
    for row in rows:
        for name in columns:
            found, expected = row.get(name), case.expected[str(row["id"])][name]
            found = "" if found is None else found
            if name in EXACT or found == "" or expected == "":
                same = str(found) == expected
            else:
                same = abs(float(found) - float(expected)) <= ROUNDING + (APPROXIMATION if name == "p" else 0)
            if not same:
                yield f"{name} of {row['id']}: {found!r} instead of {expected!r}"


def contents():
    yield Content("shipped", [], tie_breakers=True)
    # Some people are exactly at this norm and limit.
    normed = FOLDER / "normed.toml"
    text = Path("questions.toml").read_text().replace("norm_gap = 0.0 ", "norm_gap = 0.25 ").replace("both = 3.5 ", "both = 3.25 ")
    normed.write_text(text)
    yield Content("normed", ["--questions", str(normed)], tie_breakers=False)
    files = ["--questions", str(OTHER / "questions.toml"), "--profiles", str(OTHER / "profiles.toml")]
    yield Content("other", files, tie_breakers=True)


def main():
    passed = failed = 0
    for content in contents():
        case = Case(content)
        kinds = {}
        for row in case.expected.values():
            for word in [row["verdict"], *filter(None, row["flags"].split("+"))]:
                kinds[word] = kinds.get(word, 0) + 1
        print(f"{content.name}: {case.count} people: {', '.join(f'{count} {word}' for word, count in sorted(kinds.items()))}", flush=True)
        for run in (duckdb, postgresql, spark):
            start = time.monotonic()
            try:
                wrong = list(differences(case, run(case)))
            except Exception:
                wrong = [traceback.format_exc()[-1500:]]
            passed, failed = passed + (not wrong), failed + bool(wrong)
            print(f"  {run.__name__}: {f'{len(wrong)} DIFFERENCES' if wrong else 'the same'}, {time.monotonic() - start:.0f} s", flush=True)
            for line in wrong[:5]:
                print(f"    {line}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
