// A type switch may name types of which no value is ever made, with methods.
// RUN: %run-matrix %s
// OUTPUT: 0 0
package main

type setter[T any] interface{ Set(T) }
type a[T any] struct{}
type b[T any] struct{ n int }

func (a[T]) Set(T)  {}
func (*b[T]) Set(T) {}

//go:noinline
func which[T any](s setter[T]) int {
	switch s.(type) {
	case a[T]:
		return 1
	case *b[T]:
		return 2
	}
	return 0
}

func main() {
	println(which[string](nil), which[int](nil))
}
