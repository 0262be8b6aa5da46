// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Checks stand where Go makes them, and only where they can fail.
package p

type T struct {
	a int
	b [4]int
	p *T
}

func field(p *T) int { return p.p.b[1] }

// CHECK-LABEL: func p.field(
// CHECK: checknil %p.1
// CHECK: [[P:%[0-9]+]] = load (*%p.1).p
// CHECK: checknil [[P]]
// CHECK-NEXT: load (*[[P]]).b[1]

func known() *int {
	t := &T{}
	return &t.a
}

// CHECK-LABEL: func p.known(
// CHECK: [[N:%[0-9]+]] = new (p.T)
// CHECK-NOT: checknil [[N]]
// CHECK: addr

func array(p *[4]int, i int) int { return p[i] + p[3] }

// CHECK-LABEL: func p.array(
// CHECK: checkindex %i.2, 4
// CHECK-NOT: checkindex
// CHECK: }

func slice(s []int, i uint8) int { return s[i] }

// CHECK-LABEL: func p.slice(
// CHECK: [[L:%[0-9]+]] = len (int) %s.1
// CHECK: checkindex %i.2, [[L]]

func divide(a, b int) int { return a/b + a%3 }

// CHECK-LABEL: func p.divide(
// CHECK: checkdivide %b.2
// CHECK-NOT: checkdivide
// CHECK: }

func divideFloat(a, b float64) float64 { return a / b }

// CHECK-LABEL: func p.divideFloat(
// CHECK-NOT: checkdivide
// CHECK: }

func shift(a, b int, c uint) int { return a<<b + a>>c + a<<3 }

// CHECK-LABEL: func p.shift(
// CHECK: checkshift %b.2
// CHECK-NOT: checkshift
// CHECK: }

func text(s string, i int) byte { return s[i] }

// CHECK-LABEL: func p.text(
// CHECK: checkindex %i.2
// CHECK-NEXT: strindex (uint8) %s.1, %i.2

func toArray(s []int) *[4]int { return (*[4]int)(s) }

// CHECK-LABEL: func p.toArray(
// CHECK: checktoarray %s.1, 4

func call(f func(), g func() int) { f() }

// CHECK-LABEL: func p.call(
// CHECK: checknil %f.1
// CHECK-NEXT: call *%f.1

func discard(p *int) { _ = *p }

// CHECK-LABEL: func p.discard(
// CHECK: checknil %p.1
