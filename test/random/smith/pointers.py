"""Programs that do little but move pointers: each function is a random sequence of loads, stores, addresses and calls.

Few leak anything, so that most objects may be in frames; arguments are often the same, so that parameters lead to one object.
"""

import random

# kind: (type, value when there is nothing better, digest of a variable)
KINDS = {
    "n": ("*N", "nil", "dn({}, 4)"), "p": ("**N", "nil", "dp({}, 4)"), "s": ("[]*N", "nil", "ds({}, 4)"), "i": ("any", "nil", "di({}, 4)"),
    "f": ("func() *N", "nil", "0"), "t": ("N", "N{}", "dn(&{}, 4)"), "a": ("[2]N", "[2]N{}", "dn(&{}[1], 4)"), "g": ("func(*N)", "nil", "0"),
    "m": ("map[int]*N", "nil", "dn({}[1], 4)"), "I": ("Node", "nil", "di({}, 4)"), "u": ("uint64", "0", "{}"), "w": ("W", "W{}", "dn({}.n, 4)"),
}
FIELDS = {"n": ("a", "b"), "p": ("p",), "s": ("s",), "i": ("i",), "f": ("f",), "g": ("g",), "I": ("I",)}

TYPES = """
type N struct {
	a, b *N
	v    int
	p    **N
	s    []*N
	i    any
	f    func() *N
	g    func(*N)
	I    Node
}

// W is small, and goes by value in registers.
type W struct {
	n *N
	p **N
}

type Node interface {
	Next() *N
	Link(*N) Node
}

func (n *N) Next() *N {
	if n == nil {
		return nil
	}
	return n.a
}

func (n *N) Link(m *N) Node {
	if n != nil {
		n.b = m
	}
	return n
}

func (w W) Next() *N { return w.n }

func (w W) Link(m *N) Node {
	if w.p != nil {
		*w.p = m
	}
	w.n = m
	return w
}

var root *N
var slot **N

func dn(n *N, k int) uint64 {
	if n == nil || k <= 0 {
		return 1
	}
	h := mix(uint64(n.v), mix(dn(n.a, k-1), dn(n.b, k-1)))
	return mix(h, mix(dp(n.p, k-2), mix(ds(n.s, k-2), mix(di(n.i, k-2), di(n.I, k-2)))))
}

func dp(p **N, k int) uint64 {
	if p == nil || k <= 0 {
		return 2
	}
	return mix(3, dn(*p, k-1))
}

func ds(s []*N, k int) uint64 {
	if k <= 0 {
		return 4
	}
	h := uint64(len(s))
	for i := range min(len(s), 3) {
		h = mix(h, dn(s[i], k-1))
	}
	return h
}

func di(i any, k int) uint64 {
	switch x := i.(type) {
	case *N:
		return mix(5, dn(x, k))
	case **N:
		return mix(6, dp(x, k))
	case N:
		return mix(7, dn(&x, k))
	case []*N:
		return mix(8, ds(x, k))
	case W:
		return mix(9, mix(dn(x.n, k-1), dp(x.p, k-1)))
	}
	return 10
}
"""


class Pointers:
    def __init__(self, seed):
        self.rnd = random.Random(f"pointers{seed}")
        self.functions, self.n_names, self.n_notes = [], 0, 0
        self.kinds = set(self.rnd.sample("psiftaIwgm", self.rnd.choice((1, 2, 3, 5, 10)))) | set("nt")
        self.through = self.rnd.choice((0.2, 0.35, 0.5))  # how often a way leads through a field
        self.leaks = self.rnd.choice((0, 0, 0.01, 0.05))
        self.vars = []  # (name, kind)
        self.depth = self.budget = 0
        self.results = []

    def name(self, kind):
        self.n_names += 1
        return f"{kind}{self.n_names}"

    def declare(self, kind):
        name = self.name(kind)
        self.vars.append((name, kind))
        return name

    def var(self, kind):
        """A variable of this kind, or a way to a field of it; its guards go to self.guards."""
        rnd = self.rnd
        names = [n for n, k in self.vars if k == kind]
        x = rnd.random()
        bases = [n for n, k in self.vars if k in "nt"]
        if x < self.through and kind in FIELDS and bases:
            base = rnd.choice(bases)
            if base[0] != "t":
                self.guards.append(f"{base} != nil")
            return f"{base}.{rnd.choice(FIELDS[kind])}"
        x = rnd.random()
        if x < 0.25 and kind == "n":
            pointers = [n for n, k in self.vars if k == "p"]
            if pointers:
                p = rnd.choice(pointers)
                self.guards.append(f"{p} != nil")
                return f"*{p}"
        if x < 0.4 and kind in "np":
            small = [n for n, k in self.vars if k == "w"]
            if small:
                return f"{rnd.choice(small)}.{kind}"
        if x < 0.5 and kind == "n":
            slices = [n for n, k in self.vars if k == "s"]
            if slices:
                s = rnd.choice(slices)
                self.guards.append(f"len({s}) > 1")
                return f"{s}[{rnd.randrange(2)}]"
        if x < 0.55 and kind == "t":
            arrays = [n for n, k in self.vars if k == "a"]
            if arrays:
                return f"{rnd.choice(arrays)}[{rnd.randrange(2)}]"
        if rnd.random() < self.leaks and kind in "np":
            return {"n": "root", "p": "slot"}[kind]
        return rnd.choice(names[-4:] if rnd.random() < 0.5 else names) if names else None

    def value(self, kind):
        """Any value of this kind."""
        rnd = self.rnd
        if rnd.random() < 0.45:
            v = self.var(kind)
            if v:
                return v
        return getattr(self, "new_" + kind)()

    def new_n(self):
        rnd, x = self.rnd, self.rnd.randrange(9)
        t = self.var("t")
        if x < 4 and t:
            return f"&{t}"
        if x < 6:
            return f"&N{{v: {rnd.randint(1, 99)}, {rnd.choice('ab')}: {self.plain('n')}}}"
        if x == 6:
            return "new(N)"
        if x == 7:
            v = self.plain("I")
            self.guards.append(f"{v} != nil")
            return f"{v}.Next()"
        i = self.plain("i")
        return f"as[*N]({i})"

    def plain(self, kind):
        names = [n for n, k in self.vars if k == kind]
        return self.rnd.choice(names) if names else f"({KINDS[kind][0]})(nil)"

    def new_p(self):
        x = self.rnd.randrange(6)
        n = self.var("n")
        if n and x < 4 and not n.startswith("*"):
            return f"&{n}"
        return self.rnd.choice(("new(*N)", f"as[**N]({self.plain('i')})", f"newof({self.plain('n')})"))

    def new_s(self):
        a, b = self.plain("n"), self.plain("n")
        return self.rnd.choice((f"[]*N{{{a}, {b}}}", f"append([]*N{{{a}}}, {b})", f"append({self.plain('s')}, {a})[:1]", "make([]*N, 2)", f"([]*N)(nil)", f"append([]*N(nil), {self.plain('s')}...)"))

    def new_i(self):
        return f"any({self.value(self.rnd.choice('npstw'))})"

    def new_I(self):
        return f"Node({self.value(self.rnd.choice('nnw'))})"

    def new_t(self):
        n = self.plain("n")
        return self.rnd.choice((f"N{{v: {self.rnd.randint(1, 99)}, a: {n}}}", f"N{{b: {n}, a: {self.plain('n')}}}", f"deref({n})"))

    def new_w(self):
        return f"W{{{self.plain('n')}, {self.plain('p')}}}"

    def new_a(self):
        return f"[2]N{{{self.new_t()}, {self.new_t()}}}"

    def new_m(self):
        return f"map[int]*N{{1: {self.plain('n')}}}"

    def new_u(self):
        return str(self.rnd.randint(1, 1000))

    def closure(self, head, result):
        """A func literal that moves pointers of its surroundings."""
        if self.depth > 2 or self.budget < 0:
            return f"{head} {{\n{result()}\n}}"
        mark, saved, results = len(self.vars), self.guards, self.results
        self.guards, self.results = [], None
        self.depth += 1
        lines = self.block(self.rnd.randint(0, 3))
        lines.append(result())
        self.depth -= 1
        del self.vars[mark:]
        self.guards, self.results = saved, results
        return head + " {\n" + "\n".join(lines) + "\n}"

    def new_f(self):
        n = self.plain("n")
        if self.rnd.random() < 0.15 and not n.startswith("("):
            return f"{n}.Next"
        return self.closure("func() *N", lambda: f"return {self.rnd.choice((n, n, self.plain('n'), 'nil'))}")

    def new_g(self):
        x = self.name("n")
        self.vars.append((x, "n"))
        to = self.plain("n")
        text = self.closure(f"func({x} *N)", lambda: f"if {to} != nil {{\n{to}.{self.rnd.choice('ab')} = {x}\n}}" if self.rnd.random() < 0.5 else f"_ = {x}")
        self.vars.remove((x, "n"))
        return text

    # Statements

    def guarded(self, make):
        saved, self.guards = self.guards, []
        lines = make()
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        return [f"if {' && '.join(guards)} {{", *lines, "}"] if guards else lines

    def block(self, n):
        mark = len(self.vars)
        lines = sum((self.statement() for _ in range(n)), [])
        for v, k in self.vars[mark:]:
            if self.rnd.random() < 0.25:
                lines.append(self.note(v, k))
        del self.vars[mark:]
        return lines

    def note(self, v, kind):
        self.n_notes += 1
        return f"note({self.n_notes}, {KINDS[kind][2].format(v)})"

    def statement(self):
        rnd = self.rnd
        self.budget -= 1
        x = rnd.randrange(30)
        if self.budget < 0 or x < 13:
            return self.guarded(self.assign)
        if x < 18:
            return self.declaration()
        if x == 18:
            return [f"if {rnd.choice(('odd()', 'rare()'))} {{", *self.block(rnd.randint(1, 3)), "} else {", *self.block(rnd.randint(0, 2)), "}"]
        if x < 21 and self.depth < 2:
            self.depth += 1
            lines = ["for range 3 {", *self.block(rnd.randint(1, 5)), "}"]
            self.depth -= 1
            return lines
        if x < 24:
            return self.call()
        if x == 24:
            return ["scribble(9)"]
        if x == 25 and self.depth == 0:
            return [f"defer {self.closure('func()', lambda: 'scribble(2)')}()"]
        if x == 26 and self.results and rnd.random() < 0.5:
            return ["if rare() {", *self.ret(), "}"]
        if x == 27:
            return self.guarded(self.swap)
        if x == 28:
            return self.guarded(self.call_value)
        v, k = rnd.choice(self.vars) if self.vars else ("root", "n")
        return [self.note(v, k)]

    def kind(self, among):
        """One of these kinds that the program uses."""
        return self.rnd.choice([k for k in among if k in self.kinds])

    def declaration(self):
        kind = self.kind("nnnnppssiftttaIwwgm")
        if self.rnd.random() < 0.25:
            v = self.declare(kind)
            return [f"var {v} {KINDS[kind][0]}", f"_ = {v}"] + ([f"{v}.v = {self.rnd.randint(1, 99)}"] if kind == "t" else [])
        saved, self.guards = self.guards, []
        value = self.value(kind)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        v = self.declare(kind)
        if guards:
            return [f"var {v} {KINDS[kind][0]}", f"if {' && '.join(guards)} {{", f"{v} = {value}", "}", f"_ = {v}"]
        return [f"var {v} {KINDS[kind][0]} = {value}", f"_ = {v}"]

    def assign(self):
        kind = self.kind("nnnnnnppssittaIwf")
        to = self.var(kind)
        if not to:
            return []
        if kind == "s" and self.rnd.random() < 0.4:
            self.guards.append(f"len({to}) < 8")
            return [f"{to} = append({to}, {self.value('n')})"]
        return [f"{to} = {self.value(kind)}"]

    def swap(self):
        a, b = self.kind("nnpst"), self.kind("nnpst")
        x, y = self.var(a), self.var(b)
        if not x or not y:
            return []
        return [f"{x}, {y} = {self.value(a)}, {self.value(b)}"]

    def call_value(self):
        kind = self.rnd.choice("fgI")
        f = self.var(kind)
        if not f:
            return []
        self.guards += [f"{f} != nil", "fuel > 0"]
        if kind == "g":
            return ["fuel--", f"{f}({self.value('n')})"]
        if kind == "I":
            i = self.plain("I")
            if i.startswith("("):
                return []
            return ["fuel--", f"{i} = {f}.Link({self.value('n')})"]
        n = self.plain("n")
        return ["fuel--", f"{n} = {f}()" if not n.startswith("(") else f"{f}()"]

    def call(self):
        able = [f for f in self.functions if self.depth < 2]
        if not able or self.budget < 0:
            return self.guarded(self.assign)
        name, params, results = self.rnd.choice(able)
        saved, self.guards = self.guards, []
        same = {k: self.value(k) for k in dict.fromkeys(params)}
        args = [same[k] if self.rnd.random() < 0.4 and k not in "fg" else self.value(k) for k in params]
        guards, self.guards = list(dict.fromkeys([*self.guards, "fuel > 0"])), saved
        out = [self.name(k) for k in results]
        lines = [f"var {o} {KINDS[k][0]}" for o, k in zip(out, results)]
        lines += [f"if {' && '.join(guards)} {{", "fuel--", (f"{', '.join(out)} = " if out else "") + f"{name}({', '.join(args)})", "}"]
        self.vars += list(zip(out, results))
        return lines + [f"_ = {o}" for o in out]

    def ret(self):
        lines = self.guarded(lambda: [f"return {', '.join(self.value(k) for k in self.results)}"])
        return lines if lines[0].startswith("return") else [*lines, f"return {', '.join(self.plain(k) if k in 'nps' else KINDS[k][1] for k in self.results)}"]

    def function(self, i):
        rnd = self.rnd
        params = [self.kind("nnnnppsitfgIwtm") for _ in range(rnd.randint(1, 5))]
        results = [self.kind("nnnnppsitfgIwa") for _ in range(rnd.choice((0, 1, 1, 2, 2, 3, 6)))]
        names = [self.name(k) for k in params]
        self.vars, self.depth, self.budget, self.guards, self.results = list(zip(names, params)), 0, rnd.choice((5, 10, 20, 35)), [], results
        recursive = rnd.random() < 0.3
        if recursive:
            self.functions.append((f"P{i}", params, results))
        lines = sum((self.statement() for _ in range(rnd.choice((2, 4, 6, 10)))), [])
        lines += self.ret() if results else []
        if not recursive:
            self.functions.append((f"P{i}", params, results))
        pragma = "//go:noinline\n" if rnd.random() < 0.6 else ""
        out = f" ({', '.join(KINDS[k][0] for k in results)})" if results else ""
        return f"{pragma}func P{i}({', '.join(f'{n} {KINDS[k][0]}' for n, k in zip(names, params))}){out} {{\n" + "\n".join(lines) + "\n}\n"

    def user(self, i):
        """A function that calls others with its own objects and looks at what came of them."""
        self.vars, self.depth, self.budget, self.guards, self.results = [], 0, 30, [], []
        lines = []
        for _ in range(3):
            lines += self.declaration()
        for _ in range(self.rnd.randint(2, 6)):
            lines += self.call() + ["scribble(12)"] + self.statement()
            lines += [self.note(v, k) for v, k in self.vars if self.rnd.random() < 0.5]
        return f"func U{i}() {{\n" + "\n".join(lines) + "\n}\n"

    def text(self, fixed):
        functions = [self.function(i) for i in range(self.rnd.randint(4, 12))]
        n = self.rnd.randint(3, 8)
        functions += [self.user(i) for i in range(n)]
        calls = "".join(f'\trun("U{i}", U{i})\n' for i in range(n))
        helpers = ("func as[T any](i any) T {\n\tx, _ := i.(T)\n\treturn x\n}\n\nfunc deref(n *N) N {\n\tif n == nil {\n\t\treturn N{}\n\t}\n\treturn *n\n}\n")
        main = f"func main() {{\n\tfor range 4 {{\n{calls}\t\tnote(0, dn(root, 3))\n\t}}\n}}\n"
        return "\n".join([fixed, TYPES, helpers, *functions, main])
