// RUN: %golite-cc --emit-llvm --after-opt -O2 -o - %s | FileCheck %s
package p

type T struct{ a, b int }

// Each nil check keeps the line of its own dereference, also after the optimiser.
//
//go:noinline
func two(p, q *T) int {
	x := p.a
	y := q.b
	return x + y
}

// CHECK-LABEL: @p.two(
// CHECK: call void @grt_panic_nil(){{.*}}!dbg [[A:![0-9]+]]
// CHECK: call void @grt_panic_nil(){{.*}}!dbg [[B:![0-9]+]]
// CHECK-DAG: [[A]] = !DILocation(line: 10,
// CHECK-DAG: [[B]] = !DILocation(line: 11,
