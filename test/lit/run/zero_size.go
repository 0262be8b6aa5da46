// RUN: %run-matrix %s

// Types of size zero: values, arrays, fields, interfaces, parameters, comparisons.
package main

type E struct{}

func (E) M() string  { return "E.M" }
func (e *E) P() bool { return e != nil }

type A [0]int
type N struct {
	e E
	a A
	x int
	_ struct{}
}
type I interface{ M() string }

func f(a E, x int, b [0]string, y string, c struct{}) (E, int, A, string) { return a, x, A{}, y }

func main() {
	var e E
	var a A
	n := N{x: 5}
	println(e == E{}, a == A{}, n == N{x: 5}, n == N{x: 6}) // OUTPUT: true true true false
	_, x, _, s := f(e, 1, [0]string{}, "s", struct{}{})
	println(x, s) // OUTPUT: 1 s
	var i I = e
	println(i.M(), i == I(E{}), i.(E) == e) // OUTPUT: E.M true true
	var j any = a
	println(j == any(A{}), j == any(e)) // OUTPUT: true false
	es := make([]E, 5)
	es = append(es, e, E{})
	println(len(es), es[6] == e, (&es[3]).P()) // OUTPUT: 7 true true
	count := 0
	for range es {
		count++
	}
	for i, v := range [3]E{} {
		_ = v
		count += i
	}
	println(count, len(a), cap(a[:])) // OUTPUT: 10 0 0
	p, q := new(E), new(E)
	println(p.P(), q.P(), *p == *q) // OUTPUT: true true true
	g := func(E) func() E { return func() E { return e } }
	println(g(e)() == E{}, [2]E{} == [2]E{}) // OUTPUT: true true
	func() {
		defer func() { println(recover().(error).Error()) }()
		k := 9
		_ = es[k]
	}() // OUTPUT: runtime error: index out of range [9] with length 7
	fs := [0]func(){}
	println(len(fs), copy(es, es[1:])) // OUTPUT: 0 6
	es[0], x = e, 4
	println(x) // OUTPUT: 4
}
