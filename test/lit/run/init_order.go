// RUN: %run-matrix %s

// Package variables are initialised in the order of their dependencies, then init functions run in order.
package main

var (
	a      = c + b
	b      = f()
	c      = tr("c", 1)
	d      = 3
	x, y   = pair()
	table  = [...]func() int{g, func() int { return d }}
	p      = &q
	q      = tr("q", 9)
	lazy   = T{}.M
	_      = tr("blank", 0)
	unused = tr("unused", 5)
)

type T struct{}

func (T) M() int { return viaMethod }

var viaMethod = tr("viaMethod", 8)

func f() int {
	println("f", d)
	d++
	return d
}
func g() int           { return late }
func pair() (int, int) { println("pair", q); return b, c }
func tr(s string, i int) int {
	println(s)
	return i
}

var late = tr("late", 6)

func init() { println("init 1", a, b, c, d) }

func init() {
	println("init 2", x, y, table[0](), table[1](), *p, lazy())
}

func main() { println("main", late, unused) }

// OUTPUT: c
// OUTPUT: f 3
// OUTPUT: q
// OUTPUT: pair 9
// OUTPUT: blank
// OUTPUT: unused
// OUTPUT: viaMethod
// OUTPUT: late
// OUTPUT: init 1 5 4 1 4
// OUTPUT: init 2 4 1 6 4 9 8
// OUTPUT: main 6 5
