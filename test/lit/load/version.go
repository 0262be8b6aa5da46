// runtime.Version is what the Go tree's VERSION says, whose first line alone counts; a tree without that file (packages
// of the sources) has the language's version.
// REQUIRES: goroot
// RUN: rm -rf %t && mkdir -p %t/with %t/without && ln -s %goroot/src %t/with/src && ln -s %goroot/src %t/without/src
// RUN: printf 'go1.27.99-x\ntime 2026-01-01T00:00:00Z\n' > %t/with/VERSION
// RUN: %golite-cc --goroot %t/with --emit-llvm -o - %s | FileCheck %s
// RUN: %golite-cc --goroot %t/without --emit-llvm -o - %s | FileCheck %s --check-prefix=WITHOUT
package main

import "runtime"

func main() { println(runtime.Version()) }

// CHECK: c"go1.27.99-x"
// CHECK-NOT: time 2026
// WITHOUT: c"go1.27"
