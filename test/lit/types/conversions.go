// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe"

type (
	T1 struct {
		A int `json:"a"`
	}
	T2 struct{ A int }
	I  interface{ M() }
	N  int
	B  []byte
	R  []rune
)

func (N) M() {}

func f(i int, f64 float64, s string, b []byte, t1 T1, p1 *T1, p unsafe.Pointer, u uintptr, ch chan int, x any) {
	_ = float64(i)
	_ = int(f64)
	_ = int(1.5) // CHECK: :[[#@LINE]]:10: cannot convert 1.5 (untyped float constant) to type int
	_ = int8(300) // CHECK: :[[#@LINE]]:11: constant 300 overflows int8
	_ = uint(-1) // CHECK: :[[#@LINE]]:11: constant -1 overflows uint
	_ = string(i)
	_ = string(65)
	_ = string(f64) // CHECK: :[[#@LINE]]:13: cannot convert f64 (variable of type float64) to type string
	_ = string(b)
	_ = B(s)
	_ = R(s)
	_ = []int(s) // CHECK: :[[#@LINE]]:12: cannot convert s (variable of type string) to type []int
	_ = int(s) // CHECK: :[[#@LINE]]:10: cannot convert s (variable of type string) to type int
	_ = int("1") // CHECK: :[[#@LINE]]:10: cannot convert "1" (untyped string constant) to type int
	_ = T2(t1)
	_ = (*T2)(p1)
	_ = []T2([]T1{}) // CHECK: :[[#@LINE]]:11: cannot convert []T1{} (value of type []T1) to type []T2
	_ = I(N(1))
	_ = I(i) // CHECK: :[[#@LINE]]:8: cannot convert i (variable of type int) to type I: int does not implement I (missing method M)
	_ = N(x) // CHECK: :[[#@LINE]]:8: cannot convert x (variable of interface type any) to type N: need type assertion
	_ = any(i)
	_ = error(nil)
	_ = int(nil) // CHECK: :[[#@LINE]]:10: cannot convert nil to type int
	_ = (*int)(nil)
	_ = (*int)(p)
	_ = unsafe.Pointer(p1)
	_ = unsafe.Pointer(u)
	_ = unsafe.Pointer(i) // CHECK: :[[#@LINE]]:21: cannot convert i (variable of type int) to type unsafe.Pointer
	_ = uintptr(p)
	_ = [3]byte(b)
	_ = (*[3]byte)(b)
	_ = [3]int(b) // CHECK: :[[#@LINE]]:13: cannot convert b (variable of type []byte) to type [3]int
	_ = (<-chan int)(ch)
	_ = (chan<- string)(ch) // CHECK: :[[#@LINE]]:22: cannot convert ch (variable of type chan int) to type chan<- string
	_ = bool(1) // CHECK: :[[#@LINE]]:11: cannot convert 1 (untyped int constant) to type bool
	_ = bool(1 == 1)
	_ = complex64(1)
	_ = complex64(f64) // CHECK: :[[#@LINE]]:16: cannot convert f64 (variable of type float64) to type complex64
	_ = complex64(complex(f64, 1))
	const c = int8(100) + 27
	const d = int8(100) + 28 // CHECK: :[[#@LINE]]:12: int8(100) + 28 (constant 128 of type int8) overflows int8
	const e = float32(0.1)
	const g = string('x')
	int(i) // CHECK: :[[#@LINE]]:2: int(i) (value of type int) is not used
}
