"""Small functions and methods of a random program: constructors, setters, ways to a field.

They are what gets inlined, gets a buffer for its result, or has a summary that leads from parameter to parameter.
"""


class Helper:
    """`form` says how it is called: by name with a value, or as a method of a pointer or of a struct."""

    def __init__(self, name, form, struct, field, value):
        self.name, self.form, self.struct, self.field, self.value = name, form, struct, field, value


# form → its text, and kind of its result. S is the struct, F the field, T the field's type.
FORMS = {
    "make": "func {n}(v {T}) *{S} {{ return &{S}{{{F}: v}} }}",
    "local": "func {n}(v {T}) *{S} {{\n\tvar x {S}\n\tx.{F} = v\n\treturn &x\n}}",
    "two": "func {n}(v {T}) (*{S}, *{T}) {{\n\tx := &{S}{{{F}: v}}\n\treturn x, &x.{F}\n}}",
    "try": "func {n}(v {T}) (p *{S}, ok bool) {{\n\tif ok = !rare(); ok {{\n\t\tp = new({S})\n\t\tp.{F} = v\n\t}}\n\treturn\n}}",
    "set": "func (s *{S}) {n}(v {T}) *{S} {{\n\ts.{F} = v\n\treturn s\n}}",
    "ref": "func (s *{S}) {n}() *{T} {{ return &s.{F} }}",
    "with": "func (s {S}) {n}(v {T}) {S} {{\n\ts.{F} = v\n\treturn s\n}}",
    "copy": "func (s *{S}) {n}() *{S} {{\n\tc := *s\n\treturn &c\n}}",
    "trade": "func {n}(a, b *{S}) {{ a.{F}, b.{F} = b.{F}, a.{F} }}",
    "move": "func {n}(to **{S}, v {T}) *{S} {{\n\told := *to\n\t*to = &{S}{{{F}: v}}\n\treturn old\n}}",
    "later": "func {n}(v {T}) func() *{S} {{\n\tx := {S}{{{F}: v}}\n\treturn func() *{S} {{ return &x }}\n}}",
    "cell": "func {n}(v {T}) (func() {T}, func({T})) {{\n\treturn func() {T} {{ return v }}, func(n {T}) {{ v = n }}\n}}",
    "many": "func {n}(v {T}, n int) []*{S} {{\n\tvar s []*{S}\n\tfor range n & 3 {{\n\t\tx := {S}{{{F}: v}}\n\t\ts = append(s, &x)\n\t}}\n\treturn s\n}}",
    "bound": "func (s *{S}) {n}() func({T}) *{S} {{ return func(v {T}) *{S} {{\n\ts.{F} = v\n\treturn s\n}} }}",
    "boxed": "func {n}(v {T}) any {{ return &{S}{{{F}: v}} }}",
}


def make(rnd, structs):
    """The helpers of a program and their text."""
    helpers, text = [], []
    for s in structs:
        for form in rnd.sample(list(FORMS), rnd.randint(3, 7)):
            name, t, _ = rnd.choice(s.fields)
            h = Helper(f"{form}{len(helpers)}", form, s, name, t)
            helpers.append(h)
            pragma = "//go:noinline\n" if rnd.random() < 0.35 else ""
            text.append(pragma + FORMS[form].format(n=h.name, S=s.text, F=name, T=t.text) + "\n")
    return helpers, "\n".join(text)


class Helping:
    """Mixed into Stmts: expressions and statements with helpers."""

    def helper(self, forms, struct=None, value=None):
        found = [h for h in self.helpers if h.form in forms and struct in (None, h.struct) and value in (None, h.value)]
        return self.rnd.choice(found) if found else None

    def helped_pointer(self, t, d):
        """A pointer expression made by a helper, or None."""
        h = self.helper(("make", "local", "later", "boxed"), struct=t.elem)
        r = self.helper(("ref",), value=t.elem)
        c = self.helper(("copy",), struct=t.elem)
        h = self.rnd.choice([x for x in (h, r, c) if x] or [None])
        if h is None:
            return None
        if h.form in ("ref", "copy"):
            p = self.path(self.types.ptr(h.struct))
            if p:
                self.guards.append(f"{p} != nil")
            return p and f"{p}.{h.name}()"
        text = f"{h.name}({self.expr(h.value, d - 1)})"
        return {"later": f"{text}()", "boxed": f"{text}.({t.text})"}.get(h.form, text)

    def helped(self):
        """A statement that calls a helper."""
        h = self.rnd.choice(self.helpers)
        p, t = self.types.ptr(h.struct), h.value
        saved, self.guards = self.guards, []
        way = self.path(p) or f"new({h.struct.text})"
        other, to = self.path(p) or f"new({h.struct.text})", self.path(p, address=True)
        value, second = self.expr(t, 1), self.expr(t, 1)
        if h.form in ("set", "ref", "copy", "bound", "trade"):
            self.guards += [f"{x} != nil" for x in (way, other) if not x.startswith("new(")]
        guards, self.guards = list(dict.fromkeys(self.guards)), saved
        call = {
            "set": f"{way}.{h.name}({value})", "ref": f"{way}.{h.name}()", "copy": f"{way}.{h.name}()", "with": f"({h.struct.text}{{}}).{h.name}({value})",
            "trade": f"{h.name}({way}, {other})", "move": f"{h.name}(&{to}, {value})", "many": f"{h.name}({value}, opaque(3))", "bound": f"{way}.{h.name}()",
        }.get(h.form, f"{h.name}({value})")
        if h.form == "move" and not to:
            return self.assign()
        return self.use(h, call, second, guards)

    def use(self, h, call, second, guards):
        """Declares variables for what the call gives."""
        p, t = self.types.ptr(h.struct), h.value
        types = {"trade": [], "two": [p, self.types.ptr(t)], "try": [p, self.types.bool], "ref": [self.types.ptr(t)], "with": [h.struct],
                 "many": [self.types.slice(p)], "boxed": [self.types.any]}.get(h.form, [p])
        lines = []
        if h.form == "cell":
            get, put = self.name("f"), self.name("f")
            lines = [f"{get}, {put} := {call}", f"{put}({second})", "scribble(3)", self.note(f"{get}()", t), f"_ = {put}"]
            return [f"if {' && '.join(guards) or 'true'} {{", *lines, "}"]
        if h.form == "later":
            call += "()"
        if h.form == "bound":
            call += f"({second})"
        out = [self.name() for _ in types]
        lines = [f"var {n} {x.text}" for n, x in zip(out, types)]
        lines += [f"if {' && '.join(guards) or 'true'} {{", f"{', '.join(out)} = {call}" if out else call, "}"]
        lines += [f"_ = {n}" for n in out]
        for n, x in zip(out, types):
            self.declare_as(n, x)
        return lines
