// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

var a = undefined1 // CHECK: :[[#@LINE]]:9: undefined: undefined1
var b = a + 1
var c, d = undefined2() // CHECK: :[[#@LINE]]:12: undefined: undefined2
var e = undefined3{}.x[1].y() // CHECK: :[[#@LINE]]:9: undefined: undefined3

type T struct{ f Undefined4 } // CHECK: :[[#@LINE]]:18: undefined: Undefined4

func (t T) m() int { return t.f.x }

func f(x Undefined5, t T) Undefined6 { // CHECK: :[[#@LINE]]:10: undefined: Undefined5
// CHECK: :[[#@LINE-1]]:27: undefined: Undefined6
	y := x.foo
	z := y + t.f
	for i, v := range x {
		g(i, v)
	}
	switch x {
	case 1:
	}
	switch v := x.(type) {
	case int:
		g(v)
	}
	t.missing.also() // CHECK: :[[#@LINE]]:4: t.missing undefined (type T has no field or method missing)
	g(b, c, d, e, z)
	x = 1
	t.f = "a"
	var i interface{ n() } = x
	i.n()
	return undefined7 // CHECK: :[[#@LINE]]:9: undefined: undefined7
}

func g(...any) {}
