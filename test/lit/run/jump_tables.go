// RUN: %golite-cc -o %t %s && %t | FileCheck %s
// RUN: llvm-nm %t | FileCheck --check-prefix=NAMES %s

// A function with a table of jumps stays for its own sake only, not because another one of its package has a table.
package main

import "fmt"

func main() {
	fmt.Println(1, "two", 3.5) // CHECK: 1 two 3.5
}

// NAMES-NOT: fmt.(*ss).scanOne
// NAMES-NOT: syscall.NetlinkRIB
// NAMES: fmt.(*pp).printValue
