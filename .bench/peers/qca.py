"""The parsimonious solution of a truth table, all shortest models: prime
implicants after Quine and McCluskey, then exact cover by branch and bound."""
import csv
import math
import os
import resource
import sys
import time


def situations(folder):
    with open(os.path.join(folder, "data.csv"), encoding="utf-8") as f:
        for row in list(csv.reader(f, delimiter=";"))[1:]:
            bits = [cell == "oui" for cell in row]
            yield sum(1 << j for j, bit in enumerate(bits[:-1]) if bit), bits[-1]


def primes(allowed, conditions):
    """Implicants by the bits that they leave open, from none up."""
    level, found = {0: allowed}, []
    while level:
        above = {}
        for open_bits, values in level.items():
            joined = set()
            for j in range(conditions):
                bit = 1 << j
                if open_bits & bit:
                    continue
                pairs = {v for v in values if not v & bit and v | bit in values}
                if pairs:
                    joined |= pairs
                    joined |= {v | bit for v in pairs}
                    above.setdefault(open_bits | bit, set()).update(pairs)
            found += [(v, open_bits) for v in values - joined]
        level = above
    return found


def covers(columns, chart):
    """All least sets of implicants that cover every row of the chart."""
    for size in range(1, len(chart) + 1):
        models = set()

        def search(left, chosen):
            if not left:
                models.add(frozenset(chosen))
                return
            widest = max((left & cover).bit_count() for cover in columns)
            if len(chosen) + math.ceil(left.bit_count() / widest) > size:
                return
            row = min((r for r in range(len(chart)) if left >> r & 1), key=lambda r: len(chart[r]))
            for p in chart[row]:
                search(left & ~columns[p], chosen + [p])

        search((1 << len(chart)) - 1, [])
        if models:
            return size, len(models)


def solve(cases, conditions):
    yes = sorted({row for row, outcome in cases if outcome})
    no = {row for row, outcome in cases if not outcome}
    found = primes(set(range(1 << conditions)) - no, conditions)
    columns = [sum(1 << r for r, row in enumerate(yes) if row & ~open_bits == value) for value, open_bits in found]
    columns = [cover for cover in columns if cover]
    chart = [[p for p, cover in enumerate(columns) if cover >> r & 1] for r in range(len(yes))]
    return covers(columns, chart)


cases = list(situations(sys.argv[1]))
with open(os.path.join(sys.argv[1], "data.csv"), encoding="utf-8") as f:
    conditions = f.readline().count(";")
begun = time.perf_counter()
for run in range(5):
    if run and time.perf_counter() - begun > 10:
        break
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    size, models = solve(cases, conditions)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    print("run", time.perf_counter() - start, used, 1000 * size + models)
with open("/proc/self/status", encoding="utf-8") as f:
    print("peak", next(line.split()[1] for line in f if line.startswith("VmHWM")))
