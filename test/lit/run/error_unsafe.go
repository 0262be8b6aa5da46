// RUN: %run-matrix %s

// unsafe.Slice and unsafe.String check their arguments.
package main

import "unsafe"

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	f()
}

var (
	minus        = -1
	huge         = int64(1) << 62
	u64   uint64 = 1 << 63
	nilp  *int
	nilb  *byte
	x     [4]int
	b     = [3]byte{'a', 'b', 'c'}
)

func main() {
	try(func() { println(len(unsafe.Slice(&x[0], minus))) })                                                 // OUTPUT: runtime error: unsafe.Slice: len out of range
	try(func() { println(len(unsafe.Slice(&x[0], huge))) })                                                  // OUTPUT: runtime error: unsafe.Slice: len out of range
	try(func() { println(len(unsafe.Slice(&x[0], u64))) })                                                   // OUTPUT: runtime error: unsafe.Slice: len out of range
	try(func() { println(len(unsafe.Slice(nilp, 1))) })                                                      // OUTPUT: runtime error: unsafe.Slice: ptr is nil and len is not zero
	try(func() { println(len(unsafe.Slice(nilp, minus))) })                                                  // OUTPUT: runtime error: unsafe.Slice: len out of range
	try(func() { println(unsafe.Slice(nilp, 0) == nil) })                                                    // OUTPUT: true
	try(func() { println(len(unsafe.Slice(&x[1], 3)), cap(unsafe.Slice(&x[1], 3))) })                        // OUTPUT: 3 3
	try(func() { println(len(unsafe.String(&b[0], minus))) })                                                // OUTPUT: runtime error: unsafe.String: len out of range
	try(func() { println(len(unsafe.String(&b[0], u64))) })                                                  // OUTPUT: runtime error: unsafe.String: len out of range
	try(func() { println(len(unsafe.String(nilb, 1))) })                                                     // OUTPUT: runtime error: unsafe.String: ptr is nil and len is not zero
	try(func() { println(unsafe.String(nilb, 0) == "") })                                                    // OUTPUT: true
	try(func() { println(unsafe.String(&b[1], 2)) })                                                         // OUTPUT: bc
	try(func() { println(len(unsafe.Slice(&b[0], uint8(3)))) })                                              // OUTPUT: 3
	try(func() { println(*(*int)(unsafe.Add(unsafe.Pointer(&x[0]), 8)), unsafe.SliceData(x[1:]) == &x[1]) }) // OUTPUT: 0 true
	try(func() { println(unsafe.StringData("") == nil || true, *unsafe.StringData("q")) })                   // OUTPUT: true 113
	println(unsafe.Sizeof(x), unsafe.Alignof(b), unsafe.Offsetof(struct {
		a byte
		b int16
		c int64
	}{}.c)) // OUTPUT: 32 1 8
}
