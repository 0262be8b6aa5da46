// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe"

type S struct {
	a byte
	b int64
	c struct{ d, e int32 }
	in
	*ptr
}
type in struct{ x int16 }
type ptr struct{ y int }

func (S) m() {}

const (
	_ = unsafe.Sizeof(S{}) + 1
	_ = unsafe.Offsetof(S{}.b)
	_ = unsafe.Alignof(int64(0))
)

var a [unsafe.Sizeof(S{})]int
var _ [48]int = a // CHECK: :[[#@LINE]]:17: cannot use a (variable of type [40]int) as [48]int value in variable declaration
var b [unsafe.Offsetof(S{}.x)]int
var _ [24]int = b

func f(s S, p *int, n int, u unsafe.Pointer, bs []byte, str string) {
	_ = unsafe.Offsetof(s) // CHECK: :[[#@LINE]]:22: invalid argument: s is not a selector expression
	_ = unsafe.Offsetof(s.m) // CHECK: :[[#@LINE]]:22: invalid argument: s.m is a method value
	_ = unsafe.Offsetof(s.y) // CHECK: :[[#@LINE]]:22: invalid argument: field y is embedded via a pointer in S
	_ = unsafe.Offsetof(s.zz) // CHECK: :[[#@LINE]]:22: invalid argument: S has no single field zz
	_ = unsafe.Offsetof(s.c.e)
	_ = unsafe.Sizeof() // CHECK: :[[#@LINE]]:6: invalid operation: not enough arguments for unsafe.Sizeof() (expected 1, found 0)
	_ = unsafe.Sizeof(1, 2) // CHECK: :[[#@LINE]]:6: invalid operation: too many arguments for unsafe.Sizeof(1, 2) (expected 1, found 2)
	_ = unsafe.Sizeof(f)
	_ = unsafe.Sizeof(nil) // CHECK: :[[#@LINE]]:20: use of untyped nil in argument to unsafe.Sizeof
	_ = unsafe.Sizeof(int) // CHECK: :[[#@LINE]]:20: int (type) is not an expression
	_ = unsafe.Add(u, n)
	_ = unsafe.Add(p, n) // CHECK: :[[#@LINE]]:17: cannot use p (variable of type *int) as unsafe.Pointer value in argument to unsafe.Add
	_ = unsafe.Slice(p, n)
	_ = unsafe.Slice(n, n) // CHECK: :[[#@LINE]]:19: invalid argument: n (variable of type int) is not a pointer
	_ = unsafe.Slice(p, -1) // CHECK: :[[#@LINE]]:22: invalid argument: length -1 (constant of type int) must not be negative
	_ = unsafe.Slice(p, "a") // CHECK: :[[#@LINE]]:22: cannot convert "a" (untyped string constant) to type int
	_ = unsafe.SliceData(bs)
	_ = unsafe.SliceData(str) // CHECK: :[[#@LINE]]:23: invalid argument: str (variable of type string) is not a slice
	_ = unsafe.String(&bs[0], n)
	_ = unsafe.String(p, n) // CHECK: :[[#@LINE]]:20: cannot use p (variable of type *int) as *byte value in argument to unsafe.String
	_ = unsafe.StringData(str)
	_ = unsafe.StringData(bs) // CHECK: :[[#@LINE]]:24: cannot use bs (variable of type []byte) as string value in argument to unsafe.StringData
	unsafe.Sizeof(1) // CHECK: :[[#@LINE]]:2: unsafe.Sizeof(1) (constant 8 of type uintptr) is not used
	_ = unsafe.Pointer // CHECK: :[[#@LINE]]:6: unsafe.Pointer (type) is not an expression
	var _ unsafe.Pointer = p // CHECK: :[[#@LINE]]:25: cannot use p (variable of type *int) as unsafe.Pointer value in variable declaration
	var _ unsafe.Pointer = nil
	_ = *u // CHECK: :[[#@LINE]]:7: invalid operation: cannot indirect u (variable of type unsafe.Pointer)
}
