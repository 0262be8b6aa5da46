// A method expression runs the code that the type's method table has: reflect sees the same function.

// RUN: %run-matrix %s
package main

import (
	"fmt"
	"reflect"
)

type inner struct{ x int }

func (i *inner) Get() int { return i.x }

type outer struct {
	y int
	inner
}

type value struct{ a, b, c, d, e int }

func (v value) Sum(k int) int { return v.a + v.b + v.c + v.d + v.e + k }

func (v *value) Set(k int) { v.e = k }

type catcher struct{}

func (catcher) Catch() { fmt.Println("caught", recover()) }

type getter interface{ Get() int }

func same(f any, name string) {
	t := reflect.TypeOf(f).In(0)
	m, _ := t.MethodByName(name)
	fmt.Println(t, name, m.Func.UnsafePointer() == reflect.ValueOf(f).UnsafePointer())
}

func main() {
	same((*inner).Get, "Get")
	same((*outer).Get, "Get")
	same(value.Sum, "Sum")
	same((*value).Sum, "Sum")
	same((*value).Set, "Set")

	f, g, h := (*outer).Get, (*value).Sum, getter.Get
	o := &outer{1, inner{2}}
	v := &value{1, 2, 3, 4, 5}
	(*value).Set(v, 6)
	fmt.Println(f(o), g(v, 10), h(o), h(&o.inner))
	func() {
		defer catcher.Catch(catcher{})
		panic("a")
	}()
	func() {
		catch := catcher.Catch
		defer catch(catcher{})
		panic("b")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		g(nil, 1)
	}()
}

// OUTPUT: *main.inner Get true
// OUTPUT: *main.outer Get true
// OUTPUT: main.value Sum true
// OUTPUT: *main.value Sum true
// OUTPUT: *main.value Set true
// OUTPUT: 2 26 2 2
// OUTPUT: caught a
// OUTPUT: caught b
// OUTPUT: value method main.value.Sum called using nil *value pointer
