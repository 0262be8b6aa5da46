// An import cycle is shown once, with its packages and files.
// RUN: split-file %s %t && cd %t
// RUN: not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --match-full-lines --strict-whitespace
// RUN: not %golite-cc --stop-after=types ./self 2>&1 | FileCheck %s --check-prefix=SELF --match-full-lines --strict-whitespace

//CHECK:b/b.go:3:10: import cycle not allowed
//CHECK-NEXT:	package m.org/m/a
//CHECK-NEXT:	imports m.org/m/b from a.go
//CHECK-NEXT:	imports m.org/m/a from b.go
//CHECK-NOT:import cycle

//SELF:self/self.go:3:10: import cycle not allowed
//SELF-NEXT:	package m.org/m/self
//SELF-NEXT:	imports m.org/m/self from self.go

//--- go.mod
module m.org/m

go 1.27
//--- main.go
package main

import _ "m.org/m/a"

func main() {}
//--- a/a.go
package a

import _ "m.org/m/b"
//--- b/b.go
package b

import _ "m.org/m/a"
//--- self/self.go
package self

import _ "m.org/m/self"
