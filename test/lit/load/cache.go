// Modules in the module cache: versions by minimal version selection over the go.mod files that are there, each
// package with the language version of its module; what is missing is said with the command that helps.
// RUN: split-file %s %t && cd %t/m
// RUN: env GOMODCACHE=%t/cache GOWORK=off %golite-cc -o %t/exe . && %t/exe 2>&1 | FileCheck %s
// RUN: env GOMODCACHE= GOPATH=%t/gopath:/nowhere not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=EMPTY
// RUN: cd %t/bad && env GOMODCACHE=%t/cache not %golite-cc --stop-after=types --max-errors=0 . 2>&1 | FileCheck %s --check-prefix=BAD --match-full-lines --strict-whitespace
// RUN: cd %t/old && env GOMODCACHE=%t/cache not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=OLD --match-full-lines --strict-whitespace

// a wants b 1.2.0-rc.1, the main module b 1.10.0: the newer one wins; c comes from a only, by a's old go.mod whole.
// CHECK: a 1.1 b 1.10 c 0.3 Upper

// EMPTY: main.go:4:2: package x.org/a: module x.org/a@v1.1.0 is not in the module cache ({{.*}}gopath/pkg/mod); to download it:
// EMPTY-NEXT: {{^}}	go mod download x.org/a

//BAD:./main.go:4:2: package bad imports x.org/b from implicitly required module; to add missing requirements, run:
//BAD-NEXT:	go get x.org/b@v1.10.0
//BAD-NEXT:./main.go:5:2: package x.org/gone/p: module x.org/gone@v1.0.0 is not in the module cache ({{.*}}/cache); to download it:
//BAD-NEXT:	go mod download x.org/gone
//BAD-NEXT:./main.go:6:2: no required module provides package x.org/a/absent; to add it:
//BAD-NEXT:	go get x.org/a/absent
//BAD-NEXT:./main.go:7:2: module x.org/local provides package x.org/local and is replaced but not required; to add it:
//BAD-NEXT:	go get x.org/local
//BAD-NEXT:./main.go:8:2: ambiguous import: found package x.org/a/sub in multiple modules:
//BAD-NEXT:	x.org/a v1.1.0 ({{.*}}/cache/x.org/a@v1.1.0/sub)
//BAD-NEXT:	x.org/a/sub v1.0.0 ({{.*}}/cache/x.org/a/sub@v1.0.0)
//BAD-NEXT:./main.go:9:2: use of internal package x.org/a/internal/in not allowed
//BAD-NEXT:./main.go:10:2: x.org/a/vendor/v must be imported as v

//OLD:./go.mod:6:2: updates to go.mod needed (x.org/b v1.2.0 is selected); to update it:
//OLD-NEXT:	go mod tidy

//--- m/go.mod
module m.org/m

go 1.27

require x.org/a v1.1.0

require (
	x.org/b v1.10.0
	x.org/Upper v1.0.0+incompatible
)

exclude x.org/c v0.9.0
//--- m/main.go
package main

import (
	"x.org/a"
	"x.org/Upper"
)

func main() { println("a", a.V, "b", a.B, "c", a.C, upper.Name) }
//--- cache/x.org/a@v1.1.0/go.mod
module x.org/a

go 1.16

require x.org/b v1.2.0-rc.1
//--- cache/x.org/a@v1.1.0/a.go
package a

import (
	"x.org/a/internal/in"
	"x.org/a/sub"
	"x.org/b"
)

const V = in.V

var B, C = b.V, sub.C
//--- cache/x.org/a@v1.1.0/internal/in/in.go
package in

const V = "1.1"
//--- cache/x.org/a@v1.1.0/sub/sub.go
package sub

import "x.org/c"

var C = c.V
//--- cache/cache/download/x.org/b/@v/v1.2.0-rc.1.mod
module x.org/b

require x.org/c v0.3.0
require x.org/c v0.9.0
//--- cache/x.org/b@v1.10.0/go.mod
module x.org/b

go 1.17
//--- cache/x.org/b@v1.10.0/b.go
package b

const V = "1.10"
//--- cache/x.org/b@v1.10.0/cgo.go
package b

import "C"
//--- cache/x.org/b@v1.2.0/go.mod
module x.org/b
//--- cache/x.org/b@v1.2.0/b.go
package b
//--- cache/x.org/c@v0.3.0/c.go
package c

const V = "0.3"
//--- cache/x.org/!upper@v1.0.0+incompatible/upper.go
package upper

const Name = "Upper"
//--- cache/x.org/a/sub@v1.0.0/sub.go
package sub
//--- bad/go.mod
module bad

go 1.27

require (
	x.org/a v1.1.0
	x.org/gone v1.0.0
	x.org/a/sub v1.0.0
	x.org/direct v1.0.0
)

replace x.org/local => ../local
replace x.org/direct => ../direct
//--- bad/main.go
package main

import (
	_ "x.org/b"
	_ "x.org/gone/p"
	_ "x.org/a/absent"
	_ "x.org/local"
	_ "x.org/a/sub"
	_ "x.org/a/internal/in"
	_ "x.org/a/vendor/v"
)

func main() {}
//--- direct/go.mod
module x.org/direct

require x.org/b v1.10.0
//--- local/local.go
package local
//--- old/go.mod
module old

go 1.27

require (
	x.org/b v1.1.0
	x.org/direct v1.0.0
)

replace x.org/direct => ./direct
//--- old/direct/go.mod
module x.org/direct

go 1.27

require x.org/b v1.2.0
//--- old/main.go
package main

import _ "x.org/b"

func main() {}
