// RUN: %run-matrix %s

// A value method called through a nil pointer in an interface names the method; every run-time error is a runtime.Error.
package main

import "runtime"

type T struct{ x int }

func (T) M() int { return 1 }

type E struct{ *T }

type M interface{ M() int }

func try(f func()) {
	defer func() {
		e := recover()
		re, ok := e.(runtime.Error)
		if !ok {
			println("not a runtime.Error")
			return
		}
		re.RuntimeError()
		println(re.Error())
	}()
	f()
}

var sink any
var zero int

func main() {
	var p *T
	var i M = p
	try(func() { i.M() })         // OUTPUT: value method main.T.M called using nil *T pointer
	try(func() { (*T).M(p) })     // OUTPUT: value method main.T.M called using nil *T pointer
	try(func() { f := i.M; f() }) // OUTPUT: value method main.T.M called using nil *T pointer
	try(func() { defer i.M() })   // OUTPUT: value method main.T.M called using nil *T pointer
	try(func() { M.M(i) })        // OUTPUT: value method main.T.M called using nil *T pointer
	i = E{}
	try(func() { i.M() }) // OUTPUT: runtime error: invalid memory address or nil pointer dereference
	i = &E{}
	try(func() { i.M() }) // OUTPUT: runtime error: invalid memory address or nil pointer dereference
	var pe *E
	i = pe
	try(func() { i.M() })                  // OUTPUT: runtime error: invalid memory address or nil pointer dereference
	try(func() { sink = 1 / zero })        // OUTPUT: runtime error: integer divide by zero
	try(func() { sink = []int{}[zero] })   // OUTPUT: runtime error: index out of range [0] with length 0
	try(func() { sink = any(1).(string) }) // OUTPUT: interface conversion: interface {} is int, not string
	try(func() { panic(nil) })             // OUTPUT: runtime error: panic called with nil argument
	try(func() { panic("text") })          // OUTPUT: not a runtime.Error
	_, isNil := func() (e any, ok bool) {
		defer func() { e = recover(); _, ok = e.(*runtime.PanicNilError) }()
		panic(nil)
	}()
	_, isAssert := func() (e any, ok bool) {
		defer func() { e = recover(); _, ok = e.(*runtime.TypeAssertionError) }()
		return any(1).(string), false
	}()
	println(isNil, isAssert) // OUTPUT: true true
}
