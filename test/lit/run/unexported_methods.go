// Unexported methods of the same name in two packages are different methods: a dynamic assertion
// tells them apart by the package path in the descriptors, for types and interfaces with and
// without a name.
// RUN: split-file %s %t
// RUN: %run-matrix %t

//--- go.mod
module example.test/m

go 1.27
//--- p/p.go
package p

type I interface{ get() int }

type Both interface {
	I
	Get() int
}

type S struct{}

func (*S) get() int { return 7 }
func (*S) Get() int { return 8 }

func Call(i I) int { return i.get() }

type Hidden interface{ hidden() }

//--- q/q.go
package q

import "example.test/m/p"

// Embeds p's interface under another package's name.
type Q interface {
	p.I
	get2() int
}

type T struct{ *p.S }

func (T) get2() int { return 9 }

func Call(x any) int {
	if i, ok := x.(Q); ok {
		return i.get2() + p.Call(i)
	}
	return -1
}

//--- main.go
package main

import (
	"example.test/m/p"
	"example.test/m/q"
)

type I interface{ get() int }

type T struct{ *p.S }

type Own struct{ *p.S }

func (Own) get() int { return 1 }

type own interface{ get() int }

func main() {
	var x any = T{&p.S{}}
	_, mine := x.(I)
	i, theirs := x.(p.I)
	println(mine, theirs, p.Call(i)) // OUTPUT: false true 7
	_, unnamed := x.(interface{ get() int })
	b, both := x.(p.Both)
	println(unnamed, both, b.Get()) // OUTPUT: false true 8

	x = Own{&p.S{}}
	o, mine := x.(own)
	_, theirs = x.(p.I) // Own's get hides nothing: it is another method
	println(mine, theirs, o.get()) // OUTPUT: true true 1

	x = struct{ *p.S }{&p.S{}}
	_, mine = x.(I)
	_, theirs = x.(p.I)
	println(mine, theirs) // OUTPUT: false true

	println(q.Call(q.T{}), q.Call(T{})) // OUTPUT: 16 -1

	defer func() {
		println(recover().(error).Error()) // OUTPUT: interface conversion: main.T is not main.I: missing method get
	}()
	x = T{}
	println(x.(I))
}
