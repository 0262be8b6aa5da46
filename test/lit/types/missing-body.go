// A program has nowhere to take the body of a function from; an object may get it from another one.
// RUN: not %golite-cc -o %t.exe %s 2>&1 | FileCheck %s
// RUN: not %golite-cc -c -complete -o %t.o %s 2>&1 | FileCheck %s
// RUN: %golite-cc -c -o %t.o %s
package main

import _ "unsafe"

func body() {}

func elsewhere() int // CHECK: :[[#@LINE]]:6: missing function body

//go:linkname linked runtime.GC
func linked()

func main() { // CHECK-NOT: missing
	body()
	linked()
	println(elsewhere())
}
