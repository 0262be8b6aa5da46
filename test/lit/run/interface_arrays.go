// RUN: %run-matrix %s

// Interfaces that hold arrays, structs and other large or small values hold copies.
package main

type T struct{ a [3]int }

func (t T) Sum() int { return t.a[0] + t.a[1] + t.a[2] }
func (t *T) Clear()  { t.a = [3]int{} }

type S interface{ Sum() int }
type one struct{ p *int }
type oneArr [1]*int
type fn func() int

func (f fn) Sum() int     { return f() }
func (o one) Sum() int    { return *o.p }
func (o oneArr) Sum() int { return *o[0] }

type small struct{ b byte }

func (s small) Sum() int { return int(s.b) }

type empty struct{}

func (empty) Sum() int { return -1 }

func main() {
	a := [3]int{1, 2, 3}
	var e any = a
	a[0] = 100
	b := e.([3]int)
	b[1] = 200
	println(e.([3]int)[0], e.([3]int)[1], b[1]) // OUTPUT: 1 2 200
	t := T{a}
	var s S = t
	t.a[2] = 50
	println(s.Sum(), t.Sum()) // OUTPUT: 105 152
	s = &t
	t.Clear()
	println(s.Sum()) // OUTPUT: 0
	x := 5
	all := []S{one{&x}, oneArr{&x}, fn(func() int { return x * 2 }), small{7}, empty{}, T{}, &t}
	x = 6
	for _, s := range all {
		print(s.Sum(), " ")
	}
	println() // OUTPUT: 6 6 12 7 -1 0 0
	for _, s := range all {
		switch v := s.(type) {
		case one:
			print("one", *v.p, " ")
		case oneArr, fn:
			print("two ", v.Sum(), " ")
		case small:
			v.b++
			print(v.b, " ")
		case *T:
			v.a[0] = 3
			print("ptr ")
		case interface{ Nothing() }:
			print("never ")
		default:
			print("other ")
		}
	}
	println(t.a[0]) // OUTPUT: one6 two 6 two 12 8 other other ptr 3
	var bytes [256]any
	for i := range bytes {
		bytes[i] = byte(i)
	}
	println(bytes[255].(byte), bytes[0] == any(byte(0))) // OUTPUT: 255 true
	e = struct {
		a int8
		b [2]string
	}{1, [2]string{"x", "y"}}
	v, ok := e.(struct {
		a int8
		b [2]string
	})
	println(v.b[1], ok) // OUTPUT: y true
	_, ok = e.(struct {
		a int8
		B [2]string
	})
	println(ok) // OUTPUT: false
	e = &e
	p := e.(*any)
	println(p == &e) // OUTPUT: true
	e = [0]int{}
	println(len(e.([0]int))) // OUTPUT: 0
	w, ok := e.([4]int)
	println(w[3], ok) // OUTPUT: 0 false
}
