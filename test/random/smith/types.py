"""The types of a random program: what they look like, and how a value of one is made into a number."""

INTS = {"int": 64, "int8": 8, "int16": 16, "int32": 32, "int64": 64, "uint": 64, "uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64}


class Type:
    """`text` is the type in Go; two types are the same when it is. `kind` says which other fields are set."""

    def __init__(self, kind, text, elem=None, key=None, n=0):
        self.kind, self.text, self.elem, self.key, self.n = kind, text, elem, key, n
        self.fields = []  # struct: (name, type, embedded)
        self.params, self.results = [], []  # func
        self.methods = {}  # named type: name → takes a pointer; iface: name → False
        self.name = ""  # of its digest function

    def bits(self):
        return self.n

    def signed(self):
        return not self.under().startswith("u")

    def under(self):
        """Name of the basic type below a number."""
        return self.key or self.text

    def comparable(self, seen=()):
        if self.kind in ("slice", "map", "func", "iface"):
            return False  # interfaces may hold what cannot be compared
        if self.kind == "array":
            return self.elem.comparable()
        return self.kind != "struct" or all(t.comparable() for _, t, _ in self.fields)

    def method_set(self, pointer):
        """Methods of a value (or of a pointer to it): name → path of embedded fields that leads to it."""
        found = {m: () for m, by_pointer in self.methods.items() if pointer or not by_pointer}
        for name, t, embedded in self.fields:
            if not embedded:
                continue
            below, ptr = (t.elem, True) if t.kind == "ptr" else (t, pointer)
            for m, path in below.method_set(ptr).items():
                if m not in self.methods:
                    found.setdefault(m, (name, *path))
        return found


class Types:
    """All types of one program."""

    def __init__(self, rnd):
        self.rnd, self.all = rnd, {}
        self.basics = [self.basic(b) for b in (*INTS, "float64", "float32", "string", "bool")]
        self.int, self.string, self.bool = self.all["int"], self.all["string"], self.all["bool"]
        self.any = self.add(Type("iface", "any"))
        self.complex = self.basic("complex128")
        self.structs, self.named, self.ifaces, self.funcs = [], [], [], []
        self.method_types = {}  # method name → func type
        self.make()

    def add(self, t):
        return self.all.setdefault(t.text, t)

    def basic(self, name):
        if name in INTS:
            return self.add(Type("int", name, n=INTS[name]))
        kind = {"float64": "float", "float32": "float", "complex128": "complex"}.get(name, name)
        return self.add(Type(kind, name))

    def ptr(self, t):
        return self.add(Type("ptr", "*" + t.text, t))

    def slice(self, t):
        return self.add(Type("slice", "[]" + t.text, t))

    def array(self, t, n):
        return self.add(Type("array", f"[{n}]{t.text}", t, n=n))

    def map(self, k, t):
        return self.add(Type("map", f"map[{k.text}]{t.text}", t, k))

    def func(self, params, results):
        r = ", ".join(t.text for t in results)
        text = f"func({', '.join(t.text for t in params)})" + (f" ({r})" if len(results) > 1 else " " + r if r else "")
        t = Type("func", text)
        t.params, t.results = params, results
        return self.add(t)

    # What there is in this program

    def make(self):
        rnd = self.rnd
        n = rnd.randint(3, 6)
        for i in range(n):
            self.structs.append(self.add(Type("struct", f"S{i}")))
        for i in range(rnd.randint(1, 2)):
            base = rnd.choice([b for b in self.basics if b.kind == "int"])
            self.named.append(self.add(Type("int", f"N{i}", key=base.text, n=base.n)))
        for i in range(rnd.randint(1, 3)):
            self.ifaces.append(self.add(Type("iface", f"I{i}")))
        s = self.structs
        self.funcs = [
            self.func([], []),
            self.func([self.int], [self.int]),
            self.func([self.ptr(rnd.choice(s))], [self.ptr(rnd.choice(s))]),
            self.func([rnd.choice(s), self.ptr(self.int)], [self.slice(self.ptr(self.int)), self.int]),
            self.func([], [self.ptr(self.int)]),
        ]
        self.make_methods()
        for i, t in enumerate(s):
            self.make_fields(i, t)
        self.pool = self.make_pool()

    def make_methods(self):
        rnd = self.rnd
        for i in range(rnd.randint(2, 4)):
            self.method_types[f"M{i}"] = rnd.choice(self.funcs)
        names = list(self.method_types)
        for t in self.structs + self.named:
            for m in names:
                if rnd.random() < 0.6:
                    t.methods[m] = rnd.random() < 0.6
        for t in self.ifaces:
            for m in rnd.sample(names, rnd.randint(1, 2)):
                t.methods[m] = False

    def make_fields(self, i, t):
        rnd, used = self.rnd, set()
        for j in range(rnd.randint(1, 6) if rnd.random() < 0.93 else 14):
            if j == 0 and i and rnd.random() < 0.5:
                e = self.structs[rnd.randrange(i)]
                e2 = self.ptr(e) if rnd.random() < 0.4 else e
                t.fields.append((e.text, e2, True))
                used.add(e.text)
                continue
            t.fields.append(("abcdefghijklmn"[j], self.field_type(i), False))

    def field_type(self, i):
        rnd, s = self.rnd, self.structs
        x = rnd.randrange(20)
        if x < 5:
            return rnd.choice(self.basics + self.named)
        if x < 9:
            return self.ptr(rnd.choice(s))
        if x == 9:
            return self.ptr(self.int)
        if x == 10 and i:
            return s[rnd.randrange(i)]
        if x == 11 and i:
            return self.array(s[rnd.randrange(i)], rnd.choice((1, 2, 3)))
        if x == 12:
            return self.slice(rnd.choice(s))
        if x == 13:
            return self.slice(self.ptr(rnd.choice((self.int, *s))))
        if x == 14:
            return rnd.choice(self.funcs)
        if x == 15:
            return rnd.choice([self.any, *self.ifaces])
        if x == 16:
            return self.map(rnd.choice((self.int, self.string)), rnd.choice((self.int, self.ptr(rnd.choice(s)))))
        if x == 17:
            return self.array(rnd.choice((self.int, self.ptr(self.int), self.ptr(rnd.choice(s)), self.string)), rnd.choice((2, 3, 4, 20, 70)))
        if x == 18:
            return self.slice(self.slice(self.int))
        return self.ptr(self.ptr(rnd.choice((self.int, *s))))

    def make_pool(self):
        """The types that variables get; few, so that values of one type meet."""
        rnd, s = self.rnd, self.structs
        pool = [self.int, self.int, self.string, *s, *[self.ptr(t) for t in s], *self.funcs, *self.ifaces, self.any]
        pool += [self.ptr(self.int), self.slice(self.int), self.slice(self.ptr(self.int)), self.all["uint8"], self.slice(self.all["uint8"])]
        pool += [self.field_type(len(s)) for _ in range(6)]
        pool += rnd.sample(self.basics + self.named + [self.complex], 5)
        pool += [t.elem for t in pool if t.kind in ("ptr", "slice")]
        pool += [self.slice(rnd.choice(self.funcs)), self.array(self.ptr(self.int), 3), self.slice(self.any)]
        pool += [ft for t in s for _, ft, _ in t.fields]
        return pool

    def pick(self):
        return self.rnd.choice(self.pool)

    def implementers(self, iface):
        """Types that can be stored in an interface type."""
        if iface is self.any:
            return [self.int, self.string, *self.structs, *map(self.ptr, self.structs), self.ptr(self.int), self.slice(self.int), self.funcs[1], *self.named]
        need = set(iface.methods)
        found = []
        for t in self.structs + self.named:
            if need <= set(t.method_set(False)):
                found.append(t)
            if need <= set(t.method_set(True)):
                found.append(self.ptr(t))
        return found

    # Text

    def declarations(self):
        lines = []
        for t in self.structs:
            lines.append(f"type {t.text} struct {{")
            lines += [f"\t{ft.text}" if emb else f"\t{name} {ft.text}" for name, ft, emb in t.fields]
            lines.append("}")
        for t in self.named:
            lines.append(f"type {t.text} {t.key}")
        for t in self.ifaces:
            lines.append(f"type {t.text} interface {{")
            lines += [f"\t{m}{self.method_types[m].text[4:]}" for m in t.methods]
            lines.append("}")
        return "\n".join(lines) + "\n"

    def digest(self, t):
        """The name of the function that makes a number of a value of type t."""
        if not t.name:
            t.name = f"d{sum(1 for o in self.all.values() if o.name)}"
        return t.name

    def digest_functions(self):
        """The functions that `digest` named, and those that these need."""
        done, text = set(), []
        while True:
            todo = [t for t in self.all.values() if t.name and t.text not in done]
            if not todo:
                return "".join(text)
            for t in todo:
                done.add(t.text)
                text.append(f"func {t.name}(v {t.text}, k int) uint64 {{\n\tif k <= 0 {{\n\t\treturn 5\n\t}}\n{self.digest_body(t)}}}\n")

    def digest_body(self, t):
        d = self.digest
        if t.kind == "int":
            return "\treturn uint64(v)\n"
        if t.kind == "float":
            return "\treturn fd(float64(v))\n"
        if t.kind == "complex":
            return "\treturn mix(fd(real(v)), fd(imag(v)))\n"
        if t.kind == "string":
            return "\treturn sd(v)\n"
        if t.kind == "bool":
            return "\tif v {\n\t\treturn 1\n\t}\n\treturn 0\n"
        if t.kind == "func":
            return "\tif v == nil {\n\t\treturn 2\n\t}\n\treturn 3\n"
        if t.kind == "ptr":
            return f"\tif v == nil {{\n\t\treturn 11\n\t}}\n\treturn mix(4, {d(t.elem)}(*v, k-1))\n"
        if t.kind == "struct":
            lines = "".join(f"\th = mix(h, {d(ft)}(v.{n}, k))\n" for n, ft, _ in t.fields)
            return f"\th := uint64(17)\n{lines}\treturn h\n"
        if t.kind == "array":
            return f"\th := uint64(18)\n\tfor i := range v {{\n\t\th = mix(h, {d(t.elem)}(v[i], k))\n\t}}\n\treturn h\n"
        if t.kind == "slice":
            return ("\th := uint64(len(v))\n\tif v == nil {\n\t\th = 77\n\t}\n\tfor i := range v {\n\t\tif i > 4 && i+1 < len(v) {\n\t\t\tcontinue\n\t\t}\n"
                    f"\t\th = mix(h, {d(t.elem)}(v[i], k-1))\n\t}}\n\treturn h\n")
        if t.kind == "map":
            return f"\th := uint64(len(v))\n\tfor x, y := range v {{\n\t\th += mix({d(t.key)}(x, k-1), {d(t.elem)}(y, k-1))\n\t}}\n\treturn h\n"
        cases = "".join(f"\tcase {i.text}:\n\t\treturn mix({n}, {d(i)}(x, k-1))\n" for n, i in enumerate(self.implementers(t)))
        return f"\tswitch x := v.(type) {{\n\tcase nil:\n\t\treturn 6\n{cases}\tdefault:\n\t\t_ = x\n\t}}\n\treturn 8\n"
