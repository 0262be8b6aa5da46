"""A whole random program."""

import os
import random

from . import helpers
from .exprs import Var
from .generics import Generics
from .pointers import Pointers
from .probes import Probes
from .stmts import Function, Stmts
from .types import Types


class Callable:
    def __init__(self, name, params, results):
        self.name, self.params, self.results, self.cost = name, params, results, 0


class Program(Stmts, Generics):
    def __init__(self, seed):
        self.rnd = random.Random(seed)
        self.seed = seed
        self.types = Types(self.rnd)
        self.functions, self.vars, self.guards = [], [], []
        self.n_names = self.n_notes = 0
        self.budget = 0
        self.fn = Function([], None)
        self.recklessness = self.rnd.choice((0, 0, 0.01, 0.03))
        self.helpers, self.helper_text = helpers.make(self.rnd, self.types.structs)
        self.globals = [Var(f"g{i}", self.types.pick()) for i in range(self.rnd.randint(3, 8))]

    def function(self, head, params, results, sees_globals, f=None):
        """The text of one function; f is what others call, if they may."""
        rnd = self.rnd
        names = [self.name("r") for _ in results] if results and rnd.random() < 0.5 else None
        self.fn = Function(results, names)
        self.fn.recursion = f
        self.budget = rnd.choice((4, 12, 25, 40))
        self.vars = list(self.globals) if sees_globals else []
        self.vars += params + [Var(n, t) for n, t in zip(names or (), results)]
        size = rnd.choice((1, 3, 5, 8, 12))
        lines = []
        for _ in range(size):
            lines += self.statement()
        for v in self.vars:
            if v not in self.globals and rnd.random() < 0.4:
                lines.append(self.note(v.name, v.type))
        lines += self.return_()
        if f:
            f.cost = self.fn.cost + 2
        r = ", ".join(f"{n} {t.text}" for n, t in zip(names, results)) if names else ", ".join(t.text for t in results)
        if rnd.random() < 0.4:
            head = "//go:noinline\n" + head
        return f"{head}{' (' + r + ')' if r else ''} {{\n" + "\n".join(lines) + "\n}\n"

    def method(self, t, m, by_pointer):
        ft = self.types.method_types[m]
        receiver = self.types.ptr(t) if by_pointer else t
        params = [Var(self.name("p"), p) for p in ft.params]
        me = Var("me", receiver, assignable=not by_pointer)
        head = f"func (me {receiver.text}) {m}({', '.join(f'{p.name} {p.type.text}' for p in params)})"
        return self.function(head, [me, *params], ft.results, self.rnd.random() < 0.3)

    def plain(self, i):
        rnd = self.rnd
        params = [Var(self.name("p"), self.types.pick()) for _ in range(rnd.randint(0, 4))]
        results = [self.types.pick() for _ in range(rnd.choice((0, 1, 1, 2, 3, 6)))]
        f = Callable(f"F{i}", [p.type for p in params], results)
        head = f"func F{i}({', '.join(f'{p.name} {p.type.text}' for p in params)})"
        text = self.function(head, params, results, rnd.random() < 0.3, f)
        self.functions.append(f)
        return text

    def main(self):
        lines, self.vars = [], []
        for g in self.globals:
            self.fn = Function([], None)
            self.fn.level, self.guards = 3, []
            value = self.expr(g.type, 3)
            lines += [f"{g.name} = {value}"] if not self.guards else []
            self.vars.append(g)
        for _ in range(3):
            for f in self.functions:
                self.vars, self.guards, self.budget = list(self.globals), [], 0
                self.fn = Function([], None)
                self.fn.level = 3
                args = [self.init(t, 2) for t in f.params]
                names = [v.name for v in self.vars[len(self.globals):]]
                out = [self.name("o") for _ in f.results]
                lines += [f'run("{f.name}", func() {{', *sum(args, [])]
                lines.append((f"{', '.join(out)} := " if out else "") + f"{f.name}({', '.join(names)})")
                lines.append("scribble(20)")
                lines += [self.note(o, t) for o, t in zip(out, f.results)]
                lines += ["})"]
                lines += [self.note(g.name, g.type) for g in self.globals]
        return "func main() {\n" + "\n".join(lines) + "\n}\n"

    def text(self):
        functions = [self.generic_functions()]
        for t in self.types.structs + self.types.named:
            functions += [self.method(t, m, by_pointer) for m, by_pointer in t.methods.items()]
        functions += [self.plain(i) for i in range(self.rnd.randint(4, 12))]
        main = self.main()
        variables = "".join(f"var {g.name} {g.type.text}\n" for g in self.globals)
        return "\n".join([fixed("prelude"), fixed("generic"), self.types.declarations(), variables, self.helper_text, *functions, main, self.types.digest_functions()])


def fixed(name):
    """A part that is the same in all programs."""
    with open(os.path.join(os.path.dirname(__file__), name + ".go.txt"), encoding="utf-8") as f:
        return f.read()


def program(seed):
    """Half of the programs only move pointers."""
    if seed % 4 == 3:
        return Probes(seed).text(fixed("prelude"))
    if seed % 2:
        return Pointers(seed).text(fixed("prelude"))
    return Program(seed).text()
