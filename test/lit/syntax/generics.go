// RUN: %golite-cc --emit=ast %s | FileCheck %s
// Type parameters and what looks like them.
package p

type A[N]int
// CHECK: TYPE_DECL [[#@LINE-1]]:6
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type: ARRAY_TYPE [[#@LINE-3]]:7
type B[N * M]int
// CHECK: TYPE_DECL [[#@LINE-1]]:6
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type: ARRAY_TYPE
// CHECK-NEXT: len: BINARY [[#@LINE-4]]:10
type C[P *M,] int
// CHECK: TYPE_DECL [[#@LINE-1]]:6
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type-param: FIELD [[#@LINE-3]]:8
// CHECK-NEXT: name: IDENT [[#@LINE-4]]:8 P
// CHECK-NEXT: type: STAR [[#@LINE-5]]:10
type D[P *[]int] int
// CHECK: TYPE_DECL [[#@LINE-1]]:6
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type-param: FIELD
type E[P, Q interface{ ~int | *string }, R []Q] = map[P]R
// CHECK: TYPE_DECL [[#@LINE-1]]:6 alias
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type-param: FIELD
// CHECK-NEXT: name: IDENT [[#@LINE-4]]:8 P
// CHECK-NEXT: type: INTERFACE_TYPE
// CHECK-NEXT: FIELD [[#@LINE-6]]:24 embedded
// CHECK-NEXT: type: BINARY
// CHECK-NEXT: UNARY [[#@LINE-8]]:24 ~
// CHECK-NEXT: IDENT
// CHECK-NEXT: | [[#@LINE-10]]:29
// CHECK-NEXT: STAR
func f[T any, U ~[]T](x T, y ...U) (r T, err error) { return f[T](g[int, string](x), y...) }
// CHECK: FUNC_DECL [[#@LINE-1]]:6
// CHECK-NEXT: name: IDENT [[#@LINE-2]]:6 f
// CHECK-NEXT: type: FUNC_TYPE [[#@LINE-3]]:7
// CHECK-NEXT: type-param: FIELD [[#@LINE-4]]:8
// CHECK: param: FIELD [[#@LINE-5]]:28
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type: ELLIPSIS [[#@LINE-7]]:30
// CHECK: result: FIELD [[#@LINE-8]]:37
// CHECK: CALL [[#@LINE-9]]:66 ...
// CHECK-NEXT: fun: INDEX [[#@LINE-10]]:63
// CHECK: arg: CALL
// CHECK-NEXT: fun: INDEX
// CHECK-NEXT: IDENT {{.*}} g
// CHECK-NEXT: index: IDENT {{.*}} int
// CHECK-NEXT: index: IDENT {{.*}} string
func (r *List[_, T]) m[U any](u U) {}
// CHECK: FUNC_DECL [[#@LINE-1]]:6
// CHECK-NEXT: recv: FIELD [[#@LINE-2]]:7
// CHECK-NEXT: name: IDENT
// CHECK-NEXT: type: STAR
// CHECK-NEXT: INDEX
// CHECK: type-param: FIELD [[#@LINE-6]]:24

type s struct {
	L[int]   // CHECK: FIELD [[#@LINE]]:2 embedded
	m [n]int // CHECK: FIELD [[#@LINE]]:2
	// CHECK-NEXT: name: IDENT
	// CHECK-NEXT: type: ARRAY_TYPE
	p.Q[T] // CHECK: FIELD [[#@LINE]]:2 embedded
}
