// What the article's disassembly shows holds for us: New makes nothing, newInt calls the allocator once.
// RUN: %golite-cc -S -g0 -o - %s | FileCheck %s
package main

//go:noinline
func New() int {
	a := new(int)
	return *a
}

// CHECK-LABEL: main.New:
// CHECK-NOT: call
// CHECK-NOT: push
// CHECK: xorl %eax, %eax
// CHECK-NEXT: retq

//go:noinline
func newInt() *int {
	a := 1
	return &a
}

// CHECK-LABEL: main.newInt:
// CHECK: callq grt_new
// CHECK-NOT: call
// CHECK: .size main.newInt

func main() {
	println(New(), *newInt())
}
