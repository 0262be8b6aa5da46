// A deferred func value made by reflect (method value, MakeFunc) recovers if its target calls recover itself; Value.Call does not.
// RUN: %run-matrix %s
package main

import "reflect"

type T struct{ name string }

func (t *T) M()   { println(t.name, recover() != nil) }
func (t T) V()    { println(t.name, recover() != nil) }
func (t *T) Not() { t.M() }

type I interface{ M() }

func try(what string, f func()) {
	defer func() {
		if recover() != nil {
			println(what, "did not recover")
		}
	}()
	f()
}

func main() {
	v := reflect.ValueOf(&T{"pointer"})
	method := func(name string) func() { return v.MethodByName(name).Interface().(func()) }
	try("M", func() {
		defer method("M")()
		panic(1)
	})
	try("V", func() {
		defer method("V")()
		panic(1)
	})
	try("Not", func() {
		defer method("Not")()
		panic(1)
	})
	var i I = &T{"interface"}
	try("I", func() {
		defer reflect.ValueOf(&i).Elem().Method(0).Interface().(func())()
		panic(1)
	})
	try("Call", func() {
		defer v.Method(0).Call(nil)
		panic(1)
	})
	made := reflect.MakeFunc(reflect.TypeOf(func() {}), func([]reflect.Value) []reflect.Value {
		println("made", recover() != nil)
		return nil
	}).Interface().(func())
	try("MakeFunc", func() {
		defer made()
		panic(1)
	})
	helper := reflect.MakeFunc(reflect.TypeOf(func() {}), func([]reflect.Value) []reflect.Value {
		v.Interface().(I).M()
		return nil
	}).Interface().(func())
	try("helper", func() {
		defer helper()
		panic(1)
	})
	func() {
		defer func() { println("after", recover() == nil) }()
		method("M")() // no panic: nothing to recover
	}()
}
