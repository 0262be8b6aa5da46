"""Programs of many small pairs: a mover stores one path's value in another path; a probe links a few variables, calls movers,
and returns what one path leads to. What the caller did not learn of the mover is then a pointer into a dead frame.
"""

import random


FIELDS = {"a": "n", "b": "n", "s": "s", "p": "p", "i": "i", "m": "m", "r": "r", "o": "o"}
GO = {"n": "*X", "s": "[]*X", "p": "**X", "i": "any", "m": "map[int]*X", "r": "[2]*X", "o": "[]Y", "q": "*Y"}
MORE = """
type X struct {
	a, b *X
	v    int
	s    []*X
	p    **X
	i    any
	m    map[int]*X
	r    [2]*X
	o    []Y
}

type Y struct {
	x *X
	y *Y
}

func get(f func() *X) (x *X) {
	defer func() { caught(recover()) }()
	return f()
}

func dx(x *X) int {
	if x == nil {
		return -1
	}
	return x.v
}
"""


class Probes:
    def __init__(self, seed):
        self.rnd = random.Random(f"probes{seed}")
        self.movers = []
        self.fields = self.rnd.sample(sorted(FIELDS), self.rnd.choice((2, 3, 4, 8)))
        if not {"a", "b"} & set(self.fields):
            self.fields.append("a")
        self.kinds = "nnnn" + "".join(sorted({FIELDS[f] for f in self.fields}))

    def step(self, text, kind, guards):
        """One step from something of a kind towards others."""
        rnd = self.rnd
        if kind == "n":
            guards.append(f"{text} != nil")
            f = rnd.choice(self.fields)
            return f"{text}.{f}", FIELDS[f]
        if kind == "s":
            i = rnd.randrange(2)
            guards.append(f"len({text}) > {i}")
            return f"{text}[{i}]", "n"
        if kind == "p":
            guards.append(f"{text} != nil")
            return f"(*{text})", "n"
        if kind == "i":
            guards.append(f"is[*X]({text})")
            return f"{text}.(*X)", "n"
        if kind == "m":
            return f"{text}[{rnd.randrange(2)}]", "n"
        if kind == "r":
            return f"{text}[{rnd.randrange(2)}]", "n"
        if kind == "o":
            i = rnd.randrange(2)
            guards.append(f"len({text}) > {i}")
            return f"{text}[{i}].x", "n"
        guards.append(f"{text} != nil")
        return rnd.choice(((f"{text}.x", "n"), (f"{text}.y", "q")))

    def path(self, roots, want, guards, store=False):
        """A way from one of roots to something of kind want; None when none was found."""
        for _ in range(30):
            (text, kind), mine = self.rnd.choice(roots), []
            for _ in range(self.rnd.choice((1, 2, 2, 3, 4))):
                text, kind = self.step(text, kind, mine)
                if kind == want and self.rnd.random() < 0.6:
                    break
            fits = kind == want and not (store and text.endswith(".(*X)"))
            if fits and store and text[:-2].endswith(".m["):
                mine.append(f"{text.rsplit('[', 1)[0]} != nil")
            if fits:
                guards += mine
                return text
        return None

    def neighbour(self, path):
        """A path like this one to another element, or to a further node; it may fail."""
        ways = [path.replace("[0]", "[1]", 1)] if "[0]" in path else []
        ways += [path.replace("[1]", "[0]", 1)] if "[1]" in path else []
        ways += [path.replace(f".{f}", f".{f}.{f}", 1) for f in "ab" if f".{f}" in path]
        return self.rnd.choice(ways) if ways else None

    def move(self, roots):
        """A statement that moves something."""
        rnd, guards = self.rnd, []
        kind = rnd.choice(self.kinds)
        to = self.path(roots, kind, guards, store=True)
        own = [text for text, k in roots if k == kind]
        value = rnd.choice(own) if own and rnd.random() < 0.3 else self.path(roots, kind, guards)
        if to and rnd.random() < 0.5:
            value = self.neighbour(to)
        if not to or not value:
            return []
        text = f"{to} = {value}"
        x = rnd.random()
        if x < 0.15:
            text = f"{to}, {value} = {value}, {to}" if value not in own and "(*X)" not in value else text
        elif x < 0.25 and kind == "s":
            text = f"{to} = append({value}, {value}...)"
        elif x < 0.35 and kind == "n":
            text = f"{to} = &X{{a: {value}, v: {rnd.randint(200, 300)}}}"
        elif x < 0.45:
            text = f"func() {{\nx := {value}\n{to} = x\n}}()"
        return [f"if {' && '.join(dict.fromkeys(guards))} {{" if guards else "{", text, "}"]

    def mover(self, i):
        rnd = self.rnd
        kinds = [rnd.choice(self.kinds) for _ in range(rnd.randint(1, 3))]
        roots = [(f"p{k}", kind) for k, kind in enumerate(kinds)]
        lines = []
        for _ in range(rnd.choice((1, 1, 2, 3))):
            step = self.move(roots)
            x = rnd.random()
            if x < 0.2 and kinds[0] == "n":
                step = ["for n := 0; n < 3 && p0 != nil; n++ {", *step, f"p0 = p0.{'a' if 'a' in self.fields else 'b'}", "}"]
            elif x < 0.3 and "n" in kinds:
                name = f"p{kinds.index('n')}"
                step = [f"func(p0 *X) {{", "_ = p0", *self.move([("p0", "n")]), f"}}({name})"]
            elif x < 0.4 and self.movers:
                step = self.call(roots)
            lines += step
        self.movers.append((f"M{i}", kinds))
        pragma = "//go:noinline\n" if rnd.random() < 0.75 else ""
        result = [text for text, k in roots if k == "n"]
        guards = []
        end = self.path(roots, "n", guards) if rnd.random() < 0.5 else None
        end = [f"if {' && '.join(guards) or 'true'} {{", f"return {end}", "}"] if end else []
        return f"{pragma}func M{i}({', '.join(f'{t} {GO[k]}' for t, k in roots)}) *X {{\n" + "\n".join([*lines, *end, f"return {result[0] if result and rnd.random() < 0.3 else 'nil'}"]) + "\n}\n"

    def argument(self, kind, roots):
        """An argument made of the variables t0…t3 where there are such."""
        rnd = self.rnd
        own = [text for text, k in roots if k == kind]
        if own and rnd.random() < 0.8:
            return rnd.choice(own)
        n = [text for text, k in roots if k == "n"]
        a, b = (rnd.choice(n), rnd.choice(n)) if n else ("nil", "nil")
        return {"n": a, "s": f"[]*X{{{a}, {b}}}", "p": f"newof[*X]({a})", "i": f"any({a})", "m": f"map[int]*X{{0: {a}, 1: {b}}}", "r": f"[2]*X{{{a}, {b}}}",
                "o": f"[]Y{{{{x: {a}}}, {{x: {b}}}}}"}[kind]

    def call(self, roots):
        name, kinds = self.rnd.choice(self.movers)
        return [f"{name}({', '.join(self.argument(k, roots) for k in kinds)})"]

    def probe(self, i):
        rnd = self.rnd
        n = rnd.randint(2, 4)
        roots = [(f"&t{k}", "n") for k in range(n)]
        lines = ["var " + ", ".join(f"t{k}" for k in range(n)) + " X"]
        if rnd.random() < 0.3:
            lines = [f"var t [{n}]X"] + [f"t{k} := &t[{k}]" for k in range(n)]
            roots = [(f"t{k}", "n") for k in range(n)]
        lines += [f"t{k}.v = {100 * i + k}" for k in range(n)]
        often = rnd.choice((0.3, 0.6, 0.9))
        lines += [f"t{k}.{f} = {self.argument(FIELDS[f], roots)}" for k in range(n) for f in self.fields if rnd.random() < often]
        for _ in range(rnd.choice((1, 1, 2))):
            lines += [f"r := {self.call(roots)[0]}", "_ = r"] if rnd.random() < 0.2 and not any("r :=" in x for x in lines) else self.call(roots)
        guards = []
        plain = [(f"t{k}", "n") for k in range(n)]
        back = self.path(plain, "n", guards) or "nil"
        guards = [g for g in dict.fromkeys(guards) if g not in [f"t{k} != nil" for k in range(n)]]
        if any("r :=" in x for x in lines) and rnd.random() < 0.6:
            back, guards = "r", []
        return f"//go:noinline\nfunc Q{i}() *X {{\n" + "\n".join([*lines, f"if {' && '.join(guards) or 'true'} {{", f"return {back}", "}", "return nil"]) + "\n}\n"

    def text(self, fixed):
        n = 40
        functions = [self.mover(i) for i in range(20)] + [self.probe(i) for i in range(n)]
        calls = "".join(f"\tx = get(Q{i})\n\tscribble(20)\n\tprintln({i}, dx(x))\n" for i in range(n))
        return "\n".join([fixed, MORE, *functions, f"func main() {{\n\tvar x *X\n{calls}}}\n"])
