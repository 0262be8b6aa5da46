// --testdir: packages side by side, imported as ./x or test/x, in the order of their first files.
// RUN: split-file %s %t && cd %t
// RUN: %golite-cc --stop-after=types --testdir good
// RUN: %golite-cc --stop-after=types --testdir single --single-file-pkgs
// RUN: not %golite-cc --stop-after=types --testdir bad 2>&1 | FileCheck %s

// CHECK: bad/main.go:3:8: could not import ./none (no such package in this folder)

//--- good/a.go
package a

func A() int { return b() }
//--- good/a2.go
package a

func b() int { return 1 }
//--- good/c.go
package c

import "./a"

var C = a.A()
//--- good/other.go
//go:build !amd64

package c

var C = 1
//--- good/main.go
package main

import (
	"./a"
	"test/c"
)

func main() { println(a.A(), c.C) }
//--- single/a.go
package a

type T int
//--- single/aa.go
package a

import "./a"

type T struct{ t a.T }
//--- single/main.go
package main

import a "./aa"

func main() { _ = a.T{} }
//--- bad/main.go
package main

import "./none"

func main() {}
