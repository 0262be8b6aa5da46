// RUN: %golite-cc -o %t %s
// RUN: not %t 2>&1 | FileCheck %s
// RUN: %golite-cc -O0 -o %t %s
// RUN: not %t 2>&1 | FileCheck %s

// Endless recursion is fatal: no deferred call runs, nothing can be recovered.
package main

//go:noinline
func f(n int) int { return f(n+1) + 1 }

func main() {
	println("before")
	defer println("not run")
	defer func() { recover() }()
	println(f(0))
}

// CHECK: before
// CHECK-NOT: not run
// CHECK: runtime: goroutine stack exceeds 1000000000-byte limit
// CHECK-NEXT: runtime: sp=0x{{[0-9a-f]+}} stack=[0x{{[0-9a-f]+}}, 0x{{[0-9a-f]+}}]
// CHECK-NEXT: fatal error: stack overflow
// CHECK-EMPTY:
// CHECK: goroutine 1 [running]:
// CHECK: main.f(
// CHECK-NOT: not run
