// fmt and reflect find the methods of types that only parts of other values have, and strings.Builder stays on the stack;
// what the runtime cannot do yet panics.
// RUN: %run-matrix --only o0,o2,esc-off %s
// RUN: %golite-cc -m %s 2>&1 | FileCheck %s --implicit-check-not='moved to heap: b'
// CHECK: std_fmt.go
package main

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"
)

type elem int

func (e elem) String() string { return fmt.Sprintf("e%d", int(e)) }

type outer struct {
	A []elem
	M map[elem]string
	p *elem
}

type Hidden struct{ N int }

func (h *Hidden) Double() int { return 2 * h.N }

//go:noinline
func build(n int) int {
	var b strings.Builder
	for range n {
		b.WriteString("ab")
	}
	return b.Len()
}

func main() {
	fmt.Println(outer{A: []elem{1, 2}, M: map[elem]string{3: "x"}}) // OUTPUT: {[e1 e2] map[e3:x] <nil>}
	t := reflect.TypeOf(Hidden{})
	v := reflect.New(t)
	v.Elem().Field(0).SetInt(21)
	fmt.Println(v.MethodByName("Double").Call(nil)[0], reflect.PointerTo(t).NumMethod(), v.Type() == reflect.TypeOf(&Hidden{})) // OUTPUT: 42 1 true
	fmt.Println(build(50))                                                                                                      // OUTPUT: 100
	defer func() { fmt.Println(recover()) }()                                                                                   // OUTPUT: golite: runtime/debug.WriteHeapDump is not supported yet
	debug.WriteHeapDump(1)
}
