// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
//go:build go1.21

package p

func f(s []int, fn func(func(int) bool)) {
	for range 10 { // CHECK: :[[#@LINE]]:12: cannot range over 10 (untyped int constant): requires go1.22 or later (file declares //go:build go1.21)
	}
	for range fn { // CHECK: :[[#@LINE]]:12: cannot range over fn (variable of type func(func(int) bool)): requires go1.23 or later (file declares //go:build go1.21)
	}
	clear(s)
	_ = new(3) // CHECK: :[[#@LINE]]:6: new(3) requires go1.26 or later (file declares //go:build go1.21)
	_ = [2]int(s)
	_ = min(1, 2)
}

type E struct{ x int }
type S struct{ E }

var _ = S{x: 1} // CHECK: :[[#@LINE]]:11: use of promoted field E.x in struct literal of type S requires go1.27 or later (file declares //go:build go1.21)
