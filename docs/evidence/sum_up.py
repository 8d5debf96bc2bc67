"""Prints the figures on how appealing and clear the questions sound: python3 sum_up.py [ROUND].

It needs Python alone and reads ratings.csv and questions.toml. The difference between the fields is weighted as in the
score, over the core questions, in points of the 1-to-5 scale; its 90% interval is over readers (Student's t).
"""

import csv
import math
import pathlib
import re
import statistics
import sys

HERE = pathlib.Path(__file__).parent
QUESTIONS = (HERE / "../../questions.toml").read_text()
KINDS = ["undecided", "changing", "tech_or_business", "first_in_family"]
WEIGHTS = {"it_systems": 3 / 7, "programming": 2 / 7, "data_analytics": 2 / 7,
           "management": -2 / 7, "medical_coding": -2 / 7, "patient_records": -3 / 7}
# Student's t for a two-sided 90% interval, by degrees of freedom.
T = {1: 6.314, 2: 2.920, 3: 2.353, 4: 2.132, 5: 2.015, 6: 1.943, 7: 1.895, 8: 1.860, 9: 1.833}
# 7 points have 6 steps, the 5 answers have 4.
POINT = 4 / 6

ITEMS = re.findall(r'scale = "(\w+)"\ntext = "([^"]+)"[^\n]*\n(tie_breaker)?', QUESTIONS)


def difference(ratings: dict[str, dict[str, str]], kind: str) -> float:
    """Appeal of HI's core questions minus appeal of HIM's, for one reader."""
    total = 0.0
    for scale, weight in WEIGHTS.items():
        core = [text for s, text, extra in ITEMS if s == scale and not extra]
        total += weight * statistics.mean(int(ratings[text][kind]) for text in core)
    return total * POINT


def main() -> None:
    rows = list(csv.DictReader((HERE / "ratings.csv").open()))
    wanted = sys.argv[1] if len(sys.argv) > 1 else max((row["round"] for row in rows), key=int)
    readers: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows:
        if row["round"] == wanted:
            readers.setdefault(row["reader"], {})[row["text"]] = row
    missing = {text for _, text, _ in ITEMS} - set.intersection(*(set(r) for r in readers.values()))
    if missing:
        sys.exit(f"round {wanted} lacks {len(missing)} of today's questions")
    print(f"round {wanted}: {len(readers)} readers")
    for kind in KINDS:
        each = [difference(ratings, kind) for ratings in readers.values()]
        half = T[len(each) - 1] * statistics.stdev(each) / math.sqrt(len(each))
        mean = statistics.mean(each)
        print(f"{kind:17} HI minus HIM {mean:+.2f} (90% interval {mean - half:+.2f} to {mean + half:+.2f})")
    for scale in WEIGHTS:
        texts = [text for s, text, _ in ITEMS if s == scale]
        clear = [int(ratings[text]["clear"]) for ratings in readers.values() for text in texts]
        print(f"{scale:17} clear {statistics.mean(clear):.1f} of 7")
        for text in texts:
            appeal = [int(ratings[text][kind]) for ratings in readers.values() for kind in KINDS]
            print(f"    appeal {statistics.mean(appeal):.2f} of 7  {text}")


if __name__ == "__main__":
    main()
