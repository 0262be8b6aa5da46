// RUN: %run-matrix %s

// print and println show floats in the shortest form that reads back, with an exponent outside 1e-4 to 1e21.
package main

var zero float64

func main() {
	println(0.0, 1.0, -1.5, 100.0)                                      // OUTPUT: 0 1 -1.5 100
	println(1e100, 1e-7, 0.1, float32(0.1))                             // OUTPUT: 1e+100 1e-07 0.1 0.1
	println(-zero, 1/(-1/zero), zero/zero, 1/zero, -1/zero)             // OUTPUT: -0 -0 NaN +Inf -Inf
	println(5e-324, 1.7976931348623157e308, 2.2250738585072014e-308)    // OUTPUT: 5e-324 1.7976931348623157e+308 2.2250738585072014e-308
	println(float32(3.4028235e38), float32(1e-45), float32(16777216))   // OUTPUT: 3.4028235e+38 1e-45 1.6777216e+07
	println(1e20, 1e21, 1e22, 123456789012345678.0, 0.0001, 0.00001)    // OUTPUT: 1e+20 1e+21 1e+22 1.2345678901234568e+17 0.0001 1e-05
	println(1.0/3, float32(1)/3, 2.0/3, 1e23, 9007199254740993.0)       // OUTPUT: 0.3333333333333333 0.33333334 0.6666666666666666 1e+23 9.007199254740992e+15
	println(float32(1e10), float32(1e20), float32(1e21), float32(2e-5)) // OUTPUT: 1e+10 1e+20 1e+21 2e-05
	println(123456.789, 0.000123456, 1234567890123.0, 4.35, 5e-5)       // OUTPUT: 123456.789 0.000123456 1.234567890123e+12 4.35 5e-05
	var f32 float32 = 0.3
	println(f32, float64(f32), f32*f32) // OUTPUT: 0.3 0.30000001192092896 0.09
	for i, x := 0, 1.0; i < 25; i, x = i+1, x*10 {
		print(x, " ", 1/x, "\n")
	}
}

// OUTPUT: 1 1
// OUTPUT: 10 0.1
// OUTPUT: 100 0.01
// OUTPUT: 1000 0.001
// OUTPUT: 10000 0.0001
// OUTPUT: 100000 1e-05
// OUTPUT: 1e+06 1e-06
// OUTPUT: 1e+07 1e-07
// OUTPUT: 1e+08 1e-08
// OUTPUT: 1e+09 1e-09
// OUTPUT: 1e+10 1e-10
// OUTPUT: 1e+11 1e-11
// OUTPUT: 1e+12 1e-12
// OUTPUT: 1e+13 1e-13
// OUTPUT: 1e+14 1e-14
// OUTPUT: 1e+15 1e-15
// OUTPUT: 1e+16 1e-16
// OUTPUT: 1e+17 1e-17
// OUTPUT: 1e+18 1e-18
// OUTPUT: 1e+19 1e-19
// OUTPUT: 1e+20 1e-20
// OUTPUT: 1e+21 1e-21
// OUTPUT: 1e+22 1e-22
// OUTPUT: 1e+23 1.0000000000000001e-23
// OUTPUT: 1e+24 1.0000000000000001e-24
