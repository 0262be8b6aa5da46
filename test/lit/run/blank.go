// RUN: %run-matrix %s

// The blank identifier: evaluated and dropped; blank fields and parameters.
package main

type T struct {
	_ int
	a int
	_ string
}

func f(_ int, _ string, c int) (_ int, err error) { return c, nil }
func g() (a, _ int)                               { a = 4; return }
func tr(i int) int                                { println("tr", i); return i }

var _ = tr(1)
var x, _ = tr(2), tr(3)

func _()     { println("never") }
func (T) _() {}

func main() {
	_ = tr(4)
	_, _ = tr(5), tr(6)
	a, _ := f(tr(7), "", 8)
	println(a, x)
	println(g())
	var p *T
	func() {
		defer func() { println(recover() != nil) }()
		_ = p.a
	}()
	for _ = range 2 {
		print("r ")
	}
	println(T{a: 1} == T{a: 1})
	const _ = 1 << 3
	var _ any = tr(9)
	_, ok := any(1).(string)
	println(ok)
	s := []int{1, 2, 3}
	_, s[tr(1)] = tr(10), tr(11)
	println(s[1])
}

// OUTPUT: tr 1
// OUTPUT: tr 2
// OUTPUT: tr 3
// OUTPUT: tr 4
// OUTPUT: tr 5
// OUTPUT: tr 6
// OUTPUT: tr 7
// OUTPUT: 8 2
// OUTPUT: 4 0
// OUTPUT: true
// OUTPUT: r r true
// OUTPUT: tr 9
// OUTPUT: false
// OUTPUT: tr 1
// OUTPUT: tr 10
// OUTPUT: tr 11
// OUTPUT: 11
