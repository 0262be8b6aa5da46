// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

const (
	a = iota
	b
	_
	d = "s" + "t"
	e
	f, g = iota, iota * 10
	h, i
	j // CHECK: :[[#@LINE]]:2: extra init expr at {{.*}}.go:[[#@LINE-2]]:20
)

const big = 1 << 100
const huge = 1 << 600 // CHECK: :[[#@LINE]]:16: constant shift overflow

var (
	_ int8    = 127 + 1 // CHECK: :[[#@LINE]]:14: cannot use 127 + 1 (untyped int constant 128) as int8 value in variable declaration (overflows)
	_ uint8   = 255
	_ uint8   = 256 // CHECK: :[[#@LINE]]:14: cannot use 256 (untyped int constant) as uint8 value in variable declaration (overflows)
	_ int     = big // CHECK: :[[#@LINE]]:14: cannot use big (untyped int constant 1267650600228229401496703205376) as int value in variable declaration (overflows)
	_ float64 = big
	_ float32 = 1e40 // CHECK: :[[#@LINE]]:14: cannot use 1e40 (untyped float constant 1e+40) as float32 value in variable declaration (overflows)
	_ int     = 1e3
	_ int     = 1.5 // CHECK: :[[#@LINE]]:14: cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)
	_ string  = 'a' // CHECK: :[[#@LINE]]:14: cannot use 'a' (untyped rune constant 97) as string value in variable declaration
	_ rune    = 'a'
	_ bool    = 1 // CHECK: :[[#@LINE]]:14: cannot use 1 (untyped int constant) as bool value in variable declaration
	_         = big >> 98
	_         = big // CHECK: :[[#@LINE]]:14: cannot use big (untyped int constant 1267650600228229401496703205376) as int value in variable declaration (overflows)
	_         = uint8(a) - 1 // CHECK: :[[#@LINE]]:14: uint8(a) - 1 (constant -1 of type uint8) overflows uint8
	_ uint    = -a - 1 // CHECK: :[[#@LINE]]:14: cannot use -a - 1 (untyped int constant -1) as uint value in variable declaration (overflows)
	_         = 1 / 0 // CHECK: :[[#@LINE]]:18: invalid operation: division by zero
	_         = 1.0 / 0.0 // CHECK: :[[#@LINE]]:20: invalid operation: division by zero
	_         = 5 % 0 // CHECK: :[[#@LINE]]:18: invalid operation: division by zero
	_         = 5.0 % 2 // CHECK: :[[#@LINE]]:14: invalid operation: operator % not defined on 5.0 (untyped float constant 5)
	_         = 7 / 2 * 2.0
	_         = ^uint8(1)
	_         = -uint8(1) // CHECK: :[[#@LINE]]:14: -uint8(1) (constant -1 of type uint8) overflows uint8
	_         = int8(1) << 7 // CHECK: :[[#@LINE]]:14: int8(1) << 7 (constant 128 of type int8) overflows int8
	_         = "a" + 1 // CHECK: :[[#@LINE]]:14: invalid operation: "a" + 1 (mismatched types untyped string and untyped int)
	_         = !1 // CHECK: :[[#@LINE]]:15: invalid operation: operator ! not defined on 1 (untyped int constant)
	_         = +"a" // CHECK: :[[#@LINE]]:15: invalid operation: operator + not defined on "a" (untyped string constant)
	_         = 'a' * 2.5
	_ complex64 = 1 + 2i
	_ int     = 1 + 0i
	_ int     = 1 + 2i // CHECK: :[[#@LINE]]:14: cannot use 1 + 2i (untyped complex constant (1 + 2i)) as int value in variable declaration (truncated)
	_         = h + i
	_         = iota // CHECK: :[[#@LINE]]:14: cannot use iota outside constant declaration
	_         = e[0]
	_         = e[5] // CHECK: :[[#@LINE]]:16: invalid argument: index 5 out of bounds [0:2]
	_         = "abc"[1:5] // CHECK: :[[#@LINE]]:22: invalid argument: index 5 out of bounds [0:4]
)

const fn = len("abc") + len([3]int{})
const notConst = len([]int{}) // CHECK: :[[#@LINE]]:18: len([]int{}) (value of type int) is not constant
const typed int8 = 1000 // CHECK: :[[#@LINE]]:20: cannot use 1000 (untyped int constant) as int8 value in constant declaration (overflows)
const list []int = nil // CHECK: :[[#@LINE]]:12: invalid constant type []int
const self = self + 1 // CHECK: :[[#@LINE]]:7: initialization cycle: self refers to itself
const noValue // CHECK: :[[#@LINE]]:7: missing init expr for noValue
const x, y = 1 // CHECK: :[[#@LINE]]:10: missing init expr for y
const z = 1, 2 // CHECK: :[[#@LINE]]:14: extra init expr 2
