#!/usr/bin/env python3
"""Selects, in a Go tree's own test/ folder, the `// run` files of the core language.

A file is selected when it imports nothing beyond the packages and uses none of the constructs that are
excluded below. usage: select_tests.py GOROOT [--counts]   prints the selected paths, then counts on stderr.
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gotok  # noqa: E402

ALLOWED_IMPORTS = frozenset(("unsafe", "runtime"))

# What golite-cc refuses today with "not supported yet"; a construct that it learns leaves this list.
EXCLUDED = ()


def recipe(text):
    """Returns (action words, build constraint lines) of a test: its first line that is no constraint."""
    constraints = []
    for line in text.split("\n"):
        if line.startswith("//go:build") or line.startswith("// +build"):
            constraints.append(line)
        elif line.strip():
            words = line[2:].split() if line.startswith("//") else []
            header = text.split("\npackage", 1)[0]
            constraints += [c for c in header.split("\n") if c.startswith("//go:build") and c not in constraints]
            return words, constraints
    return [], constraints


def satisfied(constraint, tags):
    """Evaluates a `//go:build` line over the set `tags`; every go1.N up to 1.27 holds."""
    words = re.findall(r"[\w.]+|&&|\|\||[!()]", constraint[len("//go:build") :])
    pos = 0

    def peek():
        return words[pos] if pos < len(words) else ""

    def take():
        nonlocal pos
        pos += 1
        return words[pos - 1]

    def atom():
        if peek() == "!":
            take()
            return not atom()
        if peek() == "(":
            take()
            value = either()
            take()
            return value
        name = take()
        release = re.fullmatch(r"go1\.(\d+)", name)
        return int(release.group(1)) <= 27 if release else name in tags

    def both():
        value = atom()
        while peek() == "&&":
            take()
            value = atom() and value
        return value

    def either():
        value = both()
        while peek() == "||":
            take()
            value = both() or value
        return value

    return either()


TAGS = frozenset(("linux", "amd64", "gc", "test_run"))


def runs_here(constraints):
    return all(satisfied(c, TAGS) for c in constraints if c.startswith("//go:build"))


def imports(toks):
    """Returns the imported paths. Imports stand before all other declarations."""
    paths, i = [], 0
    while i < len(toks):
        if toks[i] == ("keyword", "import"):
            i += 1
            group = toks[i] == ("op", "(")
            while i < len(toks):
                if toks[i][0] == "string":
                    paths.append(toks[i][1][1:-1])
                    if not group:
                        break
                if toks[i] == ("op", ")"):
                    break
                i += 1
        elif toks[i][0] == "keyword" and toks[i][1] in ("func", "type", "var", "const"):
            break
        i += 1
    return paths


def _closing(toks, i):
    """Returns the index after the bracket that closes the one at `i`."""
    depth = 0
    while i < len(toks):
        if toks[i][0] == "op" and toks[i][1] in "([{":
            depth += 1
        elif toks[i][0] == "op" and toks[i][1] in ")]}":
            depth -= 1
            if depth == 0:
                return i + 1
        i += 1
    return i


def _is_type_params(toks, i):
    """Does `[` at `i`, after the name in a type declaration, open type parameters (not an array length)?"""
    if i + 2 >= len(toks) or toks[i] != ("op", "[") or toks[i + 1][0] != "ident":
        return False
    kind, text = toks[i + 2]
    if kind == "ident" or text in (",", "~", "interface", "func", "map", "chan", "["):
        return True
    # `[P *T]` and `[N * 2]` look alike; as in the spec's grammar, a type parameter needs more to be one.
    return text == "*" and i + 4 < len(toks) and toks[i + 4][1] in (",", "|")


def _has_type_params(toks):
    group_end = -1
    for i, tok in enumerate(toks[:-3]):
        if tok == ("keyword", "func") and toks[i + 1][0] == "ident" and toks[i + 2] == ("op", "["):
            return True
        if tok == ("keyword", "func") and toks[i + 1] == ("op", "("):
            j = _closing(toks, i + 1)  # a method with type parameters of its own
            if j + 1 < len(toks) and toks[j][0] == "ident" and toks[j + 1] == ("op", "["):
                return True
        if tok == ("keyword", "type"):
            if toks[i + 1] == ("op", "("):
                group_end = _closing(toks, i + 1)
            elif toks[i + 1][0] == "ident" and _is_type_params(toks, i + 2):
                return True
        in_group = i < group_end and tok in (("op", ";"), ("op", "("))
        if in_group and toks[i + 1][0] == "ident" and _is_type_params(toks, i + 2):
            return True
    return False


def _is_iterator_type(toks, i):
    """Is `func` at `i` followed by parameters `(yield func(…) bool)`, one parameter only?"""
    j = i + 1
    if j < len(toks) and toks[j][0] == "ident":  # a declaration: func name(
        j += 1
    if j >= len(toks) or toks[j] != ("op", "("):
        return False
    end = _closing(toks, j) - 1
    j += 1
    if j < end and toks[j][0] == "ident":
        j += 1
    if j + 1 >= end or toks[j] != ("keyword", "func") or toks[j + 1] != ("op", "("):
        return False
    j = _closing(toks, j + 1)
    return toks[j : j + 1] == [("ident", "bool")] and j + 1 >= end


def _has_range_over_func(toks):
    """A range clause in a file that has an iterator's signature: the type of the operand is not looked up."""
    if ("keyword", "range") not in toks:
        return False
    return any(t == ("keyword", "func") and _is_iterator_type(toks, i) for i, t in enumerate(toks))


def excluded_constructs(toks):
    """Returns which of EXCLUDED the tokens use."""
    seen = set(toks)
    found = set()
    if ("keyword", "map") in seen:
        found.add("maps")
    if ("keyword", "chan") in seen or ("op", "<-") in seen:
        found.add("channels")
    if ("keyword", "go") in seen:
        found.add("goroutines")
    if ("keyword", "select") in seen:
        found.add("select")
    if _has_type_params(toks):
        found.add("type parameters")
    if _has_range_over_func(toks):
        found.add("range over func")
    return found


class Counts:
    """How many run files there are, and why those that were left out were."""

    def __init__(self):
        self.run = self.selected = self.other_system = self.imports = 0
        self.constructs = dict.fromkeys(EXCLUDED, 0)


def select(goroot):
    """Returns (sorted selected paths relative to GOROOT/test, Counts)."""
    top = os.path.join(goroot, "test")
    counts, chosen = Counts(), []
    for folder, _, files in os.walk(top):
        for name in files:
            if not name.endswith(".go"):
                continue
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8", errors="replace", newline="") as f:
                text = f.read()
            words, constraints = recipe(text)
            if words[:1] != ["run"]:
                continue
            counts.run += 1
            if not runs_here(constraints):
                counts.other_system += 1
                continue
            toks = gotok.tokens(text)
            if not ALLOWED_IMPORTS.issuperset(imports(toks)):
                counts.imports += 1
                continue
            found = excluded_constructs(toks).intersection(EXCLUDED)
            for construct in found:
                counts.constructs[construct] += 1
            if not found:
                chosen.append(os.path.relpath(path, top))
    counts.selected = len(chosen)
    return sorted(chosen), counts


def main():
    args = sys.argv[1:]
    if not args or args[0].startswith("-"):
        sys.exit("usage: select_tests.py GOROOT [--counts]")
    chosen, counts = select(args[0])
    if "--counts" not in args:
        print("\n".join(chosen))
    why = ", ".join(f"{n} use {c}" for c, n in counts.constructs.items())
    print(
        f"{counts.selected} of {counts.run} run tests selected; left out: {counts.other_system} for other systems, "
        f"{counts.imports} import more than {' and '.join(sorted(ALLOWED_IMPORTS))}; of the rest {why}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
