// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func f(s uint, i int, f64 float64) {
	var _ int = 1 << s
	var _ float64 = 1 << s // CHECK: :[[#@LINE]]:18: invalid operation: shifted operand 1 (type float64) must be integer
	var _ = 1.0 << s // CHECK: :[[#@LINE]]:10: invalid operation: shifted operand 1.0 (type float64) must be integer
	var _ int64 = 1.0 << s
	var _ = 1.5 << 2 // CHECK: :[[#@LINE]]:10: invalid operation: shifted operand 1.5 (untyped float constant) must be integer
	var _ = 1.0 << 3
	_ = 1 << -1 // CHECK: :[[#@LINE]]:11: invalid operation: negative shift count -1 (untyped int constant)
	_ = 1 << 1.5 // CHECK: :[[#@LINE]]:11: 1.5 (untyped float constant) truncated to uint
	_ = 1 << 2.0
	_ = 1 << 10000 // CHECK: :[[#@LINE]]:11: invalid operation: invalid shift count 10000 (untyped int constant)
	_ = i << i
	_ = i << f64 // CHECK: :[[#@LINE]]:11: invalid operation: shift count f64 (variable of type float64) must be integer
	_ = f64 << 1 // CHECK: :[[#@LINE]]:6: invalid operation: shifted operand f64 (variable of type float64) must be integer
	_ = i << "a" // CHECK: :[[#@LINE]]:11: cannot convert "a" (untyped string constant) to type uint
	_ = "a" << 1 // CHECK: :[[#@LINE]]:6: invalid operation: shifted operand "a" (untyped string constant) must be integer
	_ = uint8(1) << 8 // CHECK: :[[#@LINE]]:6: uint8(1) << 8 (constant 256 of type uint8) overflows uint8
	var u8 uint8 = 1
	_ = u8 << 100
	_ = u8 << s << s
	_ = float64(1 << s) // CHECK: :[[#@LINE]]:14: invalid operation: shifted operand 1 (type float64) must be integer
	_ = int(1 << s)
	_ = 1<<s == 2
	_ = 1<<s == 2.5 // CHECK: :[[#@LINE]]:6: invalid operation: shifted operand 1 (type float64) must be integer
	_ = []int{}[1.0<<s]
	_ = make([]int, 1.0<<s)
	var x any = 1 << s
	_ = x
	println(1 << s)
	i <<= 1.0
	i <<= s
	f64 <<= 1 // CHECK: :[[#@LINE]]:2: invalid operation: shifted operand f64 (variable of type float64) must be integer
	_ = ^s &^ 1
	_ = ^f64 // CHECK: :[[#@LINE]]:7: invalid operation: operator ^ not defined on f64 (variable of type float64)
	_ = ~s // CHECK: :[[#@LINE]]:6: cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)
	_ = s % 2.0
}
