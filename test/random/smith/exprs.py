"""Expressions of a random program. They have no effect besides allocating and, where a test is left out on purpose, panicking.

Where an expression may fail (nil pointer, index), it puts the condition under which it does not into `guards`; the
statement around it tests them first. So a statement's operands can be evaluated in any order.
"""

WORDS = ["", "a", "xyz", "hello, world", "äöü", "日本", "q\\x00\\xff", "0123456789abcdef", "golite"]


class Var:
    def __init__(self, name, t, assignable=True, nonnil=False):
        self.name, self.type, self.assignable, self.nonnil = name, t, assignable, nonnil


class Exprs:
    """Needs of its heir: rnd, types, vars (the variables in scope), guards, closure(type)."""

    def expr(self, t, d=2):
        """An expression of type t."""
        return self.number(t, d)[0] if t.kind in ("int", "float") else self.other(t, d)

    def other(self, t, d):
        rnd = self.rnd
        if rnd.random() < (0.55 if d > 0 else 0.7):
            found = self.path(t)
            if found:
                return found
        if d > 0 and rnd.random() < 0.06:
            return rnd.choice((f"pick({self.condition(d - 1)}, {self.expr(t, d - 1)}, {self.expr(t, d - 1)})", f"id[{t.text}]({self.expr(t, d - 1)})",
                               f"pass({self.expr(t, d - 1)})"))
        return getattr(self, "make_" + t.kind)(t, d)

    # Paths from variables

    def path(self, t, assign=False, address=False, tries=14):
        """A way from a variable to something of type t: text, or None. `assign`: it can be assigned to."""
        if not self.vars:
            return None
        for _ in range(tries):
            # Recent variables are likelier.
            n = len(self.vars)
            v = self.vars[max(self.rnd.randrange(n), self.rnd.randrange(n))]
            found = self.walk(v, t, assign, address)
            if found:
                text, guards = found
                self.guards += guards
                return text
        return None

    def walk(self, v, t, assign, address):
        """Goes from v by random steps until a type is t."""
        text, at, can_set, can_address, guards = v.name, v.type, v.assignable, v.assignable, []
        for _ in range(self.rnd.choice((2, 3, 4, 5))):
            if at is t and (can_set or not assign) and (can_address or not address):
                return text, guards
            step = self.step(text, at, can_set, can_address, guards, v.nonnil and text == v.name)
            if step is None:
                return None
            text, at, can_set, can_address = step
        return None

    def step(self, text, at, can_set, can_address, guards, nonnil):
        rnd = self.rnd
        if at.kind == "struct" and at.fields:
            name, ft, _ = rnd.choice(at.fields)
            return f"{text}.{name}", ft, can_set, can_address
        if at.kind == "array":
            return f"{text}[{self.array_index(at.n)}]", at.elem, can_set, can_address
        if at.kind == "slice":
            if rnd.random() < 0.6:
                i = rnd.randrange(3)
                guards.append(f"len({text}) > {i}")
                return f"{text}[{i}]", at.elem, True, True
            guards.append(f"len({text}) > 0")
            return f"{text}[uint({self.small_index()})%uint(len({text}))]", at.elem, True, True
        if at.kind == "ptr":
            if not nonnil:
                guards.append(f"{text} != nil")
            if at.elem.kind == "struct" and rnd.random() < 0.85:
                if not at.elem.fields:
                    return None
                name, ft, _ = rnd.choice(at.elem.fields)
                return f"{text}.{name}", ft, True, True
            return f"(*{text})", at.elem, True, True
        if at.kind == "map":
            return f"{text}[{self.map_key(at.key)}]", at.elem, False, False
        if at.kind == "iface":
            dyn = rnd.choice(self.types.implementers(at) or [None])
            if dyn is None:
                return None
            guards.append(f"is[{dyn.text}]({text})")
            return f"{text}.({dyn.text})", dyn, False, False
        return None

    def array_index(self, n):
        if self.rnd.random() < 0.7:
            return str(self.rnd.randrange(n))
        return f"uint({self.small_index()})%{n}"

    def small_index(self):
        """An integer without guards: a variable, changed a little."""
        names = [v.name for v in self.vars if v.type.kind == "int"]
        if not names or self.rnd.random() < 0.2:
            return f"opaque({self.rnd.randrange(9)})"
        name = self.rnd.choice(names)
        return self.rnd.choice((name, f"{name}+{self.rnd.randrange(1, 9)}", f"{name}*3"))

    def map_key(self, t):
        if t.kind == "int":
            return f"{t.text}({self.small_index()})&3"
        return f'word({self.small_index()})'

    # Numbers: (text, whether it is a constant)

    def number(self, t, d):
        rnd = self.rnd
        x = rnd.random()
        if d <= 0 or x < 0.35:
            found = self.path(t, tries=8) if rnd.random() < 0.85 else None
            return (found, False) if found else (self.literal(t), True)
        if x < 0.4:
            return self.literal(t), True
        if t.kind == "float":
            return self.float_op(t, d), False
        if x < 0.75:
            return self.int_op(t, d), False
        if x < 0.85:
            other = rnd.choice(self.types.basics[:10] + self.types.named)
            return f"{t.text}({self.variable(other, d - 1)})", False
        return self.int_of_other(t, d)

    def variable(self, t, d):
        """A number that is no constant."""
        text, constant = self.number(t, d)
        return f"opaque({text})" if constant else text

    def literal(self, t):
        rnd = self.rnd
        if t.kind == "float":
            return f"{t.text}({rnd.choice(('0.1', '1.5', '-2.25', '3', '1e10', '0', '7.7e-5', '-1'))})"
        bits, signed = t.bits(), t.signed()
        low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
        v = rnd.choice((0, 1, 2, 3, 5, rnd.randint(0, 20), rnd.randint(0, 100), high, high - 1, low, rnd.randint(low, high), -1, -7))
        return f"{t.text}({min(max(v, low), high)})"

    def int_op(self, t, d):
        rnd = self.rnd
        a = self.variable(t, d - 1)
        x = rnd.randrange(12)
        if x < 6:
            return f"({a} {rnd.choice('+-*&|^')} {self.expr(t, d - 1)})"
        if x == 6:
            return f"({a} &^ {self.expr(t, d - 1)})"
        if x == 7:
            op = rnd.choice("/%")
            if rnd.random() < 0.5:
                low = -9 if t.signed() else 1
                n = rnd.choice([i for i in range(low, 20) if i] + [64, 100])
                return f"({a} {op} {n})"
            return f"({a} {op} ({self.variable(t, d - 1)} | 1))"
        if x < 10:
            count = rnd.choice(self.types.basics[5:10])
            by = rnd.choice((f"({self.variable(count, d - 1)} & {rnd.choice((7, 63, 127))})", str(rnd.choice((1, 3, 8, 31, 33, 63, 64, 70))), self.variable(count, d - 1)))
            return f"({a} {rnd.choice(('<<', '>>'))} {by})"
        if x == 10:
            return f"{rnd.choice('-^')}{a}" if not a.startswith("-") else f"^({a})"
        return f"{rnd.choice(('min', 'max'))}({a}, {self.expr(t, d - 1)})"

    def int_of_other(self, t, d):
        rnd, x = self.rnd, self.rnd.randrange(5)
        if x == 0:
            s = self.path(rnd.choice([p for p in self.types.pool if p.kind in ("slice", "map", "string", "array")]))
            if s:
                return f"{t.text}(opaque(len({s})))", False
        if x == 1:
            return f"{t.text}(f2i(float64({self.variable(rnd.choice(self.types.basics[10:12]), d - 1)})))", False
        if x == 2:
            return f"{t.text}(b2i({self.condition(d - 1)}))", False
        if x == 3:
            s = self.path(self.types.string)
            if s:
                self.guards.append(f"len({s}) > 1")
                return f"{t.text}({s}[{rnd.randrange(2)}])", False
        return self.literal(t), True

    def float_op(self, t, d):
        rnd = self.rnd
        x, a = rnd.randrange(7), self.variable(t, d - 1)
        if x < 4:
            return f"({a} {rnd.choice('+-*/')} {self.variable(t, d - 1)})"
        if x == 4:
            return f"{t.text}({self.variable(rnd.choice(self.types.basics[:10]), d - 1)})"
        if x == 5:
            return f"{t.text}({self.variable(rnd.choice(self.types.basics[10:12]), d - 1)})"
        return f"-({a})"

    # Values of other types

    def make_bool(self, t, d):
        return self.condition(d)

    def condition(self, d=2):
        rnd = self.rnd
        x = rnd.randrange(15)
        if x > 10:
            return rnd.choice(("odd()", "!odd()", "odd()", "rare()"))
        if d > 0 and x == 0:
            return f"({self.condition(d - 1)} {rnd.choice(('&&', '||'))} {self.condition(d - 1)})"
        if d > 0 and x == 1:
            return f"!({self.condition(d - 1)})"
        if x == 2:
            t = rnd.choice([p for p in self.types.pool if p.kind in ("ptr", "slice", "map", "func", "iface")])
            v = self.path(t)
            if v and t.kind == "ptr" and rnd.random() < 0.5:
                return f"{v} == {self.path(t) or 'nil'}"
            if v:
                return f"{v} {rnd.choice(('==', '!='))} nil"
        if x == 3:
            t = rnd.choice([p for p in self.types.pool if p.kind not in ("int", "float") and p.comparable()])
            v, w = self.path(t), self.path(t)
            if v and w:
                return f"({v} {rnd.choice(('==', '!='))} {w})"
        if x == 4:
            return f"(opaque({self.expr(self.types.string, d - 1)}) {rnd.choice(('<', '==', '>='))} {self.expr(self.types.string, d - 1)})"
        t = rnd.choice(self.types.basics[:12])
        return f"({self.variable(t, d - 1)} {rnd.choice(('<', '==', '!=', '>', '<=', '>='))} {self.expr(t, d - 1)})"

    def make_complex(self, t, d):
        f = self.types.all["float64"]
        text = f"complex({self.variable(f, d - 1)}, {self.variable(f, d - 1)})"
        return f"({text} {self.rnd.choice('+-*/')} {self.expr(t, d - 1)})" if d > 0 and self.rnd.random() < 0.4 else text

    def make_string(self, t, d):
        rnd = self.rnd
        x = rnd.randrange(9) if d > 0 else 0
        if x == 1 or x == 2:
            parts = " + ".join(self.expr(t, d - 1) for _ in range(rnd.randint(2, 4)))
            return f"cut({parts})"
        if x == 3:
            b = self.path(self.types.slice(self.types.all["uint8"]))
            if b:
                return f"string({b})"
        if x == 4:
            s = self.path(t)
            if s:
                self.guards.append(f"len({s}) > 2")
                return rnd.choice((f"{s}[1:]", f"{s}[:2]", f"{s}[1:2]"))
        if x == 5:
            return f"string(rune({self.variable(self.types.all['uint16'], d - 1)}))"
        if x == 6:
            return f"itoa(int({self.variable(self.types.int, d - 1)}))"
        if x == 7:
            return f"string([]rune({self.expr(t, d - 1)}))"
        return f'"{rnd.choice(WORDS)}"' if rnd.random() < 0.7 else f"word({self.small_index()})"

    def make_struct(self, t, d):
        rnd = self.rnd
        if d <= 0 or not t.fields:
            return f"{t.text}{{}}"
        if rnd.random() < 0.25 and len(t.fields) < 8:
            return f"{t.text}{{{', '.join(self.expr(ft, d - 1) for _, ft, _ in t.fields)}}}"
        chosen = [f for f in t.fields if rnd.random() < (0.95 if f[1].kind in ("ptr", "func", "iface", "slice") else 0.5)]
        return f"{t.text}{{{', '.join(f'{n}: {self.expr(ft, d - 1)}' for n, ft, _ in chosen)}}}"

    def make_array(self, t, d):
        n = min(t.n, self.rnd.randint(0, 4)) if d > 0 else 0
        return f"{t.text}{{{', '.join(self.expr(t.elem, d - 1) for _ in range(n))}}}"

    def make_slice(self, t, d):
        rnd = self.rnd
        x = rnd.randrange(10)
        if x == 0 and rnd.random() < 0.3:
            return f"({t.text})(nil)"
        if x == 1:
            return f"make({t.text}, {rnd.randint(0, 4)}, {rnd.randint(4, 6)})"
        if x == 2:
            return f"make({t.text}, uint({self.small_index()})%5)"
        if x < 5:
            s = self.path(t)
            if s:
                self.guards.append(f"len({s}) > 1")
                return rnd.choice((f"{s}[1:]", f"{s}[:1]", f"{s}[1:2:2]", f"{s}[:1:1]", f"{s}[:len({s})-1]"))
        if x == 5:
            arrays = [a for a in self.types.all.values() if a.kind == "array" and a.elem is t.elem]
            a = self.path(rnd.choice(arrays), address=True) if arrays else None
            if a:
                return f"{a}[:]"
        if x == 6 and t.elem.text == "uint8":
            return f"[]byte({self.expr(self.types.string, d - 1)})"
        n = rnd.randint(1, 4) if d > 0 else 0
        return f"{t.text}{{{', '.join(self.expr(t.elem, d - 1) for _ in range(n))}}}"

    def make_map(self, t, d):
        rnd = self.rnd
        if d <= 0 or rnd.random() < 0.3:
            return rnd.choice((f"{t.text}{{}}", f"make({t.text})", f"({t.text})(nil)"))
        keys = [f'"{w}"' for w in rnd.sample(WORDS, 3)] if t.key.kind == "string" else ["0", "1", "2", "3"]
        return f"{t.text}{{{', '.join(f'{k}: {self.expr(t.elem, d - 1)}' for k in keys[:rnd.randint(0, 4)])}}}"

    def make_ptr(self, t, d):
        rnd = self.rnd
        x = rnd.randrange(10)
        if d > 0 and rnd.random() < 0.25:
            text = self.helped_pointer(t, d)
            if text:
                return text
        if x < 5:
            v = self.path(t.elem, address=True)
            if v:
                return f"&{v}"
        if x == 5 and rnd.random() < 0.3:
            return f"({t.text})(nil)"
        if x < 7 or d <= 0:
            if t.elem.kind in ("struct", "array"):
                return f"&{self.expr_literal(t.elem, d - 1)}"
            return f"new({t.elem.text})"
        return f"newof[{t.elem.text}]({self.expr(t.elem, d - 1)})"

    def expr_literal(self, t, d):
        return getattr(self, "make_" + t.kind)(t, d)

    def make_iface(self, t, d):
        rnd = self.rnd
        dyn = rnd.choice(self.types.implementers(t) or [None])
        if dyn is None or rnd.random() < 0.04:
            return f"({t.text})(nil)"
        value = self.expr(dyn, d - 1)
        return f"{t.text}({value})"

    def make_func(self, t, d):
        rnd = self.rnd
        if rnd.random() < 0.05 or d <= 0 and rnd.random() < 0.5:
            return f"({t.text})(nil)"
        if rnd.random() < 0.3:
            m = self.method_value(t)
            if m:
                return m
        return self.closure(t)

    def method_value(self, t):
        """x.M for a method of this type, or None."""
        rnd = self.rnd
        names = [m for m, mt in self.types.method_types.items() if mt is t]
        if not names:
            return None
        m = rnd.choice(names)
        receivers = [r for r in self.types.structs + self.types.named if m in r.method_set(True)]
        receivers = [self.types.ptr(r) for r in receivers] + [r for r in receivers if m in r.method_set(False)]
        receivers += [i for i in self.types.ifaces if m in i.methods]
        if not receivers:
            return None
        r = rnd.choice(receivers)
        return self.receiver(r, m, f".{m}")

    def receiver(self, r, m, tail):
        """A path to a receiver of type r from which method m can be selected, with the guards for that; or None."""
        v = self.path(r)
        if not v:
            return None
        if r.kind in ("ptr", "iface"):
            self.guards.append(f"{v} != nil")
        base = r.elem if r.kind == "ptr" else r
        if base.kind != "struct":
            return v + tail
        at, text = base, v
        for name in base.method_set(True)[m]:
            ft = next(ft for n, ft, _ in at.fields if n == name)
            text += "." + name
            if ft.kind == "ptr":
                self.guards.append(f"{text} != nil")
                at = ft.elem
            else:
                at = ft
        return v + tail
