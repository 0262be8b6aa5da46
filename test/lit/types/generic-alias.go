// Generic aliases: declaration, instantiation, what stands behind them.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type Pair[K comparable, V any] struct {
	Key K
	Val V
}
type S[V any] = Pair[string, V]
type F[V any] = func(V) S[V]
type Id[T any] = T // CHECK: :[[#@LINE]]:18: cannot use type parameter declared in alias declaration as RHS
type P[T any] = *T
type Rec[T any] = struct{ next *Rec[T] } // CHECK: :[[#@LINE]]:6: invalid recursive type: Rec refers to itself
type N[T any] struct{ a RecN[T] }
type RecN[T any] = []N[T]
type Con[T any] = interface{ ~[]T }
type Num = interface{ ~int | ~string }
type C2[T Num] = []T
type G = Pair // CHECK: :[[#@LINE]]:10: cannot use generic type Pair[K comparable, V any] without instantiation
type A3[T any] = Pair[T, int] // CHECK: :[[#@LINE]]:23: T does not satisfy comparable
type Unused[T any] = int

var s1 S[int]
var s2 S // CHECK: :[[#@LINE]]:8: cannot use generic type S[V any] without instantiation
var s3 S[int, int] // CHECK: :[[#@LINE]]:8: too many type arguments for type S: have 2, want 1
var f1 F[int] = func(x int) S[int] { return S[int]{"", x} }
var f2 F[int] = func(x int) S[string] { return S[string]{} }
// CHECK: :[[#@LINE-1]]:17: cannot use func(x int) S[string] {…} (value of type func(x int) S[string]) as F[int] value in variable declaration
var p1 P[int] = 3 // CHECK: :[[#@LINE]]:17: cannot use 3 (untyped int constant) as P[int] value in variable declaration
var c2 C2[bool] // CHECK: :[[#@LINE]]:11: bool does not satisfy Num (bool missing in ~int | ~string)
var a3 A3[func()]
var u Unused[string] = 1.5 // CHECK: :[[#@LINE]]:24: cannot use 1.5 (untyped float constant) as Unused[string] value in variable declaration (truncated)
var n N[int] = 1 // CHECK: :[[#@LINE]]:16: cannot use 1 (untyped int constant) as N[int] value in variable declaration

func (s S[V]) m()      {} // CHECK: :[[#@LINE]]:9: cannot define new methods on generic alias type S[V any]
func (s S[int]) m2()   {} // CHECK: :[[#@LINE]]:9: cannot define new methods on generic alias type S[V any]

func f[T Con[int]](x T) { _ = x[0] + "" } // CHECK: :[[#@LINE]]:31: invalid operation: x[0] + "" (mismatched types int and untyped string)
func g() {
	s1.Val = "" // CHECK: :[[#@LINE]]:11: cannot use "" (untyped string constant) as int value in assignment
	s1.Nope = 1 // CHECK: :[[#@LINE]]:5: s1.Nope undefined (type S[int] has no field or method Nope)
	var x Pair[string, int] = s1
	var y Pair[string, string] = s1 // CHECK: :[[#@LINE]]:31: cannot use s1 (variable of struct type S[int]) as Pair[string, string] value in variable declaration
	f([]int{})
	f([]string{}) // CHECK: :[[#@LINE]]:3: in call to f, T (type []string) does not satisfy Con[int]
	f[Con[int]](nil) // CHECK: :[[#@LINE]]:4: cannot use type Con[int] outside a type constraint: interface contains type constraints
	_, _ = x, y
	type L[T any] = []T
	var l L[int] = []string{} // CHECK: :[[#@LINE]]:17: cannot use []string{} (value of type []string) as L[int] value in variable declaration
	_ = l
	_ = S[int]{Key: 1} // CHECK: :[[#@LINE]]:18: cannot use 1 (untyped int constant) as string value in struct literal
	_ = Rec[int]{}
}
