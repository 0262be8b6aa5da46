"""Programs that are large in one way each, as functions of a size n: the source grows in proportion to n.

A case says up to which stage it goes, and what golite-cc must say when it refuses the program. Those of stage
`codegen` are compiled with -O0 up to the LLVM module: what follows is LLVM's, which is not linear in all of them (a sum
of 16,000 terms in one block takes a second).
"""

CASES = {}


class Case:
    def __init__(self, make, size, stage, refused):
        self.make, self.size, self.stage, self.refused = make, size, stage, refused


def case(size, stage="types", refused=None):
    """Registers a generator under its name; `size` is the n that takes about 50 ms."""

    def register(make):
        CASES[make.__name__] = Case(make, size, stage, refused)
        return make

    return register


def lines(n, form, first=0):
    """`form` with {i}, {next} and {last} for i from `first` to n - 1."""
    return "".join(form.format(i=i, next=i + 1, last=i - 1) for i in range(first, n))


def package(*parts):
    return "package p\n" + "".join(parts)


def program(declarations, body):
    """A program that reaches all that is declared."""
    return f"package main\n{declarations}func main() {{\n{body}}}\n"


# --- expressions -------------------------------------------------------------------------------------------------


def chain(n, operand, operator):
    return operator.join([operand] * n)


@case(150_000)
def sum_of_variables(n):
    return package("var a = 1\nvar x = ", chain(n, "a", "+"), "\n")


@case(60_000)
def sum_of_constants(n):
    return package("const x = ", chain(n, "1", "+"), "\n")


@case(20_000)
def sum_of_floats(n):
    return package("const x = ", chain(n, "1e-120", "+"), "\n")


@case(80_000)
def sum_of_strings(n):
    return package("const x = ", chain(n, '"abc"', "+"), "\n")


@case(80_000)
def sum_of_strings_and_variables(n):
    return package('var a = "a"\nvar x = a + ', chain(n, '"abc"', "+"), "\n")


@case(60_000)
def chain_of_and_not(n):
    return package("var a = 1\nvar x = ", chain(n, "a", "&^"), "\n")


@case(60_000)
def chain_of_shifts(n):
    return package("var a = 1\nvar x = ", chain(n, "a", "<<"), "\n")


@case(150_000)
def chain_of_conditions(n):
    return package("var a = true\nvar x = ", chain(n, "a", "&&"), "\n")


@case(2000)
def constants_with_many_digits(n):
    return package(lines(n, "const c{i} = 1." + "3" * 400 + "\nvar v{i} float64 = c{i} / 3." + "1" * 400 + "\n"))


@case(2000)
def selectors_in_a_row(n):
    return package("type T struct { n *T }\nvar t T\nvar x = t", ".n" * min(n, 3000), "\n")


@case(2000)
def nested_calls(n):
    n = min(n, 1900)
    return package("func f(int) int { return 0 }\nvar x = ", "f(" * n, "1", ")" * n, "\n")


@case(1000)
def nested_closures(n):
    n = min(n, 900)
    return package("var x = ", "func() any { return " * n, "1", "}" * n, "\n")


@case(2_000_000, refused="nesting of more than")
def pointers_to_pointers(n):
    return package("var x ", "*" * n, "int\n")


@case(2_000_000, refused="nesting of more than")
def parentheses(n):
    return package("var x = ", "(" * n, "1", ")" * n, "\n")


@case(30_000)
def arguments_to_infer(n):
    return package("func f[T any](x ...T) T { return x[0] }\nvar v = f(", chain(n, "1", ","), ")\n")


@case(15_000)
def calls_to_infer(n):
    return package("func f[T any](x T) T { return x }\nfunc g() {\n", lines(n, "_ = f({i})\n"), "}\n")


# --- composite literals ------------------------------------------------------------------------------------------


@case(60_000)
def strings_in_a_slice(n):
    return package("var s = []string{", lines(n, '"s{i}", '), "}\n")


@case(30_000)
def keys_of_a_map(n):
    return package("var m = map[string]int{", lines(n, '"s{i}": {i}, '), "}\n")


@case(40_000)
def indices_of_an_array(n):
    return package("var a = [...]int{", lines(n, "{i}: {i}, "), "}\n")


@case(30_000)
def structs_in_a_slice(n):
    return package("type T struct { a, b int; c string }\nvar s = []T{", lines(n, '{{{i}, {next}, "x"}}, '), "}\n")


@case(40_000)
def keys_of_interface_type(n):
    return package("var m = map[any]int{", lines(n, "{i}: {i}, "), "}\n")


# --- types -------------------------------------------------------------------------------------------------------


@case(12_000)
def terms_of_a_union(n):
    union = "|".join(f"T{i}" for i in range(min(n, 100)))
    return package(lines(n, "type T{i} int\n"), "type U interface { ", union, " }\nfunc f[P U](x P) {}\nvar _ = f[T0]\n")


@case(12_000, refused="cannot handle more than 100 union terms")
def terms_of_a_huge_union(n):
    union = "|".join(f"~[{i}]int" for i in range(n))
    return package("type U interface { ", union, " }\nfunc f[P U](x P) {}\nvar _ = f[[3]int]\n")


@case(4000)
def unions_of_unions(n):
    return package("type U0 interface { ~int | ~string }\n", lines(n, "type U{i} interface {{ U{last} | ~int }}\n", 1),
                   f"func f[P U{n - 1}](x P) {{}}\nvar _ = f[int]\n")


@case(400)
def intersections_of_unions(n):
    unions = lines(n, "type U{i} interface {{ " + "|".join(f"~[{k}]int" for k in range(50)) + " }}\n")
    return package(unions, "type X interface {\n", lines(n, "U{i}\n"), "}\nfunc f[P X](x P) {}\nvar _ = f[[3]int]\n")


@case(2000)
def constraints_that_embed_a_union(n):
    union = "|".join(f"~[{k}]int" for k in range(90))
    return package("type C0 interface { ", union, " }\n", lines(n, "type C{i} interface {{ C{last} }}\n", 1),
                   f"func f[P C{n - 1}](x P) {{}}\nvar _ = f[[3]int]\n")


@case(20_000)
def interfaces_that_embed_the_last(n):
    return package("type I0 interface { m() }\n", lines(n, "type I{i} interface {{ I{last} }}\n", 1))


@case(6000)
def interfaces_that_embed_the_last_and_add(n):
    return package("type I0 interface { m() }\n", lines(n, "type I{i} interface {{ I{last}; m{i}() }}\n", 1))


@case(4000)
def interfaces_that_embed_the_last_two(n):
    return package("type I0 interface { m() }\ntype I1 interface { m() }\n",
                   lines(n, "type I{i} interface {{ I{last}; m{i}(); I%s }}\n", 2).replace("%s", "0"))


@case(4000)
def interfaces_in_diamonds(n):
    return package("type I0 interface { m() }\n",
                   lines(n, "type A{i} interface {{ I{last}; a{i}() }}\ntype B{i} interface {{ I{last}; b{i}() }}\n"
                            "type I{i} interface {{ A{i}; B{i} }}\n", 1))


@case(4000)
def chained_interfaces_converted(n):
    return package("type I0 interface { m0() }\n", lines(n, "type I{i} interface {{ I{last}; m{i}() }}\n", 1),
                   "var v0 I0\n", lines(n, "var v{i} I{i}\nvar w{i} I{last} = v{i}\nvar x{i} = v{i}.m{i}\nvar y{i} = v{i}.m0\n", 1))


@case(3000)
def chained_interfaces_as_literals(n):
    return package("type I0 interface { m0() }\n", lines(n, "type I{i} interface {{ I{last}; m{i}() }}\n", 1),
                   lines(n, "var v{i} interface {{ I{i}; x{i}() }}\n"))


@case(3000)
def chained_interfaces_as_map_keys(n):
    return package("type I0 interface { m0() }\n", lines(n, "type I{i} interface {{ I{last}; m{i}() }}\n", 1),
                   lines(n, "var v{i} map[I{i}]int\nvar b{i} = v{i}[nil] == 0\n"))


@case(5000)
def twin_chains_of_interfaces(n):
    return package("type I0 interface { m() }\ntype J0 interface { m() }\n",
                   lines(n, "type I{i} interface {{ I{last}; m{i}() }}\ntype J{i} interface {{ J{last}; m{i}() }}\n", 1),
                   f"var x I{n - 1}\nvar y J{n - 1} = x\n")


@case(5000)
def interface_of_many_interfaces(n):
    return package(lines(n, "type I{i} interface {{ a{i}(); b{i}(); c{i}(); m() }}\n"),
                   "type All interface {\n", lines(n, "I{i}\n"), "}\nvar x All\nvar y = x.m\n")


@case(6000)
def mutually_recursive_interfaces(n):
    return package(lines(n, "type I{i} interface {{ m(I{next}) I0; n() interface {{ p(I{next}) }} }}\n"),
                   f"type I{n} interface {{ m(I0) I0 }}\n")


@case(12_000)
def structs_that_embed_the_last(n):
    return package("type S0 struct { x int }\nfunc (S0) m() {}\n", lines(n, "type S{i} struct {{ S{last} }}\n", 1),
                   f"var v S{n - 1}\nvar _ = v.x\nvar _ = v.m\n")


@case(6000)
def structs_in_diamonds(n):
    return package("type S0 struct { x int }\nfunc (S0) m() {}\n",
                   lines(n, "type A{i} struct {{ *S{last} }}\ntype B{i} struct {{ *S{last} }}\n"
                            "type S{i} struct {{ *A{i}; *B{i} }}\n", 1),
                   f"var v S{n - 1}\nfunc f() {{ _ = v.A{n - 1}.S{n - 2}.A{n - 2} }}\n")


@case(400)
def struct_of_many_embedded(n):
    return package(lines(n, "type E{i} struct {{ f{i} int }}\nfunc (E{i}) m{i}() {{}}\n"), "type T struct {\n",
                   lines(n, "E{i}\n"), "}\nvar t T\nfunc f() {\n", lines(n, "t.m{i}()\n_ = t.f{i}\n"), "}\n")


@case(10_000)
def methods_of_an_interface(n):
    return package("type I interface {\n", lines(n, "m{i}()\n"), "}\ntype T int\n",
                   lines(n, "func (T) m{i}() {{}}\n"), "var _ I = T(0)\n")


@case(3000)
def methods_promoted_to_an_interface(n):
    return package("type I interface {\n", lines(n, "m{i}()\n"), "}\ntype T int\n",
                   lines(n, "func (T) m{i}() {{}}\n"), "type S struct { a int; T }\nvar _ I = S{}\nvar _ I = &S{}\n")


@case(15_000)
def fields_of_a_struct(n):
    return package("type T struct {\n", lines(n, "f{i} int\n"), "}\nvar t = T{", lines(n, "f{i}: 1, "), "}\n")


@case(8000)
def selectors_of_a_large_struct(n):
    return package("type E struct { z int }\ntype T struct {\n", lines(n, "f{i} int\n"), "E }\nvar t T\nfunc f() {\n",
                   lines(n, "_ = t.f{i}\n_ = t.z\n"), "}\n")


@case(20_000)
def aliases_of_aliases(n):
    return package("type A0 = int\n", lines(n, "type A{i} = A{last}\n", 1), f"var x A{n - 1}\n")


@case(20_000)
def aliases_of_pointers(n):
    return package("type A0 = int\n", lines(n, "type A{i} = *A{last}\n", 1),
                   f"var x A{n - 1}\nvar y A{n - 1} = x\n")


@case(20_000)
def types_declared_as_the_last(n):
    return package("type A0 int\n", lines(n, "type A{i} A{last}\n", 1), f"var x A{n - 1}\n")


@case(10_000, refused="larger than address space")
def arrays_of_arrays(n):
    return package("type A0 [2]int\n", lines(n, "type A{i} [2]A{last}\n", 1), f"var x *A{n - 1}\n")


@case(8000)
def mutually_recursive_structs(n):
    return package("".join(f"type T{i} struct {{ a *T{(i + 1) % n}; b *T{(i * 7 + 3) % n} }}\n" for i in range(n)),
                   "var x = T0{}\nvar y T0 = x\n")


@case(10_000)
def instances_of_a_type(n):
    return package("type L[T any] struct { next *L[T]; v T }\n", lines(n, "var v{i} L[[{i}]int]\n"))


@case(900)
def nested_instances(n):
    n = min(n, 900)
    return package("type L[T any] struct { v T }\nvar v ", "L[" * n, "int", "]" * n, "\n")


@case(5000)
def generic_types_that_name_the_last(n):
    return package("type G0[T any] struct { v T }\n", lines(n, "type G{i}[T any] struct {{ v *G{last}[T] }}\n", 1),
                   f"var x G{n - 1}[int]\n")


@case(5000)
def generic_functions_that_call_the_next(n):
    return package(lines(n, "func f{i}[T any](x T) T {{ return f{next}(x) }}\n"),
                   f"func f{n}[T any](x T) T {{ return x }}\nvar v = f0(1)\n")


@case(2000)
def type_parameters(n):
    names = ", ".join(f"T{i}" for i in range(n))
    return package(f"func f[{names} any](", lines(n, "x{i} T{i}, "), ") {}\nfunc g() { f(", chain(n, "1", ","), ") }\n")


@case(30_000)
def doubling_instances(n):
    return package("type A0[T any] = struct { a, b T }\n",
                   lines(min(n, 200), "type A{i}[T any] = A{last}[struct{{ a, b T }}]\n", 1),
                   f"var x A{min(n, 200) - 1}[int]\n", "//\n" * n)


# --- declarations and statements ---------------------------------------------------------------------------------


@case(15_000, refused="chain of more than")
def variables_that_need_the_next(n):
    return package(lines(n, "var v{i} = v{next}\n"), f"var v{n} = 1\n")


@case(20_000)
def variables_that_need_the_last(n):
    return package("var v0 = 1\n", lines(n, "var v{i} = v{last}\n", 1))


@case(10_000)
def functions_that_call_the_next(n):
    return package(lines(n, "func f{i}() int {{ return f{next}() }}\n"), f"func f{n}() int {{ return 1 }}\nvar x = f0()\n")


@case(10_000)
def variables_behind_functions(n):
    return package(lines(n, "var v{i} = f{i}()\nfunc f{i}() int {{ return v{next} }}\n"), f"var v{n} = 1\n")


@case(20_000)
def constants_with_iota(n):
    return package("const (\nc0 = iota\n", lines(n, "c{i}\n", 1), f")\nvar x [c{n - 1}]int\n")


@case(15_000)
def imports(n):
    return package(lines(n, 'import u{i} "unsafe"\n'), lines(n, "var v{i} u{i}.Pointer\n"))


@case(20_000, refused="undefined: undefined0")
def undefined_names(n):
    return package(lines(n, "var v{i} = undefined{i}\n"))


@case(20_000)
def arms_of_else_if(n):
    return package("func f(x int) int {\n", lines(n, "if x == {i} {{ return {i} }} else "), "{ return 0 }\n}\n")


@case(30_000)
def cases_of_a_switch(n):
    return package("func f(x int) {\nswitch x {\n", lines(n, "case {i}:\n"), "}\n}\n")


@case(15_000)
def cases_of_a_type_switch(n):
    return package(lines(n, "type T{i} int\n"), "func f(x any) {\nswitch x.(type) {\n", lines(n, "case T{i}:\n"), "}\n}\n")


@case(25_000)
def local_variables(n):
    return package("func f() {\n", lines(n, "v{i} := {i}\n_ = v{i}\n"), "}\n")


@case(1000)
def nested_blocks(n):
    n = min(n, 1500)
    return package("func f() {\n", "x := 1\n{\n_ = x\n" * n, "}\n" * n, "}\n")


@case(20_000)
def labels(n):
    return package("func f() {\n", "goto L0\n", lines(n, "L{i}:\n\tgoto L{next}\n"), f"L{n}:\n}}\n")


@case(10_000)
def backward_gotos(n):
    return package("func f(x int) {\nL:\n\tx++\n", lines(n, "if x == {i} {{ goto L }}\n"), "}\n")


@case(10_000)
def gotos_over_blocks(n):
    return package("func f(x int) {\n", lines(n, "if x == {i} {{ goto L }}\n{{\n\ty := x\n\t_ = y\n}}\n"), "L:\n}\n")


@case(1000)
def nested_loops_with_labels(n):
    n = min(n, 1000)
    return package("func f() {\n", "".join(f"L{i}:\n\tfor {{\n" for i in range(n)),
                   "".join(f"continue L{i}\n" for i in range(n)), "}\n" * n, "}\n")


# --- to the LLVM module ------------------------------------------------------------------------------------------


@case(3000, stage="codegen")
def code_calls(n):
    return program(lines(n, "func f{i}(x int) int {{ return x + {i} }}\n"), "x := 0\n" + lines(n, "x = f{i}(x)\n") + "println(x)\n")


@case(4000, stage="codegen")
def code_sum(n):
    return program("var a = 1\n", "println(" + chain(n, "a", "+") + ")\n")


@case(2000, stage="codegen")
def code_string_sum(n):
    return program('var a = "a"\n', "println(" + chain(n, "a", "+") + ")\n")


@case(2000, stage="codegen")
def code_conditions(n):
    return program("var a = true\n", "println(" + chain(n, "a", "&&") + ")\n")


@case(2000, stage="codegen")
def code_else_if(n):
    return program("func f(x int) int {\n" + lines(n, "if x == {i} {{ return {i} }} else ") + "{ return 0 }\n}\n", "println(f(1))\n")


@case(4000, stage="codegen")
def code_switch(n):
    return program("func f(x int) int {\nswitch x {\n" + lines(n, "case {i}:\n\treturn {next}\n") + "}\nreturn 0\n}\n",
                   "println(f(1))\n")


@case(4000, stage="codegen")
def code_string_switch(n):
    return program("func f(x string) int {\nswitch x {\n" + lines(n, 'case "s{i}":\n\treturn {next}\n') + "}\nreturn 0\n}\n",
                   'println(f("s1"))\n')


@case(1000, stage="codegen")
def code_type_switch(n):
    return program(lines(n, "type T{i} int\n") + "func f(x any) int {\nswitch x.(type) {\n"
                   + lines(n, "case T{i}:\n\treturn {i}\n") + "}\nreturn 0\n}\n", "println(f(T1(1)))\n")


@case(4000, stage="codegen")
def code_locals(n):
    return program("", lines(n, "v{i} := {i}\nprintln(v{i})\n"))


@case(3000, stage="codegen")
def code_escaping_locals(n):
    return program("var sink *int\n", lines(n, "v{i} := {i}\nsink = &v{i}\n"))


@case(2000, stage="codegen")
def code_pointer_copies(n):
    return program("var sink *int\n", "p0 := new(int)\n" + lines(n, "p{i} := p{last}\n*p{i} = {i}\n", 1) + f"println(*p{n - 1})\n")


@case(2000, stage="codegen")
def code_stores_through_pointers(n):
    return program("type N struct { next *N }\n", "n0 := new(N)\n" + lines(n, "n{i} := &N{{n{last}}}\n", 1) + f"println(n{n - 1} != nil)\n")


@case(1000, stage="codegen")
def code_closures(n):
    return program("", "x := 0\n" + lines(n, "f{i} := func() {{ x += {i} }}\nf{i}()\n") + "println(x)\n")


@case(300, stage="codegen")
def code_nested_closures(n):
    n = min(n, 900)
    return program("", "x := 0\n" + "func() {\nx++\n" * n + "}()\n" * n + "println(x)\n")


@case(1500, stage="codegen")
def code_defers(n):
    return program("func f(int) {}\n", lines(n, "defer f({i})\n"))


@case(10_000, stage="codegen")
def code_slice_of_constants(n):
    return program("var s = []int{" + lines(n, "{i}, ") + "}\n", "println(len(s), s[1])\n")


@case(5000, stage="codegen")
def code_slice_of_strings(n):
    return program("var s = []string{" + lines(n, '"s{i}", ') + "}\n", "println(len(s), s[1])\n")


@case(3000, stage="codegen")
def code_map_of_constants(n):
    return program("var s = map[string]int{" + lines(n, '"s{i}": {i}, ') + "}\n", "println(len(s))\n")


@case(2000, stage="codegen")
def code_slice_of_calls(n):
    return program("func f(x int) int { return x }\nvar s = []int{" + lines(n, "f({i}), ") + "}\n", "println(len(s))\n")


@case(1000, stage="codegen")
def code_slice_of_interfaces(n):
    return program(lines(n, "type T{i} struct {{ x *[{i}]int }}\n") + "var s = []any{" + lines(n, "T{i}{{}}, ") + "}\n", "println(len(s))\n")


@case(800, stage="codegen")
def code_methods_of_an_interface(n):
    return program("type I interface {\n" + lines(n, "m{i}()\n") + "}\ntype T int\n" + lines(n, "func (T) m{i}() {{}}\n"),
                   "var x I = T(0)\n" + lines(n, "x.m{i}()\n"))


@case(500, stage="codegen")
def code_promoted_methods(n):
    return program("type I interface {\n" + lines(n, "m{i}()\n") + "}\ntype T int\n" + lines(n, "func (T) m{i}() {{}}\n")
                   + "type S struct { a int; T }\n", "var x I = S{}\n" + lines(n, "x.m{i}()\n"))


@case(300, stage="codegen")
def code_implementations(n):
    return program("type I interface { m() int }\n" + lines(n, "type T{i} int\nfunc (T{i}) m() int {{ return {i} }}\n")
                   + "func f(x I) int { return x.m() }\n", lines(n, "println(f(T{i}(0)))\n"))


@case(500, stage="codegen")
def code_calls_of_implementations(n):
    return program("type I interface { m() int }\n" + lines(n, "type T{i} int\nfunc (T{i}) m() int {{ return {i} }}\n")
                   + "var v = []I{" + lines(n, "T{i}(0), ") + "}\n", lines(n, "println(v[{i}].m())\n"))


@case(1000, stage="codegen")
def code_chained_interfaces(n):
    return program("type I0 interface { m0() }\n" + lines(n, "type I{i} interface {{ I{last}; m{i}() }}\n", 1)
                   + "var v I%d\n" % (n - 1), lines(n, "v.m{i}()\n"))


@case(1000, stage="codegen")
def code_embedded_structs(n):
    return program("type S0 struct { x int }\n" + lines(n, "type S{i} struct {{ *S{last} }}\n", 1) + f"var v S{n - 1}\n",
                   "v.x = 1\nprintln(v.x)\n")


@case(2000, stage="codegen")
def code_fields(n):
    return program("type T struct {\n" + lines(n, "f{i} int\n") + "}\nvar t T\n", lines(n, "t.f{i} = {i}\n") + "println(t.f0)\n")


@case(2000, stage="codegen")
def code_fields_of_a_local(n):
    return program("type T struct {\n" + lines(n, "f{i} *int\n") + "}\n", "var t T\n" + lines(n, "t.f{i} = new(int)\n") + "println(t.f0)\n")


@case(300, stage="codegen")
def code_instances(n):
    return program("func f[T any](x T) T { return x }\n", lines(n, "f((*[{i}]int)(nil))\n"))


@case(300, stage="codegen")
def code_instances_of_a_type(n):
    return program("type L[T any] struct { next *L[T]; v T }\nfunc (l *L[T]) m() *L[T] { return l.next }\n",
                   lines(n, "(&L[*[{i}]int]{{}}).m()\n"))


@case(400, stage="codegen")
def code_generic_chain(n):
    return program(lines(n, "func f{i}[T any](x T) T {{ return f{next}(x) }}\n") + f"func f{n}[T any](x T) T {{ return x }}\n",
                   "println(f0(1))\n")


@case(2000, stage="codegen")
def code_call_chain(n):
    return program(lines(n, "func f{i}(p *int) *int {{ return f{next}(p) }}\n") + f"func f{n}(p *int) *int {{ return p }}\n",
                   "x := 1\nprintln(*f0(&x))\n")


@case(1000, stage="codegen")
def code_recursive_functions(n):
    return program("".join(f"func f{i}(p *int) *int {{ if *p == {i} {{ return f{(i * 7 + 3) % n}(p) }}; return f{(i + 1) % n}(p) }}\n"
                           for i in range(n)), "x := 1\nprintln(*f0(&x))\n")


@case(1500, stage="codegen")
def code_gotos(n):
    return program("", "x := 0\n" + lines(n, "goto L{i}\nL{i}:\n\tx++\n\tif x == {i} {{ goto L{next} }}\n") + f"L{n}:\n")


@case(1500, stage="codegen")
def code_backward_gotos(n):
    return program("", "x := 0\nL:\n\tx++\n" + lines(n, "if x == {i} {{ goto L }}\n"))


@case(300, stage="codegen")
def code_nested_loops(n):
    n = min(n, 900)
    return program("", "x := 0\n" + "for x < 9 {\nx++\n" * n + "}\n" * n)


@case(1500, stage="codegen")
def code_loops(n):
    return program("", "x := 0\n" + lines(n, "for i := range {i} {{ x += i }}\n") + "println(x)\n")


@case(500, stage="codegen")
def code_selects(n):
    return program("var c = make(chan int)\n", "select {\n" + lines(n, "case c <- {i}:\n") + "default:\n}\n")


@case(2000, stage="codegen")
def code_package_variables(n):
    return program("func f(x int) int { return x }\nvar v0 = f(0)\n" + lines(n, "var v{i} = f(v{last})\n", 1), f"println(v{n - 1})\n")


@case(1000, stage="codegen")
def code_parameters(n):
    n = min(n, 5000)
    return program("func f(" + lines(n, "x{i} int, ") + ") int { return x0 }\n", "println(f(" + lines(n, "{i}, ") + "))\n")


@case(1000, stage="codegen")
def code_results(n):
    return program("func f() (" + lines(n, "int, ") + ") { return " + ", ".join(str(i) for i in range(n)) + " }\n",
                   ", ".join(f"x{i}" for i in range(n)) + " := f()\nprintln(" + ", ".join(f"x{i}" for i in range(n)) + ")\n")


@case(1000, stage="codegen")
def code_recursive_structs(n):
    return program("".join(f"type T{i} struct {{ a *T{(i + 1) % n}; b *T{(i * 7 + 3) % n} }}\n" for i in range(n)),
                   "var x any = T0{}\nprintln(x == nil)\n")


@case(1000, stage="codegen")
def code_array_copies(n):
    return program("", f"var a [{n * 1000}]int\nb := a\nprintln(a[1], b[2])\n")
