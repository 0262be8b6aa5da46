// RUN: %golite-cc -O2 -o %t %s
// RUN: not %t stack-100000 2>&1 | FileCheck --check-prefix=STACK %s -DN=100000
// RUN: not %t stack-1000000 2>&1 | FileCheck --check-prefix=STACK %s -DN=1000000
// RUN: not %t stack-50000000 2>&1 | FileCheck --check-prefix=STACK %s -DN=50000000
// RUN: not %t main-1000000 2>&1 | FileCheck --check-prefix=STACK %s -DN=1000000
// RUN: not %t main-20000000 2>&1 | FileCheck --check-prefix=STACK %s -DN=20000000
// RUN: not %t threads 2>&1 | FileCheck --check-prefix=THREADS %s

// debug.SetMaxStack and SetMaxThreads: the limits hold, and not much below them.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
)

// Nobody knows it before the program runs: so the arrays are needed.
var zero = len(os.Args) - 2

// deep uses about 200 bytes a call.
//
//go:noinline
func deep(n int) int {
	var a [16]int
	a[n%16] = n
	if n == 0 {
		return a[0]
	}
	return deep(n-1) + a[n%16+zero] - n
}

func exceed(limit int, done chan int) {
	println("old", debug.SetMaxStack(limit))
	deep(limit / 400)
	println("half is right")
	deep(limit)
	println("too deep")
	done <- 1
}

// STACK: old 1000000000
// STACK-NEXT: half is right
// STACK-NEXT: runtime: goroutine stack exceeds [[N]]-byte limit
// STACK: fatal error: stack overflow
// STACK: goroutine {{[0-9]+}} [running]:
// STACK-NEXT: main.deep(

// THREADS: old 10000
// THREADS-NEXT: runtime: program exceeds 8-thread limit
// THREADS-NEXT: fatal error: thread exhaustion

func main() {
	done := make(chan int, 1)
	how, number, _ := strings.Cut(os.Args[1], "-")
	limit, _ := strconv.Atoi(number)
	switch how {
	case "stack":
		go exceed(limit, done)
	case "main":
		exceed(limit, done)
	case "threads":
		println("old", debug.SetMaxThreads(8))
		runtime.GOMAXPROCS(4)
		for i := 0; i < 100; i++ {
			go func() {
				fds := make([]int, 2)
				syscall.Pipe(fds)
				syscall.Read(fds[0], make([]byte, 1)) // for ever
			}()
		}
	}
	<-done
}
