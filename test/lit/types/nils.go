// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func f(p *int, s []int, fn func(), m map[int]int, ch chan int, x any, n int, str string, st struct{}) {
	p, s, fn, m, ch, x = nil, nil, nil, nil, nil, nil
	n = nil // CHECK: :[[#@LINE]]:6: cannot use nil as int value in assignment
	str = nil // CHECK: :[[#@LINE]]:8: cannot use nil as string value in assignment
	st = nil // CHECK: :[[#@LINE]]:7: cannot use nil as struct{} value in assignment
	var a = nil // CHECK: :[[#@LINE]]:10: use of untyped nil in variable declaration
	b := nil // CHECK: :[[#@LINE]]:7: use of untyped nil in assignment
	_ = a
	_ = b
	_ = nil // CHECK: :[[#@LINE]]:6: use of untyped nil in assignment to _ identifier
	_ = nil == p
	_ = n == nil // CHECK: :[[#@LINE]]:11: invalid operation: n == nil (mismatched types int and untyped nil)
	_ = str != nil // CHECK: :[[#@LINE]]:13: invalid operation: str != nil (mismatched types string and untyped nil)
	_ = nil + 1 // CHECK: :[[#@LINE]]:6: invalid operation: nil + 1 (mismatched types untyped nil and untyped int)
	_ = -nil // CHECK: :[[#@LINE]]:7: invalid operation: operator - not defined on nil
	_ = *nil // CHECK: :[[#@LINE]]:7: invalid operation: cannot indirect nil
	_ = nil.x // CHECK: :[[#@LINE]]:10: nil.x undefined (type untyped nil has no field or method x)
	_ = nil[0] // CHECK: :[[#@LINE]]:9: cannot index nil
	_ = nil() // CHECK: :[[#@LINE]]:6: invalid operation: cannot call nil: untyped nil is not a function
	f(nil, nil, nil, nil, nil, nil, nil, nil, nil) // CHECK: :[[#@LINE]]:34: cannot use nil as int value in argument to f
// CHECK: :[[#@LINE-1]]:39: cannot use nil as string value in argument to f
// CHECK: :[[#@LINE-2]]:44: cannot use nil as struct{} value in argument to f
	return nil // CHECK: :[[#@LINE]]:9: too many return values
// CHECK-NEXT: have (nil)
// CHECK-NEXT: want ()
	var nil = 1
	n = nil
}
