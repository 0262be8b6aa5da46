// RUN: %run-matrix %s

// Calls, method calls and conversions that may panic happen in the order in which they stand.
package main

type C struct{ n int }

func (c *C) next() int        { c.n++; return c.n }
func (c C) add(x, y int) *C   { println("add", c.n, x, y); return &C{c.n + x + y} }
func v(i int) int             { println("v", i); return i }
func b(s string, r bool) bool { println(s); return r }
func f(i int) func(int, int) int {
	println("f", i)
	return func(x, y int) int { println("called", i, x, y); return i + x + y }
}
func pair(i int) (int, int) { println("pair", i); return i, i + 1 }
func take(a, b int) int     { println("take", a, b); return a*10 + b }
func many(p ...int) int {
	s := 0
	for i, x := range p {
		s += (i + 1) * x
	}
	return s
}

func main() {
	c := &C{}
	println(c.next(), c.next()*10, c.next()*100)
	println(f(v(1))(v(2), v(3)))
	println(C{1}.add(v(1), v(2)).add(v(3), v(4)).n)
	println(take(pair(v(5))) + take(v(1), v(2)))
	println(b("a", true) && b("b", false) || b("c", true) && !b("d", true))
	println(many(v(1), v(2), many(v(3), v(4))), many(pair(3)), many())
	arr := [3]int{v(10), v(20), v(30)}
	println(arr[v(1)], []int{v(1), v(2)}[v(1)], [...]int{2: v(7), 0: v(8)}[2])
	switch v(1) {
	case v(2), v(1), v(3):
		println("matched")
	}
	s := []int{1, 2, 3, 4}[v(1):v(3):v(4)]
	println(len(s), cap(s))
	x := v(1) + v(2)*v(3) - v(4)<<v(1)
	println(x, complex(float64(v(1)), float64(v(2))))
	defer func(a, b int) { println("deferred", a, b) }(v(8), v(9))
	defer f(v(6))(v(7), v(8))
	if y := v(1); y == v(2) || y == v(1) {
		println("if")
	}
	for i := v(0); i < v(2); i += v(1) {
		println("loop", i)
	}
	n := 0
	inc := func() int { n++; return n }
	m := [4]int{inc(), inc(), inc(), inc()}
	println(m[0], m[1], m[2], m[3], inc()-inc()*inc())
	var e any = v(3)
	println(e.(int)+v(1), e == any(v(3)))
	println(string(rune(v(65)))+string(rune(v(66))), len([]int{v(1), v(2)}))
}

// OUTPUT: 1 20 300
// OUTPUT: v 1
// OUTPUT: f 1
// OUTPUT: v 2
// OUTPUT: v 3
// OUTPUT: called 1 2 3
// OUTPUT: 6
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: add 1 1 2
// OUTPUT: v 3
// OUTPUT: v 4
// OUTPUT: add 4 3 4
// OUTPUT: 11
// OUTPUT: v 5
// OUTPUT: pair 5
// OUTPUT: take 5 6
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: take 1 2
// OUTPUT: 68
// OUTPUT: a
// OUTPUT: b
// OUTPUT: c
// OUTPUT: d
// OUTPUT: false
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: v 3
// OUTPUT: v 4
// OUTPUT: pair 3
// OUTPUT: 38 11 0
// OUTPUT: v 10
// OUTPUT: v 20
// OUTPUT: v 30
// OUTPUT: v 1
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: v 1
// OUTPUT: v 7
// OUTPUT: v 8
// OUTPUT: 20 2 7
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: v 1
// OUTPUT: matched
// OUTPUT: v 1
// OUTPUT: v 3
// OUTPUT: v 4
// OUTPUT: 2 3
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: v 3
// OUTPUT: v 4
// OUTPUT: v 1
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: -1 (1+2i)
// OUTPUT: v 8
// OUTPUT: v 9
// OUTPUT: v 6
// OUTPUT: f 6
// OUTPUT: v 7
// OUTPUT: v 8
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: v 1
// OUTPUT: if
// OUTPUT: v 0
// OUTPUT: v 2
// OUTPUT: loop 0
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: loop 1
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: 1 2 3 4 -37
// OUTPUT: v 3
// OUTPUT: v 1
// OUTPUT: v 3
// OUTPUT: 4 true
// OUTPUT: v 65
// OUTPUT: v 66
// OUTPUT: v 1
// OUTPUT: v 2
// OUTPUT: AB 2
// OUTPUT: called 6 7 8
// OUTPUT: deferred 8 9
