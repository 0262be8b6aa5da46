// RUN: %run-matrix --asan %s

// What a finalizer needs outlives the frame that set it: the object, the function's record with its
// captures, and what they point to, though nothing else refers to them.
package main

import "runtime"

type T struct {
	n    int
	next *T
}

var log [64]int
var n int

func note(i int) {
	if n < len(log) {
		log[n] = i
	}
	n++
}

func (t *T) done() { note(1000 + t.n) }

// The object and the record are made in a frame that is gone when the finalizer runs.
//
//go:noinline
func captured(k int) {
	t := &T{n: k}
	extra := [3]int{k, k * 2, k * 3}
	p := &extra
	runtime.SetFinalizer(t, func(t *T) { note(t.n + p[1] + extra[2]) })
}

//go:noinline
func method(k int) {
	t := &T{n: k, next: &T{n: -k}}
	runtime.SetFinalizer(t, (*T).done)
}

// A method value keeps its receiver.
//
//go:noinline
func bound(k int) {
	keeper := T{n: k}
	runtime.SetFinalizer(&T{n: k + 1}, keeper.finish)
}

func (t T) finish(dead *T) { note(t.n*100 + dead.n) }

// The object is stored again by its finalizer: it is whole, and dies a second time without one.
var saved *T

//go:noinline
func again() {
	inner := T{n: 7}
	runtime.SetFinalizer(&T{n: 6, next: &inner}, func(t *T) { saved = t })
}

// Through a helper that only forwards: the summary must say that both leak.
func forward(x *T, f func(*T)) { runtime.SetFinalizer(x, f) }

//go:noinline
func forwarded(k int) {
	t := T{n: k}
	sum := 5
	forward(&t, func(t *T) { sum += t.n; note(sum) })
}

// Set and taken back.
//
//go:noinline
func removed() {
	t := &T{n: 99}
	runtime.SetFinalizer(t, func(t *T) { note(t.n) })
	runtime.SetFinalizer(t, nil)
}

//go:noinline
func scribble(d int) int {
	var a [64]int
	for i := range a {
		a[i] = -d
	}
	if d > 0 {
		return scribble(d-1) + a[d&63]
	}
	return a[0]
}

func collect() {
	for i := 0; i < 4; i++ {
		scribble(20)
		runtime.GC()
		runtime.Gosched()
	}
}

func has(v int) bool {
	for i := 0; i < n && i < len(log); i++ {
		if log[i] == v {
			return true
		}
	}
	return false
}

func main() {
	for k := 1; k <= 8; k++ {
		captured(k)
		method(k)
		bound(k)
		forwarded(k)
	}
	again()
	removed()
	collect()
	count := [4]int{}
	for k := 1; k <= 8; k++ {
		// A conservative frame may keep one or the other alive: most must have run.
		if has(k + 2*k + 3*k) {
			count[0]++
		}
		if has(1000 + k) {
			count[1]++
		}
		if has(k*100 + k + 1) {
			count[2]++
		}
		if has(5 + k) {
			count[3]++
		}
	}
	println(count[0] >= 6, count[1] >= 6, count[2] >= 6, count[3] >= 6) // OUTPUT: true true true true
	println(n <= 32, has(99))                                           // OUTPUT: true false
	if saved != nil {
		println(saved.n, saved.next.n) // OUTPUT: 6 7
	}
}
