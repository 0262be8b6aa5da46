// RUN: %golite-cc --emit-llvm -O0 -g0 -o - %s | FileCheck %s
// RUN: %golite-cc --emit-llvm -O0 -g0 -o - %s | wc -l | FileCheck --check-prefix=LINES %s
package main

// What a program does not use is not in its module: it fits on a screen.
// LINES: {{^[1-4]?[0-9]$}}

func main() {
	// CHECK: @str = private unnamed_addr constant [2 x i8] c"hi"
	// CHECK: define hidden swiftcc void @main.main()
	// CHECK: call void @grt_print_string(ptr @str, i64 2)
	println("hi")
}
