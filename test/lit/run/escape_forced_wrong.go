// A verdict that is forced wrong is noticed by AddressSanitizer; the right one passes.
// REQUIRES: asan
// RUN: %golite-cc -O0 -fsanitize=address -o %t %s && %t 2>&1 | FileCheck --check-prefix=RIGHT %s
// RUN: %golite-cc -O0 -fsanitize=address --force-stack=13 -o %t %s
// RUN: env ASAN_OPTIONS=detect_stack_use_after_return=1 not %t 2>&1 | FileCheck --check-prefix=WRONG %s
// RIGHT: 5
// WRONG: AddressSanitizer: stack-use-after-return
package main

//go:noinline
func f() *int {
	// The next line's variable is named on the command line above.
	x := 5
	return &x
}

//go:noinline
func use(p *int) { println(*p) }

func main() { use(f()) }
