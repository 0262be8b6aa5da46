// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func generic[T any](x T) T { return x } // CHECK: :[[#@LINE]]:14: type parameters not supported yet

type list[T any] struct{ next *list[T] } // CHECK: :[[#@LINE]]:11: type parameters not supported yet

func (l *list[T]) push(x T) {}

type number interface{ ~int | ~float64 } // CHECK: :[[#@LINE]]:24: type constraint not supported yet
type integer interface{ int } // CHECK: :[[#@LINE]]:25: type constraint not supported yet

var l list[int]
var x = generic(1)
var y = generic[string]("a")
var z = x + y

func f() {
	l.push(1)
	type local[T any] []T // CHECK: :[[#@LINE]]:13: type parameters not supported yet
}
