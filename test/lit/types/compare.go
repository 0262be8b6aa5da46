// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type S struct{ f func() }
type C struct{ a int }
type M map[string]int
type I interface{ m() }
type J interface{ n() }
type A [2][]int

func f(s S, c, d C, m M, i I, j J, fn func(), a A, p *int, q *string, e error, x any, b []byte) bool {
	_ = s == s // CHECK: :[[#@LINE]]:6: invalid operation: s == s (struct containing func() cannot be compared)
	_ = c == d
	_ = c < d // CHECK: :[[#@LINE]]:6: invalid operation: c < d (operator < not defined on struct)
	_ = m == nil
	_ = m == m // CHECK: :[[#@LINE]]:6: invalid operation: m == m (map can only be compared to nil)
	_ = fn == nil
	_ = nil == nil // CHECK: :[[#@LINE]]:13: invalid operation: nil == nil (operator == not defined on untyped nil)
	_ = i == j // CHECK: :[[#@LINE]]:11: invalid operation: i == j (mismatched types I and J)
	_ = a == a // CHECK: :[[#@LINE]]:6: invalid operation: a == a (A cannot be compared)
	_ = p == q // CHECK: :[[#@LINE]]:11: invalid operation: p == q (mismatched types *int and *string)
	_ = p == nil
	_ = p == 0 // CHECK: :[[#@LINE]]:11: invalid operation: p == 0 (mismatched types *int and untyped int)
	_ = x == 1
	_ = x == b // CHECK: :[[#@LINE]]:11: invalid operation: x == b (slice can only be compared to nil)
	_ = x == nil
	_ = "a" < "b"
	_ = "a" == 1 // CHECK: :[[#@LINE]]:13: invalid operation: "a" == 1 (mismatched types untyped string and untyped int)
	_ = 1 == 1.0
	_ = true < false // CHECK: :[[#@LINE]]:6: invalid operation: true < false (operator < not defined on untyped bool)
	_ = e == 1 // CHECK: :[[#@LINE]]:11: invalid operation: e == 1 (mismatched types error and untyped int)
	_ = 1i < 2i // CHECK: :[[#@LINE]]:6: invalid operation: 1i < 2i (operator < not defined on untyped complex)
	var n8 int8
	var n16 int16
	_ = n8 == n16 // CHECK: :[[#@LINE]]:12: invalid operation: n8 == n16 (mismatched types int8 and int16)
	_ = n8 == 1000 // CHECK: :[[#@LINE]]:12: 1000 (untyped int constant) overflows int8
	_ = n8 < 1.5 // CHECK: :[[#@LINE]]:11: 1.5 (untyped float constant) truncated to int8
	_ = c == struct{ a int }{1}
	return b == nil && i == nil
}
