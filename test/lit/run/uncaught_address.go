// RUN: %golite-cc -o %t %s
// RUN: not %t 2>&1 | FileCheck %s

// Values of other types are printed as their type and an address; each panic is one line.
package main

type T struct{ a, b int }
type P *int
type F func()

func main() {
	x := 1
	defer func() { panic(func(int) string { return "" }) }()
	defer func() { panic(F(func() {})) }()
	defer func() { panic(P(&x)) }()
	defer func() { panic(&x) }()
	defer func() { panic(any(nil) == nil) }()
	defer func() { panic([2]int{1, 2}) }()
	defer func() { panic(struct{ x, Y int }{1, 2}) }()
	defer func() { panic([]int{1}) }()
	defer func() { panic(&T{}) }()
	panic(T{1, 2})
}

// CHECK: panic: (main.T) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: (*main.T) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: ([]int) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: (struct { x int; Y int }) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: ([2]int) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: true
// CHECK-NEXT: {{^	}}panic: (*int) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: (main.P) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: (main.F) 0x{{[0-9a-f]+$}}
// CHECK-NEXT: {{^	}}panic: (func(int) string) 0x{{[0-9a-f]+$}}
// CHECK-EMPTY:
// CHECK-NEXT: goroutine 1 [running]:
