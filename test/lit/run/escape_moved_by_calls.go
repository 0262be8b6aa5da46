// RUN: %run-matrix --asan %s
// OUTPUT: 3
// OUTPUT: 5
// OUTPUT: 9
// OUTPUT: 11
// OUTPUT: 15
// OUTPUT: 17
// OUTPUT: 19
// OUTPUT: 23
// OUTPUT: 25
// OUTPUT: 27
// OUTPUT: 29
// OUTPUT: 31
// OUTPUT: 33
// OUTPUT: 35

// More ways of a callee to move pointers between objects that only its callers tell apart: methods, func values, iterators.
package main

type N struct {
	a, b *N
	v    int
	in   struct{ x, y *N }
	arr  [3]*N
}

type E struct {
	N
	*M
}

type M struct {
	p, q *N
	m    *M
}

//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

//go:noinline
func (m *M) shift() { m.m.p = m.m.m.p }

//go:noinline
func t1() *N {
	x, y, z := N{v: 1}, N{v: 2}, N{v: 3}
	c := M{p: &z}
	b := M{p: &y, m: &c}
	a := E{M: &M{p: &x, m: &b}}
	a.shift()
	return b.p
}

//go:noinline
func rot(n *N) { n.arr[0], n.arr[1], n.arr[2] = n.arr[1], n.arr[2], n.arr[0] }

//go:noinline
func t2() *N {
	x, y, z := N{v: 4}, N{v: 5}, N{v: 6}
	n := N{arr: [3]*N{&x, &y, &z}}
	rot(&n)
	return n.arr[0]
}

//go:noinline
func idx(n *N, i, j int) { n.arr[i] = n.arr[j] }

//go:noinline
func t3() *N {
	x, y, z := N{v: 7}, N{v: 8}, N{v: 9}
	n := N{arr: [3]*N{&x, &y, &z}}
	idx(&n, 0, 2)
	return n.arr[0]
}

//go:noinline
func each(f func(**N)) {
	var last *N
	for range 2 {
		var p *N
		f(&p)
		if last != nil {
			p.a = last.a
		}
		last = p
	}
}

//go:noinline
func t4() *N {
	x, y := N{v: 10}, N{v: 11}
	a, b := N{a: &x}, N{a: &y}
	n := 0
	each(func(p **N) {
		if n++; n == 1 {
			*p = &b
		} else {
			*p = &a
		}
	})
	return a.a
}

//go:noinline
func pass(c chan *N, n *N) *N { c <- n; return <-c }

//go:noinline
func tree(n *N) *N {
	if n == nil {
		return nil
	}
	n.a, n.b = tree(n.b), tree(n.a)
	return n
}

//go:noinline
func t5() *N {
	x, y, z, w := N{v: 12}, N{v: 13}, N{v: 14}, N{v: 15}
	x.a, x.b, y.a, y.b = &y, &z, &w, nil
	tree(&x)
	return y.b
}

//go:noinline
func reverse(n *N) (r *N) {
	for n != nil {
		r, n.a, n = n, r, n.a
	}
	return
}

//go:noinline
func t6() *N {
	x, y, z := N{v: 16}, N{v: 17}, N{v: 18}
	x.a, y.a = &y, &z
	reverse(&x)
	return z.a
}

//go:noinline
func t7() *N {
	x, y, z := N{v: 19}, N{v: 20}, N{v: 21}
	x.a, y.a = &y, &z
	r := reverse(&x)
	return r.a.a
}

//go:noinline
func bubble(s [][]*N) { s[0][0], s[1][0] = s[1][0], s[0][0] }

//go:noinline
func t8() *N {
	x, y := N{v: 22}, N{v: 23}
	a, b := []*N{&x}, []*N{&y}
	bubble([][]*N{a, b})
	return a[0]
}

//go:noinline
func gen[T any](s []T, f func(a, b *T)) { f(&s[0], &s[1]) }

//go:noinline
func t9() *N {
	x, y := N{v: 24}, N{v: 25}
	a := [2]N{{a: &x}, {a: &y}}
	gen(a[:], func(p, q *N) { p.a = q.a })
	return a[0].a
}

//go:noinline
func capt() *N {
	x, y := N{v: 26}, N{v: 27}
	s := []*N{{a: &x}, {a: &y}}
	first := s[0]
	f := func() { s[0].a = s[1].a }
	f2 := func() { f() }
	f2()
	return first.a
}

//go:noinline
func iter(s []*N) func(func(*N) bool) {
	return func(yield func(*N) bool) {
		for _, n := range s {
			if !yield(n) {
				return
			}
		}
	}
}

//go:noinline
func t11() *N {
	x, y := N{v: 28}, N{v: 29}
	a, b := N{a: &x}, N{a: &y}
	var old *N
	for n := range iter([]*N{&b, &a}) {
		if old != nil {
			n.a = old.a
		}
		old = n
	}
	return a.a
}

type st interface{ get() *N; put(*N) }
type c1 struct{ n *N }

func (c *c1) get() *N  { return c.n }
func (c *c1) put(n *N) { c.n = n }

//go:noinline
func mv(s []st) { s[0].put(s[1].get()) }

//go:noinline
func t12() *N {
	x, y := N{v: 30}, N{v: 31}
	a, b := c1{&x}, c1{&y}
	mv([]st{&a, &b})
	return a.n
}

//go:noinline
func mv2(f []func() **N) { *f[0]() = *f[1]() }

//go:noinline
func t13() *N {
	x, y := N{v: 32}, N{v: 33}
	p, q := &x, &y
	mv2([]func() **N{func() **N { return &p }, func() **N { return &q }})
	return p
}

//go:noinline
func mv3(m map[string]*[2]*N) {
	for _, v := range m {
		v[0] = m["b"][0]
	}
}

//go:noinline
func t14() *N {
	x, y := N{v: 34}, N{v: 35}
	p, q := [2]*N{&x}, [2]*N{&y}
	mv3(map[string]*[2]*N{"a": &p, "b": &q})
	return p[0]
}

func main() {
	p := [...]*N{t1(), t2(), t3(), t4(), t5(), t6(), t7(), t8(), t9(), capt(), t11(), t12(), t13(), t14()}
	scribble(30)
	for _, p := range p {
		println(p.v)
	}
}
