"""Statements of a random program."""

from .exprs import Exprs, Var
from .helpers import Helping
from .patterns import Patterns
from .rounds import Rounds

ZERO = {"int": "0", "float": "0", "complex": "0", "string": '""', "bool": "false"}


def zero(t):
    return ZERO.get(t.kind) or (f"{t.text}{{}}" if t.kind in ("struct", "array") else "nil")


class Function:
    """What is known of the function that is being written."""

    def __init__(self, results, names, outer=None):
        self.results, self.names = results, names
        self.loops = []  # labels of the loops around, None within a func literal's range body
        self.times = 1  # how often the statement at hand runs in one call, at most
        self.level = outer.level + 1 if outer else 0
        self.cost = 0
        self.recursion = None


class Stmts(Exprs, Patterns, Rounds, Helping):
    """Needs of its heir besides: functions (those that may be called), fn (the Function at hand)."""

    def name(self, prefix="v"):
        self.n_names += 1
        return f"{prefix}{self.n_names}"

    def declare(self, t, prefix="v", **how):
        v = Var(self.name(prefix), t, **how)
        self.vars.append(v)
        return v

    def declare_as(self, name, t):
        self.vars.append(Var(name, t))

    def guarded(self, make):
        """Lines of `make` behind the tests that their expressions asked for."""
        saved, self.guards = self.guards, []
        lines = make()
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        if guards and lines and self.rnd.random() < self.recklessness:
            guards.pop()
        if not guards or not lines:
            return lines
        return [f"if {' && '.join(guards)} {{", *lines, "}"]

    def init(self, t=None, d=2):
        """Lines that declare a new variable of type t with some value."""
        t = t or self.types.pick()
        saved, self.guards = self.guards, []
        value = self.expr(t, d)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        v = self.declare(t)
        if guards:
            return [f"var {v.name} {t.text}", f"if {' && '.join(guards)} {{", f"{v.name} = {value}", "}", f"_ = {v.name}"]
        form = self.rnd.choice((f"var {v.name} {t.text} = {value}", f"{v.name} := {value}" if not value.startswith(('"', "0")) else f"var {v.name} = {value}"))
        if t.kind in ("iface", "func") and "(" not in value.split("{")[0]:
            form = f"var {v.name} {t.text} = {value}"
        return [form, f"_ = {v.name}"]

    # Blocks

    def block(self, n):
        """n statements in a scope of their own."""
        mark = len(self.vars)
        lines = []
        for _ in range(n):
            lines += self.statement()
        lines += self.leave(mark)
        return lines

    def leave(self, mark):
        """The end of a scope: some of its variables are looked at once more."""
        lines = []
        for v in self.vars[mark:]:
            if self.rnd.random() < 0.3:
                lines.append(self.note(v.name, v.type))
        del self.vars[mark:]
        return lines

    def note(self, text, t):
        self.n_notes += 1
        return f"note({self.n_notes}, {self.types.digest(t)}({text}, 4))"

    def size(self, most=4):
        return self.rnd.randint(1, most if self.fn.level < 2 else 2)

    STATEMENTS = {
        "init": 16, "assign": 16, "swap": 5, "change": 6, "map_change": 4, "append": 8, "if": 8, "for": 5, "range": 6, "switch": 3, "type_switch": 3,
        "jump": 3, "call": 7, "call_value": 7, "call_method": 5, "defer": 3, "catch": 2, "channel": 3, "goroutine": 1, "look": 6,
        "scribble": 3, "range_func": 3, "goto_loop": 2, "build": 4, "early": 2, "panic": 1, "block": 1, "order": 2, "pattern": 22, "helped": 9, "rounds": 12, "generic_call": 3,
    }

    def statement(self):
        self.fn.cost += self.fn.times
        self.budget -= 1
        kinds = self.STATEMENTS
        if self.budget < 0 or self.fn.cost > 400:
            return self.assign()
        name = self.rnd.choices(list(kinds), list(kinds.values()))[0]
        return getattr(self, name if name not in ("if", "for", "block") else name + "_")()

    # Values move

    def assign(self):
        t = self.types.pick()

        def make():
            to = self.path(t, assign=True)
            return [f"{to} = {self.expr(t)}"] if to else []

        return self.guarded(make)

    def swap(self):
        """An assignment of several, some of which may be the same variable."""
        types = [self.types.pick() for _ in range(self.rnd.choice((2, 2, 2, 3)))]
        if self.rnd.random() < 0.6:
            types = [types[0]] * len(types)

        def make():
            to = [self.path(t, assign=True) for t in types]
            if None in to:
                return []
            return [f"{', '.join(to)} = {', '.join(self.expr(t, 1) for t in types)}"]

        return self.guarded(make)

    def change(self):
        t = self.rnd.choice(self.types.basics[:12] + self.types.named + [self.types.string] * 3)

        def make():
            to = self.path(t, assign=True)
            if not to:
                return []
            if t.kind == "string":
                return [f"{to} += {self.expr(t, 1)}", f"{to} = cut({to})"]
            ops = "+-*" if t.kind == "float" else ("+", "-", "*", "|", "^", "&", "&^", "<<", ">>")
            op = self.rnd.choice(ops)
            if op in ("<<", ">>"):
                return [f"{to} {op}= {self.rnd.choice((1, 7, 15, 40))}"]
            return [self.rnd.choice((f"{to} {op}= {self.expr(t, 1)}", f"{to}++", f"{to}--"))]

        return self.guarded(make)

    def of_kind(self, kind):
        """A type of the pool of this kind."""
        return self.rnd.choice([t for t in self.types.pool if t.kind == kind] or [None])

    def map_change(self):
        t = self.of_kind("map")
        if not t:
            return self.assign()
        mark = len(self.vars)

        def make():
            m = self.path(t)
            if not m:
                return []
            key, x = self.map_key(t.key), self.rnd.randrange(4)
            if x == 0:
                return [f"delete({m}, {key})"]
            if x == 1:
                v = self.name()
                return [f"if {v}, ok := {m}[{key}]; ok {{", self.note(v, t.elem), "}"]
            self.guards.append(f"{m} != nil")
            if x == 2 and t.elem.kind == "int":
                return [f"{m}[{key}] += {self.expr(t.elem, 1)}"]
            return [f"{m}[{key}] = {self.expr(t.elem, 1)}"]

        lines = self.guarded(make)
        del self.vars[mark:]
        return lines

    def append(self):
        t = self.of_kind("slice")
        x = self.rnd.randrange(6)

        def make():
            if x == 0:
                a, b = self.path(t), self.path(t)
                return [f"copy({a}, {b})"] if a and b else []
            to = self.path(t, assign=True)
            if not to:
                return []
            if x == 1:
                return [f"{to} = append({to}[:len({to}):len({to})], {self.expr(t.elem, 1)})", f"if len({to}) > 12 {{", f"{to} = {to}[9:]", "}"]
            if x == 2:
                s = self.path(t)
                if s:
                    self.guards += [f"len({s}) < 9", f"len({to}) < 9"]
                    return [f"{to} = append({to}, {s}...)"]
            if x == 3 and t.elem.text == "uint8":
                self.guards.append(f"len({to}) < 9")
                return [f"{to} = append({to}, {self.expr(self.types.string, 1)}...)", f"{to} = {to}[:min(len({to}), 12)]"]
            self.guards.append(f"len({to}) < 12")
            values = ", ".join(self.expr(t.elem, 1) for _ in range(self.rnd.choice((1, 1, 2, 3))))
            return [f"{to} = append({to}, {values})"]

        return self.guarded(make)

    def build(self):
        """A linked structure made in a loop."""
        linked = [(s, n) for s in self.types.structs for n, ft, _ in s.fields if ft is self.types.ptr(s)]
        if not linked:
            return self.init(self.types.pick())
        s, field = self.rnd.choice(linked)
        p = self.types.ptr(s)
        lines = self.init(p, 1)
        head, i = self.vars[-1], self.name("i")
        self.vars.append(Var(i, self.types.int))
        self.fn.times *= 3
        form = self.rnd.randrange(3)

        def make():
            value = self.make_struct(s, 1)
            if form == 0:
                return [f"x := {value}", f"x.{field} = {head.name}", f"{head.name} = &x"]
            if form == 1:
                return [f"x := &{value}" if value.startswith(s.text) else f"x := newof({value})", f"x.{field}, {head.name} = {head.name}, x"]
            return [f"x := new({s.text})", f"*x = {value}", f"q := &{head.name}", f"for n := 0; n < 3 && *q != nil; n++ {{", f"q = &(*q).{field}", "}", "*q = x"]

        body = self.guarded(make)
        self.fn.times //= 3
        self.vars.pop()
        return [*lines, f"for {i} := range 3 {{", f"_ = {i}", *body, "}"]

    # Control

    def if_(self):
        saved, self.guards = self.guards, []
        condition = self.condition()
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        lines = [f"if {' && '.join([*guards, condition])} {{", *self.block(self.size())]
        if self.rnd.random() < 0.4:
            lines += ["} else {", *self.block(self.size())]
        return [*lines, "}"]

    def block_(self):
        return ["{", *self.block(self.size()), "}"]

    def body(self, times, n=None, prologue=()):
        """The body of a loop, and the loop's label if it is used."""
        label = self.name("L")
        self.fn.loops.append([label, False])
        self.fn.times *= times
        lines = self.block(n or self.size())
        self.fn.times //= times
        used = self.fn.loops.pop()[1]
        return ([f"{label}:"] if used else []), [*prologue, *lines]

    def for_(self):
        if len(self.fn.loops) > 2 or self.fn.times > 30:
            return self.assign()
        n, mark = self.rnd.randint(1, 4), len(self.vars)
        i = self.declare(self.types.int, "i")
        form = self.rnd.randrange(4)
        if form == 0:
            head = f"for {i.name} := range {n} {{"
        elif form == 1:
            c = self.name("c")
            head = f"for {i.name}, {c} := 0, 0; {c} < {n}; {i.name}, {c} = {i.name}+{self.rnd.randint(1, 3)}, {c}+1 {{"
        elif form == 2:
            i.assignable = False
            head = f"for {i.name} := {n}; {i.name} > 0; {i.name}-- {{"
        else:
            t = self.rnd.choice(self.types.basics[:10])
            i.type = t
            head = f"for {i.name} := range {t.text}({n}) {{"
        label, lines = self.body(n, prologue=[f"_ = {i.name}"])
        del self.vars[mark:]
        return [*label, head, *lines, "}"]

    def range(self):
        if len(self.fn.loops) > 2 or self.fn.times > 30:
            return self.assign()
        t = self.of_kind(self.rnd.choice(("slice", "slice", "array", "string")))
        if not t:
            return self.assign()
        saved, self.guards = self.guards, []
        over = self.path(t)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        if not over:
            return self.assign()
        mark = len(self.vars)
        i = self.declare(self.types.int, "i")
        key, c = i.name, self.name("c")
        if t.kind == "array" and self.rnd.random() < 0.2:
            over = f"&{over}" if over == over.split("[")[0] and "." not in over else over
        if self.rnd.random() < 0.8:
            elem = self.types.all.get("int32") if t.kind == "string" else t.elem
            key += ", " + self.declare(elem, "e").name
        uses = [f"_ = {v.name}" for v in self.vars[mark:]]
        label, lines = self.body(4, prologue=[*uses, f"if {c}++; {c} > 4 {{", "break", "}"])
        del self.vars[mark:]
        lines = [f"{c} := 0", *label, f"for {key} := range {over} {{", *lines, "}"]
        return [f"if {' && '.join(guards) or 'true'} {{", *lines, "}"]

    def switch(self):
        t = self.rnd.choice([self.types.int, self.types.string, self.types.all["uint8"]])
        saved, self.guards = self.guards, []
        value = self.variable(t, 1) if t.kind == "int" else self.expr(t, 1)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        value = f"opaque({value}) & 7" if t.kind == "int" else f"opaque({value})"
        labels = [str(i) for i in range(8)] if t.kind == "int" else [f'"{w}"' for w in ("", "a", "xyz", "äöü", "b")]
        self.rnd.shuffle(labels)
        lines = [f"switch {value} {{"]
        cases = self.rnd.randint(1, 4)
        at = self.rnd.randrange(cases + 3)
        for i in range(cases):
            n = self.rnd.randint(1, 2)
            head = ", ".join(labels.pop() for _ in range(min(n, len(labels)))) if labels else None
            if i == at or not head:
                lines.append("default:")
                at, stop = 99, True
            else:
                lines.append(f"case {head}:")
            lines += self.block(self.size(3))
            if i < cases - 1 and labels and self.rnd.random() < 0.3:
                lines.append("fallthrough")
            if not labels:
                break
        if lines[-1] == "fallthrough":
            lines.pop()
        lines.append("}")
        return [f"if {' && '.join(guards)} {{", *lines, "}"] if guards else lines

    def type_switch(self):
        t = self.rnd.choice([self.types.any, *self.types.ifaces])
        saved, self.guards = self.guards, []
        value = self.expr(t, 1)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        found = self.types.implementers(t)
        dynamic = self.rnd.sample(found, min(len(found), self.rnd.randint(1, 3)))
        mark, x = len(self.vars), self.name("x")
        lines = [f"switch {x} := {value}.(type) {{" if not value.startswith("func") else f"switch {x} := ({value}).(type) {{"]
        for dyn in dynamic:
            self.vars.append(Var(x, dyn))
            lines += [f"case {dyn.text}:", f"_ = {x}", *self.block(self.size(3))]
            del self.vars[mark:]
        lines += ["default:", f"_ = {x}", "}"]
        return [f"if {' && '.join(guards)} {{", *lines, "}"] if guards else lines

    def jump(self):
        if not self.fn.loops:
            return self.early()
        loop = self.rnd.choice(self.fn.loops)
        word = self.rnd.choice(("break", "continue"))
        loop[1] = True
        return self.when([f"{word} {loop[0]}"])

    def when(self, lines):
        """Lines that run sometimes."""
        saved, self.guards = self.guards, []
        condition = self.condition(1)
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        return [f"if {' && '.join([*guards, condition])} {{", *lines, "}"]

    def goto_loop(self):
        if self.fn.times > 30 or len(self.fn.loops) > 2:
            return self.assign()
        label, c, mark = self.name("G"), self.name("c"), len(self.vars)
        n = self.rnd.randint(2, 4)
        self.fn.times *= n
        lines = []
        for _ in range(self.size()):
            lines += self.statement()
        lines += self.leave(mark)
        self.fn.times //= n
        return ["{", f"{c} := 0", f"{label}:", *lines, f"if {c}++; {c} < {n} {{", f"goto {label}", "}", "}"]

    def return_(self):
        fn = self.fn
        if not fn.results:
            return ["return"]
        if fn.names and self.rnd.random() < 0.4:
            return ["return"]
        lines = self.guarded(lambda: [f"return {', '.join(self.expr(t) for t in fn.results)}"])
        if lines[0].startswith("return"):
            return lines
        return [*lines, "return" if fn.names else f"return {', '.join(map(zero, fn.results))}"]

    def early(self):
        if self.fn.level and self.rnd.random() < 0.5:
            return self.assign()
        return self.when(self.return_())

    def panic(self):
        t = self.rnd.choice([self.types.string, self.types.int, *map(self.types.ptr, self.types.structs[:1])])
        condition = self.rnd.choice(("opaque(3) > 9", "rare()"))
        return [f"if {condition} {{", *self.guarded(lambda: [f"panic({self.expr(t, 1)})"]), "}"]

    # Calls

    def results(self, types):
        """New variables for the results of a call, or existing ones; (names, lines before)."""
        names, before = [], []
        for t in types:
            x = self.rnd.random()
            old = [v for v in self.vars if v.type is t and v.assignable]
            if x < 0.15:
                names.append("_")
            elif x < 0.4 and old:
                names.append(self.rnd.choice(old).name)
            else:
                names.append(self.name())
                before.append((names[-1], t))
        return names, before

    def emit_call(self, make, types):
        """`make` gives the text of the call."""
        saved, self.guards = self.guards, []
        call = make()
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        if not call:
            return []
        fuel = ["fuel--"] if "fuel > 0" in guards else []
        names, new = self.results(types)
        to = f"{', '.join(names)} = " if any(n != "_" for n in names) else ""
        lines = [f"var {n} {t.text}" for n, t in new]
        lines += [f"if {' && '.join(guards)} {{", *fuel, f"{to}{call}", "}"] if guards else [f"{to}{call}"]
        self.vars += [Var(n, t) for n, t in new]
        return lines + [f"_ = {n}" for n, _ in new]

    def call(self):
        """A call of a function that was written before this one, or of itself."""
        able = [f for f in self.functions if f.cost * self.fn.times + self.fn.cost < 600]
        if self.fn.recursion and self.rnd.random() < 0.3:
            able = [self.fn.recursion]
        if not able:
            return self.call_value()
        f = self.rnd.choice(able)
        self.fn.cost += f.cost * self.fn.times

        def make():
            if f is self.fn.recursion:
                self.guards.append("fuel > 0")
            return f"{f.name}({', '.join(self.expr(t, 1) for t in f.params)})"

        return self.emit_call(make, f.results)

    def call_value(self):
        t = self.rnd.choice(self.types.funcs)

        def make():
            f = self.path(t)
            if not f:
                return None
            self.guards += [f"{f} != nil", "fuel > 0"]
            return f"{f}({', '.join(self.expr(p, 1) for p in t.params)})"

        return self.emit_call(make, t.results)

    def call_method(self):
        m = self.rnd.choice(list(self.types.method_types))
        t = self.types.method_types[m]

        def make():
            f = self.method_value(t)
            if not f:
                return None
            self.guards.append("fuel > 0")
            return f"{f}({', '.join(self.expr(p, 1) for p in t.params)})"

        return self.emit_call(make, t.results)

    def closure(self, t):
        """A func literal of type t."""
        params = [self.name("p") for _ in t.params]
        head = f"func({', '.join(f'{p} {pt.text}' for p, pt in zip(params, t.params))})"
        return head + self.literal_body(t.results, [Var(p, pt) for p, pt in zip(params, t.params)])

    def literal_body(self, results, params, before=(), after=None):
        """Results and body of a func literal."""
        outer, mark, saved = self.fn, len(self.vars), self.guards
        self.guards = []
        names = [self.name("r") for _ in results] if results and self.rnd.random() < 0.3 else None
        self.fn = Function(results, names, outer)
        self.vars += params + [Var(n, t) for n, t in zip(names or (), results)]
        head = ", ".join(f"{n} {t.text}" for n, t in zip(names, results)) if names else ", ".join(t.text for t in results)
        size = self.rnd.randint(0, 3) if self.fn.level < 3 and self.budget > 0 else 0
        lines = [*before]
        for _ in range(size):
            lines += self.statement()
        lines += self.return_() if after is None else after
        del self.vars[mark:]
        self.fn, self.guards = outer, saved
        return (f" ({head})" if head else "") + " {\n" + "\n".join(lines) + "\n}"

    def defer(self):
        if self.fn.times > 4:
            return self.assign()
        x = self.rnd.randrange(3)
        if x == 0:
            t = self.types.funcs[0]

            def make():
                f = self.path(t)
                if f:
                    self.guards += [f"{f} != nil", "fuel > 0"]
                return ["fuel--", f"defer {f}()"] if f else []

            return self.guarded(make)
        before = ["caught(recover())"] if self.rnd.random() < 0.5 else []
        t = self.types.pick()
        p = Var(self.name("p"), t)
        body = self.literal_body([], [p], before)

        def make():
            return [f"defer func({p.name} {t.text}){body}({self.expr(t, 1)})"]

        return self.guarded(make)

    def catch(self):
        """Statements whose panics are caught."""
        body = self.literal_body([], [], ["defer func() {", "caught(recover())", "}()"])
        return [f"func(){body}()"]

    def goroutine(self):
        """A goroutine that this one waits for."""
        if self.fn.times > 4:
            return self.assign()
        done = self.name("done")
        body = self.literal_body([], [], ["defer func() {", "caught(recover())", f"{done} <- true", "}()"])
        return [f"{done} := make(chan bool)", f"go func(){body}()", f"<-{done}"]

    def channel(self):
        """Values go through a channel."""
        t = self.types.pick()
        ch = self.name("ch")
        n = self.rnd.randint(1, 3)
        lines = [f"{ch} := make(chan {t.text}, {n})"]
        lines += self.guarded(lambda: [f"{ch} <- {self.expr(t, 1)}" for _ in range(n)])
        v = self.declare(t)
        return [*lines, f"var {v.name} {t.text}", f"for len({ch}) > 0 {{", f"{v.name} = <-{ch}", "}", f"_ = {v.name}"]

    def range_func(self):
        """A loop over an iterator."""
        if self.fn.times > 20 or len(self.fn.loops) > 2:
            return self.assign()
        t = self.rnd.choice([self.types.pick(), self.types.ptr(self.types.int), self.types.ptr(self.types.structs[0])])
        saved, self.guards = self.guards, []
        values = [self.expr(t, 1) for _ in range(self.rnd.randint(1, 3))]
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        mark = len(self.vars)
        i, v = self.declare(self.types.int, "i"), self.declare(t, "e")
        label, lines = self.body(3, prologue=[f"_, _ = {i.name}, {v.name}"])
        del self.vars[mark:]
        form = self.rnd.choice((f"each[{t.text}]({', '.join(values)})", f"back([]{t.text}{{{', '.join(values)}}})"))
        if t.kind == "func" or form.startswith("back"):
            form = f"({form})"
        lines = [*label, f"for {i.name}, {v.name} := range {form} {{", *lines, "}"]
        return [f"if {' && '.join(guards)} {{", *lines, "}"] if guards else lines

    def order(self):
        """Calls in one statement: they run in the order of their text."""
        t = self.rnd.choice((self.types.slice(self.types.int), self.types.slice(self.types.int)))

        def make():
            s = self.path(t)
            if not s:
                return []
            self.guards.append(f"len({s}) > 2")
            a, b, c, d = (self.rnd.randrange(3) for _ in range(4))
            return [self.rnd.choice((f"{s}[tr({a})], {s}[tr({b})] = tr({c}), tr({d})", f"{s}[tr({a})] += tr({b}) * tr({c})", f"note(0, uint64(tr({a}) + tr({b})<<tr({c})))"))]

        return self.guarded(make)

    # What was computed

    def look(self):
        t = self.types.pick()

        def make():
            x = self.expr(t, 1) if self.rnd.random() < 0.3 else self.path(t)
            return [self.note(x, t)] if x else []

        return self.guarded(make)

    def scribble(self):
        return [self.rnd.choice(("scribble(3)", "scribble(40)", "runtime.GC()" if self.fn.times < 3 else "scribble(7)"))]
