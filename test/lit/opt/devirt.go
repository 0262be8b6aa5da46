// RUN: %golite-cc --stop-after=devirt --print-after=devirt %s 2>&1 | FileCheck %s

// A method call on an interface of one known dynamic type becomes a static call; with two possible types it does not.
package p

type shape interface{ area() int }

type square struct{ n int }

//go:noinline
func (s *square) area() int { return s.n * s.n }

type dot struct{}

//go:noinline
func (dot) area() int { return 0 }

// CHECK-LABEL: func {{.*}}.Known(
// CHECK: call {{.*}}(*square).area
func Known() int {
	var s shape = &square{3}
	return s.area()
}

// CHECK-LABEL: func {{.*}}.Unknown(
// CHECK: call {{%.*}}.area
func Unknown(b bool) int {
	var s shape = &square{3}
	if b {
		s = dot{}
	}
	return s.area()
}

// CHECK-LABEL: func {{.*}}.FuncValue(
// CHECK: call {{.*}}.twice
func FuncValue() int {
	f := twice
	return f(2)
}

//go:noinline
func twice(x int) int { return 2 * x }
