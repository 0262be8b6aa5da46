// RUN: %golite-cc -O0 -o %t %s && %t 2>&1 | FileCheck %s
// RUN: llvm-nm %t | FileCheck --check-prefix=NAMES %s

// Maps of other packages' variables are made only if something mentions them.
package main

import "unicode"

func main() {
	println(unicode.IsUpper('A'), len(unicode.FoldScript)) // CHECK: true {{[1-9]}}
}

// NAMES-NOT: unicode.Categories
// NAMES-DAG: unicode.FoldScript
// NAMES-DAG: main.main
