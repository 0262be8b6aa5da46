// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Arguments, variadic calls, calls before plain reads, literals called at once, functions without
// body.
package p

func two() (int, string)      { return 1, "" }
func take(n int, rest ...any) {}
func ints(xs ...int)          {}
func plus(a, b int) int       { return a + b }

var g int

func multi() { take(two()) }

// CHECK-LABEL: func p.multi(
// CHECK: [[N:%[0-9]+]], [[S:%[0-9]+]] = call p.two
// CHECK: store {{.*}} = [[S]]
// CHECK: new ([1]interface {}) ; site {{[0-9]+}} variadic arguments
// CHECK: call p.take [[N]],

func packed(n int) { ints(1, n) }

// CHECK-LABEL: func p.packed(
// CHECK: [[A:%[0-9]+]] = new ([2]int) ; site {{[0-9]+}} variadic arguments
// CHECK: store (*[[A]])[0] = 1
// CHECK: store (*[[A]])[1] = %n.1
// CHECK: [[V:%[0-9]+]] = slice ([]int) [[A]], _, _, _
// CHECK: call p.ints [[V]]

func none() { ints() }

// CHECK-LABEL: func p.none(
// CHECK: call p.ints zero([]int)

func spread(s []int) { ints(s...) }

// CHECK-LABEL: func p.spread(
// CHECK: call p.ints %s.1

func ordered() int { return g + set() }

// CHECK-LABEL: func p.ordered(
// CHECK: [[C:%[0-9]+]] = call p.set
// CHECK: [[G:%[0-9]+]] = load p.g
// CHECK: + [[G]], [[C]]

func set() int { g = 5; return 1 }
func immediate(n int) int {
	return func(a int) int { return a + n }(2)
}

// CHECK-LABEL: func p.immediate(
// CHECK: [[R:%[0-9]+]] = closure (func(int) int) p.immediate.func1 %n.1
// CHECK: call p.immediate.func1 with [[R]] 2

func external(p *byte, n int) bool

func uses() bool { return external(nil, 3) }

// CHECK-LABEL: func p.external(%1 *uint8, %2 int) (%3 bool) external
// CHECK-LABEL: func p.uses(
// CHECK: call p.external zero(*uint8), 3
