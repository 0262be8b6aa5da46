// RUN: %golite-cc --emit=gir %s | FileCheck %s

// A literal gets the value of a variable that cannot change any more, else its address.
package p

func value(n int) func() int {
	m := n
	m++
	return func() int { return m + n }
}

// CHECK-LABEL: func p.value(
// CHECK: closure (func() int) p.value.func1 %m.3, %n.1 ;

func reference() func() int {
	n := 0
	return func() int { n++; return n }
}

// CHECK-LABEL: func p.reference(
// CHECK: memory %n.2 int
// CHECK: [[A:%[0-9]+]] = addr %n.2
// CHECK: closure (func() int) p.reference.func1 [[A]] ;

func address() (func() int, *int) {
	n := 1
	return func() int { return n }, &n
}

// CHECK-LABEL: func p.address(
// CHECK: memory %n.3 int
// CHECK: closure (func() int) p.address.func1 {{%[0-9]+}} ;

func far() (fs []func() int) {
	n := 0
	for range 3 {
		n = 5
		fs = append(fs, func() int { return n })
	}
	return fs
}

// CHECK-LABEL: func p.far(
// CHECK: memory %n.2 int

func near() (fs []func() int) {
	for range 3 {
		n := 0
		n = 5
		fs = append(fs, func() int { return n })
	}
	return fs
}

// CHECK-LABEL: func p.near(
// CHECK-NOT: memory
// CHECK: closure (func() int) p.near.func1 %n.4 ;

func outer(n int) func() func() int {
	return func() func() int { return func() int { return n } }
}

// CHECK-LABEL: func p.outer(
// CHECK: closure (func() func() int) p.outer.func1 %n.1 ;

func bare() func() { return func() {} }

// CHECK-LABEL: func p.bare(
// CHECK: closure (func()) p.bare.func1 ;
// CHECK-LABEL: func p.value.func1() (%3 int) captures (%m.1 int, %n.2 int)
// CHECK-LABEL: func p.reference.func1() (%2 int) captures (%n.1 *int)
// CHECK: load (*%n.1)
// CHECK-LABEL: func p.outer.func1(
// CHECK: closure (func() int) p.outer.func1.1 %n.1 ;
// CHECK-LABEL: func p.outer.func1.1() (%2 int) captures (%n.1 int)
