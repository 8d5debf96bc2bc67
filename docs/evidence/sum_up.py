"""Sums up the ratings of appeal: python3 sum_up.py [ROUND]. It needs Python alone, and reads two files beside it."""

import csv
import pathlib
import re
import statistics
import sys

HERE = pathlib.Path(__file__).parent
QUESTIONS = (HERE / "../../questions.toml").read_text()
KINDS = ["undecided", "changing", "tech_or_business", "first_in_family"]
FIRST = ["it_systems", "programming", "data_analytics"]

# The questions of today and the kind of work they belong to: ratings of other texts say something about drafts alone.
TODAY = {text: scale for scale, text in re.findall(r'scale = "(\w+)"\ntext = "([^"]+)"', QUESTIONS)}


def main() -> None:
    rows = list(csv.DictReader((HERE / "ratings.csv").open()))
    wanted = sys.argv[1] if len(sys.argv) > 1 else max(row["round"] for row in rows)
    rows = [row for row in rows if row["round"] == wanted and row["text"] in TODAY]
    texts = {row["text"] for row in rows}
    print(f"round {wanted}: {len(texts)} of {len(TODAY)} questions of today, {len({row['reader'] for row in rows})} readers")
    for kind in KINDS:
        side = {True: [], False: []}
        for row in rows:
            side[TODAY[row["text"]] in FIRST].append(int(row[kind]))
        means = [statistics.mean(side[first]) for first in (True, False)]
        # 7 points have 6 steps, 5 answers have 4.
        print(f"{kind:17} HI {means[0]:.2f}  HIM {means[1]:.2f}  apart {(means[0] - means[1]) * 4 / 6:+.2f} of a step of 5")
    for text in sorted(texts):
        of_text = [int(row[kind]) for row in rows if row["text"] == text for kind in KINDS]
        print(f"{statistics.mean(of_text):.2f}  {text}")


if __name__ == "__main__":
    main()
