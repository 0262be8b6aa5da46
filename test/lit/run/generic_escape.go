// RUN: %run-matrix --asan %s

// Escape analysis works on instances: what leaves through a container, a closure, an interface or a
// method of the type argument must live on; the same body may keep its objects on the stack for one
// argument and not for another.
package main

import "runtime"

type node[T any] struct {
	v    T
	next *node[T]
}
type stack[T any] struct{ top *node[T] }

func (s *stack[T]) push(v T) { s.top = &node[T]{v, s.top} }
func (s *stack[T]) pop() (v T, ok bool) {
	if s.top == nil {
		return
	}
	v, s.top = s.top.v, s.top.next
	return v, true
}

type keeper interface{ keep(p *int) }
type drops struct{}
type keeps struct{ p *int }

func (drops) keep(p *int)    {}
func (k *keeps) keep(p *int) { k.p = p }

func give[K keeper](k K, n int) {
	x := n
	k.keep(&x)
}

func lazily[T any](f func() T) func() T {
	var v T
	done := false
	return func() T {
		if !done {
			v, done = f(), true
		}
		return v
	}
}

func addr[T any](v T) *T          { return &v }
func slot[T any](s []T, i int) *T { return &s[i] }
func box[T any](v T) any          { return v }

func fold[T, A any](s []T, a A, f func(A, T) A) A {
	for _, v := range s {
		a = f(a, v)
	}
	return a
}

type ring[T any] struct {
	buf  [4]T
	n    int
	last *T
}

func (r *ring[T]) add(v T) *T {
	r.buf[r.n%4] = v
	r.last = &r.buf[r.n%4]
	r.n++
	return r.last
}

type wrap[T any] struct{ *stack[T] }

//go:noinline
func churn() (s []*int) {
	for i := 0; i < 100; i++ {
		s = append(s, addr(i))
	}
	runtime.GC()
	return
}

func deep[T any](n int, p *T, f func(*T)) {
	var pad [64]int
	pad[n%64] = n
	if n == 0 {
		f(p)
		return
	}
	deep(n-1, p, f)
}

func main() {
	var s stack[*int]
	for i := 0; i < 3; i++ {
		j := i * 10
		s.push(&j)
	}
	churn()
	for v, ok := s.pop(); ok; v, ok = s.pop() {
		println(*v)
	}
	k := &keeps{}
	give(drops{}, 1)
	give(k, 2)
	give[keeper](k, 3)
	churn()
	println(*k.p)
	l := lazily(func() []string { return []string{"a", "b"} })
	churn()
	println(len(l()), l()[1])
	p := slot([]string{"x", "y"}, 1)
	q := box([2]int{1, 2})
	churn()
	println(*p, q.([2]int)[1])
	ps := fold([]int{1, 2, 3}, nil, func(a []*int, v int) []*int { return append(a, &v) })
	churn()
	println(*ps[0], *ps[1], *ps[2])
	var r ring[string]
	a := r.add("one")
	r.add("two")
	println(*a, *r.last)
	w := wrap[int]{&stack[int]{}}
	add, get := w.push, w.pop
	add(5)
	add(6)
	churn()
	v, _ := get()
	println(v)
	x := 1
	deep(200, &x, func(p *int) { *p += 41 })
	println(x)
	var got *int
	deep(200, addr(7), func(p *int) { got = p })
	churn()
	println(*got)
}
