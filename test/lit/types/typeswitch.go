// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type I interface{ m() }
type T struct{}

func (T) m() {}

type U struct{}

func f(i I, x any, n int) {
	switch v := i.(type) {
	case T:
		var _ T = v
	case *T, nil:
		var _ I = v
	case U: // CHECK: :[[#@LINE]]:7: impossible type switch case: U
// CHECK-NEXT: i (variable of interface type I) cannot have dynamic type U (missing method m)
	case int: // CHECK: :[[#@LINE]]:7: impossible type switch case: int
// CHECK-NEXT: i (variable of interface type I) cannot have dynamic type int (missing method m)
	case I, interface{ n() }:
	default:
		var _ I = v
	}
	switch x.(type) {
	case int, string, int: // CHECK: :[[#@LINE]]:20: duplicate case int in type switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: previous case
	case nil:
	case nil: // CHECK: :[[#@LINE]]:7: duplicate case nil in type switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:7: previous case
	case undefined: // CHECK: :[[#@LINE]]:7: undefined: undefined
	case 1: // CHECK: :[[#@LINE]]:7: 1 is not a type
	case []int, map[string]int:
	case []int: // CHECK: :[[#@LINE]]:7: duplicate case []int in type switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:7: previous case
	default:
	default: // CHECK: :[[#@LINE]]:2: multiple defaults (first at {{.*}}.go:[[#@LINE-1]]:2)
	}
	switch v := x.(type) { // CHECK: :[[#@LINE]]:9: v declared and not used
	case int:
	}
	switch v := x.(type) { // CHECK: :[[#@LINE]]:9: v declared and not used
	}
	switch _ := x.(type) { // CHECK: :[[#@LINE]]:9: no new variable on left side of :=
	}
	switch n.(type) { // CHECK: :[[#@LINE]]:9: n (variable of type int) is not an interface
	}
	switch v := x.(type) {
	case int:
		v := v // CHECK: :[[#@LINE]]:5: no new variables on left side of :=
	case string:
		_ = v + 1 // CHECK: :[[#@LINE]]:7: invalid operation: v + 1 (mismatched types string and untyped int)
	}
	_ = x.(type) // CHECK: :[[#@LINE]]:6: invalid syntax tree: use of .(type) outside type switch
	_ = x.(int) + 1
	_ = n.(int) // CHECK: :[[#@LINE]]:6: invalid operation: n (variable of type int) is not an interface
	v, ok := x.(string)
	var _ bool = ok
	_ = v
}
