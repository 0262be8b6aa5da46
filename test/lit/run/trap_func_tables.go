// RUN: %run-matrix --asan %s

// Tables of funcs and funcs in fields, changed while the program runs.
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

type op struct {
	name string
	run  func(*int) *int
}

var sink *int
var table = []op{{"same", same}, {"fresh", fresh}, {"keep", same}}
var hook func(*int)
var hooks [2]func(**int)

func same(p *int) *int  { return p }
func fresh(p *int) *int { v := *p + 1; return &v }
func keep(p *int) *int  { sink = p; return nil }
func ignore(p *int)     {}

//go:noinline
func run(n int) *int {
	v := n
	var last *int
	for _, o := range table {
		if q := o.run(&v); q != nil {
			last = q
		}
	}
	return last
}

//go:noinline
func callHook(n int) {
	v := n
	hook(&v)
}

type machine struct {
	step func(*machine, *int)
	p    *int
}

//go:noinline
func (m *machine) run(n int) {
	v := n
	m.step(m, &v)
}

func (m *machine) swap(p *int) { m.p = p }

//go:noinline
func throughHooks(n int) int {
	v := n
	p := &v
	for _, h := range hooks {
		if h != nil {
			h(&p)
		}
	}
	return *p
}

func main() {
	println(*run(1), sink == nil) // OUTPUT: 1 true
	table[2].run = keep
	p := run(5)
	scribble(20)
	println(*p, *sink) // OUTPUT: 6 5
	hook = ignore
	callHook(2)
	hook = func(p *int) { sink = p }
	callHook(3)
	scribble(20)
	println(*sink) // OUTPUT: 3
	m := &machine{step: func(m *machine, p *int) { m.step = (*machine).swap }}
	m.run(7)
	m.run(8)
	scribble(20)
	println(*m.p)            // OUTPUT: 8
	println(throughHooks(4)) // OUTPUT: 4
	x := 10
	hooks[1] = func(p **int) { sink, *p = *p, &x }
	println(throughHooks(6)) // OUTPUT: 10
	scribble(20)
	println(*sink) // OUTPUT: 6
}
