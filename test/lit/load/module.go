// go.mod: the module's path, its language version, modules replaced by local folders.
// RUN: split-file %s %t && cd %t/m
// RUN: %golite-cc --stop-after=types .
// RUN: %golite-cc --stop-after=types m.org/m/sub
// RUN: cd sub && %golite-cc --stop-after=types sub.go && %golite-cc --stop-after=types ./...
// RUN: cd %t/old && not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=OLD
// RUN: cd %t/bad && not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=BAD

// OLD: ./main.go:4:17: cannot range over 3 {{.*}}requires go1.22 or later
// BAD: ./go.mod:2:1: unknown directive: gone
// BAD: ./go.mod:3:1: go.mod requires go >= 1.99 (running go 1.27)
// BAD: ./go.mod:5:2: replacement directory ./nowhere does not exist

//--- m/go.mod
module "m.org/m"

go 1.27.1

require (
	x.org/x v1.0.0 // indirect
)

replace x.org/x v1.0.0 => ../x
//--- m/main.go
package main

import (
	"m.org/m/sub"
	"x.org/x"
	"x.org/x/in"
)

func main() { println(sub.S, x.X, in.In) }
//--- m/sub/sub.go
package sub

import "m.org/m/sub/internal/deep"

var S = deep.D
//--- m/sub/internal/deep/deep.go
package deep

var D = 1
//--- x/go.mod
module elsewhere.org/x

go 1.21
//--- x/x.go
package x

var X = 1
//--- x/in/in.go
package in

import "x.org/x"

var In = x.X
//--- old/go.mod
module old

go 1.21
//--- old/main.go
package main

func main() {
	for i := range 3 {
		println(i)
	}
}
//--- bad/go.mod
module bad
gone 1
go 1.99
replace (
	x.org/x => ./nowhere
)
//--- bad/main.go
package main

func main() {}
