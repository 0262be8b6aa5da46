"""Statements of a random program in which objects of several rounds of a loop, or of several calls, are alive together."""

from .exprs import Var


class Rounds:
    """Mixed into Stmts."""

    ROUNDS = ("append_rows", "string_rows", "make_rows", "map_rows", "box_rows", "last_two", "recursion", "swapped_buffers", "tree", "struct_rows", "func_rows", "goto_rounds",
              "labelled_rounds", "named_result_rounds", "iterator_rounds", "pipeline", "pipeline", "returned_slices", "interface_rounds", "nested_frames")

    def rounds(self):
        return getattr(self, self.rnd.choice(self.ROUNDS))()

    def row_loop(self, t, before, body, notes):
        """A loop whose body sees `x`, a value of type t of this round."""
        value, guard = self.pure(t)
        x, i = self.name("x"), self.name("i")
        mark = len(self.vars)
        self.vars += [Var(x, t), Var(i, self.types.int)]
        self.fn.times *= 4
        change = self.assign() if self.rnd.random() < 0.5 else []
        self.fn.times //= 4
        del self.vars[mark:]
        fill = self.within(guard, [f"{x} = {value}"])
        text = [line.replace("$x", x).replace("$i", i) for line in body]
        skip = self.rnd.choice(([], [], ["if rare() {", "continue", "}"], ["if odd() {", "continue", "}"]))
        return ["{", *before, f"for {i} := range {self.rnd.randint(2, 4)} {{", f"_ = {i}", f"var {x} {t.text}", *fill, f"_ = {x}", *skip, *text, *change, "}", *notes, "}"]

    def append_rows(self):
        t = self.rnd.choice([self.types.int, self.types.string, self.types.all["uint8"], self.types.ptr(self.types.int), self.types.pick()])
        s = self.types.slice(t)
        rows = self.name("rows")
        old = self.rnd.choice(([], [f"if len({rows}) > 1 {{", f"row = append({rows}[0], $x)", f"row[0] = $x", "}"], [f"if odd() && len({rows}) > 0 {{", f"{rows}[0] = append({rows}[0], row...)", "}"]))
        start = self.rnd.choice((f"var row []{t.text}", f"row := []{t.text}{{}}", f"row := make([]{t.text}, 0, 2)", f"row := append(([]{t.text})(nil), $x)"))
        if "(nil)" in start and t.kind == "func":
            start = f"var row []{t.text}"
        body = [start, f"for range {self.rnd.randint(1, 5)} {{", "row = append(row, $x)", "}", *old, f"{rows} = append({rows}, row)", f"if len({rows}[0]) > 20 {{", f"{rows}[0] = {rows}[0][:3]", "}"]
        return self.row_loop(t, [f"var {rows} []{s.text}"], body, [f"for _, r := range {rows} {{", self.note("r", s), "}"])

    def string_rows(self):
        rows, t = self.name("rows"), self.types.string
        made = self.rnd.choice(('itoa($i) + $x', '$x + "-" + $x', 'string([]byte($x))', 'string(append([]byte(nil), $x...))', 'string([]rune($x + "é"))', 'string(rune(65 + $i))', '$x[:len($x)/2] + itoa($i)'))
        body = [f"s := {made}", self.rnd.choice((f"{rows} = append({rows}, s)", f"{rows} = append([]string{{s}}, {rows}...)", f"b := []byte(s)\nb = append(b, 'x')\n{rows} = append({rows}, string(b), s)"))]
        return self.row_loop(t, [f"var {rows} []string"], body, [f"for _, r := range {rows} {{", self.note("r", t), "}"])

    def make_rows(self):
        t = self.types.pick()
        s = self.types.slice(t)
        rows = self.name("rows")
        n = self.rnd.choice(("opaque(3)", "1+$i", "$i", "len(\"ab\")+$i&1", "3"))
        body = [f"r := make([]{t.text}, {n})", "if len(r) > 0 {", "r[len(r)-1] = $x", "}", self.rnd.choice((f"{rows}[$i] = r", f"{rows}[0], {rows}[1] = {rows}[1], r", f"if odd() {{\n{rows}[2] = r\n}} else {{\n{rows}[$i] = r\n}}"))]
        return self.row_loop(t, [f"var {rows} [4]{s.text}"], body, [f"for _, r := range {rows} {{", self.note("r", s), "}"])

    def map_rows(self):
        t = self.types.pick()
        m = self.types.map(self.types.int, t)
        rows = self.name("rows")
        made = self.rnd.choice((f"m := map[int]{t.text}{{$i: $x}}", f"m := make(map[int]{t.text})\nm[$i] = $x\nm[7] = $x", f"m := map[int]{t.text}{{}}\nfor k := range 12 {{\nm[k] = $x\n}}"))
        body = [made, f"{rows} = append({rows}, m)", f"if odd() {{\n{rows}[0][$i+1] = $x\n}}", f"if odd() {{\n{rows}[0] = m\n}}"]
        return self.row_loop(t, [f"var {rows} []{m.text}"], body, [f"for _, r := range {rows} {{", self.note("r", m), "}"])

    def box_rows(self):
        t = self.types.pick()
        rows = self.name("rows")
        body = [self.rnd.choice(("var a any = $x", "a := any(&$x)", "a := any([2]any{$x, $i})", "a := any(func() any { return $x })")), f"{rows} = append({rows}, a)",
                self.rnd.choice((f"if odd() {{\n{rows}[0] = a\n}}", ""))]
        look = [f"for _, a := range {rows} {{", "switch y := a.(type) {", f"case {t.text}:", self.note("y", t), f"case *{t.text}:", self.note("*y", t), "case [2]any:",
                f"if z, ok := y[0].({t.text}); ok {{", self.note("z", t), "}", "case func() any:", f"if z, ok := y().({t.text}); ok {{", self.note("z", t), "}", "}", "}"]
        if t.kind == "iface":  # what is in it may be one of the other cases, too
            look = [f"println(len({rows}))"]
        return self.row_loop(t, [f"var {rows} []any"], body, look)

    def last_two(self):
        """Pointers of the last rounds, made in any way."""
        t = self.rnd.choice([self.types.ptr(self.pointee()), self.types.ptr(self.rnd.choice(self.types.structs)), self.rnd.choice(self.types.funcs[2:])])
        a, b = self.name("a"), self.name("b")
        move = self.rnd.choice((f"{a}, {b} = {b}, $x", f"{a} = {b}\n{b} = $x", f"if odd() {{\n{a} = $x\n}} else {{\n{b} = $x\n}}", f"set(&{a}, {b})\nset(&{b}, $x)",
                                f"func() {{\n{a}, {b} = {b}, $x\n}}()", f"h := struct {{\nu, v {t.text}\n}}{{{b}, $x}}\n{a}, {b} = h.u, h.v"))
        look = [self.note(a, t), self.note(b, t)]
        return self.row_loop(t, [f"var {a}, {b} {t.text}", f"_, _ = {a}, {b}"], [move, *(look if self.rnd.random() < 0.6 else [])], look)

    def recursion(self):
        """A func literal that calls itself with pointers to its variables."""
        t = self.rnd.choice([self.types.int, self.types.string, self.types.pick()])
        value, guard = self.pure(t)
        f, x, p = self.name("f"), self.name("x"), self.name("p")
        mark = len(self.vars)
        self.vars += [Var(x, t), Var(p, self.types.ptr(t), assignable=False)]
        inner = self.assign()
        del self.vars[mark:]
        r = self.rnd.choice((f"return {p}", f"return &{x}", f"if n%2 == 0 {{\nreturn {p}\n}}\nreturn q", "return q", f"*q, *{p} = *{p}, *q\nreturn q"))
        pass_on = self.rnd.choice((f"&{x}", p, f"pick(odd(), {p}, &{x})"))
        lines = [f"var {f} func(n int, {p} *{t.text}) *{t.text}", f"{f} = func(n int, {p} *{t.text}) *{t.text} {{", "if n == 0 {", f"return {p}", "}", f"var {x} {t.text}", *self.within(guard, [f"{x} = {value}"]),
                 f"_ = {x}", f"q := {f}(n-1, {pass_on})", "if q == nil {", f"return {p}", "}", *inner, self.note("*q", t), r, "}", f"var first {t.text}", f"last := {f}(4, &first)", "scribble(30)", self.note("*last", t), self.note("first", t)]
        return ["{", *lines, "}"]

    def swapped_buffers(self):
        """Two buffers that change places, as in a sieve or a dynamic program."""
        t = self.rnd.choice([self.types.int, self.types.ptr(self.types.int), self.types.string])
        a, b = self.name("a"), self.name("b")
        made = self.rnd.choice((f"{b} = make([]{t.text}, 3)", f"{b} = {b}[:0]\n{b} = append({b}, $x, $x, $x)", f"{b} = append([]{t.text}{{}}, {a}...)", f"var fresh [3]{t.text}\n{b} = fresh[:]"))
        body = [f"if len({a}) < 9 {{", made, "}", f"for j := range {b} {{", f"if j < len({a}) && odd() {{", f"{b}[j] = {a}[j]", "} else {", f"{b}[j] = $x", "}", "}", f"{a}, {b} = {b}, {a}"]
        s = self.types.slice(t)
        return self.row_loop(t, [f"{a}, {b} := make([]{t.text}, 3), []{t.text}{{}}"], body, [self.note(a, s), self.note(b, s)])

    def tree(self):
        """A binary tree with values of one type, made by insertion."""
        t, n = self.types.pick(), self.name("T")
        d = self.types.digest(t)
        insert = self.rnd.choice((
            f"at := &root\nfor *at != nil {{\nif odd() {{\nat = &(*at).l\n}} else {{\nat = &(*at).r\n}}\n}}\n*at = &{n}{{v: $x}}",
            f"x := {n}{{v: $x, l: root}}\nif odd() {{\nx.l, x.r = x.r, x.l\n}}\nroot = &x",
            f"x := &{n}{{v: $x}}\nif root == nil {{\nroot = x\n}} else if odd() {{\nroot.l, x.l = x, root.l\n}} else {{\nx.r, root = root, x\n}}"))
        walk = [f"var walk func(*{n}, int) uint64", f"walk = func(x *{n}, k int) uint64 {{", "if x == nil || k == 0 {", "return 1", "}", f"return mix(mix({d}(x.v, 3), walk(x.l, k-1)), walk(x.r, k-1))", "}", "println(walk(root, 6))"]
        return self.row_loop(t, [f"type {n} struct {{", f"l, r *{n}", f"v {t.text}", "}", f"var root *{n}"], [insert], walk)

    def struct_rows(self):
        t = self.rnd.choice(self.types.structs)
        p = self.types.ptr(t)
        rows = self.name("rows")
        body = [self.rnd.choice(("p := &$x", "y := $x\np := &y", f"p := &[]{t.text}{{$x}}[0]", f"p := newof($x)", f"var box struct {{\nn int\nv {t.text}\n}}\nbox.v = $x\np := &box.v")),
                self.rnd.choice((f"{rows} = append({rows}, p)", f"{rows} = append([]{p.text}{{p}}, {rows}...)", f"{rows} = append({rows}[:len({rows}):len({rows})], p)")),
                self.rnd.choice(("", f"*{rows}[0] = $x", f"{rows}[0], {rows}[len({rows})-1] = p, {rows}[0]"))]
        return self.row_loop(t, [f"var {rows} []{p.text}"], body, [f"for _, r := range {rows} {{", self.note("r", p), "}"])

    def func_rows(self):
        t = self.types.pick()
        fs = self.name("fs")
        body = [self.rnd.choice((f"{fs} = append({fs}, func() {t.text} {{ return $x }})", f"p := &$x\n{fs} = append({fs}, func() {t.text} {{ return *p }})",
                                 f"f := func() *{t.text} {{ return &$x }}\n{fs} = append({fs}, func() {t.text} {{ return *f() }})",
                                 f"{fs} = append({fs}, func() {t.text} {{\ng := func() {t.text} {{ return $x }}\nreturn g()\n}})")),
                f"if odd() {{\n{fs}[0] = {fs}[len({fs})-1]\n}}"]
        return self.row_loop(t, [f"var {fs} []func() {t.text}"], body, ["scribble(8)", f"for _, f := range {fs} {{", self.note("f()", t), "}"])

    def goto_rounds(self):
        t = self.pointee()
        value, guard = self.pure(t)
        label, n, p = self.name("G"), self.name("n"), self.name("p")
        old = self.name("old")
        set_ = self.within(guard, [f"x = {value}"])
        return ["{", f"var {p}, {old} *{t.text}", f"{n} := 0", f"{label}:", f"var x {t.text}", *set_, f"{n}++", f"if {p} != nil {{", self.note(f"*{p}", t), "}", f"if {old} != nil {{", self.note(f"*{old}", t), f"*{old} = x", "}",
                self.rnd.choice((f"{old} = {p}\n{p} = &x", f"{old}, {p} = {p}, &x", f"if odd() {{\n{old} = &x\n}}\n{p} = newof(x)")), f"if {n} < 4 {{", f"goto {label}", "}", "}"]

    def labelled_rounds(self):
        t = self.pointee()
        value, guard = self.pure(t)
        label, p = self.name("L"), self.name("p")
        set_ = self.within(guard, [f"x = {value}"])
        return ["{", f"var {p} *{t.text}", f"{label}:", "for i := range 3 {", "for j := range 3 {", f"var x {t.text}", *set_, f"if {p} != nil {{", self.note(f"*{p}", t), "}",
                "if odd() {", f"{p} = &x", f"continue {label}", "}", f"if i+j == 3 && {p} != nil {{", f"*{p} = x", f"break {label}", "}", "}", "}", f"if {p} != nil {{", self.note(f"*{p}", t), "}", "}"]

    def named_result_rounds(self):
        """A func with a named result whose address is kept by a deferred call; called in a loop."""
        t = self.types.pick()
        p = self.name("p")
        body = [f"y := func() (r {t.text}) {{", "defer func() {", f"if {p} != nil && odd() {{", f"r = *{p}", "}", f"{p} = &r", "}()", "r = $x", "return r", "}()", self.note("y", t)]
        return self.row_loop(t, [f"var {p} *{t.text}", f"_ = {p}"], body, [f"if {p} != nil {{", self.note(f"*{p}", t), "}"])

    def iterator_rounds(self):
        """An iterator that yields addresses of a variable; the body keeps them, or leaves early."""
        t = self.types.pick()
        p = self.name("p")
        each = self.rnd.choice((f"var z {t.text}\nfor i := range 3 {{\n_ = i\nz = $x\nif !yield(&z) {{\nreturn\n}}\n}}", f"for range 3 {{\nz := $x\nif !yield(&z) {{\nreturn\n}}\n}}",
                                f"defer func() {{\nz := $x\n{p} = &z\n}}()\n_ = yield(&$x) && yield(&$x)"))
        body = [f"it := func(yield func(*{t.text}) bool) {{", each, "}", "for q := range it {", f"if {p} != nil {{", self.note(f"*{p}", t), "}",
                self.rnd.choice((f"{p} = q", f"if odd() {{\n{p} = q\n}}", f"y := *q\n{p} = &y", f"{p} = q\nif odd() {{\nbreak\n}}", f"*q = $x\n{p} = q")), "}"]
        return self.row_loop(t, [f"var {p} *{t.text}"], body, [f"if {p} != nil {{", self.note(f"*{p}", t), "}"])

    def pipeline(self):
        """Values go through goroutines, each of which works on what it got alone."""
        t = self.types.pick()
        p = self.types.ptr(t)
        value, guard = self.pure(t)
        if self.fn.times > 4:
            return self.append_rows()
        x, y = self.name("x"), self.name("y")
        send = self.rnd.choice((f"y := {x}\na <- &y", f"a <- newof({x})", f"s := []{t.text}{{{x}, {x}}}\na <- &s[i&1]", f"a <- &(&[1]{t.text}{{{x}}})[0]"))
        work = self.rnd.choice((f"z := *p\nb <- &z", f"b <- p", f"*p, {y} = {y}, *p\nb <- p", f"q := p\nfor range 2 {{\nz := *q\nq = &z\n}}\nb <- q"))
        size = self.rnd.choice(("", ", 1", ", 4"))
        lines = [f"a, b := make(chan {p.text}{size}), make(chan {p.text})", "go func() {", "for i := range 4 {", "_ = i", send, "}", "close(a)", "}()",
                 f"go func() {{", f"var {y} {t.text}", f"_ = {y}", "for p := range a {", work, "}", "close(b)", "}()", "for p := range b {", self.note("*p", t), "}"]
        return ["{", f"var {x} {t.text}", *self.within(guard, [f"{x} = {value}"]), *lines, "}"]

    def returned_slices(self):
        """A func literal that gives back slices of its own array, or of the one it got."""
        t = self.rnd.choice([self.types.int, self.types.string, self.types.ptr(self.types.int), self.types.pick()])
        s = self.types.slice(t)
        f, kept = self.name("f"), self.name("kept")
        body = self.rnd.choice((f"var a [4]{t.text}\na[0] = x\nreturn a[:2], a[1:]", "r := append(s, x)\nreturn r, s", "s = append(s, x, x)\nreturn s[:1], s[1:]",
                                f"r := []{t.text}{{x, x, x}}\nif len(s) > 0 {{\nr[0] = s[0]\n}}\nreturn r[:1:1], r", f"r := make([]{t.text}, len(s)+1)\ncopy(r[1:], s)\nr[0] = x\nreturn r, s",
                                "for range 3 {\ns = append(s, x)\n}\nreturn s[:len(s)-1], s"))
        loop = [f"u, v := {f}({kept}[$i&1], $x)", "_ = v", self.rnd.choice((f"{kept}[0] = u", f"{kept}[0], {kept}[1] = v, u", f"{kept}[$i&1] = append(u, v...)", f"{kept}[1] = u[:1]\n{kept}[0] = v")),
                f"for j := range {kept} {{", f"if len({kept}[j]) > 9 {{", f"{kept}[j] = {kept}[j][2:5]", "}", "}"]
        return self.row_loop(t, [f"{f} := func(s {s.text}, x {t.text}) ({s.text}, {s.text}) {{\n{body}\n}}", f"var {kept} [2]{s.text}"], loop, [self.note(f"{kept}[0]", s), self.note(f"{kept}[1]", s)])

    def interface_rounds(self):
        """Interface values of several rounds, with struct and pointer in them, whose methods are called later."""
        i = self.rnd.choice(self.types.ifaces)
        kinds = self.types.implementers(i)
        if not kinds:
            return self.box_rows()
        t = self.rnd.choice(kinds)
        m = self.rnd.choice(list(i.methods))
        ft = self.types.method_types[m]
        args = [self.pure(p) for p in ft.params]
        rows = self.name("rows")
        out = [self.name("o") for _ in ft.results]
        call = f"v.{m}({', '.join(a for a, _ in args)})"
        look = ["fuel--", f"{', '.join(out)} := {call}" if out else call, *[self.note(o, x) for o, x in zip(out, ft.results)]]
        for _, g in args:
            look = self.within(g, look)
        body = [self.rnd.choice((f"var b {i.text} = $x", f"y := $x\nb := {i.text}(y)", f"b := pick(odd(), {i.text}($x), {i.text}($x))"))]
        if t.kind == "ptr":
            body = ["if $x == nil {", "continue", "}", *body]
        body += [f"{rows} = append({rows}, b)", f"if odd() {{\n{rows}[0] = b\n}}"]
        return self.row_loop(t, [f"var {rows} []{i.text}"], body, [f"for _, v := range {rows} {{", "if fuel > 0 {", "func() {", "defer func() { caught(recover()) }()", *look, "}()", "}", "}"])

    def nested_frames(self):
        """Pointers to variables of a caller go down into func literals and come back in other variables."""
        t = self.pointee()
        value, guard = self.pure(t)
        a, b, f, g = (self.name(n) for n in "abfg")
        inner = self.rnd.choice((f"*to = p\n", f"z := *p\n*to = &z\n", f"if *to == nil {{\n*to = p\n}} else {{\n**to = *p\n}}\n", f"func() {{ *to = p }}()\n", f"q := to\n{g} := &q\n**{g} = p\n"))
        outer = self.rnd.choice((f"var y {t.text} = v\n{f}(to, &y)", f"y := [2]{t.text}{{v, v}}\n{f}(to, &y[1])", f"var u *{t.text}\n{f}(&u, &v)\n*to = u", f"defer {f}(to, &v)"))
        d = self.name("d")
        lines = [f"{f} := func(to **{t.text}, p *{t.text}) {{\n{inner}}}", f"{d} := func(to **{t.text}, v {t.text}) {{\n{outer}\n}}", f"var {a}, {b} *{t.text}"]
        lines += self.within(guard, [f"{d}(&{a}, {value})", "scribble(6)", f"{d}(&{b}, {value})"])
        return ["{", *lines, "scribble(6)", self.note(a, self.types.ptr(t)), self.note(b, self.types.ptr(t)), f"println({a} == {b})", "}"]
