// Programs that reach generic code are refused at its declaration; what is only declared does no harm.
// RUN: not %golite-cc --max-errors=0 --emit=gir %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package main

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) first() K        { return p.key } // CHECK-DAG: :[[#@LINE]]:21: type parameters are not supported yet
func (p pair[K, V]) unused() (x V)   { return }
func (p *pair[K, V]) generic[Q any]() (q Q) { return }

type set[T comparable] = pair[T, struct{}]

func apply[T, U any](x T, f func(T) U) U { return f(x) } // CHECK-DAG: :[[#@LINE]]:6: type parameters are not supported yet
func unused[T any](x T)                  { var y any = x; _ = y }

func main() {
	var s set[int]
	println(s.key, s.first())
	s.generic[string]() // CHECK-DAG: :[[#@LINE]]:11: type parameters are not supported yet
	f := apply[int, string] // CHECK-DAG: :[[#@LINE]]:12: type parameters are not supported yet
	println(f(1, func(int) string { return "" }))
	println(apply(2, func(int) string { return "" }))
}
