"""What the first lines of one of Go's own tests say: what to do with it, and on which systems."""

import re


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
