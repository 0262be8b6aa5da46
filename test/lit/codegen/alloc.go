// RUN: %golite-cc -S -O2 -g0 -o - %s | FileCheck %s
// RUN: %golite-cc --emit-llvm -O2 -g0 -o - %s | FileCheck --check-prefix=IR %s
package p

type Point struct{ x, y int }

// A value needs neither frame nor call.
// CHECK-LABEL: p.New:
// CHECK-NOT: {{call|push|sub}}
// CHECK: ret
func New(x, y int) Point {
	p := &Point{x, y}
	return *p
}

// A pointer that is returned is made by the allocator: one inline path, one call.
// CHECK-LABEL: p.newInt:
// CHECK: movq %fs:grt_tls_cache
// CHECK: grt_new
// CHECK-NOT: grt_new
// CHECK-LABEL: {{^}}.Lfunc_end
// IR-LABEL: @p.newInt(
// IR: call dereferenceable(8) ptr @grt_new(i64 8, ptr null){{.*}} !golite.site [[SITE:![0-9]+]]
// IR: [[SITE]] = !{i32 {{[0-9]+}}, !"alloc.go:[[#@LINE+3]]:{{[0-9]+}}", !"heap"}
func newInt() *int {
	var p *int
	p = new(int)
	*p = 5
	return p
}
