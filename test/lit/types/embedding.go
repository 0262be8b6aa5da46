// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe"

type A struct{ x, a int }
type B struct{ x, b int }
type C struct {
	A
	B
}
type D struct {
	C
	x string
}
type M struct{}

func (M) val()  {}
func (*M) ptr() {}

type E struct{ M }
type F struct{ *M }
type G struct {
	M
	val int
}
type Named *M
type Iface interface{ val() }
type bad1 struct{ *Iface }
type bad2 struct{ Named }
type bad3 struct{ unsafe.Pointer }
type bad4 struct{ **M } // CHECK: :[[#@LINE]]:20: syntax error: unexpected *, expected name
type dup struct {
	a int
	a string
	M
	*M
}
type fm struct{ run int }

func (fm) run() {}
func (fm) run2() {}
func (*fm) run2() {}

func f(c C, d D, e E, pe *E, ff F, g G, n Named, i Iface) {
	_ = c.a
	_ = c.b
	_ = c.x
	_ = c.A.x
	var _ string = d.x
	_ = d.a
	e.val()
	e.ptr()
	pe.ptr()
	E{}.ptr()
	F{}.ptr()
	g.val()
	g.M.val()
	n.val()
	(*n).val()
	var pi = &i
	pi.val()
	_ = E.val
	_ = E.ptr
	_ = (*E).ptr
	_ = F.ptr
	_ = A.x
	_ = c.A.y
	_ = c.X
	i = e
	i = ff
	i = g
	var ip interface{ ptr() } = e
	ip = pe
	_ = ip
}
