// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

var a int
var a string // CHECK: :[[#@LINE]]:5: a redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:5: other declaration of a

func a() {} // CHECK: :[[#@LINE]]:6: a redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-5]]:5: other declaration of a

type a int // CHECK: :[[#@LINE]]:6: a redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-8]]:5: other declaration of a

const b, b = 1, 2 // CHECK: :[[#@LINE]]:10: b redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:7: other declaration of b

func f(x int, x string) (y int, y string) { // CHECK: :[[#@LINE]]:15: x redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-1]]:8: other declaration of x
// CHECK: :[[#@LINE-2]]:33: y redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-3]]:26: other declaration of y
	var x int // CHECK: :[[#@LINE]]:6: x redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-5]]:8: other declaration of x
	var y int // CHECK: :[[#@LINE]]:6: y redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-7]]:26: other declaration of y
	x := 1 // CHECK: :[[#@LINE]]:4: no new variables on left side of :=
	var z, z int // CHECK: :[[#@LINE]]:6: declared and not used: z
// CHECK: :[[#@LINE-1]]:9: z redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:6: other declaration of z
	{
		x := 1
		x, q := 2, 3
		_, _ = x, q
	}
	type t int
	var t int // CHECK: :[[#@LINE]]:6: t redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:7: other declaration of t
	p, p := 1, 2 // CHECK: :[[#@LINE]]:2: declared and not used: p
// CHECK: :[[#@LINE-1]]:5: p repeated on left side of :=
	x, 3 := 1, 2 // CHECK: :[[#@LINE]]:5: non-name 3 on left side of :=
	x.y := 1 // CHECK: :[[#@LINE]]:2: non-name x.y on left side of :=
// CHECK: :[[#@LINE-1]]:4: x.y undefined (type int has no field or method y)
	return // CHECK: :[[#@LINE]]:2: result parameter y not in scope at return
// CHECK-NEXT: {{.*}}.go:[[#@LINE-26]]:26: inner declaration of var y string
}

func g() {
	if x := 1; x > 0 {
		x := 2
		_ = x
	} else {
		x := 3
		_ = x
	}
	for i := 0; i < 1; i++ {
		i := i
		_ = i
	}
	_ = i // CHECK: :[[#@LINE]]:6: undefined: i
	var int = 1
	var v int // CHECK: :[[#@LINE]]:8: int (local variable) is not a type
	_ = v
}
