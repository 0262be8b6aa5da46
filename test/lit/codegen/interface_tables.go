// RUN: %run-matrix %s
package main

// Values of one dynamic type are equal, whatever interface they came through; methods are found by
// name in every table.

type (
	A  interface{ M() int }
	B  interface{ M() int }
	AN interface {
		M() int
		N() string
	}
)

type T struct{ n int }

func (t T) M() int    { return t.n }
func (t T) N() string { return "T" }

type P struct{ *T } // stored in the data word itself

type big struct {
	T
	pad [6]int
}

func describe(x any) {
	switch v := x.(type) {
	case AN:
		println("AN", v.M(), v.N())
	case A:
		println("A", v.M())
	case nil:
		println("nil")
	default:
		println("other")
	}
}

func main() {
	t := T{4}
	var a A = t
	var b B = a
	var c B = t
	var d interface{ M() int } = c
	println(b == c, a == b, a == A(d), d == c) // OUTPUT: true true true true
	an := a.(AN)
	println(an.N(), an.M(), an == a) // OUTPUT: T 4 true
	describe(t)                      // OUTPUT: AN 4 T
	describe(P{&t})                  // OUTPUT: AN 4 T
	describe(&big{T: T{9}})          // OUTPUT: AN 9 T
	describe(big{T: T{8}})           // OUTPUT: AN 8 T
	describe(nil)                    // OUTPUT: nil
	describe(struct{}{})             // OUTPUT: other
	p, ok := any(P{&t}).(P)
	println(ok, p.n) // OUTPUT: true 4
	g, ok := any(big{T: T{7}, pad: [6]int{5: 1}}).(big)
	println(ok, g.n, g.pad[5]) // OUTPUT: true 7 1
	g, ok = any(t).(big)
	println(ok, g.n, g.pad[5]) // OUTPUT: false 0 0
	f := an.M
	println(f(), AN.N(an), (*T).M(&t)) // OUTPUT: 4 T 4
}
