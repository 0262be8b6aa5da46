// RUN: %run-matrix %s

// Calls in composite literals, arguments and operands are made in the order in which they stand.
package main

func tr(i int) int { println(i); return i }

type S struct{ a, b int }

func f(s S, i int, p *S, a [2]int, sl []int) {}
func g(p *S, i int)                          {}
func h(s []int, i int)                       {}
func k(a [2]int, i int)                      {}
func l(a any, i int)                         {}

func main() {
	f(S{tr(1), tr(2)}, tr(3), &S{a: tr(4)}, [2]int{tr(5), tr(6)}, []int{tr(7)})
	println("g")
	g(&S{tr(1), 2}, tr(2))
	println("h")
	h(append([]int{}, tr(1)), tr(2))
	println("h2")
	h([]int{tr(1)}, tr(2))
	println("k")
	k([2]int{tr(1)}, tr(2))
	println("l")
	l(S{tr(1), 2}, tr(2))
	println("m")
	x, y := S{tr(1), 2}, tr(3)
	_, _ = x, y
	var z S
	z, y = S{tr(1), 2}, tr(3)
	println("n")
	n := [...]S{{tr(1), tr(2)}, {tr(3), tr(4)}}
	_ = n
	o := [...]any{S{tr(1), tr(2)}, tr(3), S{tr(4), 5}}
	_, _ = o, z
	println(S{tr(1), tr(2)} == S{tr(3), tr(4)}, S{tr(5), 6}.a+tr(6))
}

// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 3
// OUTPUT: 4
// OUTPUT: 5
// OUTPUT: 6
// OUTPUT: 7
// OUTPUT: g
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: h
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: h2
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: k
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: l
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: m
// OUTPUT: 1
// OUTPUT: 3
// OUTPUT: 1
// OUTPUT: 3
// OUTPUT: n
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 3
// OUTPUT: 4
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 3
// OUTPUT: 4
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 3
// OUTPUT: 4
// OUTPUT: 5
// OUTPUT: 6
// OUTPUT: false 11
