// RUN: %run-matrix %s

// Methods through embedding, interfaces, method values and expressions; what panics say; deferred
// calls of every kind recover.
package main

import "runtime"

type T struct{ n int }

func (t T) V() int  { return t.n }
func (t *T) P() int { t.n++; return t.n }
func (t T) R() any  { return recover() }

type I interface{ V() int }
type J interface {
	I
	P() int
}

type E1 struct{ T }
type E2 struct{ *T }
type E3 struct{ I }
type E4 struct {
	E2
	name string
}
type Fn func(int) int

func (f Fn) V() int { return f(5) }

type Ptr1 struct{ p *int }

func (p Ptr1) V() int { return *p.p }

type Arr1 [1]*int

func (a Arr1) V() int { return *a[0] }

type Empty struct{}

func (Empty) V() int { return 42 }

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			println(name, "rt", e.Error())
		} else if e, ok := r.(error); ok {
			println(name, "err", e.Error())
		} else if s, ok := r.(string); ok {
			println(name, "str", s)
		} else if i, ok := r.(int); ok {
			println(name, "int", i)
		} else {
			println(name, r == nil)
		}
	}()
	f()
}

type myErr struct{ s string }

func (e *myErr) Error() string { return e.s }

func retErr(b bool) error {
	if b {
		return &myErr{"bad"}
	}
	return nil
}

func recoverer() any { return recover() }

type R struct{}

func (R) Do()   { println("R.Do", recover() != nil) }
func (*R) DoP() { println("R.DoP", recover() != nil) }

type Doer interface{ Do() }
type ER struct{ R }
type EPR struct{ *R }
type EDoer struct{ Doer }

func deferKinds() {
	kinds := []func(){
		func() { defer R{}.Do(); panic(1) },
		func() { defer (&R{}).Do(); panic(1) },
		func() { defer (&R{}).DoP(); panic(1) },
		func() { defer ER{}.Do(); panic(1) },
		func() { defer (&ER{}).DoP(); panic(1) },
		func() { defer EPR{&R{}}.Do(); panic(1) },
		func() { defer EPR{&R{}}.DoP(); panic(1) },
		func() { var d Doer = R{}; defer d.Do(); panic(1) },
		func() { var d Doer = &R{}; defer d.Do(); panic(1) },
		func() { var d Doer = ER{}; defer d.Do(); panic(1) },
		func() { var d Doer = EDoer{&ER{}}; defer d.Do(); panic(1) },
		func() { defer EDoer{ER{}}.Do(); panic(1) },
		func() { f := R{}.Do; defer f(); panic(1) },
		func() { var d Doer = R{}; f := d.Do; defer f(); panic(1) },
		func() { f := R.Do; defer f(R{}); panic(1) },
		func() { f := (*R).DoP; defer f(&R{}); panic(1) },
		func() { defer R.Do(R{}); panic(1) },
		func() { defer Doer.Do(R{}); panic(1) },
		func() { f := Doer.Do; defer f(ER{}); panic(1) },
		func() { defer func(x int) { println("lit", x, recover() != nil) }(3); panic(1) },
	}
	for i, k := range kinds {
		func() {
			defer func() {
				if recover() != nil {
					println("NOT RECOVERED", i)
				}
			}()
			k()
		}()
	}
}

func main() {
	x := 7
	for _, i := range []I{T{1}, &T{2}, E1{T{3}}, &E1{T{4}}, E2{&T{5}}, &E2{&T{6}}, E3{T{7}}, &E3{&T{8}}, E4{E2{&T{9}}, "n"},
		Fn(func(a int) int { return a * x }), Ptr1{&x}, Arr1{&x}, Empty{}, &Empty{}} {
		print(i.V(), " ")
		if j, ok := i.(J); ok {
			print("J", j.P(), " ")
		}
		switch t := i.(type) {
		case T:
			print("T", t.n)
		case *T, *E1:
			print("ptr")
		case E1:
			print("E1", t.T.n)
		case J:
			print("J", t.V())
		case nil:
			print("nil")
		default:
			print("def")
		}
		println()
	}
	var nt *T
	var ni I
	var ne2 E2
	var fn func()
	var arr []int
	var a5 [5]int
	var ip *int
	var np *P4
	var nilE3 E3
	var anyv any = "str"
	zero := 0
	neg := -1
	try("nil ptr value method", func() { println(nt.V()) })
	try("nil iface", func() { println(ni.V()) })
	try("nil iface mv", func() { f := ni.V; println(f()) })
	try("embedded nil", func() { println(ne2.V()) })
	try("nil func", func() { fn() })
	try("index", func() { println(arr[zero]) })
	try("index neg", func() { println(a5[neg+zero]) })
	try("slice", func() { println(len(a5[3+zero : 2+zero])) })
	try("div", func() { println(5 / zero) })
	try("mod", func() { println(5 % zero) })
	try("shift", func() { println(5 << neg) })
	try("deref", func() { println(*ip) })
	try("deref discard", func() { _ = *ip })
	try("field addr", func() { println(&np.b != nil) })
	try("assert", func() { println(anyv.(int)) })
	try("assert iface", func() { println(anyv.(I).V()) })
	try("assert nil", func() { anyv = nil; println(anyv.(int)) })
	try("nilE3", func() { println(nilE3.V()) })
	try("to array", func() { println([4]int(arr)[0]) })
	try("cmp", func() { var a, b any = arr, arr; println(a == b) })
	try("cmp struct", func() {
		var a, b any = struct{ x any }{arr}, struct{ x any }{arr}
		println(a == b)
	})
	try("make", func() { println(len(make([]int, neg))) })
	try("make cap", func() { println(len(make([]int, 2+zero, 1+zero))) })
	try("string", func() { s := "abc"; println(s[3+zero]) })
	try("custom", func() { panic(retErr(true)) })
	try("string panic", func() { panic("boo") })
	try("none", func() {})
	try("store order", func() {
		var p *P4
		p.a = sideEffect()
	})
	try("idx order", func() {
		arr[zero] = sideEffect()
	})
	try("call nil func arg", func() {
		var f func(int)
		f(sideEffect())
	})
	println(retErr(false) == nil, retErr(true).Error())
	println(recoverer() == nil)
	deferKinds()
}

func sideEffect() int { print("side "); return 1 }

type P4 struct{ a, b int }

// OUTPUT: 1 T1
// OUTPUT: 2 J3 ptr
// OUTPUT: 3 E13
// OUTPUT: 4 J5 ptr
// OUTPUT: 5 J6 J6
// OUTPUT: 6 J7 J7
// OUTPUT: 7 def
// OUTPUT: 8 def
// OUTPUT: 9 J10 J10
// OUTPUT: 35 def
// OUTPUT: 7 def
// OUTPUT: 7 def
// OUTPUT: 42 def
// OUTPUT: 42 def
// OUTPUT: nil ptr value method rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: nil iface rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: nil iface mv rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: embedded nil rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: nil func rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: index rt runtime error: index out of range [0] with length 0
// OUTPUT: index neg rt runtime error: index out of range [-1]
// OUTPUT: slice rt runtime error: slice bounds out of range [3:2]
// OUTPUT: div rt runtime error: integer divide by zero
// OUTPUT: mod rt runtime error: integer divide by zero
// OUTPUT: shift rt runtime error: negative shift amount
// OUTPUT: deref rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: deref discard rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: field addr rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: assert rt interface conversion: interface {} is string, not int
// OUTPUT: assert iface rt interface conversion: string is not main.I: missing method V
// OUTPUT: assert nil rt interface conversion: interface {} is nil, not int
// OUTPUT: nilE3 rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: to array rt runtime error: cannot convert slice with length 0 to array or pointer to array with length 4
// OUTPUT: cmp rt runtime error: comparing uncomparable type []int
// OUTPUT: cmp struct rt runtime error: comparing uncomparable type []int
// OUTPUT: make rt runtime error: makeslice: len out of range
// OUTPUT: make cap rt runtime error: makeslice: cap out of range
// OUTPUT: string rt runtime error: index out of range [3] with length 3
// OUTPUT: custom err bad
// OUTPUT: string panic str boo
// OUTPUT: none true
// OUTPUT: side store order rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: side idx order rt runtime error: index out of range [0] with length 0
// OUTPUT: side call nil func arg rt runtime error: invalid memory address or nil pointer dereference
// OUTPUT: true bad
// OUTPUT: true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.DoP true
// OUTPUT: R.Do true
// OUTPUT: R.DoP true
// OUTPUT: R.Do true
// OUTPUT: R.DoP true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.DoP true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: R.Do true
// OUTPUT: lit 3 true
