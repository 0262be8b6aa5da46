// RUN: %run-matrix %s

// Division and remainder by zero for every integer type; the smallest number divided by -1 wraps.
package main

func try(f func()) {
	defer func() {
		e := recover()
		if e == nil {
			return
		}
		println(e.(error).Error())
	}()
	f()
}

var (
	i8  int8   = -128
	i16 int16  = -1 << 15
	i32 int32  = -1 << 31
	i64 int64  = -1 << 63
	u8  uint8  = 200
	u64 uint64 = 1<<64 - 1
	z8  int8
	z16 int16
	z32 int32
	z64 int64
	y8  uint8
	y16 uint16
	y64 uint64
	m8  int8  = -1
	m16 int16 = -1
	m32 int32 = -1
	m64 int64 = -1
	f   float64
)

func main() {
	try(func() { println(i8 / z8) })            // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i8 % z8) })            // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i16 / z16) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i16 % z16) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i32 / z32) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i32 % z32) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i64 / z64) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i64 % z64) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(u8 / y8) })            // OUTPUT: runtime error: integer divide by zero
	try(func() { println(u8 % y8) })            // OUTPUT: runtime error: integer divide by zero
	try(func() { println(3 % y16) })            // OUTPUT: runtime error: integer divide by zero
	try(func() { println(u64 / y64) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(u64 % y64) })          // OUTPUT: runtime error: integer divide by zero
	try(func() { println(0 / z64) })            // OUTPUT: runtime error: integer divide by zero
	try(func() { i64 /= z64 })                  // OUTPUT: runtime error: integer divide by zero
	try(func() { u8 %= y8 })                    // OUTPUT: runtime error: integer divide by zero
	try(func() { _ = 1 / z64 })                 // OUTPUT: runtime error: integer divide by zero
	try(func() { println(i64, u8) })            // OUTPUT: -9223372036854775808 200
	try(func() { println(1/f, -1/f) })          // OUTPUT: +Inf -Inf
	println(i8/m8, i8%m8, i16/m16, i16%m16)     // OUTPUT: -128 0 -32768 0
	println(i32/m32, i32%m32, i64/m64, i64%m64) // OUTPUT: -2147483648 0 -9223372036854775808 0
	println(-7/2, -7%2, 7/-2, 7%-2)             // OUTPUT: -3 -1 -3 1
	seven, two := int32(7), int32(2)
	println(-seven/two, -seven%two, seven/-two, seven%-two, -seven/-two, -seven%-two) // OUTPUT: -3 -1 -3 1 3 -1
	println(i8/10, i8%10, i16/1000, i64/1000000007, i64%1000000007)                   // OUTPUT: -12 -8 -32 -9223371972 -291172004
	println(i64/8, i64%8, (i64+1)/8, (i64+1)%8, i8/-128, i32/(-1<<31))                // OUTPUT: -1152921504606846976 0 -1152921504606846975 -7 1 1
	println(u64/10, u64%10, u64/(1<<63), u64/3)                                       // OUTPUT: 1844674407370955161 5 1 6148914691236517205
}
