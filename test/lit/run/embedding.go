// RUN: %run-matrix %s

// Promotion of fields and methods through values and pointers, several levels deep; shadowing; interfaces in structs.
package main

type A struct{ x, y int }

func (a A) Val() int     { return a.x }
func (a *A) Inc()        { a.x++ }
func (a A) Name() string { return "A" }

type B struct {
	A
	y string
}

func (b B) Name() string { return "B" + b.A.Name() }

type C struct {
	pad [3]int
	*B
	z int
}
type Namer interface{ Name() string }
type Valer interface {
	Namer
	Val() int
	Inc()
}
type D struct {
	Namer
	C
	n int
}

func (d *D) Val() int { return d.C.Val() * 10 }

type E struct{ *D }
type ints []int

func (s ints) Len() int    { return len(s) }
func (s *ints) Push(v int) { *s = append(*s, v) }

type F struct {
	ints
	error
}
type fail string

func (f fail) Error() string { return string(f) }

func main() {
	b := B{A{1, 2}, "y"}
	b.Inc()
	println(b.x, b.y, b.A.y, b.Val(), b.Name()) // OUTPUT: 2 y 2 2 BA
	c := C{B: &b, z: 3}
	c.Inc()
	c.x += 10
	println(b.x, c.Val(), c.Name(), c.y, c.z) // OUTPUT: 13 13 BA y 3
	var v Valer = c
	v.Inc()
	println(v.Val(), v.Name(), b.x) // OUTPUT: 14 BA 14
	v = &b
	v.Inc()
	println(v.Val(), b.x) // OUTPUT: 15 15
	d := D{Namer: b, C: c}
	println(d.Val(), d.Namer.Name(), d.C.Name(), d.x) // OUTPUT: 150 BA BA 15
	e := E{&d}
	e.Inc()
	println(e.Val(), e.x, e.D.C.B.A.x) // OUTPUT: 160 16 16
	var i interface {
		Val() int
		Inc()
	} = e
	i.Inc()
	println(i.Val(), b.x) // OUTPUT: 170 17
	f := F{error: fail("f")}
	f.Push(4)
	f.Push(5)
	println(f.Len(), f.ints[1], f.Error(), len(f.ints)) // OUTPUT: 2 5 f 2
	var err error = f
	println(err.Error()) // OUTPUT: f
	g := E.Val
	h := (*E).Inc
	h(&e)
	println(g(e)) // OUTPUT: 180
	func() {
		defer func() { println(recover() != nil) }()
		var d D
		println(d.Namer == nil)
		d.Namer.Name()
	}() // OUTPUT: true
	// OUTPUT: true
	anon := struct {
		A
		*fail
	}{A: A{7, 8}}
	anon.Inc()
	println(anon.x, anon.fail == nil, anon.Name()) // OUTPUT: 8 true A
}
