// Each kind of site and each fate of a parameter has gc's words.
// RUN: %golite-cc -m -l %s 2>&1 | FileCheck --implicit-check-not=: %s
package p

type T struct {
	a, b *int
	s    string
}

func (t *T) M() *int { return t.a } // CHECK: wording.go:[[#@LINE]]:7: leaking param: t to result 0 level=1
func (t T) V() *int  { return t.b } // CHECK: wording.go:[[#@LINE]]:7: leaking param: t to result 0 level=0

var g any
var gs []*int

func variable() *int {
	x := 1 // CHECK: wording.go:[[#@LINE]]:2: moved to heap: x
	return &x
}

func parameter(x int) *int { // CHECK: wording.go:[[#@LINE]]:16: moved to heap: x
	return &x
}

func composite(b bool) *T {
	if b {
		return new(T) // CHECK: wording.go:[[#@LINE]]:13: new(T) escapes to heap
	}
	_ = &T{}               // CHECK: wording.go:[[#@LINE]]:6: &T{} does not escape
	return &T{a: new(int)} // CHECK: wording.go:[[#@LINE]]:9: &T{...} escapes to heap
	// CHECK-NEXT: wording.go:[[#@LINE-1]]:18: new(int) escapes to heap
}

func slices(n int) []int {
	_ = []int{1, 2}      // CHECK: wording.go:[[#@LINE]]:11: []int{...} does not escape
	s := make([]int, 10) // CHECK: wording.go:[[#@LINE]]:11: make([]int, 10) does not escape
	_ = s
	t := make([]int, n) // CHECK: wording.go:[[#@LINE]]:11: make([]int, n) escapes to heap
	return append(t, 1) // CHECK: wording.go:[[#@LINE]]:15: append escapes to heap
}

func text(a, b string) string { // CHECK: wording.go:[[#@LINE]]:11: a does not escape
	// CHECK-NEXT: wording.go:[[#@LINE-1]]:14: b does not escape
	return a + b // CHECK: wording.go:[[#@LINE]]:11: a + b escapes to heap
}

func closure(x int) func() int { // CHECK: wording.go:[[#@LINE]]:14: moved to heap: x
	f := func() int { return x } // CHECK: wording.go:[[#@LINE]]:7: func literal does not escape
	x = f()
	return func() int { return x } // CHECK: wording.go:[[#@LINE]]:9: func literal escapes to heap
}

func methodValue(t *T) int { // CHECK: wording.go:[[#@LINE]]:18: t does not escape
	f := t.M // CHECK: wording.go:[[#@LINE]]:8: t.M does not escape
	return *f()
}

func box(x, y int) {
	g = x      // CHECK: wording.go:[[#@LINE]]:6: x escapes to heap
	_ = any(y) // CHECK: wording.go:[[#@LINE]]:{{[0-9]+}}: any(y) does not escape
}

func keep(p *int) { // CHECK: wording.go:[[#@LINE]]:11: leaking param: p
	g = p
}

func keepContent(p **int) { // CHECK: wording.go:[[#@LINE]]:18: leaking param content: p
	g = *p
}

func set(t *T, p *int) { // CHECK: wording.go:[[#@LINE]]:10: t does not escape
	// CHECK-NEXT: wording.go:[[#@LINE-1]]:16: leaking param: p
	t.a = p
}

func named(p, q *int) (a, b *int) { // CHECK: wording.go:[[#@LINE]]:12: leaking param: p to result b level=0
	// CHECK-NEXT: wording.go:[[#@LINE-1]]:15: leaking param: q to result a level=0
	return q, p
}

func variadic(ps ...*int) { // CHECK: wording.go:[[#@LINE]]:15: ps does not escape
}

func call(p *int) { // CHECK: wording.go:[[#@LINE]]:11: p does not escape
	variadic(p, nil) // CHECK: wording.go:[[#@LINE]]:10: ... argument does not escape
}

func unnamed(_ *int, _ string, n int) {}
