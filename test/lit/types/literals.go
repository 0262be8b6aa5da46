// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type P struct {
	x, y int
	name string
}
type Q struct {
	P
	*inner
	z int
}
type inner struct{ w int }

var (
	_ = P{1, 2, "a"}
	_ = P{1, 2} // CHECK: :[[#@LINE]]:12: too few values in struct literal of type P
	_ = P{1, 2, "a", 3} // CHECK: :[[#@LINE]]:19: too many values in struct literal of type P
	_ = P{x: 1, 2} // CHECK: :[[#@LINE]]:14: mixture of field:value and value elements in struct literal
	_ = P{x: 1, x: 2} // CHECK: :[[#@LINE]]:14: duplicate field name x in struct literal
	_ = P{X: 1} // CHECK: :[[#@LINE]]:8: unknown field X in struct literal of type P, but does have x
	_ = P{q: 1} // CHECK: :[[#@LINE]]:8: unknown field q in struct literal of type P
	_ = P{x: "a"} // CHECK: :[[#@LINE]]:11: cannot use "a" (untyped string constant) as int value in struct literal
	_ = Q{P: P{}, z: 1}
	_ = Q{x: 1}
	_ = Q{w: 1} // CHECK: :[[#@LINE]]:8: invalid implicit pointer indirection to reach w
	_ = Q{P: P{}, x: 1} // CHECK: :[[#@LINE]]:16: cannot specify promoted field x and enclosing embedded field P
	_ = []int{1, 2, 5: 3, 4}
	_ = []int{0: 1, 0: 2} // CHECK: :[[#@LINE]]:18: duplicate index 0 in array or slice literal
	_ = []int{-1: 2} // CHECK: :[[#@LINE]]:12: invalid argument: index -1 (constant of type int) must not be negative
	_ = []int{"a": 1} // CHECK: :[[#@LINE]]:12: cannot convert "a" (untyped string constant) to type int
	_ = [2]int{1, 2, 3} // CHECK: :[[#@LINE]]:19: index 2 is out of bounds (>= 2)
	_ = [2]int{2: 1} // CHECK: :[[#@LINE]]:13: invalid argument: index 2 out of bounds [0:2]
	_ = [...]string{3: "a"}
	_ [...]int // CHECK: :[[#@LINE]]:4: invalid use of [...] array (outside a composite literal)
	_ = map[string]int{"a": 1, "b": 2, "a": 3} // CHECK: :[[#@LINE]]:37: duplicate key "a" in map literal
	_ = map[any]int{1: 1, 1.0: 2, "1": 3, 1: 4} // CHECK: :[[#@LINE]]:40: duplicate key 1 in map literal
	_ = map[string]int{1} // CHECK: :[[#@LINE]]:21: missing key in map literal
	_ = map[string]P{"a": {1, 2, "b"}, "c": {}}
	_ = []*P{{1, 2, "a"}, nil}
	_ = map[P]*P{{1, 2, "a"}: {}}
	_ = [][]int{{1}, {"a"}} // CHECK: :[[#@LINE]]:20: cannot use "a" (untyped string constant) as int value in array or slice literal
	_ = int{1} // CHECK: :[[#@LINE]]:6: invalid composite literal type int
	_ = []int{{1}} // CHECK: :[[#@LINE]]:12: invalid composite literal element type int
	_ = &P{}
	_ = &[]int{1}
	_ = &1 // CHECK: :[[#@LINE]]:7: invalid operation: cannot take address of 1 (untyped int constant)
	_ = func() {}
	_ = undefined{1} // CHECK: :[[#@LINE]]:6: undefined: undefined
	_ = struct{ a int }{1}.a
)
