// The whole standard library is right: every package with Go files for this system, in one process.
// RUN: %golite-cc --stop-after=types --time-report std 2>&1 | FileCheck %s --implicit-check-not=.go:

// CHECK: {{^3[67][0-9]}} packages, {{[0-9]+}} files, {{5[0-9]+}} lines
// CHECK: peak memory
