// RUN: %run-matrix %s

// Package variables, conversions, operators, switches, labels, append, equality, package unsafe.
package main

import "unsafe"

type S struct {
	a int8
	b string
	c [2]float64
	_ int
	d any
}

type Inner struct{ p, q int }
type Outer struct {
	Inner
	arr [3]Inner
	ptr *Inner
}

var (
	g1             = Outer{Inner: Inner{1, 2}, arr: [3]Inner{1: {3, 4}}, ptr: &Inner{5, 6}}
	g2             = &g1.arr[1].q
	g3       any   = 5
	g4       any   = S{1, "x", [2]float64{1, 2}, 0, "in"}
	g5             = []any{1, "two", 3.5, nil, []int{1}, func() int { return 9 }}
	g6             = [...]string{2: "c", 0: "a"}
	g7             = []byte("hello")
	g8             = new(int)
	g9       error = nil
	g10            = func(x int) int { return x + g11 }
	g11            = g12 + 1
	g12            = compute()
	g13, g14       = two()
	g15            = len(g6) + cap(g7)
	g16            = map2
	g17            = (*Inner).Get
	g18            = [2][2]int{{1, 2}, {3, 4}}
	g19            = []*Inner{{1, 2}, {3, 4}}
	g20            = struct{ f func(int) int }{g10}
	_              = sidef("blank")
	_, g21         = 1, sidef("g21")
)

func (i *Inner) Get() int { return i.p }

func map2(x int) int { return x * 2 }
func compute() int   { println("compute"); return 10 }
func two() (int, string) {
	println("two", g12)
	return 1, "b"
}
func sidef(s string) int { println("init", s); return 3 }

func init() { println("init 1", g11) }
func init() { println("init 2", g14) }

type Bits uint8

const (
	A Bits = 1 << iota
	B
	C
)

type Celsius float64
type Name string

func (n Name) Len() int { return len(n) }

func vari(pre string, xs ...int) int {
	s := 0
	for _, x := range xs {
		s += x
	}
	println(pre, len(xs), xs == nil, s)
	return s
}

func cplx(a, b complex128) {
	println(a+b, a*b, a/b, -a, a == b, real(a), imag(b))
	c := complex64(a)
	c += 1i
	println(c)
}

func conv() {
	var f = 3.99
	var i8 int8 = -1
	var u8 = uint8(i8)
	var u32 = uint32(i8)
	println(int(f), u8, u32, uint64(i8), int16(u8), float32(f), Celsius(f))
	println(string(rune(65)), string([]rune{0x4e16, 0x754c}), len([]rune("héé")), []byte("abc")[1])
	var n Name = "bob"
	println(n.Len(), string(n), len([]byte(n)), n+"x" == "bobx")
	s := []int{1, 2, 3, 4}
	arr := [3]int(s)
	p := (*[2]int)(s[1:])
	p[0] = 100
	println(arr[1], s[1], len(p))
	var e [0]int = [0]int(s)
	println(len(e), (*[0]int)(nil) == nil)
	var ii any = i8
	println(ii.(int8), ii == int8(-1), ii == -1)
	u := uint64(1<<63 + 5)
	println(u, u>>3, int64(u), u%7, float64(u))
	sh := uint(70)
	println(1<<sh, -5>>1, -5/2, -5%3, ^5, 6&^2)
	var x uint8 = 200
	x += 100
	println(x, x<<3, ^x, -x)
	println(min(3, 1, 2), max(2.5, f), min("b", "a"), max("a", "ab"))
}

func unsafeOps() {
	var o Outer
	println(unsafe.Sizeof(o), unsafe.Offsetof(o.ptr), unsafe.Alignof(o), unsafe.Sizeof(S{}))
	arr := [4]int{1, 2, 3, 4}
	p := unsafe.Pointer(&arr[0])
	println(*(*int)(unsafe.Add(p, 8)), *(*int)(unsafe.Pointer(uintptr(p) + 16)))
	sl := unsafe.Slice(&arr[1], 2)
	println(len(sl), cap(sl), sl[1])
	str := "hello"
	b := unsafe.Slice(unsafe.StringData(str), len(str))
	println(b[4], unsafe.String(&b[1], 3), *unsafe.SliceData(sl))
}

func switches(x any, n int, s string) {
	switch n {
	case 1, 2, 3:
		print("low ")
	case 10:
		print("ten ")
		fallthrough
	case 11:
		print("eleven ")
	case 12, 13, 14:
		print("mid ")
	default:
		print("def ")
	}
	switch s {
	case "a", "b":
		print("ab ")
	case "hello":
		print("hello ")
	}
	switch y := x.(type) {
	case int, string:
		_ = y
		print("is ")
	case []int:
		print(len(y), " ")
	case func() int:
		print(y(), " ")
	case error:
		print("err ")
	case nil:
		print("nil ")
	}
	switch {
	case n > 5 && s != "":
		print("big")
	case n < 0:
		print("neg")
	}
	switch x {
	case 1:
		print(" one")
	case "two":
		print(" two")
	case nil:
		print(" nil")
	}
	println()
}

func labels() {
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			print(i, j, " ")
		}
	}
	println()
	i := 0
again:
	if i < 3 {
		i++
		goto again
	}
	println(i)
}

func appends() {
	var s []int
	for i := 0; i < 10; i++ {
		s = append(s, i)
	}
	println(len(s), cap(s))
	s = append(s[:3], s[5:]...)
	s = append(s, 100, 200, 300)
	for _, v := range s {
		print(v, " ")
	}
	println(len(s))
	b := append([]byte("ab"), "cdef"...)
	println(string(b), copy(b[2:], "XY"), string(b))
	t := make([]int, 2, 10)
	u := append(t, 1)
	v := append(t, 2)
	println(u[2], v[2], len(t[:5:6]), cap(t[:5:6]))
	clear(s)
	println(s[0], len(s))
	s = append(s, s...)
	println(len(s))
	var e [][]string
	e = append(e, []string{"x"}, nil)
	println(len(e), e[1] == nil)
}

func eq() {
	a := S{1, "x", [2]float64{1, 2}, 5, "in"}
	b := S{1, "x", [2]float64{1, 2}, 6, "in"}
	println(a == b, a != b, [2]string{"a", "b"} == [2]string{"a", "b"}, any(a) == any(b), g4 == any(a))
	var p, q *int
	println(p == q, p == nil, &a.a == &a.a)
	var f func()
	println(f == nil, []int(nil) == nil, any(nil) == nil, any((*int)(nil)) == nil)
	var e1, e2 struct{}
	println(e1 == e2)
}

func main() {
	println(g1.p, g1.arr[1].q, g1.ptr.q, *g2, g3 == 5)
	*g2 = 44
	println(g1.arr[1].q, len(g5), g5[1].(string), g5[5].(func() int)())
	println(g6[2], len(g6), string(g7), *g8, g9 == nil, g10(1), g11, g13, g14, g15, g16(4), g17(&g1.Inner), g18[1][0], g19[1].q, g20.f(2), g21)
	println(A, B, C, A|C)
	vari("none")
	vari("nums", 1, 2, 3)
	vari("slice", []int{4, 5}...)
	cplx(1+2i, 3-4i)
	conv()
	unsafeOps()
	switches(1, 1, "a")
	switches("two", 10, "hello")
	switches([]int{1}, 13, "")
	switches(nil, -5, "b")
	switches(func() int { return 8 }, 99, "zz")
	labels()
	appends()
	eq()
	x := new(3 + len(g6))
	println(*x)
	for i, c := range "a\xffé" {
		println(i, c)
	}
	for range 2 {
		print(".")
	}
	println()
	var u8 uint8
	for u8 = range uint8(3) {
		print(u8)
	}
	println()
}

// OUTPUT: compute
// OUTPUT: two 10
// OUTPUT: init blank
// OUTPUT: init g21
// OUTPUT: init 1 11
// OUTPUT: init 2 b
// OUTPUT: 1 4 6 4 true
// OUTPUT: 44 6 two 9
// OUTPUT: c 3 hello 0 true 12 11 1 b 8 8 1 3 4 13 3
// OUTPUT: 1 2 4 5
// OUTPUT: none 0 true 0
// OUTPUT: nums 3 false 6
// OUTPUT: slice 2 false 9
// OUTPUT: (4-2i) (11+2i) (-0.2+0.4i) (-1-2i) false 1 -4
// OUTPUT: (1+3i)
// OUTPUT: 3 255 4294967295 18446744073709551615 255 3.99 3.99
// OUTPUT: A 世界 3 98
// OUTPUT: 3 bob 3 true
// OUTPUT: 2 100 2
// OUTPUT: 0 true
// OUTPUT: -1 true false
// OUTPUT: 9223372036854775813 1152921504606846976 -9223372036854775803 6 9.223372036854776e+18
// OUTPUT: 0 -3 -2 -2 -6 4
// OUTPUT: 44 96 211 212
// OUTPUT: 1 3.99 a ab
// OUTPUT: 72 64 8 64
// OUTPUT: 2 3
// OUTPUT: 2 2 3
// OUTPUT: 111 ell 2
// OUTPUT: low ab is  one
// OUTPUT: ten eleven hello is big two
// OUTPUT: mid 1
// OUTPUT: def ab nil neg nil
// OUTPUT: def 8 big
// OUTPUT: 00 01 10 11
// OUTPUT: 3
// OUTPUT: 10 16
// OUTPUT: 0 1 2 5 6 7 8 9 100 200 300 11
// OUTPUT: abXYef 2 abXYef
// OUTPUT: 2 2 5 6
// OUTPUT: 0 11
// OUTPUT: 22
// OUTPUT: 2 true
// OUTPUT: true false true true true
// OUTPUT: true true true
// OUTPUT: true true true false
// OUTPUT: true
// OUTPUT: 6
// OUTPUT: 0 97
// OUTPUT: 1 65533
// OUTPUT: 2 233
// OUTPUT: ..
// OUTPUT: 012
