"""What `score` computes, but for the code, as a plain query in DuckDB: IN.csv OUT.csv."""

import sys

import duckdb

KEYS = {"it_systems": 3, "programming": 2, "data_analytics": 2, "management": -2, "medical_coding": -2, "patient_records": -3}

source, target = sys.argv[1:]
database = duckdb.connect()
names = [row[0] for row in database.execute(f"DESCRIBE SELECT * FROM read_csv('{source}')").fetchall()]
items = [name for name in names if name.rsplit("_", 1)[0] in KEYS]
of = {scale: [item for item in items if item.rsplit("_", 1)[0] == scale] for scale in KEYS}
side = {scale: "hi" if key > 0 else "him" for scale, key in KEYS.items()}


def plus(parts):
    return "(" + " + ".join(parts) + ")"


sums = ", ".join(
    f"{plus([f'({one} IS NOT NULL)::INT' for one in own])} AS n_{scale}, "
    f"{plus([f'coalesce({one}, 0)' for one in own])} AS s_{scale}, "
    f"{plus([f'coalesce({one} * {one}, 0)' for one in own])} AS q_{scale}"
    for scale, own in of.items()
)
means = ", ".join(f"s_{scale} / nullif(n_{scale}, 0)::DOUBLE AS mean_{scale}" for scale in KEYS)
within = plus([f"coalesce(q_{scale} - s_{scale} * s_{scale} / nullif(n_{scale}, 0)::DOUBLE, 0)" for scale in KEYS])
bases = ", ".join(
    plus([f"(n_{scale} > 0)::INT * {abs(key)}" for scale, key in KEYS.items() if side[scale] == one]) + f" AS base_{one}"
    for one in ["hi", "him"]
)
likes = ", ".join(
    plus([f"coalesce(mean_{scale} * {abs(key)}, 0)" for scale, key in KEYS.items() if side[scale] == one])
    + f" / nullif(base_{one}, 0) AS like_{one}"
    for one in ["hi", "him"]
)
variance = plus([
    f"coalesce(({key} / base_{side[scale]}) ** 2 * (s2 / nullif(n_{scale}, 0) + 0.04), 0)" for scale, key in KEYS.items()
])
# erfc: W. H. Press and others, Numerical Recipes.
terms = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277]
series = str(terms[-1])
for term in reversed(terms[:-1]):
    series = f"({series} * t + {term})"
given = "list_filter([" + ", ".join(items) + "], lambda x: x IS NOT NULL)"
run = " OR ".join(
    "(" + " AND ".join(f"given[{start + step}] = given[{start}]" for step in range(1, 8)) + ")" for start in range(1, len(items) - 6)
)
query = f"""
WITH a AS (SELECT *, {sums}, {given} AS given FROM read_csv('{source}')),
b AS (SELECT *, {means}, {bases}, {within} AS within,
    {plus([f"n_{scale}" for scale in KEYS])} AS answered, {plus([f"s_{scale}" for scale in KEYS])} AS all_s,
    {plus([f"q_{scale}" for scale in KEYS])} AS all_q, {plus([f"greatest(n_{scale} - 1, 0)" for scale in KEYS])} AS df FROM a),
c AS (SELECT *, {likes}, (8 * 0.85::DOUBLE + within) / (8 + df) AS s2, answered * all_q - all_s * all_s AS total FROM b),
d AS (SELECT *, {variance} AS v,
    CASE WHEN abs(like_hi - like_him) < 1e-9 THEN 0 ELSE like_hi - like_him END AS gap FROM c),
e AS (SELECT *, sqrt(v) AS se, abs(gap) / sqrt(v) * sqrt(0.6 / (0.6 + v)) / sqrt(2) AS x FROM d),
f AS (SELECT *, 1 / (1 + 0.5 * x) AS t FROM e),
g AS (SELECT *, CASE WHEN gap = 0 THEN 0.5 ELSE 1 - t * exp({series} - x * x) / 2 END AS p FROM f),
h AS (SELECT *, CASE WHEN gap IS NULL OR answered * 3 < {len(items) * 2} THEN 'incomplete'
    WHEN gap <> 0 AND p >= 0.95 THEN 'clear' WHEN gap <> 0 AND p >= 0.8 THEN 'lean'
    WHEN least(like_hi, like_him) >= 3.5 - 1e-9 THEN 'both' WHEN greatest(like_hi, like_him) <= 2.5 + 1e-9 THEN 'neither'
    ELSE 'close' END AS verdict FROM g),
i AS (SELECT *, CASE WHEN verdict IN ('clear', 'lean') THEN CASE WHEN gap > 0 THEN 'hi' ELSE 'him' END END AS path FROM h)
SELECT id, verdict, path, {", ".join(f"printf('%.4f', {one}) AS {one}" for one in ["p", "gap", "se", "like_hi", "like_him"])}, answered,
    nullif(concat_ws('+',
        CASE WHEN answered >= 12 AND ({run} OR 4 * total < answered * (answered - 1)) THEN 'straight_line' END,
        CASE WHEN answered >= 12 AND df > 0 AND (within >= 2.1 * df - 1e-9
            OR total > 0 AND within * answered * (answered - 1) >= 1.15 * total * df - 1e-9) THEN 'inconsistent' END,
        CASE WHEN CASE path WHEN 'hi' THEN like_hi WHEN 'him' THEN like_him END < 3 - 1e-9 THEN 'low_interest' END), '') AS flags,
    {", ".join(f"printf('%.4f', mean_{scale}) AS mean_{scale}" for scale in KEYS)}
FROM i
"""
database.execute(f"COPY ({query}) TO '{target}' (HEADER)")
