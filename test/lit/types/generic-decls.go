// Declarations of type parameters and receivers.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type Named struct{}

type number interface{ ~int | ~float64 }

type twice[T any, T any] struct{} // CHECK: :[[#@LINE]]:19: T redeclared in this block
// CHECK-NEXT: :[[#@LINE-1]]:12: other declaration of T
type bound[T U, U any] struct{} // CHECK: :[[#@LINE]]:14: cannot use a type parameter as constraint
type noiface[T Named] struct{ x T }
type rhs[T any] T // CHECK: :[[#@LINE]]:17: cannot use a type parameter as RHS in type declaration
type embeds[T any] struct{ T } // CHECK: :[[#@LINE]]:28: embedded field type cannot be a (pointer to a) type parameter
type embedsPtr[T any] struct{ *T } // CHECK: :[[#@LINE]]:31: embedded field type cannot be a (pointer to a) type parameter
type inIface[T any] interface{ T } // CHECK: :[[#@LINE]]:32: term cannot be a type parameter
type inUnion[T any] interface{ int | T } // CHECK: :[[#@LINE]]:38: term cannot be a type parameter
type inTilde[T any] interface{ ~T } // CHECK: :[[#@LINE]]:33: type in term ~T cannot be a type parameter

func noBody[T any](x T) // CHECK: :[[#@LINE]]:6: generic function is missing function body
func init[T any]() {} // CHECK: :[[#@LINE]]:11: func init must have no type parameters

type S struct{}

func (S) generic[T any](x T) T { return x }
func (s S) same(s int)         {} // CHECK: :[[#@LINE]]:17: s redeclared in this block
// CHECK-NEXT: :[[#@LINE-1]]:7: other declaration of s

type G[K comparable, V any] struct{}

func (G[K, K]) dup()         {} // CHECK: :[[#@LINE]]:12: K redeclared in this block
// CHECK-NEXT: :[[#@LINE-1]]:9: other declaration of K
func (G[K]) few()            {} // CHECK: :[[#@LINE]]:7: receiver declares 1 type parameter, but receiver base type declares 2
func (G[_, _]) blank()       {}
func (G) bare()              {} // CHECK: :[[#@LINE]]:7: cannot use generic type G[K comparable, V any] without instantiation
func (G[int, V]) shadow() int { return 0 }
// CHECK: :[[#@LINE-1]]:40: cannot use 0 (untyped int constant) as int /* with int declared at {{.*}}generic-decls.go{{.*}} value in return statement
func (S[T]) none()           {} // CHECK: :[[#@LINE]]:7: S is not a generic type
func (*G[K, V]) ptr() (k K, v V) { return }


var v1 G // CHECK: :[[#@LINE]]:8: cannot use generic type G[K comparable, V any] without instantiation
var v2 G[int] // CHECK: :[[#@LINE]]:8: not enough type arguments for type G: have 1, want 2
var v3 G[int, int, int] // CHECK: :[[#@LINE]]:8: too many type arguments for type G: have 3, want 2
var v4 G[func(), int] // CHECK: :[[#@LINE]]:14: func() does not satisfy comparable
var v5 *G[number, int] // CHECK: :[[#@LINE]]:11: cannot use type number outside a type constraint: interface contains type constraints
var v6 Named[int] // CHECK: :[[#@LINE]]:8: invalid operation: Named[int] (Named is not a generic type)
var v7 = G{} // CHECK: :[[#@LINE]]:10: cannot use generic type G[K comparable, V any] without instantiation
var v8 []G // CHECK: :[[#@LINE]]:10: cannot use generic type G[K comparable, V any] without instantiation
var f1 = fn // CHECK: :[[#@LINE]]:10: cannot use generic function fn without instantiation
var n1 number // CHECK: :[[#@LINE]]:8: cannot use type number outside a type constraint: interface contains type constraints

func fn[T number](x T) {}

func generic[P any, Q *P](p P, q Q) {
	_ = p.x // CHECK: :[[#@LINE]]:8: p.x undefined (type P has no field or method x)
	q.m() // CHECK: :[[#@LINE]]:4: q.m undefined (type Q has no field or method m)
	*q = p
	var pp *P
	pp.m() // CHECK: :[[#@LINE]]:5: pp.m undefined (type *P is pointer to type parameter, not type parameter)
	type local[T any] struct{ x T }
	var l local[int]
	_ = l
	switch p.(type) { // CHECK: :[[#@LINE]]:9: cannot use type switch on type parameter value p (variable of type P constrained by any)
	}
}
