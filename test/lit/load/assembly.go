// Packages with assembly: files without it are preferred, then those for another architecture; else it is refused.
// RUN: split-file %s %t && cd %t
// RUN: %golite-cc -o exe ./prog && ./exe 2>&1 | FileCheck %s --check-prefix=EXE
// RUN: not %golite-cc -o exe ./onlyasm 2>&1 | FileCheck %s
// RUN: %golite-cc --stop-after=types ./onlyasm

// EXE: pure generic
// CHECK: onlyasm/main.go:3:6: function f is written in assembly: not supported yet

//--- go.mod
module m

go 1.27
//--- prog/main.go
package main

import (
	"m/other"
	"m/pure"
)

func main() { println(pure.Name(), other.Name()) }
//--- pure/p_amd64.s
//--- pure/asm.go
//go:build !purego

package pure

func Name() string
//--- pure/pure.go
//go:build purego

package pure

func Name() string { return "pure" }
//--- other/p_amd64.s
//--- other/o_amd64.go
package other

func Name() string
//--- other/o_generic.go
//go:build !amd64

package other

func Name() string { return "generic" }
//--- onlyasm/p.s
//--- onlyasm/main.go
package main

func f() int

func main() { f() }
