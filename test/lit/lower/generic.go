// One function for each generic function and list of type arguments, made only when it is reached;
// calls in it go straight to the methods of the arguments.
// RUN: %golite-cc --emit=gir %s | FileCheck --implicit-check-not=unused %s
package main

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) first() K                 { return p.key }
func (p *pair[K, V]) unused() (x V)           { return }
func (p *pair[K, V]) generic[Q any]() (q Q)   { return }
func apply[T, U any](x T, f func(T) U) U      { return f(x) }
func unused[T any](x T)                       { var y any = x; _ = y }
func Sum[T int | string](x ...T) (s T) {
	for _, y := range x {
		s += y
	}
	return
}

type set[T comparable] = pair[T, struct{}]
type stringer interface{ text() string }
type word string
type cell struct{ n int }

func (w word) text() string      { return string(w) }
func (c *cell) text() string     { return "cell" }
func show[T stringer](x T) string { return x.text() }
func local[T any](x T) any {
	type box struct{ x T }
	return box{x}
}

func main() {
	var s set[int]
	println(s.first(), s.generic[string]())
	f := apply[int, string]
	println(f(1, func(int) string { return "" }))
	println(apply(2, func(int) string { return "x" }))
	println(Sum(1, 2), Sum("a", "b"), Sum(3))
	println(show(word("w")), show(&cell{}), show[stringer](word("x")))
	println(local(1) == local("s"))
}

// CHECK-LABEL: func main.main(
// CHECK: call main.pair[int,struct {}].first
// CHECK: call main.(*pair[int,struct {}]).generic[string]
// CHECK: copy func main.apply[int,string]
// CHECK: call main.apply[int,string] 2
// CHECK: call main.Sum[int]
// CHECK: call main.Sum[string]
// CHECK: call main.Sum[int]

// CHECK-LABEL: func main.(*pair[int,struct {}]).generic[string](%p.1 *main.pair[int,struct {}]) (%q.2 string)
// CHECK-LABEL: func main.apply[int,string](%x.1 int, %f.2 func(int) string) (%3 string)
// CHECK-LABEL: func main.Sum[int](
// CHECK: = + %s.2
// CHECK-LABEL: func main.Sum[string](
// CHECK: concat
// CHECK-LABEL: func main.show[main.word](
// CHECK: call main.word.text %x.1
// CHECK-LABEL: func main.show[*main.cell](
// CHECK: call main.(*cell).text %x.1
// CHECK-LABEL: func main.show[main.stringer](
// CHECK: call %x.1.text
// CHECK-LABEL: func main.local[int](
// CHECK: mkiface (main.box[int])
// CHECK-LABEL: func main.local[string](
// CHECK: mkiface (main.box[string])
// CHECK-LABEL: func main.pair[int,struct {}].first(%p.1 main.pair[int,struct {}]) (%2 int)
