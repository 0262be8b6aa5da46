// Packages of types without a name: as reflect tells them, and in the message of a failed assertion. A function's entry is named for it, even if the code there was inlined.
// RUN: %run-matrix %s
// OUTPUT: "unsafe" "main" ""
// OUTPUT: main.inner main.outer
package main

import (
	"reflect"
	"runtime"
	"unsafe"
)

type T struct{ a, b int }

func inner(t *T) int {
	if t != nil {
		return t.b
	}
	return 0
}
func outer(t *T) int { return inner(t) + 5 }

func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

func quoted(s string) string { return "\"" + s + "\"" }

func main() {
	println(quoted(reflect.TypeOf(unsafe.Pointer(nil)).PkgPath()), quoted(reflect.TypeOf(T{}).PkgPath()), quoted(reflect.TypeOf(struct{ x int }{}).PkgPath()))
	println(name(inner), name(outer))
}
