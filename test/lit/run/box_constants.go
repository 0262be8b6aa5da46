// A variable that is always one constant, and a literal of constants, need no box on the heap; they are values all the same.

// RUN: %run-matrix --asan %s
package main

import (
	"fmt"
	"testing"
)

type P struct{ x, y int }

type Q struct {
	s string
	a [2]P
}

var sink []any

func init() { sink = make([]any, 0, 10) }

func main() {
	s, n := "hello", 1<<16
	var q any = Q{"q", [2]P{{1, 2}, {3, 4}}}
	fmt.Println(s, n, P{1, 2}, q)
	fmt.Println(testing.AllocsPerRun(10, func() {
		t, k := "hi", 70000
		sink = append(sink[:0], t, k, P{5, 6}, [3]int{1, 2, 3})
	}))
	fmt.Println(sink...)
	m := 5
	f := func() { m++ }
	x := any(m)
	f()
	fmt.Println(x, any(m))
	for i := 0; i < 3; i++ {
		sink = append(sink, i)
	}
	y := 3
	p := &y
	z := any(y)
	*p = 4
	fmt.Println(z, any(y), sink)
	a := q.(Q)
	a.a[0].x = 100
	fmt.Println(a, q, q == any(Q{"q", [2]P{{1, 2}, {3, 4}}}))
	var e error
	k := any(P{m, 1})
	fmt.Println(k, e)
}

// OUTPUT: hello 65536 {1 2} {q [{1 2} {3 4}]}
// OUTPUT: 0
// OUTPUT: hi 70000 {5 6} [1 2 3]
// OUTPUT: 5 6
// OUTPUT: 3 4 [hi 70000 {5 6} [1 2 3] 0 1 2]
// OUTPUT: {q [{100 2} {3 4}]} {q [{1 2} {3 4}]} true
// OUTPUT: {6 1} <nil>
