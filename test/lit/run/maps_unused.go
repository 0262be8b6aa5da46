// RUN: %golite-cc -O0 -o %t %s && %t 2>&1 | FileCheck %s
// RUN: llvm-nm %t | FileCheck --check-prefix=NAMES --implicit-check-not=unicode.Categories --implicit-check-not=unicode.Scripts %s
// RUN: %golite-cc -o %t %s && %t 2>&1 | FileCheck %s
// RUN: llvm-nm %t | FileCheck --check-prefix=NAMES --implicit-check-not=unicode.Categories --implicit-check-not=unicode.Scripts %s
// RUN: %golite-cc --whole-program -o %t %s && %t 2>&1 | FileCheck %s
// RUN: llvm-nm %t | FileCheck --check-prefix=NAMES --implicit-check-not=unicode.Categories --implicit-check-not=unicode.Scripts %s

// Maps of other packages' variables are made only if the program needs them, also when the package is compiled alone.
package main

import "unicode"

func main() {
	println(unicode.IsUpper('A'), len(unicode.FoldScript)) // CHECK: true {{[1-9]}}
}

// NAMES-DAG: main.main
// NAMES-DAG: unicode.FoldScript
