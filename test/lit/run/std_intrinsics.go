// What the compiler makes itself of math/bits, math and sync/atomic: direct calls and func values, edge cases.
// RUN: %run-matrix %s
package main

import (
	"math"
	"math/bits"
	"sync/atomic"
	"unsafe"
)

//go:noinline
func id[T any](v T) T { return v }

var sink *int

type T struct {
	a int32
	b uint32
	c int64
	d uint64
	p unsafe.Pointer
	u uintptr
}

func main() {
	println(bits.TrailingZeros8(id(uint8(0))), bits.TrailingZeros16(id(uint16(8))), bits.TrailingZeros32(id(uint32(0))), bits.TrailingZeros64(id(uint64(1)<<63))) // OUTPUT: 8 3 32 63
	println(bits.LeadingZeros8(id(uint8(0))), bits.LeadingZeros16(id(uint16(1))), bits.LeadingZeros32(id(uint32(0))), bits.LeadingZeros64(id(uint64(0))))         // OUTPUT: 8 15 32 64
	println(bits.Len8(id(uint8(255))), bits.Len16(id(uint16(0))), bits.Len32(id(uint32(7))), bits.Len(id(uint(0))), bits.Len64(id(^uint64(0))))                   // OUTPUT: 8 0 3 0 64
	println(bits.OnesCount8(id(uint8(255))), bits.OnesCount64(id(uint64(0xf0f0))), bits.Reverse8(id(uint8(1))), bits.ReverseBytes16(id(uint16(0x102))))           // OUTPUT: 8 8 128 513
	println(bits.RotateLeft8(id(uint8(0x81)), id(1)), bits.RotateLeft16(id(uint16(1)), id(-1)), bits.RotateLeft64(id(uint64(1)), id(64+65)))                      // OUTPUT: 3 32768 2
	s, c := bits.Add64(id(^uint64(0)), id(uint64(0)), id(uint64(1)))
	d, b := bits.Sub32(id(uint32(0)), id(uint32(1)), id(uint32(0)))
	println(s, c, d, b) // OUTPUT: 0 1 4294967295 1
	hi, lo := bits.Mul64(id(^uint64(0)), id(^uint64(0)))
	h32, l32 := bits.Mul32(id(^uint32(0)), id(uint32(2)))
	println(hi, lo, h32, l32) // OUTPUT: 18446744073709551614 1 1 4294967294
	q, r := bits.Div64(id(uint64(1)), id(uint64(0)), id(uint64(3)))
	println(q, r) // OUTPUT: 6148914691236517205 1
	f := id(bits.Len64)
	println(f(id(uint64(1)))) // OUTPUT: 1

	println(math.Floor(id(-0.5)), math.Ceil(id(-0.5)), math.Trunc(id(2.9)), math.RoundToEven(id(2.5)), math.Round(id(2.5)))          // OUTPUT: -1 -0 2 2 3
	println(math.Sqrt(id(2.25)), math.Abs(id(-1.5)), math.Copysign(id(3.0), id(-0.0)), math.Copysign(id(3.0), math.Copysign(0, -1))) // OUTPUT: 1.5 1.5 3 -3
	println(math.FMA(id(0x1p-1074), id(0.5), id(1.0)), math.FMA(id(1+0x1p-52), id(1-0x1p-53), id(-1.0)) == 0x1p-53-0x1p-105)         // OUTPUT: 1 true
	println(math.Sqrt(id(-1.0)), math.Floor(id(math.Inf(-1))))                                                                       // OUTPUT: NaN -Inf

	t := new(T)
	println(atomic.AddInt32(&t.a, -3), atomic.AddUint32(&t.b, ^uint32(0)), atomic.AddInt64(&t.c, 7), atomic.AddUint64(&t.d, 9)) // OUTPUT: -3 4294967295 7 9
	println(atomic.SwapInt32(&t.a, 5), atomic.LoadInt32(&t.a), atomic.CompareAndSwapInt64(&t.c, 8, 1), atomic.CompareAndSwapInt64(&t.c, 7, 1), t.c)
	// OUTPUT: -3 5 false true 1
	println(atomic.AndUint32(&t.b, 0xff), atomic.OrInt32(&t.a, 10), t.b, t.a) // OUTPUT: 4294967295 5 255 15
	x := 42
	atomic.StorePointer(&t.p, unsafe.Pointer(&x))
	println(*(*int)(atomic.LoadPointer(&t.p)), atomic.CompareAndSwapPointer(&t.p, unsafe.Pointer(&x), nil), t.p == nil) // OUTPUT: 42 true true
	add := id(atomic.AddUintptr)
	println(add(&t.u, 4), t.u) // OUTPUT: 4 4

	var i atomic.Int64
	var ok atomic.Bool
	var ptr atomic.Pointer[T]
	i.Store(3)
	println(i.Add(4), i.Swap(1), i.CompareAndSwap(1, 2), i.Load(), i.And(2), i.Or(5), i.Load())       // OUTPUT: 7 7 true 2 2 2 7
	println(ok.Swap(true), ok.Load(), ptr.Load() == nil, ptr.CompareAndSwap(nil, t), ptr.Load() == t) // OUTPUT: false true true true true
	defer atomic.AddInt32(&t.a, 1)
	published()
}

var shared atomic.Pointer[int]

// An object that only an atomic store publishes outlives its function.
//
//go:noinline
func publish(n int) {
	v := n
	shared.Store(&v)
}

//go:noinline
func clobber(n int) int {
	var pad [64]int
	for i := range pad {
		pad[i] = n + i
	}
	return pad[n&63]
}

func published() {
	publish(77)
	clobber(1)
	println(*shared.Load()) // OUTPUT: 77
	old := shared.Swap(nil)
	clobber(2)
	println(*old)     // OUTPUT: 77
	println(*local()) // OUTPUT: 5
}

// What a plain store put into a local that is then read atomically escapes with the result.
//
//go:noinline
func local() *int {
	v := 5
	p := unsafe.Pointer(&v)
	return (*int)(atomic.LoadPointer(&p))
}
