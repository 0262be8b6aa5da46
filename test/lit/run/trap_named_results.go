// RUN: %run-matrix --asan %s

// Deferred closures change named results, also after a panic; whoever has their addresses keeps them.
package main

var junk *[32]int

// scribble overwrites what is left of frames and makes garbage that takes over freed memory.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	junk = &[32]int{-7, -7, -7, n}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

var kept *int
var sink **int

type failure struct{ at *int }

//go:noinline
func recovered(n int) (p *int, err any) {
	x := n
	defer func() {
		if err = recover(); err != nil {
			y := n * 2
			p = &y
		}
	}()
	p = &x
	if n > 2 {
		panic(n)
	}
	return &x, nil
}

//go:noinline
func counted(n int) (r int) {
	defer func() { r *= 10 }()
	defer func() {
		recover()
		kept = &r
		r += n
	}()
	r = 4
	if n == 1 {
		var q *int
		r = *q
	}
	return 7
}

//go:noinline
func loops() (list []*int) {
	defer func() {
		recover()
		last := 99
		list = append(list, &last)
	}()
	for i := 0; ; i++ {
		v := i
		if i == 3 {
			panic("three")
		}
		list = append(list, &v)
	}
}

//go:noinline
func nested() (p *int) {
	defer func() { recover() }()
	defer func() {
		defer func() {
			recover()
			*p += 100
			sink = &p
		}()
		z := 5
		p = &z
		panic("again")
	}()
	panic("first")
}

//go:noinline
func throughPointer() (a, b *int) {
	defer func(pa **int) {
		v := 3
		*pa = &v
	}(&a)
	w := 8
	return &w, &w
}

// The value that the panic interrupts is read after the call that panics.
//
//go:noinline
func interrupted() (s []*int) {
	defer func() { recover() }()
	a := 1
	s = []*int{&a}
	b := 2
	s = append(s, &b, fails(&s))
	return nil
}

//go:noinline
func fails(s *[]*int) *int {
	c := 3
	*s = append(*s, &c)
	panic("no")
}

func main() {
	p, e := recovered(1)
	q, f := recovered(5)
	scribble(20)
	println(*p, e == nil, *q, f.(int)) // OUTPUT: 1 true 10 5
	a := counted(1)
	scribble(20)
	println(a, *kept) // OUTPUT: 50 50
	b := counted(2)
	scribble(20)
	println(b, *kept) // OUTPUT: 90 90
	l := loops()
	scribble(20)
	for _, p := range l {
		println(*p)
	}
	// OUTPUT: 0
	// OUTPUT: 1
	// OUTPUT: 2
	// OUTPUT: 99
	n := nested()
	scribble(20)
	println(*n, **sink, n == *sink) // OUTPUT: 105 105 true
	c, d := throughPointer()
	scribble(20)
	println(*c, *d) // OUTPUT: 3 8
	s := interrupted()
	scribble(20)
	println(len(s), *s[0], *s[1]) // OUTPUT: 2 1 3
}
