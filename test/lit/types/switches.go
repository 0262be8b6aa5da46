// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type S struct{ f func() }

func f(n int, str string, s S, fn func(), x any, p *int) {
	switch n {
	case 1, 2:
	case 1: // CHECK: :[[#@LINE]]:7: duplicate case 1 (constant of type int) in expression switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:7: previous case
	case 2.0: // CHECK: :[[#@LINE]]:7: duplicate case 2.0 (constant 2 of type int) in expression switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-4]]:10: previous case
	case "a": // CHECK: :[[#@LINE]]:7: cannot convert "a" (untyped string constant) to type int
	case 1.5: // CHECK: :[[#@LINE]]:7: 1.5 (untyped float constant) truncated to int
	case n + 1:
	default:
	default: // CHECK: :[[#@LINE]]:2: multiple defaults (first at {{.*}}.go:[[#@LINE-1]]:2)
	}
	switch {
	case n > 1:
	case n: // CHECK: :[[#@LINE]]:7: invalid case n in switch on true (mismatched types int and bool)
	case true, true:
	}
	switch str {
	case "a", "b", "a": // CHECK: :[[#@LINE]]:17: duplicate case "a" (constant of type string) in expression switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: previous case
	case 'a': // CHECK: :[[#@LINE]]:7: cannot convert 'a' (untyped rune constant 97) to type string
	}
	switch s { // CHECK: :[[#@LINE]]:9: cannot switch on s (variable of struct type S) (S is not comparable)
	}
	switch fn {
	case nil:
	case fn: // CHECK: :[[#@LINE]]:7: invalid case fn in switch on fn (func can only be compared to nil)
	}
	switch x {
	case 1, 1.0, "a", 1: // CHECK: :[[#@LINE]]:20: duplicate case 1 (constant of type int) in expression switch
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: previous case
	case nil:
	case S{}: // CHECK: :[[#@LINE]]:7: invalid case S{} in switch on x (struct containing func() cannot be compared)
	}
	switch nil { // CHECK: :[[#@LINE]]:9: use of untyped nil in switch expression
	}
	switch p {
	case nil:
	case 0: // CHECK: :[[#@LINE]]:7: cannot convert 0 (untyped int constant) to type *int
	}
	switch y := n; y {
	}
	switch n := n.(type) { // CHECK: :[[#@LINE]]:9: n declared and not used
// CHECK: :[[#@LINE-1]]:14: n (variable of type int) is not an interface
	}
	switch f() { // CHECK: :[[#@LINE]]:9: not enough arguments in call to f
// CHECK-NEXT: have ()
// CHECK-NEXT: want (int, string, S, func(), any, *int)
// CHECK: :[[#@LINE-3]]:9: f() (no value) used as value
	}
	switch int8(n) {
	case 1000: // CHECK: :[[#@LINE]]:7: 1000 (untyped int constant) overflows int8
	}
	switch x := 5; x := x.(type) { // CHECK: :[[#@LINE]]:17: x declared and not used
// CHECK: :[[#@LINE-1]]:22: x (variable of type int) is not an interface
	}
	if n { // CHECK: :[[#@LINE]]:5: non-boolean condition in if statement
	}
	if x := 1; x { // CHECK: :[[#@LINE]]:13: non-boolean condition in if statement
	}
	for n { // CHECK: :[[#@LINE]]:6: non-boolean condition in for statement
	}
	for i := 0; i; i++ { // CHECK: :[[#@LINE]]:14: non-boolean condition in for statement
	}
}
