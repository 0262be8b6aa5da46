"""Statements of a random program that set up a certain situation: each is a trap for an eager analysis."""

from .exprs import Var


class Patterns:
    """Mixed into Stmts."""

    PATTERNS = {
        "select": 2, "bytes": 4, "copies": 3, "defer_loop": 2, "method_expression": 2, "nested_call": 2, "generic_list": 4, "generic_stack": 3,
        "keep_closure": 4, "chain": 3, "forward_goto": 2, "to_array": 2, "local_type": 3, "compare_any": 2, "variadic": 3, "higher": 4,
        "double_pointer": 4, "channel_of": 2, "results_in_defer": 2, "ring": 3, "grid": 3, "func_table": 3, "ping_pong": 4, "constants": 1,
        "map_range": 3, "receiver_copy": 2, "shadow": 2, "overlap": 3, "runtime_error": 3, "sorted": 2,
    }

    def pattern(self):
        name = self.rnd.choices(list(self.PATTERNS), list(self.PATTERNS.values()))[0]
        return getattr(self, name)()

    def pure(self, t, d=1):
        """An expression of type t and its guards as an if, or None in place of the guards."""
        saved, self.guards = self.guards, []
        text = self.expr(t, d)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        return text, f"if {' && '.join(guards)} {{" if guards else None

    def within(self, guard, lines):
        return [guard, *lines, "}"] if guard else ["{", *lines, "}"]

    def pointee(self):
        """A type to point to."""
        return self.rnd.choice([self.types.int, self.types.int, self.types.string, *self.types.structs])

    def select(self):
        t = self.types.pick()
        value, guard = self.pure(t)
        a, b, x = self.name("a"), self.name("b"), self.name("x")
        self.vars.append(Var(x, t))
        inner = self.block(2)
        self.vars.pop()
        return self.within(guard, [
            f"{a}, {b} := make(chan {t.text}, 1), make(chan {t.text}, 1)",
            self.rnd.choice((f"{a} <- {value}", f"select {{\ncase {a} <- {value}:\ncase <-{b}:\n}}")),
            "select {", f"case {x} := <-{a}:", f"_ = {x}", *inner, f"case {x}, ok := <-{b}:", f"_, _ = {x}, ok", "}",
        ])

    def bytes(self):
        """Strings and byte slices: a conversion copies."""
        s, guard = self.pure(self.types.string)
        b, t, m, c = (self.name() for _ in range(4))
        self.vars.append(Var(t, self.types.string))
        lines = [f"{b} := []byte({s})", f"{b} = append({b}, 'a', 'b')", f"{t} := string({b})", f"{m} := map[string]int{{{t}: 1, string({b}[1:]): 2}}"]
        lines += self.rnd.sample([
            f"{b}[0] ^= 1", f"if string({b}) == {t} {{\nprintln(\"same\")\n}}", f"{m}[string({b})]++", f"for _, {c} := range []byte({t}) {{\n{b}[0] += {c}\n}}",
            f"for i, {c} := range string({b}) {{\n{b}[0] += byte({c})\n{b}[i] ^= 3\n}}", f"{t} += string({b}) + {t}[1:]", f"{b} = append({b}[:1], {t}...)",
            f"switch string({b}) {{\ncase {t}:\n{b}[1]++\ncase \"aab\":\n{b}[1]--\n}}", f"copy({b}, {t}[1:])", f"{t} = string([]rune({t})[1:])",
        ], 4)
        lines += [self.note(t, self.types.string), self.note(b, self.types.slice(self.types.all["uint8"])), self.note(m, self.types.map(self.types.string, self.types.int))]
        self.vars.pop()
        return self.within(guard, lines)

    def copies(self):
        """Arrays and structs are copied: by assignment, by range, into boxes, into closures."""
        t = self.rnd.choice([p for p in self.types.pool if p.kind in ("array", "struct")] or [self.types.structs[0]])
        value, guard = self.pure(t)
        a, b, c, i = self.name(), self.name(), self.name(), self.name()
        lines = [f"{a} := {value}", f"{b} := {a}", f"var {c} any = {a}", f"{i} := &{a}", f"_, _, _, _ = {a}, {b}, {c}, {i}"]
        mark = len(self.vars)
        self.vars += [Var(a, t), Var(b, t), Var(i, self.types.ptr(t))]
        lines += self.block(3)
        if t.kind == "array":
            x = self.name("x")
            self.vars.append(Var(x, t.elem))
            lines += [f"for _, {x} := range {a} {{", f"_ = {x}", *self.assign(), self.note(x, t.elem), "}"]
            self.vars.pop()
        lines += [self.note(a, t), self.note(b, t), self.note(f"{c}.({t.text})", t), self.note(f"*{i}", t)]
        del self.vars[mark:]
        return self.within(guard, lines)

    def defer_loop(self):
        t = self.pointee()
        value, guard = self.pure(t)
        x, p, i = self.name("x"), self.name("p"), self.name("i")
        lines = [f"for {i} := range 3 {{", f"{x} := {value}", f"{p} := &{x}"]
        lines += [self.rnd.choice((f"defer func() {{\n{self.note('*' + p, t)}\n}}()", f"defer func(q *{t.text}) {{\n{self.note('*q', t)}\n*q = *{p}\n}}(&{x})"))]
        mark = len(self.vars)
        self.vars += [Var(x, t), Var(p, self.types.ptr(t)), Var(i, self.types.int)]
        self.fn.times *= 3
        lines += [f"_ = {i}", *self.assign(), *self.assign(), "}"]
        self.fn.times //= 3
        del self.vars[mark:]
        return ["func() {", *self.within(guard, lines), "}()"]

    def method_expression(self):
        receivers = [(r, m) for r in self.types.structs + self.types.named for m in r.methods if self.types.method_types[m].results]
        if not receivers:
            return self.assign()
        r, m = self.rnd.choice(receivers)
        ft = self.types.method_types[m]
        me = self.types.ptr(r) if r.methods[m] or self.rnd.random() < 0.5 else r
        saved, self.guards = self.guards, []
        args = [self.expr(t, 1) for t in (me, *ft.params)]
        guards, self.guards = list(dict.fromkeys([*self.guards, "fuel > 0"])), saved
        f = self.name("f")
        out = [self.name("o") for _ in ft.results]
        lines = [f"if {' && '.join(guards)} {{", "fuel--", f"{f} := ({me.text}).{m}", f"a0 := {args[0]}"]
        lines += ["if a0 != nil {"] if me.kind == "ptr" else ["{"]
        lines += [f"{', '.join(out)} := {f}({', '.join(['a0', *args[1:]])})", "scribble(5)", *[self.note(o, t) for o, t in zip(out, ft.results)], "}", "}"]
        return lines

    def nested_call(self):
        """f(g()): all results of g are f's arguments."""
        able = [f for f in self.functions if 0 < len(f.results) < 4 and f.cost * self.fn.times + self.fn.cost < 600]
        if not able:
            return self.assign()
        g = self.rnd.choice(able)
        self.fn.cost += g.cost * self.fn.times
        saved, self.guards = self.guards, []
        args = [self.expr(t, 1) for t in g.params]
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        params = [Var(self.name("p"), t) for t in g.results]
        notes = [self.note(p.name, p.type) for p in params]
        body = self.literal_body([], params, ["scribble(3)", *notes])
        lines = [f"func({', '.join(f'{p.name} {p.type.text}' for p in params)}){body}({g.name}({', '.join(args)}))"]
        return [f"if {' && '.join(guards)} {{", *lines, "}"] if guards else lines

    def generic_list(self):
        t = self.types.pick()
        values = [self.pure(t) for _ in range(3)]
        n, lines = self.name("l"), []
        kind = self.rnd.randrange(3)
        for text, guard in values:
            push = (f"{n}.push({text})", f"{n}.add({text})", f"{n} = cons({text}, {n})")[kind]
            lines += self.within(guard, [push])
        d = self.types.digest(t)
        made = (f"var {n} list[{t.text}]", f"{n} := newlist[{t.text}]()", f"var {n} *node[{t.text}]")[kind]
        tail = [f"{n}.reverse()", f"for x := range {n}.all() {{", self.note("x", t), "if rare() {", "break", "}", "}"] if kind < 2 else [
            f"for x := {n}; x != nil; x = x.next {{", self.note("x.value", t), "}"]
        tail += [] if kind == 2 or self.rnd.random() < 0.5 else [f"println({n}.digest(func(x {t.text}) uint64 {{ return {d}(x, 3) }}))"]
        return ["{", made, *lines, self.scribble()[0], *tail, "}"]

    def generic_stack(self):
        t = self.types.pick()
        n, lines = self.name("s"), []
        for _ in range(3):
            text, guard = self.pure(t)
            lines += self.within(guard, [f"*{n}.slot() = {text}"])
        x = self.declare(t)
        made = self.rnd.choice((f"{n} := &stack[{t.text}]{{}}", f"var s0 stack[{t.text}]\n{n} := &s0", f"{n} := newstack[{t.text}]({self.rnd.randint(0, 3)})"))
        return [f"var {x.name} {t.text}", f"_ = {x.name}", "{", made, *lines, f"for range 2 {{", f"if y, ok := {n}.pop(); ok {{", f"{x.name} = y", "}", "}",
                f"{n}.each(func(y *{t.text}) {{", self.note("*y", t), f"*y = {x.name}", "})", f"{n}.each(func(y *{t.text}) {{", self.note("*y", t), "})", "}"]

    def keep_closure(self):
        """Func literals made in a loop, each with variables of its own, called later."""
        t = self.types.pick()
        value, guard = self.pure(t)
        f, x, i = self.name("f"), self.name("x"), self.name("i")
        holder = self.rnd.choice((f"[]func() {t.text}", f"map[int]func() {t.text}", f"[4]func() {t.text}"))
        store = f"{f} = append({f}, %s)" if holder.startswith("[]") else f"{f}[{i}] = %s"
        made = f"var {f} {holder}" if not holder.startswith("map") else f"{f} := {holder}{{}}"
        mark = len(self.vars)
        self.vars += [Var(x, t), Var(i, self.types.int)]
        self.fn.times *= 3
        inner = self.assign() + (self.assign() if self.rnd.random() < 0.5 else [])
        after = self.assign()
        self.fn.times //= 3
        del self.vars[mark:]
        literal = "func() " + t.text + " {\n" + "\n".join([*inner, f"return {x}"]) + "\n}"
        text = "\n".join(inner + after)
        changed = any(f"{before}{i}{behind}" in text for before, behind in (("&", ""), ("", " "), ("", "+"), ("", "-"), ("", ",")))
        head = f"for {i} := 0; {i} < 3; {i}++ {{" if not changed else f"for {i} := range 3 {{"
        lines = [made, head, f"_ = {i}", f"var {x} {t.text}", *self.within(guard, [f"{x} = {value}"]), store % literal, *after, "}", "scribble(9)",
                 f"for k := range 3 {{", f"if g := {f}[k]; g != nil {{", self.note("g()", t), self.note("g()", t), "}", "}"]
        return ["{", *lines, "}"]

    def chain(self):
        """A pointer goes through interfaces, arrays and closures before it is followed."""
        t = self.pointee()
        value, guard = self.pure(t)
        x = self.name("x")
        p, text, typ = f"&{x}", None, "*" + t.text
        lines = [f"{x} := {value}", f"_ = {x}"]
        for _ in range(self.rnd.randint(2, 5)):
            q, way = self.name("q"), self.rnd.randrange(9)
            lines.append((f"{q} := any({p}).({typ})", f"{q} := [2]{typ}{{1: {p}}}[1]", f"{q} := func() {typ} {{ return {p} }}()", f"{q} := *newof({p})", f"{q} := pass({p})",
                          f"{q} := map[string]{typ}{{\"k\": {p}}}[\"k\"]", f"{q} := struct {{\na int\nb {typ}\n}}{{b: {p}}}.b", f"{q} := []{typ}{{{p}, {p}}}[1:][0]",
                          f"{q} := pick(odd(), {p}, {p})")[way])
            p = q
        mark = len(self.vars)
        self.vars += [Var(x, t), Var(p, self.types.ptr(t))]
        if p == f"&{x}":
            self.vars.pop()
        lines += self.block(3)
        lines += [self.note(x, t), self.note(f"*{p}", t)]
        del self.vars[mark:]
        return self.within(guard, lines)

    def forward_goto(self):
        label = self.name("G")
        mark = len(self.vars)
        lines = ["{", *self.when([f"goto {label}"]), "{", *self.block(2), "}", f"{label}:", *self.block(1), "}"]
        del self.vars[mark:]
        return lines

    def to_array(self):
        t = self.rnd.choice([self.types.int, self.types.ptr(self.types.int), self.types.string])
        s = self.types.slice(t)
        text, guard = self.pure(s)
        a, p, v = self.name(), self.name(), self.name()
        mark = len(self.vars)
        self.vars += [Var(v, s), Var(a, self.types.array(t, 2)), Var(p, self.types.ptr(self.types.array(t, 2)))]
        inner = self.block(1) + self.assign() + self.assign()
        notes = [self.note(a, self.types.array(t, 2)), self.note(f"*{p}", self.types.array(t, 2)), self.note(v, s)]
        del self.vars[mark:]
        return self.within(guard, [f"if {v} := {text}; len({v}) >= 2 {{" if not text.startswith("[") else f"if {v} := ({text}); len({v}) >= 2 {{",
                                   f"{a}, {p} := ([2]{t.text})({v}), (*[2]{t.text})({v})", f"_, _ = {a}, {p}", *inner, *notes, "}"])

    def local_type(self):
        """A type of this function with an anonymous struct in it, and conversions between struct types."""
        a, b, n = self.types.pick(), self.types.pick(), self.name("T")
        x, gx = self.pure(a)
        y, gy = self.pure(b)
        v, c, e, f = (self.name() for _ in range(4))
        lines = [f"type {n} struct {{", f"u {a.text}", f"w struct {{\nv {b.text}\np *{a.text}\n}}", "}", f"var {v} {n}", *self.within(gx, [f"{v}.u = {x}"]),
                 f"{v}.w.p = &{v}.u", *self.within(gy, [f"{v}.w = struct {{\nv {b.text}\np *{a.text}\n}}{{{y}, {v}.w.p}}"]),
                 f"{c} := any({v}).({n})", f"type {n}x {n}", f"{e} := &{c}", f"{f} := (*{n}x)({e})"]
        mark = len(self.vars)
        self.vars += [Var(f"{v}.u", a), Var(f"{c}.w.v", b), Var(f"{f}.u", a), Var(f"{e}.w.p", self.types.ptr(a))]
        for _ in range(3):
            lines += self.assign()
        del self.vars[mark:]
        return ["{", *lines, self.note(f"{v}.u", a), self.note(f"{c}.u", a), self.note(f"{f}.w.v", b), self.note(f"{f}.w.p", self.types.ptr(a)), "}"]

    def compare_any(self):
        t = self.rnd.choice([p for p in self.types.pool if p.comparable()])
        (x, gx), (y, gy) = self.pure(t), self.pure(t)
        lines = [f"a, b := any({x}), any({y})", 'println(a == b, a == any(1), map[any]int{a: 1}[b])', "switch a {", "case b:", 'println("b")', "case 3:", 'println("three")', "}"]
        return self.within(gx, self.within(gy, lines))

    def variadic(self):
        """A function that keeps its variadic slice, or hands it back."""
        t = self.types.pick()
        values = [self.pure(t) for _ in range(2)]
        s = self.declare(self.types.slice(t))
        call = self.rnd.choice(("same", "twice", "kept"))
        text = f"{s.name} = {call}({values[0][0]}, {values[1][0]})"
        lines = [f"var {s.name} []{t.text}", *self.within(values[0][1], self.within(values[1][1], [text])), "scribble(4)"]
        return [*lines, f"_ = {s.name}"]

    def higher(self):
        """Functions of functions over slices."""
        t, u = self.types.pick(), self.types.pick()
        over, guard = self.pure(self.types.slice(t))
        x = self.name("x")
        mark = len(self.vars)
        self.vars.append(Var(x, t))
        saved, self.guards = self.guards, []
        result = self.expr(u, 1)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        test = self.condition_alone()
        del self.vars[mark:]
        out = self.declare(self.types.slice(u))
        body = [f"if {' && '.join(guards)} {{", f"return {result}", "}", f"var none {u.text}", "return none"] if guards else [f"return {result}"]
        body = "\n".join(body)
        call = f"mapped(filtered({over}, func({x} {t.text}) bool {{\n_ = {x}\nreturn {test}\n}}), func({x} {t.text}) {u.text} {{\n{body}\n}})"
        return [f"var {out.name} []{u.text}", *self.within(guard, [f"{out.name} = {call}", f"{out.name} = {out.name}[:min(len({out.name}), 6)]"]), f"_ = {out.name}"]

    def condition_alone(self):
        """A condition without guards."""
        saved, self.guards = self.guards, []
        text = self.condition(0)
        guards, self.guards = self.guards, saved
        return "odd()" if guards else text

    def double_pointer(self):
        """Stores through a pointer to a pointer, from here, from a callee, from a closure."""
        t = self.pointee()
        p = self.types.ptr(t)
        lines = self.init(p)
        q = self.vars[-1].name
        value, guard = self.pure(t)
        f = self.rnd.randrange(5)
        store = (f"pp := &{q}\n*pp = &y", f"set(&{q}, &y)", f"func() {{ {q} = &y }}()", f"for pp, n := &{q}, 0; n < 2; n++ {{\n*pp = &y\n}}", f"a := [2]**{t.text}{{&{q}, &{q}}}\n*a[1] = &y")[f]
        if self.rnd.random() < 0.4:
            return [*lines, *(self.within(guard, [f"for i := range 3 {{\nvar y {t.text} = {value}\n_ = i\nif odd() {{\n{store}\n}}\n}}"])), "scribble(2)"]
        return [*lines, *self.within(guard, [f"var y {t.text} = {value}", store]), "scribble(2)"]

    def channel_of(self):
        t = self.types.ptr(self.pointee())
        value, guard = self.pure(t)
        x = self.declare(t)
        lines = [f"ch := make(chan chan {t.text}, 1)", "go func() {", "c := <-ch", "c <- <-c", "close(c)", "}()", f"c := make(chan {t.text})", "ch <- c", f"c <- {value}",
                 f"{x.name} = <-c", f"_, ok := <-c", "println(ok)"]
        if self.fn.times > 4:
            lines = [f"{x.name} = {value}"]
        return [f"var {x.name} {t.text}", *self.within(guard, lines), f"_ = {x.name}"]

    def results_in_defer(self):
        """A func literal whose results a deferred one changes, after a panic too."""
        t, u = self.types.pick(), self.types.ptr(self.pointee())
        (x, gx), (y, gy) = self.pure(t), self.pure(u)
        a, b = self.name("a"), self.name("b")
        mark = len(self.vars)
        self.vars += [Var(a, t), Var(b, u)]
        inner, tail = self.assign(), self.assign()
        del self.vars[mark:]
        va, vb = self.declare(t), self.declare(u)
        bad = self.rnd.choice(('panic("bad")', "var none []int\nnone[opaque(2)]++", "var none *int\n*none = 1", 'panic(error(nil))', f"println(any(3).(string))", "println(1 / opaque(0))"))
        lines = [f"{va.name}, {vb.name} := func() ({a} {t.text}, {b} {u.text}) {{", "defer func() {", "if r := recover(); r != nil {", "caught(r)", *inner, "}", "}()"]
        lines += self.within(gx, [f"{a} = {x}"]) + self.within(gy, [f"{b} = {y}"])
        lines += [f"if {self.rnd.choice(('odd()', 'rare()'))} {{", bad, "}", *tail, f"return {a}, {b}", "}()", f"_, _ = {va.name}, {vb.name}"]
        return lines

    def ring(self):
        """A ring of structs in an array, on the heap or in variables."""
        linked = [(s, n) for s in self.types.structs for n, ft, _ in s.fields if ft is self.types.ptr(s)]
        if not linked:
            return self.copies()
        s, field = self.rnd.choice(linked)
        a, p = self.name("a"), self.declare(self.types.ptr(s))
        n = self.rnd.choice((2, 3, 20))
        store = self.rnd.choice((f"var {a} [{n}]{s.text}", f"{a} := make([]{s.text}, {n})", f"{a} := new([{n}]{s.text})", f"{a} := &struct {{\nx int\na [{n}]{s.text}\n}}{{}}"))
        at = f"{a}.a" if "struct {" in store else a
        return [f"var {p.name} *{s.text}", "{", store, f"for i := range {at} {{", f"{at}[i].{field} = &{at}[(i+1)%{n}]", "}", f"{p.name} = &{at}[{self.rnd.randrange(n)}].{field}.{field}".replace("&", "", 1),
                *self.guarded(lambda: [f"*{p.name}.{field} = {self.make_struct(s, 1)}"]), "}", f"_ = {p.name}"]

    def grid(self):
        t = self.rnd.choice([self.types.int, self.types.ptr(self.types.int), self.types.pick()])
        value, guard = self.pure(t)
        g = self.declare(self.types.slice(self.types.slice(t)))
        n, m = self.rnd.randint(1, 4), self.rnd.randint(1, 4)
        row = self.rnd.choice((f"make([]{t.text}, {m})", f"make([]{t.text}, 0, {m})[:{m}]", f"append(([]{t.text})(nil), make([]{t.text}, {m})...)"))
        if "func" in t.text:
            row = f"make([]{t.text}, {m})"
        return [f"{g.name} := make([][]{t.text}, {n})", f"for i := range {g.name} {{", f"{g.name}[i] = {row}", *self.within(guard, [f"for j := range {m} {{", f"{g.name}[i][j] = {value}", "}"]), "}"]

    def func_table(self):
        """Funcs in a table, changed while the program runs."""
        ft = self.rnd.choice(self.types.funcs[1:])
        f = self.name("t")
        values = [self.pure(ft) for _ in range(3)]
        lines = [f"var {f} [3]{ft.text}"]
        for i, (text, guard) in enumerate(values):
            lines += self.within(guard, [f"{f}[{i}] = {text}"])
        lines += [f"{f}[0], {f}[1] = {f}[1], {f}[0]"] if self.rnd.random() < 0.5 else []
        args = [self.pure(p) for p in ft.params]
        out = [self.declare(t) for t in ft.results]
        call = [f"if {f}[i] != nil && fuel > 0 {{", "fuel--", f"{', '.join(o.name for o in out)} = {f}[i]({', '.join(a for a, _ in args)})", "}"]
        for _, guard in args:
            call = self.within(guard, call)
        return [*[f"var {o.name} {o.type.text}" for o in out], *lines, f"for i := range {f} {{", *call, *[self.note(o.name, o.type) for o in out], "}"]

    def ping_pong(self):
        """Objects of two rounds of a loop are alive at the same time."""
        t = self.pointee()
        p = self.types.ptr(t)
        value, guard = self.pure(t)
        a, b = self.declare(p), self.declare(p)
        made = self.rnd.choice((f"x := {value}\n{a.name}, {b.name} = &x, {a.name}", f"{b.name} = {a.name}\n{a.name} = newof({value})", f"{b.name}, {a.name} = {a.name}, &[]{t.text}{{{value}}}[0]",
                                f"x := struct {{\nv {t.text}\n}}{{{value}}}\nif i%2 == 0 {{\n{a.name} = &x.v\n}} else {{\n{b.name} = &x.v\n}}"))
        look = ["if i > 0 {", self.note(a.name, p), self.note(b.name, p), f"println({a.name} == {b.name})", "}"]
        return [f"var {a.name}, {b.name} *{t.text}", f"_, _ = {a.name}, {b.name}", f"for i := range 4 {{", "_ = i", *self.within(guard, [made]), *look, "}"]

    def constants(self):
        rnd = self.rnd
        a, b, c = rnd.randint(1, 1 << 90), rnd.randint(1, 1 << 60), rnd.randint(1, 1000)
        k = self.name("k")
        return ["{", f"const {k} = {a}", f"const {k}b = ({k}*{b} - {c}) / {c} % 251", f"println(uint8({k}b), {k}>>70, {k}b<<3|1, float64({k})/{c}, {k} > {b}, len(\"{'x' * (c % 9)}\")+{k}b)", "}"]

    def map_range(self):
        """A walk over a map whose order does not matter."""
        t = self.of_kind("map")
        if not t:
            return self.grid()
        m, guard = self.pure(t)
        h = self.name("h")
        d, e = self.types.digest(t.key), self.types.digest(t.elem)
        x = self.name()
        lines = [f"{x} := {m}", f"var {h} uint64", f"for k, v := range {x} {{", f"{h} += mix({d}(k, 3), {e}(v, 3))",
                 self.rnd.choice((f"{x}[k] = v", f"p := &v\ndefer func() {{ {h} += {e}(*p, 3) }}()", f"delete({x}, k)", f"q := {x}\nq[k] = v")), "}", f"println(len({x}), {h})"]
        return ["func() {", *self.within(guard, lines), "}()"]

    def receiver_copy(self):
        """A method value and a deferred method call copy their receiver."""
        t = self.rnd.choice(self.types.structs)
        names = [m for m, by in t.methods.items() if not by]
        if not names:
            return self.copies()
        m = self.rnd.choice(names)
        ft = self.types.method_types[m]
        value, guard = self.pure(t)
        args = [self.pure(p) for p in ft.params]
        x = self.name("x")
        mark = len(self.vars)
        self.vars.append(Var(x, t))
        change = self.assign() + self.assign()
        del self.vars[mark:]
        call = f"f({', '.join(a for a, _ in args)})"
        out = [self.name("o") for _ in ft.results]
        inner = ["fuel--", f"{', '.join(out)} := {call}" if out else call, *[self.note(o, r) for o, r in zip(out, ft.results)]]
        for _, g in args:
            inner = self.within(g, inner)
        return self.within(guard, [f"{x} := {value}", f"f := {x}.{m}", *change, f"_ = {x}", "if fuel > 0 {", *inner, "}", "_ = f"])

    def shadow(self):
        """The same name in a scope within a scope."""
        t = self.types.pick()
        lines = self.init(t)
        v = self.vars[-1]
        value, guard = self.pure(t)
        mark = len(self.vars)
        inner = self.assign() + self.assign() + [self.note(v.name, t)]
        del self.vars[mark:]
        head = f"{v.name} := {v.name}" if guard or self.rnd.random() < 0.5 else f"var {v.name} {t.text} = {value}"
        return [*lines, "{", head, f"q := &{v.name}", *inner, f"*q = {v.name}", "}"]

    def overlap(self):
        """Two slices of one array; copy and append where they overlap."""
        t = self.rnd.choice([self.types.int, self.types.ptr(self.types.int), self.types.pick()])
        s = self.types.slice(t)
        text, guard = self.pure(s)
        a, b = self.declare(s), self.declare(s)
        move = self.rnd.sample([f"copy({a.name}[1:], {a.name})", f"{b.name} = append({a.name}[:1], {a.name}[1:]...)", f"{b.name} = append({a.name}[:0:0], {a.name}...)",
                                f"{b.name} = append({b.name}, {b.name}...)", f"copy({a.name}, {b.name})", f"{b.name} = {a.name}[len({a.name})-1:]",
                                f"{b.name} = append({b.name}[:len({b.name}):len({b.name})], {a.name}[0])", f"{a.name}[0], {b.name}[0] = {b.name}[0], {a.name}[0]"], 4)
        lines = [f"{a.name} = {text}", f"if n := len({a.name}); n > 1 && n < 9 {{", f"{b.name} = {a.name}[1:]"]
        for m in move:
            lines += [f"if len({b.name}) > 0 && len({b.name}) < 9 {{", m, "}"]
        return [f"var {a.name}, {b.name} {s.text}", *self.within(guard, [*lines, "}"]), f"_, _ = {a.name}, {b.name}"]

    def runtime_error(self):
        """A run-time error somewhere between other effects."""
        t = self.types.pick()
        lines = ["func() {", "defer func() { caught(recover()) }()"]
        mark = len(self.vars)
        lines += self.assign()
        bad = (f"var s []{t.text}\n_ = s[opaque(1)]", f"var p *{t.text}\nid(*p)", f"println(opaque(5) / opaque(0))", "_ = any(opaque(1)).(string)", "var m map[string]int\nm[\"a\"]++",
               f"s := make([]{t.text}, 2)\n_ = s[opaque(2):opaque(1)]", f"_ = make([]{t.text}, opaque(-1))", f"s := make([]{t.text}, 1)\n_ = ([2]{t.text})(s)", "var f func()\nf()",
               "var i interface{ M0() }\ni.M0()", "_ = any([]int{1}) == any([]int{1})", "_ = map[any]int{}[any(func() {})]", "c := make(chan int)\nclose(c)\nclose(c)",
               "_ = uint8(1) << opaque(-1)", 'panic(any([]string{"x"}))', "_ = \"abc\"[opaque(3)]", "a := [3]int{}\n_ = a[opaque(7)]")
        inner = self.rnd.choice(bad)
        lines += [f"if odd() {{", inner, "}"]
        lines += self.assign()
        del self.vars[mark:]
        return [*lines, "}()"]

    def sorted(self):
        """Insertion sort by a func."""
        t = self.types.pick()
        text, guard = self.pure(self.types.slice(t))
        s = self.declare(self.types.slice(t))
        d = self.types.digest(t)
        return [f"var {s.name} []{t.text}", *self.within(guard, [f"{s.name} = {text}", f"sortby({s.name}, func(a, b *{t.text}) bool {{", f"return {d}(*a, 2) < {d}(*b, 2)", "})"]), f"_ = {s.name}"]
