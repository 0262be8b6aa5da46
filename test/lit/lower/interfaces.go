// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Values into interfaces, comparisons with them, and out again; the method tables that follow.
package p

type I interface{ M() }
type J interface {
	I
	N()
}
type S struct{ a, b int }
type E struct{}
type P struct{ p *int }

func (S) M() {}
func (E) M() {}
func (P) M() {}

func box(s S) I { return s }

// CHECK-LABEL: func p.box(
// CHECK: [[B:%[0-9]+]] = new (p.S) ; site {{[0-9]+}} interface value
// CHECK-NEXT: store (*[[B]]) = %s.1
// CHECK-NEXT: mkiface (p.S) [[B]]

func direct(p P) I { return p }

// CHECK-LABEL: func p.direct(
// CHECK: mkiface (p.P) %p.1

func pointer(p *S) I { return p }

// CHECK-LABEL: func p.pointer(
// CHECK: mkiface (*p.S) %p.1

func empty() I { return E{} }

// CHECK-LABEL: func p.empty(
// CHECK: mkiface (p.E) &go..box0

func constant() any { return "text" }

// CHECK-LABEL: func p.constant(
// CHECK: mkiface (string) &go..box1

func up(j J) I { return j }

// CHECK-LABEL: func p.up(
// CHECK: cviface (p.I) %j.1

func down(i I) (J, bool) { j, ok := i.(J); return j, ok }

// CHECK-LABEL: func p.down(
// CHECK: {{%[0-9]+}}, {{%[0-9]+}} = assert (p.J) %i.1

func mixed(i I, s S) bool { return i == s }

// CHECK-LABEL: func p.mixed(
// CHECK: typetest (p.S) %i.1
// CHECK-NOT: new
// CHECK: [[U:%[0-9]+]] = assert (p.S) %i.1
// CHECK: == [[U]], %s.2

func isNil(i I) bool { return i == nil }

// CHECK-LABEL: func p.isNil(
// CHECK: typetest %i.1

func kind(x any) int {
	switch v := x.(type) {
	case int:
		return v
	case nil, string:
		return 1
	case I:
		v.M()
	}
	return 2
}

// CHECK-LABEL: func p.kind(
// CHECK: [[X:%[0-9]+]] = copy %x.1
// CHECK: typetest (int) [[X]]
// CHECK: typetest [[X]]
// CHECK: typetest (string) [[X]]
// CHECK: typetest (p.I) [[X]]
// CHECK-DAG: assert (p.I) [[X]]
// CHECK-DAG: assert (int) [[X]]
// CHECK-LABEL: func p.(*S).M(%1 *p.S) wrapper
// CHECK: call grt_panic_wrap "p", "S", "M"
// CHECK-DAG: type p.S p.(*S).M
// CHECK-DAG: type p.P p.P.M
// CHECK-DAG: type *p.S p.(*S).M
// CHECK-DAG: type p.E p.(*E).M
