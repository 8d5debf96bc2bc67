"""Breaks the query of `export sql` in one place at a time, runs it on DuckDB, and says which breaks nobody notices.

    mutants.py PROGRAM FOLDER ROWS

A break is noticed where a word or a whole number of any row becomes another, or a figure moves by more than 1e-4, twice
what `compare.py` allows. The query unbroken is held to `score` by that. Breaks that can't be noticed have a reason below; the
last line counts those that have none, which fail.
"""

import re
import sys

import duckdb
from compare import EXACT, cases

NOTICED = 1e-4
TOKEN = re.compile(
    r"(?P<comment>--[^\n]*)|(?P<text>'[^']*')|(?P<name>\"[^\"]*\")|(?P<number>\b\d+(?:\.\d+)?(?:E0)?\b)"
    r"|(?P<word>[A-Za-z_]\w*)|(?P<sign>>=|<=|<>|\|\||[-<>=+*/])"
)
SIGNS = {
    ">=": [">", "<"], "<=": ["<", ">"], "<>": ["="], ">": [">=", "<"], "<": ["<=", ">"], "=": ["<>"],
    "+": ["-"], "-": ["+"], "*": ["+"], "/": ["*"],
}  # fmt: skip
WORDS = {"AND": "OR", "OR": "AND"}

# What is broken, as its line with the break marked, and why nobody can notice; the last ones are about one content only.
REASONS = [
    (r"^parts: .*ELSE \[0 ->", "a kind of work without answers has a sum of 0, whatever it is multiplied by"),
    (r"^sides: .*WHEN n\d+ > \[0 -> 1\] THEN n\d+ - 1", "a single answer has no freedom either way"),
    (r"^gaps: .*[\[(]0( -> 1\])?\)", "no norm is set here, so the gap moves by less than is written, if at all"),
    (r"^gaps: .*\[\d+ -> \d+\]\)? \* \(CAST\(u", "that is one part in 100,000: less than is written"),
    (r"NULLIF\([ut]( \* [ut])?, \[0 -> 1\]\)", "this side never weighs 1 here, and DuckDB makes NULL of a division by 0 by itself"),
    (r"answered \* 3 < \[\d+ -> \d+\]", "three times a whole number never lies between"),
    (r"gap_over <> \[0 -> 1\]", "a tie is no error away from 0, under any limit"),
    (r"z \[>= -> >\]", "no answers are exactly at a limit of confidence: it is no root of a fraction"),
    (r"^verdicts: .*[<>]= \[\d+ -> \d+\] \* [ut]", "likings are whole numbers of parts: none lies between"),
    (r"gap_over (\[[<>] -> [<>]=\]|[<>] \[0 -> 1\])", "no tie is clear or leaning, and no gap is a single part"),
    (r"gap_over = \[0 -> 1\]", "of a tie the formula makes 0.5 too"),
    (r"freedom (\[> -> >=\]|> \[0 -> 1\])", "12 answers to so few kinds of work always leave some"),
    (r"^parts: CASE n4 WHEN (\[1 -> 0\]|1 THEN \[)", "this kind of work pulls to neither side, and a single answer has no spread", "other"),
    (r"^errors: .*n3 \[> -> >=\]|^errors: .*n3, 0\) \+ 0.04E0\) ELSE \[0", "without its only kind of work a side has no result", "other"),
    (r"^errors: .*NULLIF\(t \[\* -> \+\] t", "2 + 2 is 2 * 2", "other"),
    (r"b < \[36 -> 35\] \* t", "the only kind of work of this side has four questions, and no mean of theirs lies between", "other"),
    (r"answered \* 3 \[< -> <=\]", "two thirds of 16 questions is no whole number", "other"),
]


def breaks(query):
    """(place, old, new) of every break: another sign, a number one off (or 1 in 20, where it has a fraction), AND for OR."""
    before = None
    for token in TOKEN.finditer(query):
        kind, old = token.lastgroup, token.group()
        if kind == "sign":
            yield from ((token, new) for new in SIGNS.get(old, []))
        elif kind == "number" and ("." in old or "E" in old):
            yield token, repr(float(old.replace("E0", "")) * 1.05) + "E0"
        elif kind == "number":
            yield token, str(int(old) + 1)
            if int(old):
                yield token, str(int(old) - 1)
        elif kind == "text" and len(old) > 2:
            yield token, "'-" + old[1:]
        elif kind == "word" and old in ("AND", "OR") and before != "BETWEEN":
            yield token, WORDS[old]
        elif kind == "word" and old == "NULL" and query[: token.start()].endswith("IS "):
            yield token, "NOT NULL"
        if kind == "word" and old in ("BETWEEN", "AND"):
            before = old


def told(query, token, new):
    """The line with the break marked, cut around it, and in which step of the query it is."""
    start = query.rfind("\n", 0, token.start()) + 1
    end = query.find("\n", token.start())
    left, right = query[start : token.start()].strip(), query[token.end() : end].rstrip()
    step = re.findall(r"(?m)^(?:WITH )?(\w+) AS \($", query[: token.start()])
    last = "results" if query.rfind("\n)\nSELECT", 0, token.start()) >= 0 else (step[-1] if step else "")
    return f"{last}: {left[-48:]}{' ' if query[token.start() - 1] == ' ' else ''}[{token.group()} -> {new}]{right[:40]}"


def noticed(base, broken, columns):
    differs = [
        f"a.{name} IS DISTINCT FROM b.{name}" if name.strip('"') in EXACT
        else f"(a.{name} IS NULL) <> (b.{name} IS NULL) OR NOT COALESCE(abs(a.{name} - b.{name}) <= {NOTICED}, true)"
        for name in columns
    ]  # fmt: skip
    try:
        found = base.execute(f"SELECT count(*), count(*) FILTER ({' OR '.join(differs)}) FROM ({broken}\n) a JOIN whole b USING (id)").fetchone()
    except duckdb.Error:
        return True
    return found[0] != base.execute("SELECT count(*) FROM whole").fetchone()[0] or found[1] > 0


def main():
    unexplained = 0
    for case in cases():
        base = duckdb.connect()
        # Small tables: more threads only wait for each other.
        base.execute("SET threads = 1")
        columns = ", ".join(f"'{column}': 'BIGINT'" for column in case.columns)
        base.execute(f"CREATE TABLE answers AS FROM read_csv('{case.path}', header = true, columns = {{{columns}}})")
        query = case.query("duckdb", "answers").rstrip().rstrip(";")
        base.execute(f"CREATE TABLE whole AS {query}")
        names = [f'"{column[0]}"' for column in base.execute("FROM whole LIMIT 0").description]
        tried = alive = 0
        survivors = {}
        for token, new in breaks(query):
            tried += 1
            if not noticed(base, query[: token.start()] + new + query[token.end() :], names):
                alive += 1
                line = told(query, token, new)
                fits = (reason for pattern, reason, *of in REASONS if re.search(pattern, line) and case.name in (of or [case.name]))
                reason = next(fits, None)
                survivors.setdefault(reason, []).append(line)
        print(f"{case.name}: {tried} breaks, {tried - alive} noticed", flush=True)
        for reason, lines in survivors.items():
            print(f"  {len(lines)} not: {reason or 'NOBODY KNOWS WHY'}")
            for line in lines if reason is None else lines[:2]:
                print(f"    {line}")
        unexplained += len(survivors.get(None, []))
    print(f"{unexplained} breaks that nobody notices, without a reason")
    sys.exit(unexplained > 0)


if __name__ == "__main__":
    main()
