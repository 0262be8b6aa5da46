// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type T struct{}

func (T) m(int) {}

func none()                            {}
func two(a int, b string)              {}
func variadic(a string, rest ...int)   {}
func pair() (int, string)              { return 0, "" }
func triple() (x, y int, err error)    { return }
func takesFunc(func(int) string) error { return nil }

func f(t T, fn func(int) string, ints []int) {
	none(1) // CHECK: :[[#@LINE]]:7: too many arguments in call to none
// CHECK-NEXT: have (number)
// CHECK-NEXT: want ()
	two() // CHECK: :[[#@LINE]]:2: not enough arguments in call to two
// CHECK-NEXT: have ()
// CHECK-NEXT: want (int, string)
	two(1) // CHECK: :[[#@LINE]]:6: not enough arguments in call to two
// CHECK-NEXT: have (number)
// CHECK-NEXT: want (int, string)
	two(1, "a")
	two(1, "a", 2) // CHECK: :[[#@LINE]]:14: too many arguments in call to two
// CHECK-NEXT: have (number, string, number)
// CHECK-NEXT: want (int, string)
	two("a", 1) // CHECK: :[[#@LINE]]:6: cannot use "a" (untyped string constant) as int value in argument to two
// CHECK: :[[#@LINE-1]]:11: cannot use 1 (untyped int constant) as string value in argument to two
	two(pair())
	two(triple()) // CHECK: :[[#@LINE]]:6: too many arguments in call to two
// CHECK-NEXT: have (int, int, error)
// CHECK-NEXT: want (int, string)
	two(1, pair()) // CHECK: :[[#@LINE]]:9: multiple-value pair() (value of type (int, string)) in single-value context
	variadic("a")
	variadic("a", 1, 2, 3)
	variadic("a", ints...)
	variadic("a", 1, ints...) // CHECK: :[[#@LINE]]:19: too many arguments in call to variadic
// CHECK-NEXT: have (string, number, []int...)
// CHECK-NEXT: want (string, ...int)
	variadic() // CHECK: :[[#@LINE]]:2: not enough arguments in call to variadic
// CHECK-NEXT: have ()
// CHECK-NEXT: want (string, ...int)
	variadic("a", "b") // CHECK: :[[#@LINE]]:16: cannot use "b" (untyped string constant) as int value in argument to variadic
	two(1, ints...) // CHECK: :[[#@LINE]]:2: cannot use ... in call to non-variadic two
	t.m() // CHECK: :[[#@LINE]]:2: not enough arguments in call to t.m
// CHECK-NEXT: have ()
// CHECK-NEXT: want (int)
	t.m("a") // CHECK: :[[#@LINE]]:6: cannot use "a" (untyped string constant) as int value in argument to t.m
	t.n() // CHECK: :[[#@LINE]]:4: t.n undefined (type T has no field or method n)
	takesFunc(fn)
	takesFunc(two) // CHECK: :[[#@LINE]]:12: cannot use two (value of type func(a int, b string)) as func(int) string value in argument to takesFunc
	takesFunc(func(i int) string { return "" })
	_ = none() // CHECK: :[[#@LINE]]:6: none() (no value) used as value
	x := none() // CHECK: :[[#@LINE]]:7: none() (no value) used as value
	_ = x
	3() // CHECK: :[[#@LINE]]:2: invalid operation: cannot call 3 (untyped int constant): untyped int is not a function
	t() // CHECK: :[[#@LINE]]:2: invalid operation: cannot call t (variable of struct type T): T is not a function
	_ = takesFunc(nil)
	undefined(1) // CHECK: :[[#@LINE]]:2: undefined: undefined
	defer none // CHECK: :[[#@LINE]]:8: expression in defer must be function call
	go none()
	go func() {} // CHECK: :[[#@LINE]]:5: expression in go must be function call
	defer int(3) // CHECK: :[[#@LINE]]:8: defer requires function call, not conversion int(3) (constant 3 of type int)
	defer len(ints) // CHECK: :[[#@LINE]]:8: defer discards result of len(ints) (value of type int)
	defer recover()
	_ = int() // CHECK: :[[#@LINE]]:6: missing argument in conversion to int
	_ = int(1, 2) // CHECK: :[[#@LINE]]:13: too many arguments in conversion to int
	_ = int(ints...) // CHECK: :[[#@LINE]]:10: invalid use of ... in conversion to int
}
