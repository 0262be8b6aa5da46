// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type celsius float64
type kelvin float64
type ints []int

func pair() (int, string) { return 1, "" }

func f(c celsius, k kelvin, m map[string]struct{ n int }, ch chan<- int) {
	c = k // CHECK: :[[#@LINE]]:6: cannot use k (variable of float64 type kelvin) as celsius value in assignment
	c = 1
	c = "x" // CHECK: :[[#@LINE]]:6: cannot use "x" (untyped string constant) as celsius value in assignment
	var s ints = []int{1}
	s = nil
	var i8 int8 = 300 // CHECK: :[[#@LINE]]:16: cannot use 300 (untyped int constant) as int8 value in variable declaration (overflows)
	var u uint = -1 // CHECK: :[[#@LINE]]:15: cannot use -1 (untyped int constant) as uint value in variable declaration (overflows)
	var n int = 1.5 // CHECK: :[[#@LINE]]:14: cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)
	n, i8 = 1, 2, 3 // CHECK: :[[#@LINE]]:10: assignment mismatch: 2 variables but 3 values
	n, _ = pair()
	n = pair() // CHECK: :[[#@LINE]]:6: assignment mismatch: 1 variable but pair returns 2 values
	a, b := pair()
	b = a // CHECK: :[[#@LINE]]:6: cannot use a (variable of type int) as string value in assignment
	m["a"].n = 1 // CHECK: :[[#@LINE]]:2: cannot assign to struct field m["a"].n in map
	m["a"] = struct{ n int }{1}
	len = 3 // CHECK: :[[#@LINE]]:2: len (built-in) must be called
	f = nil // CHECK: :[[#@LINE]]:2: cannot assign to f (neither addressable nor a map index expression)
	1 = n // CHECK: :[[#@LINE]]:2: cannot assign to 1 (neither addressable nor a map index expression)
	var both chan int
	ch = both
	both = ch // CHECK: :[[#@LINE]]:9: cannot use ch (variable of type chan<- int) as chan int value in assignment
	n += "x" // CHECK: :[[#@LINE]]:2: invalid operation: n += "x" (mismatched types int and untyped string)
	n++
	b++ // CHECK: :[[#@LINE]]:2: invalid operation: b++ (non-numeric type string)
	_ = nil // CHECK: :[[#@LINE]]:6: use of untyped nil in assignment to _ identifier
	_, _, _, _ = s, u, i8, ch
	var p *int = 0 // CHECK: :[[#@LINE]]:15: cannot use 0 (untyped int constant) as *int value in variable declaration
	p = nil
	var e error = c // CHECK: :[[#@LINE]]:16: cannot use c (variable of float64 type celsius) as error value in variable declaration: celsius does not implement error (missing method Error)
	e = nil
	_, _ = p, e
}
