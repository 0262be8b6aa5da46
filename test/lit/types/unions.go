// Terms of constraints.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type MyInt int
type M interface{ m() }
type C interface{ comparable }
type U1 interface{ int | int } // CHECK: :[[#@LINE]]:26: overlapping terms int and int
type U2 interface{ int | ~int } // CHECK: :[[#@LINE]]:26: overlapping terms ~int and int
type U3 interface{ ~int | MyInt } // CHECK: :[[#@LINE]]:27: overlapping terms p.MyInt and ~int
type U4 interface{ ~MyInt } // CHECK: :[[#@LINE]]:20: invalid use of ~ (underlying type of MyInt is int)
type U5 interface{ ~error | int } // CHECK: :[[#@LINE]]:20: invalid use of ~ (error is an interface)
type U6 interface{ M | int } // CHECK: :[[#@LINE]]:20: cannot use p.M in union (p.M contains methods)
type U7 interface{ C | int } // CHECK: :[[#@LINE]]:20: cannot use p.C in union (p.C embeds comparable)
type U8 interface{ comparable | int } // CHECK: :[[#@LINE]]:20: cannot use comparable in union
type U9 interface{ any | int }
type U10 interface {
	~struct{ x int } | ~struct{ x int } // CHECK: :[[#@LINE]]:21: overlapping terms ~struct{x int} and ~struct{x int}
}
type U11 interface{ ~[]int | []int | map[string]int } // CHECK: :[[#@LINE]]:30: overlapping terms []int and ~[]int
type U12 interface {
	U1x | string
	U13
}
type U1x interface{ int | uint }
type U13 interface{ ~int | ~string }

func ok[T U12](x T) bool { return x == x }
func _[T int | MyInt | error](x T) {} // CHECK: :[[#@LINE]]:24: cannot use error in union (error contains methods)
func _[T interface{ ~int; String() string }](x T) { x.String(); _ = x + 1 }
func _[T *int,](x T) { _ = *x }
type A [T ^ int]int // CHECK: :[[#@LINE]]:9: undefined: T
// CHECK: :[[#@LINE-1]]:13: int (type) is not an expression
