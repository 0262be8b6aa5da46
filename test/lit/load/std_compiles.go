// All functions of the packages that need the least of the runtime become code.
// RUN: %golite-cc --emit-llvm -o %t internal/goarch internal/goos internal/abi internal/cpu internal/bytealg internal/byteorder
// RUN: FileCheck %s < %t
// RUN: %golite-cc --emit-llvm -o %t internal/runtime/sys internal/runtime/math internal/runtime/atomic internal/chacha8rand
// RUN: %golite-cc --emit-llvm -o %t math/bits unicode/utf8 math cmp errors internal/reflectlite iter
// RUN: %golite-cc --emit-llvm -o %t slices internal/strconv strconv sort sync/atomic

// CHECK: define {{.*}}@"internal/bytealg.Count"
package main
