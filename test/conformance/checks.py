"""The suites of the type checker by name, and the lists of tests that are known to fail in them.

A suite is a module with NAME, LEVELS (worst first; only the last is a pass), tests(goroot) → names,
run(compiler, goroot, name) → a result with `level`, problems() and reason(), and figures(results) → lines.
"""

import os

import compilecheck
import errorcheck
import typesdata

SUITES = {suite.NAME: suite for suite in (errorcheck, compilecheck, typesdata)}

# Begins a reason that refresh wrote: it is the first thing that went wrong, not an explanation.
AUTO = "auto:"

HEADER = """\
# Tests of the suite {name} that are known to fail: PATH LEVEL REASON, LEVEL being what is reached of {levels}.
# One that does better is a failure too. figures.py --refresh rewrites this file: it keeps the reasons that do not
# begin with "{auto}", and replaces the others by the first message.
"""


def list_path(suite):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), f"expect-{suite.NAME}.txt")


def read_list(suite):
    """{test: (level, reason)} of the known failures. Raises ValueError for a malformed line."""
    known, path = {}, list_path(suite)
    if not os.path.exists(path):
        return known
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            fields = line.split(None, 2)
            if not fields or fields[0].startswith("#"):
                continue
            if len(fields) < 3 or fields[1] not in suite.LEVELS[:-1] or fields[0] in known:
                raise ValueError(f"{path}:{number}: expected PATH {'|'.join(suite.LEVELS[:-1])} REASON, each path once")
            known[fields[0]] = (fields[1], fields[2].strip())
    return known


def _printable(text):
    return "".join(c if c.isprintable() else " " for c in text.encode("utf-8", "backslashreplace").decode("utf-8"))


def write_list(suite, results, goroot):
    """Rewrites the list from [(name, result)]. Returns (how many are listed, how many of them by hand)."""
    old, by_hand, lines = read_list(suite), 0, []
    for name, result in sorted(results, key=lambda pair: pair[0]):
        if result.level == suite.LEVELS[-1]:
            continue
        reason = old.get(name, ("", AUTO))[1]
        if reason.startswith(AUTO):
            reason = f"{AUTO} {_printable(result.reason().replace(goroot, 'GOROOT'))}"
        else:
            by_hand += 1
        lines.append(f"{name} {result.level} {reason}\n")
    with open(list_path(suite), "w", encoding="utf-8") as f:
        f.write(HEADER.format(name=suite.NAME, levels=", ".join(suite.LEVELS), auto=AUTO))
        f.writelines(lines)
    return len(lines), by_hand
