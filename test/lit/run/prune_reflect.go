// RUN: %run-matrix %s
// A program that never asks reflect for methods: their code may go, what is said of them stays.

package main

import (
	"fmt"
	"reflect"
)

type T struct{ n int }

func (t T) Public() int   { return t.n }
func (t *T) Pointer() int { return -t.n }
func (t T) private() int  { return 1 }

type pub interface{ Public() int }

func main() {
	// No methods are asked for: they may be dropped, but types and numbers stay.
	t := reflect.TypeOf(&T{})
	fmt.Println(t.NumMethod(), t.Elem().NumMethod(), t.Implements(reflect.TypeFor[pub]()))
	v := reflect.ValueOf(T{5}).Convert(reflect.TypeFor[pub]()).Interface().(pub)
	fmt.Println(v == any(T{5}), v)
	var p interface{ Pointer() int } = &T{3}
	_, ok := any(p).(pub)
	fmt.Println(ok, p != nil)
}
