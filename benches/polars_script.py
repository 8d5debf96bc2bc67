"""What `score` computes, but for the code, as a plain polars script: IN.csv OUT.csv."""

import sys

import polars as pl

KEYS = {"it_systems": 3, "programming": 2, "data_analytics": 2, "management": -2, "medical_coding": -2, "patient_records": -3}
PRIOR_VARIANCE, PRIOR_DF, DAY_TO_DAY, SPREAD = 0.85, 8, 0.04, 0.60


def sum_of(parts):
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def phi(z):
    """The normal distribution function of z >= 0: W. H. Press and others, Numerical Recipes, `erfcc`."""
    x = z / 2**0.5
    t = 1 / (1 + 0.5 * x)
    terms = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277]
    series = pl.lit(terms[-1])
    for term in reversed(terms[:-1]):
        series = series * t + term
    return 1 - t * (series - x * x).exp() / 2


source, target = sys.argv[1:]
names = pl.scan_csv(source).collect_schema().names()
items = [name for name in names if name.rsplit("_", 1)[0] in KEYS]
frame = pl.scan_csv(source, schema_overrides={item: pl.Int16 for item in items})

sums = {}
for scale in KEYS:
    own = [pl.col(item) for item in items if item.rsplit("_", 1)[0] == scale]
    sums[f"n_{scale}"] = sum_of([one.is_not_null().cast(pl.Int16) for one in own])
    sums[f"s_{scale}"] = sum_of([one.fill_null(0) for one in own])
    sums[f"q_{scale}"] = sum_of([(one * one).fill_null(0) for one in own])
frame = frame.with_columns(**sums)

n, s, q = ({scale: pl.col(f"{kind}_{scale}").cast(pl.Float64) for scale in KEYS} for kind in "nsq")
there = {scale: pl.col(f"n_{scale}") > 0 for scale in KEYS}
mean = {scale: pl.when(there[scale]).then(s[scale] / n[scale]) for scale in KEYS}
frame = frame.with_columns(
    **{f"mean_{scale}": mean[scale] for scale in KEYS},
    answered=sum_of([pl.col(f"n_{scale}") for scale in KEYS]),
    all_s=sum_of([s[scale] for scale in KEYS]),
    all_q=sum_of([q[scale] for scale in KEYS]),
    within=sum_of([pl.when(there[scale]).then(q[scale] - s[scale] * s[scale] / n[scale]).otherwise(0) for scale in KEYS]),
    df=sum_of([pl.when(there[scale]).then(n[scale] - 1).otherwise(0) for scale in KEYS]),
    **{
        f"base_{side}": sum_of([pl.when(there[scale]).then(abs(KEYS[scale])).otherwise(0) for scale in KEYS if KEYS[scale] * sign > 0])
        for side, sign in [("hi", 1), ("him", -1)]
    },
)
bases = {scale: pl.col("base_hi" if KEYS[scale] > 0 else "base_him") for scale in KEYS}
frame = frame.with_columns(
    **{
        f"like_{side}": sum_of([(pl.col(f"mean_{scale}") * abs(KEYS[scale])).fill_null(0) for scale in KEYS if KEYS[scale] * sign > 0])
        / pl.when(pl.col(f"base_{side}") > 0).then(pl.col(f"base_{side}"))
        for side, sign in [("hi", 1), ("him", -1)]
    },
    s2=(PRIOR_DF * PRIOR_VARIANCE + pl.col("within")) / (PRIOR_DF + pl.col("df")),
)
frame = frame.with_columns(
    gap=pl.col("like_hi") - pl.col("like_him"),
    v=sum_of([
        pl.when(there[scale]).then((KEYS[scale] / bases[scale]) ** 2 * (pl.col("s2") / n[scale] + DAY_TO_DAY)).otherwise(0)
        for scale in KEYS
    ]),
)
frame = frame.with_columns(gap=pl.when(pl.col("gap").abs() < 1e-9).then(0.0).otherwise(pl.col("gap")), se=pl.col("v").sqrt())
frame = frame.with_columns(
    p=pl.when(pl.col("gap") == 0)
    .then(pl.when(pl.col("like_hi").is_not_null() & pl.col("like_him").is_not_null()).then(0.5))
    .otherwise(phi(pl.col("gap").abs() / pl.col("se") * (SPREAD / (SPREAD + pl.col("v"))).sqrt()))
)
is_named = (pl.col("gap") != 0) & (pl.col("p") >= 0.80)
both = [pl.col("like_hi"), pl.col("like_him")]
close = 1e-9
verdict = (
    pl.when(pl.col("gap").is_null() | (pl.col("answered") * 3 < len(items) * 2)).then(pl.lit("incomplete"))
    .when(is_named & (pl.col("p") >= 0.95)).then(pl.lit("clear"))
    .when(is_named).then(pl.lit("lean"))
    .when((both[0] >= 3.5 - close) & (both[1] >= 3.5 - close)).then(pl.lit("both"))
    .when((both[0] <= 2.5 + close) & (both[1] <= 2.5 + close)).then(pl.lit("neither"))
    .otherwise(pl.lit("close"))
)
frame = frame.with_columns(verdict=verdict)
named = pl.col("verdict").is_in(["clear", "lean"])
frame = frame.with_columns(path=pl.when(named).then(pl.when(pl.col("gap") > 0).then(pl.lit("hi")).otherwise(pl.lit("him"))))

# The longest run of equal answers, skips left out.
frame = frame.with_columns(last=pl.lit(0, pl.Int16), run=pl.lit(0, pl.Int16), longest=pl.lit(0, pl.Int16))
for item in items:
    frame = frame.with_columns(
        run=pl.when(pl.col(item).is_null()).then(pl.col("run")).when(pl.col(item) == pl.col("last")).then(pl.col("run") + 1).otherwise(1),
        last=pl.coalesce(pl.col(item), pl.col("last")),
    ).with_columns(longest=pl.max_horizontal("longest", "run"))

count = pl.col("answered").cast(pl.Float64)
total = count * pl.col("all_q") - pl.col("all_s") * pl.col("all_s")
enough = pl.col("answered") >= 12
straight = enough & ((pl.col("longest") >= 8) | (4 * total < count * (count - 1)))
wide = pl.col("within") >= 2.1 * pl.col("df") - close
crossed = (total > 0) & (pl.col("within") * count * (count - 1) >= 1.15 * total * pl.col("df") - close)
inconsistent = enough & (pl.col("df") > 0) & (wide | crossed)
low = pl.when(pl.col("path") == "hi").then(pl.col("like_hi")).otherwise(pl.col("like_him")) < 3 - close
flags = pl.concat_str(
    pl.when(straight).then(pl.lit("straight_line")),
    pl.when(inconsistent).then(pl.lit("inconsistent")),
    pl.when(named & low).then(pl.lit("low_interest")),
    separator="+",
    ignore_nulls=True,
)
figures = ["p", "gap", "se", "like_hi", "like_him"]
columns = [pl.col("id"), pl.col("verdict"), pl.col("path"), *(pl.col(one) for one in figures), pl.col("answered"), pl.when(flags != "").then(flags).alias("flags")]
columns += [pl.col(f"mean_{scale}") for scale in KEYS]
frame.select(columns).sink_csv(target, float_precision=4)
