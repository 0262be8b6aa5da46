// RUN: %golite-cc -o %t %s
// RUN: %t 2>&1 | FileCheck %s

// print shows addresses of what is not nil: pointers, functions, slices with length and capacity, interfaces.
package main

import "unsafe"

func main() {
	x := 5
	s := make([]int, 2, 7)
	var e any = x
	var err interface{ Error() string }
	println(&x)                                                         // CHECK: {{^0x[0-9a-f]+$}}
	println(unsafe.Pointer(&x))                                         // CHECK: {{^0x[0-9a-f]+$}}
	println(main)                                                       // CHECK: {{^0x[0-9a-f]+$}}
	println(func() int { return x })                                    // CHECK: {{^0x[0-9a-f]+$}}
	println(s, s[1:], s[:0:3])                                          // CHECK: {{^\[2/7\]0x[0-9a-f]+ \[1/6\]0x[0-9a-f]+ \[0/3\]0x[0-9a-f]+$}}
	println([]int(nil))                                                 // CHECK: {{^\[0/0\]0x0$}}
	println(e)                                                          // CHECK: {{^\(0x[0-9a-f]+,0x[0-9a-f]+\)$}}
	println(err)                                                        // CHECK: {{^\(0x0,0x0\)$}}
	println(uintptr(unsafe.Pointer(&x)) == uintptr(unsafe.Pointer(&x))) // CHECK: true
}
