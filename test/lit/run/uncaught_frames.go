// The traceback of an uncaught panic, line by line: inlined calls, a panic in a deferred call, type arguments, methods,
// who started the goroutine. A stripped program without debug information prints the same.
// RUN: %golite-cc -O2 -o %t %s && not %t 2>&1 | FileCheck %s --strict-whitespace
// RUN: %golite-cc -O0 -o %t %s && not %t 2>&1 | FileCheck %s --strict-whitespace
// RUN: %golite-cc -g0 -O2 -o %t %s && llvm-strip %t && not %t 2>&1 | FileCheck %s --strict-whitespace
// RUN: llvm-readelf -S %t | FileCheck %s --check-prefix=SECTIONS
package main

import "runtime"

type T struct{ a int }

//go:noinline
func (t *T) get(x int) int {
	if x == 0 {
		panic("zero")
	}
	return t.a
}

func (t T) inlined() int { return t.get(t.a) }

//go:noinline
func generic[P any](x P, f func(P)) {
	f(x)
}

type W struct{ T }

func run() {
	defer func() {
		generic(1, func(int) {
			W{}.inlined()
		})
	}()
	var t *T
	println(t.a)
}

func main() {
	go run()
	runtime.Gosched()
	select {}
}

// CHECK: {{^}}panic: runtime error: invalid memory address or nil pointer dereference{{$}}
// CHECK-NEXT: {{^}}	panic: zero{{$}}
// CHECK-NEXT: {{^}}[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x{{[0-9a-f]+}}]{{$}}
// CHECK-EMPTY:
// CHECK-NEXT: {{^}}goroutine 2 [running]:{{$}}
// CHECK-NEXT: {{^}}main.(*T).get(...){{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:16 +0x{{[0-9a-f]+}}{{$}}
// CHECK-NEXT: {{^}}main.T.inlined(...){{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:21{{$}}
// CHECK-NEXT: {{^}}main.run.func1.1(...){{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:33{{( \+0x[0-9a-f]+)?$}}
// CHECK-NEXT: {{^}}main.generic[...](...){{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:25 +0x{{[0-9a-f]+}}{{$}}
// CHECK-NEXT: {{^}}main.run.func1(){{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:32 +0x{{[0-9a-f]+}}{{$}}
// CHECK-NEXT: {{^}}panic(...){{$}}
// CHECK-NEXT: {{^}}	{{.*}}panic.c:{{[0-9]+}} +0x{{[0-9a-f]+}}{{$}}
// CHECK-NEXT: {{^}}main.run(){{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:37 +0x{{[0-9a-f]+}}{{$}}
// CHECK-NEXT: {{^}}created by main.main in goroutine 1{{$}}
// CHECK-NEXT: {{^}}	/{{.*}}/uncaught_frames.go:41 +0x{{[0-9a-f]+}}{{$}}
// CHECK-NOT: {{.}}
// SECTIONS: golite_functab
// SECTIONS-NOT: .debug_line
