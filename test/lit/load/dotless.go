// A module whose path has no dot: what it lacks is looked for in the standard library, as the go command does.
// RUN: split-file %s %t && cd %t && not %golite-cc --stop-after=types . 2>&1 | FileCheck %s --implicit-check-not=main.go:

// CHECK: main.go:5:2: package plain/none is not in std ({{.*}}src/plain/none)

//--- go.mod
module plain

go 1.27
//--- main.go
package main

import (
	_ "plain/sub"
	_ "plain/none"
)

func main() {}
//--- sub/sub.go
package sub
