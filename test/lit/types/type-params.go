// What can be done with values whose type is a type parameter; sizes and comparability of instances.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe"

type T[P any] struct{ f P }
type Arr[P any] [3]P
type Tree[K interface{ Less(K) bool }, V any] struct {
	l, r *Tree[K, V]
	k    K
	v    V
}
type key int

func (a key) Less(b key) bool { return a < b }

type badkey string

func (a badkey) Less(b key) bool { return true }

var _ Tree[key, int]
var _ Tree[badkey, int] // CHECK: :[[#@LINE]]:12: badkey does not satisfy interface{Less(badkey) bool} (wrong type for method Less)
// CHECK-NEXT: have Less(key) bool
// CHECK-NEXT: want Less(badkey) bool
var _ Tree[*key, int] // CHECK: :[[#@LINE]]:12: *key does not satisfy interface{Less(*key) bool} (wrong type for method Less)
// CHECK-NEXT: have Less(key) bool
// CHECK-NEXT: want Less(*key) bool
var _ Tree[Tree[key, int], int] // CHECK: :[[#@LINE]]:12: Tree[key, int] does not satisfy interface{Less(Tree[key, int]) bool} (missing method Less)
var _ map[T[func()]]int // CHECK: :[[#@LINE]]:11: invalid map key type T[func()]
var _ map[T[int]]int
var _ map[Arr[any]]T[[]int]

const c1 = unsafe.Sizeof(T[int32]{})
const c2 = unsafe.Sizeof(Arr[T[int8]]{})

var a1 [c1]int = [4]int{}
var a2 [c2]int = [3]int{}
var a3 [unsafe.Sizeof(T[int64]{})]int = [4]int{} // CHECK: :[[#@LINE]]:41: cannot use [4]int{} (value of type [4]int) as [8]int value in variable declaration

func f[P any, Q comparable](p P, q Q) {
	const c = unsafe.Sizeof(p) // CHECK: :[[#@LINE]]:12: unsafe.Sizeof(p) (value of type uintptr) is not constant
	const d = unsafe.Sizeof(&p)
	_ = map[P]int{} // CHECK: :[[#@LINE]]:10: invalid map key type P (missing comparable constraint)
	_ = map[Q]int{}
	_ = map[T[P]]int{} // CHECK: :[[#@LINE]]:10: invalid map key type T[P]
	_ = map[T[Q]]int{}
	_ = p == p // CHECK: :[[#@LINE]]:6: invalid operation: p == p (incomparable types in type set)
	_ = q == q
	_ = T[P]{} == T[P]{} // CHECK: :[[#@LINE]]:6: invalid operation: T[P]{} == T[P]{} (struct containing P cannot be compared)
	_ = T[Q]{q} == T[Q]{q}
	_ = any(p) == any(q)
	_ = interface{}(p).(Q)
	_ = p.(int) // CHECK: :[[#@LINE]]:6: invalid operation: cannot use type assertion on type parameter value p (variable of type P constrained by any)
	var x interface{ m() } = p // CHECK: :[[#@LINE]]:6: declared and not used: x
// CHECK: :[[#@LINE-1]]:27: cannot use p (variable of type P constrained by any) as interface{m()} value in variable declaration
	switch any(p).(type) {
	case P, Q, int, T[int], T[P]:
	case T: // CHECK: :[[#@LINE]]:7: cannot use generic type T[P any] without instantiation
	}
	_ = P(nil) // CHECK: :[[#@LINE]]:8: cannot convert nil to type P
	_ = *new(P)
	var z P = 0 // CHECK: :[[#@LINE]]:6: declared and not used: z
// CHECK: :[[#@LINE-1]]:12: cannot use 0 (untyped int constant) as P value in variable declaration
	p = q // CHECK: :[[#@LINE]]:6: cannot use q (variable of type Q constrained by comparable) as P value in assignment
	p, q = q, p // CHECK: :[[#@LINE]]:9: cannot use q (variable of type Q constrained by comparable) as P value in multiple assignment
// CHECK: :[[#@LINE-1]]:12: cannot use p (variable of type P constrained by any) as Q value in multiple assignment
	p() // CHECK: :[[#@LINE]]:2: invalid operation: cannot call p (variable of type P constrained by any): no specific type
	for range p { // CHECK: :[[#@LINE]]:12: cannot range over p (variable of type P constrained by any): no specific type
	}
	p[0] = 1 // CHECK: :[[#@LINE]]:3: cannot index p (variable of type P constrained by any)
	p.f = 1 // CHECK: :[[#@LINE]]:4: p.f undefined (type P has no field or method f)
	_ = func(x P) P { return x }(q) // CHECK: :[[#@LINE]]:31: cannot use q (variable of type Q constrained by comparable) as P value in argument to func(x P) P {…}
	type L struct{ p P }
	var l L = L{q} // CHECK: :[[#@LINE]]:14: cannot use q (variable of type Q constrained by comparable) as P value in struct literal
	_ = l
	var fn func(P) = func(Q) {} // CHECK: :[[#@LINE]]:6: declared and not used: fn
// CHECK: :[[#@LINE-1]]:19: cannot use func(Q) {} (value of type func(Q)) as func(P) value in variable declaration
	_ = T[P]{f: q} // CHECK: :[[#@LINE]]:14: cannot use q (variable of type Q constrained by comparable) as P value in struct literal
	_ = &Arr[P]{p, q} // CHECK: :[[#@LINE]]:17: cannot use q (variable of type Q constrained by comparable) as P value in array or slice literal
	goto P // CHECK: :[[#@LINE]]:7: label P not defined
}

type E interface{ T[int] }
type Rec1 interface{ m() T[Rec1] }
type Rec2[P Rec2[P]] interface{ m() P }
type Loop[P Loop2[P]] struct{} // CHECK: :[[#@LINE]]:19: P does not satisfy Loop[P]
type Loop2[P Loop[P]] interface{}

func conflict[T any, U T](T) {} // CHECK: :[[#@LINE]]:24: cannot use a type parameter as constraint
func dup[T, T any]()         {} // CHECK: :[[#@LINE]]:13: T redeclared in this block
// CHECK-NEXT: :[[#@LINE-1]]:10: other declaration of T
func shadow[any any](x any)  {} // CHECK: :[[#@LINE]]:17: cannot use a type parameter as constraint
func self[T interface{ m() T }](x T) { x.m().m().m().n() } // CHECK: :[[#@LINE]]:54: x.m().m().m().n undefined (type T has no field or method n)
func use[f any](x f) { f(x) } // CHECK: :[[#@LINE]]:24: f(x) (value of type f constrained by any) is not used
func (T[P]) use(P)   {}
