"""People who stand exactly at a limit of the scoring: ties, the limits of liking and of the notes, the fewest answers, and
a confidence as near to its limits as answers come. Found by trying, so they fit whatever content is in use.

A query that is wrong by one step, or has > where >= belongs, is wrong about nobody else.
"""

import math
from statistics import NormalDist


class Quiz:
    """What a limit depends on. Items are (id, weight, extra, scale), in the order of the columns."""

    def __init__(self, items, constants):
        self.items, self.constants = items, constants
        self.scales = list(dict.fromkeys(scale for *_, scale in items))
        self.weight = {scale: weight for _, weight, _, scale in items}
        self.of = {scale: [at for at, item in enumerate(items) if item[3] == scale] for scale in self.scales}
        self.core = sum(not extra for _, _, extra, _ in items)
        self.most = math.lcm(*range(1, max(map(len, self.of.values())) + 1))
        # How near to a limit the liking of a side can come, about. A single kind of work has means of few values.
        weights = [[abs(weight) for weight in self.weight.values() if weight * sign > 0] for sign in (1, -1)]
        self.near = [max(0.03, 1.01 / self.most / sum(side)) if len(side) > 1 else 0.27 for side in weights]

    def reading(self, row):
        return Reading(self, row)


class Reading:
    """Figures of somebody's answers, by the formulas of `score` (src/scoring): those of spread are exact, in whole parts."""

    def __init__(self, quiz, row):
        constants = quiz.constants
        given = [answer for answer in row if answer is not None]
        self.n, s, q = len(given), sum(given), sum(answer * answer for answer in given)
        self.answered = sum(answer is not None for answer, item in zip(row, quiz.items) if not item[2])
        self.total = self.n * q - s * s
        self.apart = self.freedom = 0
        liking, base, parts = [0, 0], [0, 0], [[], []]
        for scale, places in quiz.of.items():
            answers = [row[at] for at in places if row[at] is not None]
            if not answers:
                continue
            count, weight = len(answers), quiz.weight[scale]
            share = quiz.most // count
            self.apart += share * (count * sum(one * one for one in answers) - sum(answers) ** 2)
            self.freedom += count - 1
            if weight:
                side = weight < 0
                liking[side] += abs(weight) * share * sum(answers)
                base[side] += abs(weight)
                parts[side].append((weight * weight, count))
        self.given = "".join(map(str, given))
        self.whole = quiz.most
        self.is_told = all(base) and self.answered * 3 >= quiz.core * 2
        self.like = [one / (quiz.most * under) if under else 0 for one, under in zip(liking, base)]
        self.gap = self.like[0] - self.like[1] - constants["norm_gap"]
        spread = (constants["prior_df"] * constants["prior_variance"] + self.apart / quiz.most) / (constants["prior_df"] + self.freedom)
        each = (sum(w * (spread / n + constants["day_to_day"]) for w, n in part) / under**2 if under else 1 for part, under in zip(parts, base))
        self.variance = sum(each)
        self.z = abs(self.gap) / math.sqrt(self.variance) * math.sqrt(constants["spread"] / (constants["spread"] + self.variance))

    def run(self):
        """The longest run of equal answers."""
        longest = run = 0
        for before, answer in zip(" " + self.given, self.given):
            run = run + 1 if before == answer else 1
            longest = max(longest, run)
        return longest


def beyond(figure, limit):
    """How far a figure is past a limit it should keep to."""
    return max(0.0, figure - limit)


def just_consistent(one):
    """Whether one degree of freedom less would make the answers inconsistent."""
    limit = 21 * one.whole * one.freedom
    return (beyond(10 * one.apart, limit - 1) + beyond(limit - 21 * one.whole, 10 * one.apart)) / max(1, limit) + beyond(12, one.n)


def limits(quiz):
    """For each limit by name: how far somebody is from standing at it, 0 where they do."""
    constants = quiz.constants
    z = {name: NormalDist().inv_cdf(constants[name]) for name in ("clear", "lean")}

    def close(one):
        return beyond(one.z, z["lean"] - 0.05)

    def liked(side, limit, sign):
        # This side exactly at the limit, the other on its right side of it, or there as well.
        return lambda one: abs(one.like[side] - limit) + beyond(sign * (limit - one.like[1 - side]), 0) + close(one)

    def short_of(one, side, limit, sign):
        # On the wrong side of a limit, by little.
        short = sign * (limit - one.like[side])
        return beyond(0.001, short) + beyond(short, quiz.near[side])

    def nearly_liked(side, limit, sign):
        return lambda one: short_of(one, side, limit, sign) + beyond(sign * (limit - one.like[1 - side]), 0) + close(one)

    def crossed(one):
        return (100 * one.apart * one.n * (one.n - 1) - 115 * one.whole * one.freedom * one.total) / (100 * one.whole * one.n * max(1, one.n - 1) * max(1, one.freedom))

    def wide(one):
        return (10 * one.apart - 21 * one.whole * one.freedom) / (10 * one.whole * max(1, one.freedom))

    def just_under(figure, limit, step):
        # Under the limit, and not under the next smaller one that the query could have by mistake.
        return (beyond(figure, limit - 1) + beyond(limit - step, figure)) / max(1, limit)

    def nearly_wide(one):
        return just_under(10 * one.apart, 21 * one.whole * one.freedom, one.freedom)

    def nearly_crossed(one):
        step = one.freedom * one.total
        return just_under(100 * one.apart * one.n * (one.n - 1), 115 * one.whole * step, step)

    def enough(one):
        return beyond(12, one.n)

    def named(one, sign):
        return beyond(z["lean"] + 0.1, one.z if sign * one.gap > 0 else -one.z)

    def middle(side, sign):
        return lambda one: abs(one.like[side] - 3) + named(one, sign)

    def under_middle(side, sign):
        return lambda one: short_of(one, side, 3, 1) + named(one, sign)

    at = {
        "a tie": lambda one: abs(one.gap),
        "half a step of spread": lambda one: abs(4 * one.total - one.n * (one.n - 1)) / max(1, one.n * (one.n - 1)) + beyond(one.run(), 7) + enough(one),
        "spread within": lambda one: abs(wide(one)) + beyond(crossed(one), -1e-6) + enough(one),
        "spread within and in all": lambda one: abs(crossed(one)) + beyond(wide(one), -1e-6) + beyond(1, one.total) + enough(one),
        "half a step of spread, not quite": lambda one: just_under(4 * one.total, one.n * (one.n - 1), one.n) + beyond(one.run(), 7) + enough(one),
        "spread within, but 11 answers": lambda one: beyond(0, wide(one)) + abs(one.n - 11),
        "spread within, not quite": lambda one: nearly_wide(one) + beyond(crossed(one), -1e-6) + enough(one),
        "spread within and in all, not quite": lambda one: nearly_crossed(one) + beyond(wide(one), -1e-6) + beyond(1, one.total) + enough(one),
        "first liked as the middle": middle(0, 1),
        "second liked as the middle": middle(1, -1),
        "first liked as the middle, not quite": under_middle(0, 1),
        "second liked as the middle, not quite": under_middle(1, -1),
    }
    for word, sign in (("both", 1), ("neither", -1)):
        for side in (0, 1):
            name = f"{word}, {('first', 'second')[side]} at the limit"
            at[name] = liked(side, constants[word], sign)
            at[f"{name}, not quite"] = nearly_liked(side, constants[word], sign)
    for name, limit in z.items():
        for sign in (1, -1):
            # Answers come near, never there: the limit is no root of a fraction.
            at[f"{'just' if sign > 0 else 'not quite'} {name}"] = (
                lambda one, limit=limit, sign=sign: beyond(sign * (limit - one.z), 0) * 9 + beyond(abs(one.z - limit), 1e-3)
            )
    # All but the notes need a result.
    notes = ("half", "spread")
    return {name: how if name.startswith(notes) else (lambda one, how=how: how(one) + (0 if one.is_told else 1)) for name, how in at.items()}


def search(quiz, distance, roll, without=(), tries=150, steps=220):
    """Somebody at a limit, by changing an answer at a time, with these left out; None where nobody is found."""
    for start in range(tries):
        skips = (0, 4, 8)[start % 3]
        lean = start % 5 - 2
        row = [None if roll(24) < skips else min(5, max(1, 2 + roll(3) + (lean if weight > 0 else -lean) // 2)) for _, weight, *_ in quiz.items]
        row = [None if at in without else answer for at, answer in enumerate(row)]
        if not any(row):
            continue
        now = distance(quiz.reading(row))
        for _ in range(steps):
            if now < 1e-9:
                return row
            changed = list(row)
            for _ in range(1 + roll(2)):
                at = roll(len(row))
                changed[at] = None if at in without or (skips and not roll(12)) else 1 + roll(5)
            there = distance(quiz.reading(changed)) if any(changed) else math.inf
            if there <= now:
                row, now = changed, there
    return None


def plain(quiz):
    """People whose place is known without a search: all that is wrong, missing or repeated, once each."""
    size = len(quiz.items)
    mixed = [1 + (3 * at + at // 5) % 5 for at in range(size)]
    for at in range(size):
        for wrong in (0, 6):
            yield "no answer", [wrong if place == at else answer for place, answer in enumerate(mixed)]
        yield "a skip", [None if place == at else answer for place, answer in enumerate(mixed)]
        yield "liked alone", [5 if place == at else 3 for place in range(size)]
    for scale, places in quiz.of.items():
        for left in range(len(places)):
            row = list(mixed)
            for place in places[left:]:
                row[place] = None
            yield "few of a kind", row
    for answer in range(1, 6):
        other = answer % 5 + 1
        for length in (7, 8):
            row = [1 + (at * 2) % 5 for at in range(size)]
            row[2 : 2 + length] = [answer] * length
            row[1] = row[2 + length] = other
            yield f"a run of {length}", row
        # A skip breaks no run.
        row = [1 + (at * 2) % 5 for at in range(size)]
        row[2:11] = [answer] * 4 + [None] + [answer] * 4
        row[1] = row[11] = other
        yield "a run of 8", row
        for count in (11, 12):
            yield f"{count} answers", [answer if at < count else None for at in range(size)]
            yield f"{count} answers", [1 + 4 * (at % 2) if at < count else None for at in range(size)]
    fewest = -(-quiz.core * 2 // 3)
    for count in (fewest - 1, fewest):
        yield f"{count} answers", [answer if at < count else None for at, answer in enumerate(mixed)]
        # From the other end of those that everybody is asked.
        yield f"{count} answers", [answer if quiz.core - count <= at < quiz.core else None for at, answer in enumerate(mixed)]
    for sign in (1, -1):
        yield "one side only", [3 if sign * weight > 0 else None for _, weight, *_ in quiz.items]
    yield "nothing", [None] * size


def people(quiz, roll, each=3):
    """(limit, answers) of all of them; and the limits at which nobody was found."""
    found, nobody = list(plain(quiz)), []
    for scale, places in quiz.of.items():
        row = search(quiz, just_consistent, roll, places)
        found += [(f"just consistent without {scale}", row)] if row else []
        nobody += [] if row else [f"just consistent without {scale}"]
    for name, distance in limits(quiz).items():
        for _ in range(each):
            row = search(quiz, distance, roll)
            if row is None:
                nobody.append(name)
                break
            found.append((name, row))
    return found, nobody
