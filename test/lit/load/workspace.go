// go.work: several main modules; a module outside of it does not see it.
// RUN: split-file %s %t && cd %t/w/a
// RUN: %golite-cc -o %t/exe . && %t/exe 2>&1 | FileCheck %s --check-prefix=EXE
// RUN: %golite-cc --stop-after=types ./... b.org/b/... b.org/b/in
// RUN: env GOWORK=off not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=OFF
// RUN: cd %t/w/alone && not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --check-prefix=OFF

// EXE: b x
// OFF: no required module provides package b.org/b/in; to add it:

//--- w/go.work
go 1.27

use (
	./a
	./b
)

replace x.org/x => ./x
//--- w/a/go.mod
module a.org/a

go 1.27

require x.org/x v1.0.0
//--- w/a/main.go
package main

import (
	"b.org/b/in"
	"x.org/x"
)

func main() { println(in.Name, x.Name) }
//--- w/b/go.mod
module b.org/b

go 1.21
//--- w/b/in/in.go
package in

const Name = "b"
//--- w/x/x.go
package x

const Name = "x"
//--- w/alone/go.mod
module alone

go 1.27
//--- w/alone/main.go
package main

import _ "b.org/b/in"

func main() {}
