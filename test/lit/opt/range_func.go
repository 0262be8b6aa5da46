// RUN: %golite-cc -O2 -g0 --emit-llvm --after-opt -o - %s | FileCheck %s

// Iterators and the bodies of their loops are inlined: nothing is called, nothing is made, no state is kept. So are
// iterators over iterators.
package main

func count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func filter(seq func(func(int) bool), pred func(int) bool) func(func(int) bool) {
	return func(yield func(int) bool) {
		for v := range seq {
			if pred(v) && !yield(v) {
				return
			}
		}
	}
}

func apply(seq func(func(int) bool), f func(int) int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for v := range seq {
			if !yield(f(v)) {
				return
			}
		}
	}
}

type list struct {
	next *list
	v    int
}

func (l *list) all(yield func(int, int) bool) {
	i := 0
	for ; l != nil; l = l.next {
		if !yield(i, l.v) {
			return
		}
		i++
	}
}

// CHECK-LABEL: define {{.*}}@main.chain(
// CHECK-NOT: call
// CHECK-NOT: alloca
// CHECK: {{^}$}}
//
//go:noinline
func chain(n int) int {
	s := 0
	for i := range apply(filter(count(n), func(i int) bool { return i%2 == 0 }), func(i int) int { return i * i }) {
		if i > 1000000 {
			break
		}
		s += i
	}
	return s
}

// CHECK-LABEL: define {{.*}}@main.walk(
// CHECK-NOT: call
// CHECK-NOT: alloca
// CHECK: {{^}$}}
//
//go:noinline
func walk(l *list) (r int) {
	for i, v := range l.all {
		if v < 0 {
			return i
		}
		r += i * v
	}
	return
}

func main() {
	println(chain(100), walk(&list{&list{&list{nil, 3}, -2}, 5}))
}
