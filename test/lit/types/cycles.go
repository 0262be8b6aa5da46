// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe"

type T struct{ t T } // CHECK: :[[#@LINE]]:6: invalid recursive type: T refers to itself
type U struct{ v [2]V } // CHECK: :[[#@LINE]]:6: invalid recursive type U
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:6: U refers to V
// CHECK-NEXT: {{.*}}.go:[[#@LINE+1]]:6: V refers to U
type V struct{ u U }
type ok struct {
	next *ok
	list []ok
	fn   func(ok) ok
}
type self self // CHECK: :[[#@LINE]]:6: invalid recursive type: self refers to itself
type ring1 ring2 // CHECK: :[[#@LINE]]:6: invalid recursive type ring1
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:6: ring1 refers to ring2
// CHECK-NEXT: {{.*}}.go:[[#@LINE+1]]:6: ring2 refers to ring1
type ring2 ring1
type A = []B // CHECK: :[[#@LINE]]:6: invalid recursive type A
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:6: A refers to B
// CHECK-NEXT: {{.*}}.go:[[#@LINE+1]]:6: B refers to A
type B = []A
type P = *Node
type Node struct{ next P }
type I interface{ I } // CHECK: :[[#@LINE]]:6: invalid recursive type: I refers to itself
type J interface{ K } // CHECK: :[[#@LINE]]:6: invalid recursive type J
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:6: J refers to K
// CHECK-NEXT: {{.*}}.go:[[#@LINE+1]]:6: K refers to J
type K interface{ J }
type L interface{ m() L }
type arr [len(arr{})]int // CHECK: :[[#@LINE]]:6: invalid recursive type: arr refers to itself
type sz struct{ a [unsafe.Sizeof(sz{})]byte } // CHECK: :[[#@LINE]]:6: invalid recursive type: sz refers to itself
type fwd struct {
	header
	data [unsafe.Sizeof(header{})]byte
}
type header struct{ next *fwd }

const c1 = c2 + 1 // CHECK: :[[#@LINE]]:7: initialization cycle for c1
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: c1 refers to c2
// CHECK-NEXT: {{.*}}.go:[[#@LINE+1]]:7: c2 refers to c1
const c2 = c1

var v1 = v2 // CHECK: :[[#@LINE]]:5: initialization cycle for v1
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:5: v1 refers to v2
// CHECK-NEXT: {{.*}}.go:[[#@LINE+3]]:5: v2 refers to f
// CHECK-NEXT: {{.*}}.go:[[#@LINE+4]]:6: f refers to g
// CHECK-NEXT: {{.*}}.go:[[#@LINE+4]]:6: g refers to v1
var v2 = f()

func f() int { return g() }
func g() int { return v1 }

var w = w // CHECK: :[[#@LINE]]:5: initialization cycle: w refers to itself
var fn = func() int { return fn() } // CHECK: :[[#@LINE]]:5: initialization cycle: fn refers to itself
var fine = func() int { return h() }()

func h() int { return 1 }

var x [len(x)]int // CHECK: :[[#@LINE]]:5: initialization cycle: x refers to itself
var y = struct{ n int }{n: len(y.m)} // CHECK: :[[#@LINE]]:5: initialization cycle: y refers to itself

func local() {
	type T struct{ t T } // CHECK: :[[#@LINE]]:7: invalid recursive type: T refers to itself
	type S []S
	type Q [2]Q // CHECK: :[[#@LINE]]:7: invalid recursive type: Q refers to itself
	var s S
	_ = s
}
