"""Simulates students whose true leaning is known and prints how often the quiz names a field, and the right one.

python3 simulate.py [STUDENTS] needs Python alone. A student likes each kind of work by a true amount: 3.2 plus a personal
level (standard deviation 0.4) plus a liking of that kind (0.8). An answer is that amount plus the question (variance 0.85)
and the day (0.04), rounded to 1 to 5. The true leaning is the sign of the weighted difference of the true amounts. Answers
are scored as the program does, with the constants in questions.toml.
"""

import math
import random
import sys

WEIGHTS = {"it_systems": 3 / 7, "programming": 2 / 7, "data_analytics": 2 / 7,
           "management": -2 / 7, "medical_coding": -2 / 7, "patient_records": -3 / 7}
PRIOR_VARIANCE, PRIOR_DF, DAY, SPREAD, CLEAR, LEAN = 0.85, 8, 0.04, 0.60, 0.95, 0.80


def confidence(answers: dict[str, list[int]]) -> tuple[float, float]:
    """The gap, and the confidence in its sign."""
    means = {scale: sum(values) / len(values) for scale, values in answers.items()}
    squares = sum((value - means[scale]) ** 2 for scale, values in answers.items() for value in values)
    freedom = sum(len(values) - 1 for values in answers.values())
    variance = (PRIOR_DF * PRIOR_VARIANCE + squares) / (PRIOR_DF + freedom)
    gap = sum(WEIGHTS[scale] * mean for scale, mean in means.items())
    error = sum(WEIGHTS[s] ** 2 * (variance / len(values) + DAY) for s, values in answers.items())
    z = gap / math.sqrt(error) * math.sqrt(SPREAD / (SPREAD + error))
    return gap, 0.5 * (1 + math.erf(abs(z) / math.sqrt(2)))


def main() -> None:
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chance = random.Random(20261201)
    named = right = clear = clear_right = 0
    for _ in range(students):
        level = 3.2 + chance.gauss(0, 0.4)
        true = {scale: level + chance.gauss(0, 0.8) for scale in WEIGHTS}
        leaning = sum(WEIGHTS[scale] * true[scale] for scale in WEIGHTS)
        today = {scale: true[scale] + chance.gauss(0, math.sqrt(DAY)) for scale in WEIGHTS}
        answers = {scale: [] for scale in WEIGHTS}
        for questions in (4, 1):
            for scale in WEIGHTS:
                for _ in range(questions):
                    value = round(today[scale] + chance.gauss(0, math.sqrt(PRIOR_VARIANCE)))
                    answers[scale].append(min(5, max(1, value)))
            gap, p = confidence(answers)
            if p >= LEAN:
                break
        if p >= LEAN:
            named += 1
            right += (gap > 0) == (leaning > 0)
        if p >= CLEAR:
            clear += 1
            clear_right += (gap > 0) == (leaning > 0)
    print(f"{students} simulated students")
    print(f"a field named: {100 * named / students:.0f} of 100; the right one: {100 * right / named:.0f} of 100 of those")
    print(f"named clearly: {100 * clear / students:.0f} of 100; the right one: {100 * clear_right / clear:.1f} of 100 of those")


if __name__ == "__main__":
    main()
