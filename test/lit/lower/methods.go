// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Method calls, values and expressions; wrappers of promoted methods.
package p

type T struct{ n int }

func (t T) V() int  { return t.n }
func (t *T) P() int { return t.n }

type E struct{ *T }
type I interface{ V() int }
type F struct{ I }

func calls(t T, p *T, e E, i I) {
	t.V()
	t.P()
	p.V()
	p.P()
	e.V()
	i.V()
}

// CHECK-LABEL: func p.calls(
// CHECK: %t.2 = var (p.T) ; site {{[0-9]+}} parameter
// CHECK: call p.T.V
// CHECK: addr %t.2
// CHECK: call p.(*T).P
// CHECK: checknil %p.3
// CHECK: load (*%p.3)
// CHECK: call p.T.V
// CHECK-NOT: checknil
// CHECK: call p.(*T).P %p.3
// CHECK: load %e.4.T
// CHECK: checknil
// CHECK: call p.T.V
// CHECK: checknil %i.5
// CHECK: call %i.5.V

func values(t T, i I) (func() int, func() int) { return t.V, i.V }

// CHECK-LABEL: func p.values(
// CHECK: closure (func() int) p.T.V-fm %t.1 ; site {{[0-9]+}} method value
// CHECK: checknil %i.2
// CHECK: closure (func() int) p.I.V-fm %i.2 ;

func expressions() (func(T) int, func(*T) int, func(I) int) {
	return T.V, (*T).V, I.V
}

// CHECK-LABEL: func p.expressions(
// CHECK: return func p.T.V-expr, func p.(*T).V-expr, func p.I.V-expr
// CHECK-LABEL: func p.T.V-fm() (%2 int) captures (%1 p.T) wrapper {
// CHECK-LABEL: func p.I.V-fm() (%2 int) captures (%1 p.I) wrapper recover forwards {
// CHECK-LABEL: func p.(*T).V(%1 *p.T) (%2 int) wrapper {
// CHECK: grt_panic_wrap "p", "T", "V"
// CHECK-LABEL: func p.E.P(%1 p.E) (%2 int) wrapper {
// CHECK: load %1.T
// CHECK: call p.(*T).P
// CHECK-LABEL: func p.(*F).V(%1 *p.F) (%2 int) wrapper recover forwards {
// CHECK: checknil %1
// CHECK: load (*%1).I
// CHECK: checknil
// CHECK-DAG: type p.T p.(*T).V
// CHECK-DAG: type *p.T p.(*T).P p.(*T).V
// CHECK-DAG: type p.E p.E.P p.E.V
// CHECK-DAG: type p.F p.(*F).V

var live = []any{T{}, &T{}, E{}, F{}}
