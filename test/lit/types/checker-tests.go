// --checker-tests: assert and trace are predeclared, and types are checked although there are syntax errors.
// RUN: split-file %s %t && cd %t
// RUN: not %golite-cc --checker-tests a.go 2>&1 | FileCheck %s --implicit-check-not=error: --implicit-check-not=a.go
// RUN: not %golite-cc --stop-after=types a.go 2>&1 | FileCheck %s --check-prefix=PLAIN --implicit-check-not=a.go
// RUN: not %golite-cc --stop-after=types b.go 2>&1 | FileCheck %s --check-prefix=UNDEFINED

// CHECK: a.go:3:20: assert(1 == 2) failed
// CHECK: a.go:4:{{[0-9]+}}: invalid argument: z (variable of type int) is not a boolean constant
// CHECK: a.go:6:6: syntax error: unexpected name e at end of statement
// CHECK: a.go:8:13: undefined: y
// PLAIN: a.go:6:6: syntax error: unexpected name e at end of statement
// UNDEFINED: b.go:3:11: undefined: assert

//--- a.go
package p

const _, _ = true, assert(1 == 2)
var _ = assert(z)
func f() {
	d() e
}
var x = 1 + y
const _ = assert(trace(1, "a") == 1)
func d() {}
var z int
//--- b.go
package p

const _ = assert(1 == 1)
