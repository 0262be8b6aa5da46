// RUN: %golite-cc --stop-after=inline --print-after=inline %s 2>&1 | FileCheck %s
// RUN: %golite-cc -l --stop-after=placement --print-after=placement %s 2>&1 | FileCheck --check-prefix=OFF %s

// Small functions are copied into their callers; //go:noinline, recursion, defer and recover keep a call.
package p

type node struct {
	next *node
	v    int
}

func newNode(v int) *node { return &node{v: v} }

//go:noinline
func kept(v int) int { return v + 1 }

func fact(n int) int {
	if n == 0 {
		return 1
	}
	return n * fact(n-1)
}

func guarded(v int) int {
	defer kept(v)
	return v
}

// CHECK-LABEL: func {{.*}}.Small(
// CHECK-NOT: call
// CHECK: new {{.*}}node
// CHECK: }
// OFF-LABEL: func {{.*}}.Small(
// OFF: call {{.*}}newNode
func Small() int { return newNode(3).v }

// CHECK-LABEL: func {{.*}}.Kept(
// CHECK: call {{.*}}kept
func Kept() int { return kept(1) }

// CHECK-LABEL: func {{.*}}.Recursive(
// CHECK: call {{.*}}fact
func Recursive() int { return fact(5) }

// CHECK-LABEL: func {{.*}}.Deferred(
// CHECK: call {{.*}}guarded
func Deferred() int { return guarded(5) }

// A literal that is called where it is made needs no record.
// CHECK-LABEL: func {{.*}}.Literal(
// CHECK-NOT: call
// CHECK: }
func Literal(x int) int {
	add := func(y int) int { return x + y }
	return add(2)
}
