// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe"

type T int
type PT *T
type I interface{ m() }
type S struct{}

func (t T) a()          {}
func (t *T) b()         {}
func (T) a()            {} // CHECK: :[[#@LINE]]:10: method T.a already declared at {{.*}}.go:[[#@LINE-2]]:12
func (int) c()          {} // CHECK: :[[#@LINE]]:7: cannot define new methods on non-local type int
func (*int) c()         {} // CHECK: :[[#@LINE]]:8: cannot define new methods on non-local type int
func (PT) d()           {} // CHECK: :[[#@LINE]]:7: invalid receiver type PT (pointer or interface type)
func (I) e()            {} // CHECK: :[[#@LINE]]:7: invalid receiver type I (pointer or interface type)
func (**T) f()          {} // CHECK: :[[#@LINE]]:8: invalid receiver type **T
func (unsafe.Pointer) g() {} // CHECK: :[[#@LINE]]:7: cannot define new methods on non-local type unsafe.Pointer
func ([]int) h()        {} // CHECK: :[[#@LINE]]:7: invalid receiver type []int
func (Undefined) i()    {} // CHECK: :[[#@LINE]]:7: undefined: Undefined
func (t T) _()          {}
func (_ T) j(_, _ int)  {}
func (t T) k(t int)     {} // CHECK: :[[#@LINE]]:14: t redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: other declaration of t
func (x T) l() (x int)  { return } // CHECK: :[[#@LINE]]:17: x redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: other declaration of x
// CHECK: :[[#@LINE-2]]:27: result parameter x not in scope at return
// CHECK-NEXT: {{.*}}.go:[[#@LINE-3]]:7: inner declaration of var x int
func (t T) same(a, a int) {} // CHECK: :[[#@LINE]]:20: a redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:17: other declaration of a
func (error) n()        {} // CHECK: :[[#@LINE]]:7: cannot define new methods on non-local type error

type Alias = T

func (Alias) viaAlias() {}

func f(t T, p *T, s S) {
	t.a()
	t.b()
	p.a()
	T(1).b() // CHECK: :[[#@LINE]]:7: cannot call pointer method b on T
	T.a(t)
	T.b(t) // CHECK: :[[#@LINE]]:4: invalid method expression T.b (needs pointer receiver (*T).b)
	(*T).b(p)
	(*T).a(p)
	T.a(p) // CHECK: :[[#@LINE]]:6: cannot use p (variable of type *T) as T value in argument to T.a
	t.viaAlias()
	fn := t.a
	fn(1) // CHECK: :[[#@LINE]]:5: too many arguments in call to fn
// CHECK-NEXT: have (number)
// CHECK-NEXT: want ()
	var g func() = p.b
	g()
	s.x() // CHECK: :[[#@LINE]]:4: s.x undefined (type S has no field or method x)
	t.a = nil // CHECK: :[[#@LINE]]:2: cannot assign to t.a (neither addressable nor a map index expression)
	_ = t.missing // CHECK: :[[#@LINE]]:8: t.missing undefined (type T has no field or method missing)
	_ = T.missing // CHECK: :[[#@LINE]]:8: T.missing undefined (type T has no field or method missing)
	t.a // CHECK: :[[#@LINE]]:2: t.a (value of type func()) is not used
}
