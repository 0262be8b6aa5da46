// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Package variables whose value is known need no code; the rest is the work of p.init.
package p

type T struct {
	a int
	p *int
	s []string
}

var n = 3
var pointer = &n
var field = &t.a
var t = T{1, &n, []string{"a", "b"}}
var ptr = &T{a: 4}
var iface any = t2{1, 2}
var direct any = &n
var fn = F
var lit = func() int { return n }
var arr = [...]int{2: 5}
var bytes = []byte("hi")
var late = F()
var both, more = G()

type t2 struct{ a, b int }

func (t2) M() {}

func F() int         { return n }
func G() (int, bool) { return 1, true }

func init() { n++ }

// CHECK: var p.n int = 3
// CHECK: var p.pointer *int = &p.n+0
// CHECK: var p.field *int = &p.t+0
// CHECK: var p.t p.T = {1, &p.n+0, [[S:p[^ ]+]][:2:2]}
// CHECK: var p.ptr *p.T = &
// CHECK: var p.iface interface {} = iface p.t2 &
// CHECK: var p.direct interface {} = iface *int
// CHECK: var p.fn func() int = func p.F
// CHECK: var p.lit func() int = func p.init.func1
// CHECK: var p.arr [3]int = {zero, zero, 5}
// CHECK: var p.bytes []uint8 = {{.*}}[:2:2]
// CHECK: var p.late int{{$}}
// CHECK: var p.both int{{$}}
// CHECK: var [[S]] [2]string = {"a", "b"}
// CHECK-LABEL: func p.init() {
// CHECK: call p.F
// CHECK-NEXT: store p.late
// CHECK: call p.G
// CHECK: store p.both
// CHECK: store p.more
// CHECK: call p.init.0
// CHECK-NEXT: return
