// Patterns: "..." is any string; symbolic links, other modules, test data and vendor folders are not searched.
// RUN: rm -rf %t && split-file %s %t && cd %t && ln -s . loop
// RUN: not %golite-cc --stop-after=types --max-errors=0 ./... 2>&1 | FileCheck %s
// RUN: not %golite-cc --stop-after=types --max-errors=0 m.org/m/... 2>&1 | FileCheck %s
// RUN: not %golite-cc --stop-after=types --max-errors=0 ./.../deep m.org/m/to... 2>&1 | FileCheck %s --check-prefix=SOME --implicit-check-not=.go:
// RUN: not %golite-cc --stop-after=types .../nowhere/... 2>&1 | FileCheck %s --check-prefix=NONE

// CHECK: {{^}}./top.go:3:9: undefined: inTop
// CHECK-NEXT: a/a.go:3:9: undefined: inA
// CHECK-NEXT: a/deep/d.go:3:9: undefined: inDeep
// CHECK-NEXT: too/t.go:3:9: undefined: inToo
// CHECK-NOT: .go:
// SOME: a/deep/d.go:3:9: undefined: inDeep
// SOME: too/t.go:3:9: undefined: inToo
// NONE: ".../nowhere/..." matched no packages

//--- go.mod
module m.org/m

go 1.27
//--- top.go
package m

var x = inTop
//--- a/a.go
package a

var x = inA
//--- a/deep/d.go
package deep

var x = inDeep
//--- too/t.go
package too

var x = inToo
//--- a/testdata/t.go
package t

var x = wrong
//--- _hidden/h.go
package h

var x = wrong
//--- other/go.mod
module other
//--- other/o.go
package o

var x = wrong
