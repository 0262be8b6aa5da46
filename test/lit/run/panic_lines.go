// RUN: %run-matrix %s

// The line of a panic in an expression over several lines is that of the operator that fails: the dot, the bracket, the
// parenthesis of the call.
package main

import "runtime"

type T struct {
	p *T
	a [4]int
	s []int
	i interface{ M() }
	f func()
	e E
}
type E struct{ *F }
type F struct{ y int }

func (f *F) pm()      { _ = f.y }
func (f F) vm()       {}
func (t *T) m(int) *T { return t.p }

func id(x int) int { return x }

//go:noinline
func try(f func()) {
	defer func() {
		recover()
		var pcs [20]uintptr
		n := runtime.Callers(0, pcs[:])
		frames := runtime.CallersFrames(pcs[:n])
		seen := false
		for {
			f, more := frames.Next()
			if f.Function == "runtime.gopanic" {
				seen = true
			} else if seen && len(f.Function) > 5 && f.Function[:5] == "main." {
				print(" ", f.Function, " ", f.Line)
			}
			if !more {
				break
			}
		}
		println()
	}()
	f()
}

var z int

func main() {
	var p *T
	t := &T{}
	k := 9
	try(func() {
		_ = p.
			p.
			p
	})
	try(func() {
		_ = t.
			p.
			p.p
	})
	try(func() {
		_ = t.
			p.
			a[k-9]
	})
	try(func() {
		_ = t.
			a[k]
	})
	try(func() {
		_ = t.
			s[0+
			k]
	})
	try(func() {
		_ = t.
			s[id(1):id(2)]
	})
	try(func() {
		t.
			i.
			M()
	})
	try(func() {
		t.
			f()
	})
	try(func() {
		t.
			e.
			pm()
	})
	try(func() {
		t.
			e.
			vm()
	})
	try(func() {
		t.
			e.F.
			vm()
	})
	try(func() {
		_ = t.
			m(1).
			m(2).
			m(3)
	})
	try(func() {
		z = 1 +
			z/
				(k-9)
	})
	try(func() {
		*p.
			m(1) = *t
	})
	try(func() {
		x :=
			*p
		_ = x
	})
	try(func() {
		p.
			a[1],
			t.a[2] =
			id(1),
			id(2)
	})
	try(func() {
		t.
			e.
			y++
	})
	try(func() {
		t.s[k] +=
			id(3)
	})
	try(func() {
		var x any = t
		_ = x.(int)
	})
	try(func() {
		for i := range p.
			a {
			z += p.a[i]
		}
	})
	try(func() {
		_ = 1 <<
			(k - 10)
	})
	try(func() {
		panic(
			id(1))
	})
	try(func() {
		switch {
		case k > 1 &&
			p.p != nil:
		}
	})
	try(func() {
		if t := p; t.
			p == nil {
		}
	})
	try(func() {
		println(1,
			p.a[0],
			2)
	})
	try(func() {
		_ = T{
			p: t,
			a: [4]int{1,
				p.a[1]},
		}
	})
	try(func() {
		var c chan int
		close(
			c)
	})
	try(func() {
		defer t.
			f()
		z++
	})
	try(func() {
		g := t.
			i.
			M
		_ = g
	})
	try(func() {
		copy(t.s,
			p.s)
	})
	try(func() {
		_ = append(t.s,
			p.s...)
	})
	try(func() {
		_ = len(
			p.s)
	})
	try(func() {
		_ = &p.
			a[2]
	})
	try(func() {
		_ = p.
			a == t.a
	})
	try(func() {
		return
	})
}
