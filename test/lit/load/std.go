// Packages of the standard library are checked from the Go tree: import paths and patterns, several in one process.
// What is left out for the made-up architecture, and what the overlay adds, fits together.
// RUN: %golite-cc --stop-after=types --time-report unicode internal/cpu 2>&1 | FileCheck %s
// RUN: %golite-cc --stop-after=types internal/goarch unsafe container/list internal/runtime/syscall/linux
// RUN: %golite-cc --stop-after=types --time-report internal/godebugs/... internal/goo... 2>&1 | FileCheck %s --check-prefix=PATTERN
// RUN: not %golite-cc --stop-after=types net/nothing/... 2>&1 | FileCheck %s --check-prefix=NOTHING
// RUN: not %golite-cc --stop-after=types unicode/utf9 2>&1 | FileCheck %s --check-prefix=ABSENT
// RUN: split-file %s %t && %golite-cc run %t/uses.go 2>&1 | FileCheck %s --check-prefix=RUNS

// CHECK-NOT: error
// CHECK: packages, {{[0-9]+}} files, {{[0-9]+}} lines
// CHECK: types {{.*}}
// CHECK: total {{.*}}
// CHECK: peak memory
// PATTERN: packages
// NOTHING: "net/nothing/..." matched no packages
// ABSENT: package unicode/utf9 is not in std
// RUNS: amd64 2147483647 0

//--- uses.go
package main

import (
	"runtime"

	"math"
	_ "container/ring"
)

func main() {
	var r runtime.MemProfileRecord
	println(runtime.GOARCH, math.MaxInt32, r.InUseBytes())
}
