#!/usr/bin/env python3
"""Random programs that work on maps: golite-cc's output must be gc's.

usage: maps.py [--gc GO] [--first N] [--count N] GOLITE-CC

Each program has a few functions, each with a map of a random key and element type, a random number of operations on
random keys, and digests that do not depend on the order of a walk. The option and the collector's mode change with the
number of the program. A program that differs is kept and named.
"""

import os
import random
import sys
import tempfile

import common
from peer import find_gc  # common makes its folder known

# Name: type, key number i, digest of key k.
KEYS = {
    "int": ('int', 'i * 1024', 'k'),
    "int8": ('int8', 'int8(i)', 'int(k)'),
    "uint16": ('uint16', 'uint16(i*257)', 'int(k)'),
    "int32": ('int32', 'int32(i*65537)', 'int(k)'),
    "uint64": ('uint64', 'uint64(i)*0x9e3779b97f4a7c15', 'int(k>>3)'),
    "string": ('string', 'strs[i%len(strs)]', 'strd(k)'),
    "float64": ('float64', 'float64(i)/3', 'int(k*3+0.5)'),
    "float32": ('float32', 'float32(i)/4', 'int(k*4)'),
    "c128": ('complex128', 'complex(float64(i%5),float64(i/5))', 'int(real(k))*3+int(imag(k))*17'),
    "arr": ('[2]int', '[2]int{i,i%3}', 'k[0]*5+k[1]'),
    "S": ('S', 'S{i, strs[i%len(strs)]}', 'k.a*3+strd(k.b)'),
    "P2": ('P2', 'P2{int32(i), int32(i%7)}', 'int(k.x)*31+int(k.y)'),
    "any": ('any', 'mkany(i)', 'anyd(k)'),
    "ifc": ('I', 'mki(i)', 'k.M()'),
    "ptr": ('*int', '&ptrs[i%len(ptrs)]', '*k'),
    "bool": ('bool', 'i%2==0', 'b2i(k)'),
    "b3": ('[3]byte', '[3]byte{byte(i),byte(i>>8),1}', 'int(k[0])+int(k[1])*256'),
    "big": ('[20]int', '[20]int{3:i, 19:i%5}', 'k[3]*3+k[19]'),
    "empty": ('struct{}', 'struct{}{}', '1'),
    "rune": ('rune', 'rune(i)', 'int(k)'),
    "blank": ('B', 'B{i,0,uint8(i)}', 'k.x*3+int(k.y)'),
}

# Name: type, element number j, digest of element v.
ELEMS = {
    "int": ('int', 'j', 'v'),
    "string": ('string', 'strs[j%len(strs)]', 'strd(v)'),
    "slice": ('[]int', '[]int{j,j+1}', 'slid(v)'),
    "S": ('S', 'S{j,"x"}', 'v.a*3+strd(v.b)'),
    "ptr": ('*int', 'newi(j)', 'ptrd(v)'),
    "any": ('any', 'mkany(j)', 'anyd(v)'),
    "big": ('[40]int32', '[40]int32{1:int32(j)}', 'int(v[1])*7+int(v[39])'),
    "huge": ('[200]int', '[200]int{150:j}', 'v[150]'),
    "map": ('map[int]int', 'map[int]int{j:1,j+1:2}', 'mapd(v)'),
    "bool": ('bool', 'j%2==0', 'b2i(v)'),
    "empty": ('struct{}', 'struct{}{}', '1'),
    "u8": ('uint8', 'uint8(j)', 'int(v)'),
    "f": ('float64', 'float64(j)', 'int(v)'),
    "fn": ('func() int', 'func() int { return j }', 'fnd(v)'),
}

# Statements that change an element in place, by element type.
CHANGES = {
    "int": "m[%(k)s] += j",
    "string": 'm[%(k)s] = m[%(k)s][:0] + "zz"',
    "slice": "m[%(k)s] = append(m[%(k)s], j)",
    "f": "m[%(k)s]++",
    "u8": "m[%(k)s] |= uint8(j)",
    "map": "if m[%(k)s] != nil {\n\t\t\t\tm[%(k)s][j]++\n\t\t\t}",
    "ptr": "if p := m[%(k)s]; p != nil {\n\t\t\t\t*p += 3\n\t\t\t}",
}

HEAD = """package main

type S struct {
	a int
	b string
}
type B struct {
	x int
	_ int
	y uint8
}
type P2 struct{ x, y int32 }
type I interface{ M() int }
type I1 int
type I2 struct{ s string }
type I3 struct{ a, b int }

func (x I1) M() int  { return int(x) }
func (x I2) M() int  { return strd(x.s) }
func (x *I3) M() int { return x.a + x.b }

var i3s [10]I3
var ptrs [300]int
var strs []string

func init() {
	for i := range ptrs {
		ptrs[i] = i
	}
	for i := range i3s {
		i3s[i].a = i
	}
	s := ""
	for i := range 150 {
		s += string(rune('a' + i%26))
		strs = append(strs, s[i/2:], s)
	}
}
func strd(s string) int {
	h := len(s)
	for i := range len(s) {
		h = h*31 + int(s[i])
	}
	return h
}
func slid(s []int) int {
	n := len(s)
	for _, x := range s {
		n = n*3 + x
	}
	return n
}
func mapd(m map[int]int) int {
	n := len(m)
	for k, v := range m {
		n += k * v
	}
	return n
}
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
func newi(i int) *int { return &i }
func ptrd(p *int) int {
	if p == nil {
		return -1
	}
	return *p
}
func fnd(f func() int) int {
	if f == nil {
		return -7
	}
	return f()
}
func mkany(i int) any {
	switch i % 7 {
	case 0:
		return i
	case 1:
		return strs[i%len(strs)]
	case 2:
		return float64(i)
	case 3:
		return S{i, "q"}
	case 4:
		return [2]string{"a", strs[i%len(strs)]}
	case 5:
		return &ptrs[i%len(ptrs)]
	}
	return nil
}
func anyd(a any) int {
	switch x := a.(type) {
	case int:
		return x
	case string:
		return strd(x)
	case float64:
		return int(x)
	case S:
		return x.a
	case [2]string:
		return strd(x[1])
	case *int:
		return *x
	}
	return 99
}
func mki(i int) I {
	switch i % 3 {
	case 0:
		return I1(i)
	case 1:
		return I2{strs[i%len(strs)]}
	}
	return &i3s[i%len(i3s)]
}

type rng uint64

func (r *rng) n(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int((*r >> 33) % rng(n))
}
"""

FUNCTION = """func %(f)s(r *rng, hint int) {
	m := make(map[%(K)s]%(V)s%(hint)s)
	sum := 0
	for op := range %(ops)d {
		i, j := r.n(%(N)d), r.n(1000)
		switch r.n(14) {
		case 0, 1, 2, 3, 4:
			m[K%(f)s(i)] = V%(f)s(j)
		case 5, 6:
			delete(m, K%(f)s(i))
		case 7:
			sum += vd%(f)s(m[K%(f)s(i)])
		case 8:
			v, ok := m[K%(f)s(i)]
			sum += vd%(f)s(v)*2 + b2i(ok)
		case 9:
			sum += len(m)
		case 10:
			%(opas)s
		case 11:
			if j > 990 {
				clear(m)
			}
			if _, ok := m[K%(f)s(i)]; !ok {
				sum++
			}
		case 12:
			if op%%16 != 0 {
				break
			}
			n := 0
			for k, v := range m {
				sum += kd%(f)s(k) ^ vd%(f)s(v)
				n++
			}
			if n != len(m) {
				println("range saw", n, "of", len(m))
			}
		case 13:
			if op%%16 != 0 {
				break
			}
			seen := map[int]int{}
			deleted := 0
			for k := range m {
				seen[kd%(f)s(k)]++
				if kd%(f)s(k)%%2 == 0 {
					delete(m, k)
					deleted++
				} else if j%%2 == 0 {
					m[k] = V%(f)s(j)
				}
			}
			sum += deleted + len(m)
			for range m {
				sum++
			}
		}
	}
	println("%(f)s", len(m), sum)
	%(tail)s
}
"""

VARIANTS = (([], ""), (["-O0"], ""), ([], "stress:50"), (["--escape=off"], "stress:20"), (["--escape=shuffle:1"], ""))


def function(rnd, name):
    """One function and what it needs."""
    key, elem = rnd.choice(list(KEYS)), rnd.choice(list(ELEMS))
    key_type, key_of, key_digest = KEYS[key]
    elem_type, elem_of, elem_digest = ELEMS[elem]
    n, escapes = rnd.choice((5, 9, 30, 200, 5000)), rnd.random() < 0.5
    text = f"var g{name} map[{key_type}]{elem_type}\n" if escapes else ""
    text += f"func K{name}(i int) {key_type} {{ return {key_of} }}\nfunc V{name}(j int) {elem_type} {{ return {elem_of} }}\n"
    text += f"func kd{name}(k {key_type}) int {{ return {key_digest} }}\nfunc vd{name}(v {elem_type}) int {{ return {elem_digest} }}\n"
    change = CHANGES.get(elem, f"m[%(k)s] = m[K{name}(j %% {n})]") % {"k": f"K{name}(i)"}
    return text + FUNCTION % {
        "f": name, "K": key_type, "V": elem_type, "N": n, "ops": rnd.choice((50, 400, 3000)),
        "hint": rnd.choice(("", "", ", 4", ", 100", ", hint")), "opas": change,
        "tail": f"g{name} = m" if escapes else "",
    }


def program(seed):
    rnd = random.Random(seed)
    names = [f"t{i}" for i in range(rnd.randint(3, 5))]
    text = HEAD + "".join(function(rnd, n) for n in names)
    calls = "".join(f"\t\t{n}(&r, round*20)\n" for n in names)
    return f"{text}func main() {{\n\tr := rng({seed * 77 + 1})\n\tfor round := range 3 {{\n{calls}\t}}\n}}\n"


def check(seed, builder):
    """Whether program number `seed` does the same with both compilers."""
    source = os.path.join(builder.work, f"maps{seed}.go")
    with open(source, "w", encoding="utf-8") as f:
        f.write(program(seed))
    options, collector = VARIANTS[seed % len(VARIANTS)]
    theirs, said = builder.by_gc(source)
    if not theirs:
        return common.keep(source, f"maps{seed}", f"gc refuses it\n{said[:2000]}")
    mine, said = builder.golite(source, options)
    if not mine:
        return common.keep(source, f"maps{seed}", f"golite-cc fails\n{said[:2000]}")
    if builder.run(mine, collector) == builder.run(theirs):
        return True
    return common.keep(source, f"maps{seed}", f"differs ({' '.join(options)} GOLITE_GC={collector})")


def main():
    args = common.arguments(count=5).parse_args()
    args.gc = find_gc(args.gc)
    if not args.gc:
        sys.exit("maps.py: gc was not found")
    with tempfile.TemporaryDirectory(prefix="golite-random-") as work:
        builder = common.Builder(args.compiler, args.gc, work)
        good = [check(seed, builder) for seed in range(args.first, args.first + args.count)]
    print(f"{sum(good)} of {len(good)} programs behave as gc's")
    sys.exit(not all(good))


main()
