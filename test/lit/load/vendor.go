// A vendor folder is used as vendor/modules.txt says, and must fit go.mod.
// RUN: split-file %s %t && cd %t/m
// RUN: env GOMODCACHE=/nowhere %golite-cc -o %t/exe . && %t/exe 2>&1 | FileCheck %s --check-prefix=EXE
// RUN: cp %t/other.mod go.mod && not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=BAD
// RUN: cp %t/old.mod go.mod && env GOMODCACHE=/nowhere not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=OLD
// RUN: cd %t/missing && not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=MISSING

// EXE: y sub deep

// BAD: go.mod:5:1: inconsistent vendoring in {{.*}}/m:
// BAD-NEXT: {{^}}	x.org/y@v1.1.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt
// BAD-NEXT: {{^}}	x.org/y@v1.0.0: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod
// BAD-NEXT: {{^}}	To sync the vendor directory, run: go mod vendor

// Before go 1.14 the folder does not count.
// OLD: main.go:4:2: package x.org/y: module x.org/y@v1.0.0 is not in the module cache

// MISSING: main.go:3:8: cannot find module providing package x.org/y/unlisted: import lookup disabled by -mod=vendor
// MISSING: To sync vendor, run: go mod vendor

//--- m/go.mod
module m.org/m

go 1.27

require x.org/y v1.0.0
//--- m/main.go
package main

import (
	"x.org/y"
	"x.org/y/sub"
)

func main() { println(y.Name, sub.Name, y.Deep()) }
//--- m/vendor/modules.txt
# x.org/y v1.0.0
## explicit; go 1.21
x.org/y
x.org/y/sub
# x.org/z v0.1.0
x.org/z
//--- m/vendor/x.org/y/y.go
package y

import "x.org/z"

const Name = "y"

// One variable for all iterations, as before go 1.22.
func Deep() string {
	var all []func() int
	for i := 0; i < 3; i++ {
		all = append(all, func() int { return i })
	}
	if all[0]() != 3 {
		return "new loop variables"
	}
	return z.Name
}
//--- m/vendor/x.org/y/sub/sub.go
package sub

const Name = "sub"
//--- m/vendor/x.org/z/z.go
package z

const Name = "deep"
//--- other.mod
module m.org/m

go 1.27

require x.org/y v1.1.0
//--- old.mod
module m.org/m

go 1.13

require x.org/y v1.0.0
//--- missing/go.mod
module m

go 1.27
//--- missing/main.go
package main

import _ "x.org/y/unlisted"

func main() {}
//--- missing/vendor/modules.txt
//--- missing/vendor/x.org/y/unlisted/u.go
package unlisted
