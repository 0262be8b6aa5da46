// Generic types that contain themselves.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type T1[P any] struct{ f T1[P] } // CHECK: :[[#@LINE]]:26: invalid recursive type: T1[P] refers to itself
type T2[P any] struct{ f *T2[P] }
type T3[P any] struct{ f P }
type T4 struct{ f T3[T4] } // CHECK: :[[#@LINE]]:6: invalid recursive type T4
// CHECK-NEXT: :[[#@LINE-1]]:6: T4 refers to T3[T4]
// CHECK-NEXT: :[[#@LINE-2]]:19: T3[T4] refers to T4
type T5[P any] struct{ f T3[T5[P]] } // CHECK: :[[#@LINE]]:29: invalid recursive type T5[P]
// CHECK-NEXT: :[[#@LINE-1]]:29: T5[P] refers to T3[T5[P{{\]\]}}
// CHECK-NEXT: :[[#@LINE-2]]:26: T3[T5[P{{\]\]}} refers to T5[P]
type T6 struct{ f T3[*T6] }
type T7[P any] T8[P] // CHECK: :[[#@LINE]]:16: invalid recursive type T8[P]
// CHECK-NEXT: :[[#@LINE-1]]:16: T8[P] refers to T7[P]
// CHECK-NEXT: :[[#@LINE+1]]:16: T7[P] refers to T8[P]
type T8[P any] T7[P]
type T9[P any] [2]T9[*P] // CHECK: :[[#@LINE]]:19: invalid recursive type: T9[*P] refers to itself
type T10[P any] struct{ x T3[T3[P]] }
type I1[P any] interface{ I2[P] } // CHECK: :[[#@LINE]]:27: invalid recursive type I2[P]
// CHECK-NEXT: :[[#@LINE-1]]:27: I2[P] refers to I1[P]
// CHECK-NEXT: :[[#@LINE+1]]:27: I1[P] refers to I2[P]
type I2[P any] interface{ I1[P] }
type T12 []T3[T12]
type T13 func(T3[T13]) T1[int]
type T14[P interface{ m(T14[P]) }] struct{}
type Adder[A Adder[A]] interface{ Add(A) A }
type Node[N interface{ Edges() []E }, E interface{ Nodes() (a, b N) }] struct{ n N; e E }
