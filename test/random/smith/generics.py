"""Generic functions of a random program: bodies of random arithmetic over every type of a constraint, and calls of them."""

CONSTRAINTS = {
    "signed": ("~int | ~int8 | ~int16 | ~int32 | ~int64", [0, 1, 2, 3, 4]),
    "unsigned": ("~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64", [5, 6, 7, 8, 9]),
    "small": ("int8 | uint8 | int16 | uint16", [1, 2, 6, 7]),
    "integer": ("signed | unsigned", list(range(10))),
    "floating": ("~float32 | ~float64", [10, 11]),
    "number": ("integer | floating", list(range(12))),
}


class Generic:
    def __init__(self, name, constraint, n_params):
        self.name, self.constraint, self.n_params = name, constraint, n_params


class Generics:
    """Mixed into Program."""

    def generic_functions(self):
        """Text of the constraints and functions; self.generics lists them."""
        self.generics, text = [], [f"type {n} interface {{ {c} }}\n" for n, (c, _) in CONSTRAINTS.items()]
        for i in range(self.rnd.randint(1, 4)):
            g = Generic(f"G{i}", self.rnd.choice(list(CONSTRAINTS)), self.rnd.randint(1, 3))
            params = [f"a{k}" for k in range(g.n_params)]
            lines = [f"t := {self.generic_value(g, params, 3)}"]
            names = [*params, "t"]
            for _ in range(self.rnd.randint(1, 5)):
                lines += self.generic_line(g, names)
            pragma = "//go:noinline\n" if self.rnd.random() < 0.4 else ""
            text.append(f"{pragma}func {g.name}[T {g.constraint}]({', '.join(params)} T) T {{\n" + "\n".join(lines) + "\nreturn t\n}\n")
            self.generics.append(g)
        return "\n".join(text)

    def generic_value(self, g, names, d):
        rnd = self.rnd
        if d == 0 or rnd.random() < 0.2:
            return rnd.choice(names) if rnd.random() < 0.8 else f"T({rnd.randint(0, 100)})"
        a, b = self.generic_value(g, names, d - 1), self.generic_value(g, names, d - 1)
        if a.startswith("T("):
            a = rnd.choice(names)
        whole = g.constraint not in ("floating", "number")
        x = rnd.randrange(10)
        if x < 5 or not whole and x < 7:
            return f"({a} {rnd.choice('+-*')} {b})"
        if x == 5:
            return f"({a} {rnd.choice(('&', '|', '^', '&^'))} {b})"
        if x == 6:
            return f"({a} {rnd.choice('/%')} ({b} | 1))" if not b.startswith("T(") else f"({a} / 3)"
        if x == 7 and whole:
            return f"({a} {rnd.choice(('<<', '>>'))} {rnd.choice((1, 7, 9, 33, 64))})"
        if x == 8:
            return f"{rnd.choice(('min', 'max'))}({a}, {b})"
        if g.constraint in ("signed", "integer", "unsigned", "small"):
            return f"T({rnd.choice(('int8', 'uint16', 'int64', 'uint32'))}({a}))"
        return f"-({a})"

    def generic_line(self, g, names):
        rnd = self.rnd
        to, value = rnd.choice(names), self.generic_value(g, names, 2)
        test = f"{rnd.choice(names)} {rnd.choice(('<', '==', '>='))} {self.generic_value(g, names, 1)}"
        return rnd.choice((
            [f"{to} = {value}"], [f"if {test} {{", f"{to} = {value}", "}"], [f"{to} += {value}"],
            [f"for i := range 3 {{", f"{to} = {value} + T(i)", f"if {test} {{", "break", "}", "}"],
            [f"{{\np := &{to}", f"*p -= {value}\n}}"], [f"func() {{ {to} *= {value} }}()"],
            ["switch any(t).(type) {", "case int8, uint8:", f"{to}++", "case int, float64:", f"{to} = {value}", "}"],
        ))

    def generic_call(self):
        g = self.rnd.choice(self.generics)
        t = self.types.basics[self.rnd.choice(CONSTRAINTS[g.constraint][1])]
        if g.constraint == "integer" and self.rnd.random() < 0.4:
            t = self.rnd.choice(self.types.named)
        saved, self.guards = self.guards, []
        args = [self.expr(t, 2) for _ in range(g.n_params)]
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        v = self.declare(t)
        f = g.name if self.rnd.random() < 0.7 else f"{g.name}[{t.text}]"
        lines = [f"{v.name} = {f}({', '.join(args)})", self.note(v.name, t)]
        return [f"var {v.name} {t.text}", *([f"if {' && '.join(guards)} {{", *lines, "}"] if guards else lines), f"_ = {v.name}"]
