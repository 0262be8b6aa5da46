// RUN: %golite-cc -o %t %s
// RUN: not env GOTRACEBACK=none %t 2>&1 | FileCheck --check-prefix=NONE %s
// RUN: not env GOTRACEBACK=0 %t 2>&1 | FileCheck --check-prefix=NONE %s
// RUN: not env GOTRACEBACK= %t 2>&1 | FileCheck --check-prefix=SINGLE %s
// RUN: not env GOTRACEBACK=single %t 2>&1 | FileCheck --check-prefix=SINGLE %s
// RUN: not env GOTRACEBACK=all %t 2>&1 | FileCheck --check-prefix=ALL %s
// RUN: not env GOTRACEBACK=1 %t 2>&1 | FileCheck --check-prefix=ALL %s
// RUN: not env GOTRACEBACK=system %t 2>&1 | FileCheck --check-prefix=SYSTEM %s
// RUN: not --crash env GOTRACEBACK=crash %t 2>&1 | FileCheck --check-prefix=SYSTEM %s
// RUN: not env GOTRACEBACK=none %t all 2>&1 | FileCheck --check-prefix=ALL %s
// RUN: not env GOTRACEBACK=all %t none 2>&1 | FileCheck --check-prefix=ALL %s
// RUN: not env GOTRACEBACK=none %t deadlock 2>&1 | FileCheck --check-prefix=ASLEEP --implicit-check-not=goroutine %s
// RUN: not env GOTRACEBACK=single %t deadlock 2>&1 | FileCheck --check-prefix=ASLEEP-ALL %s

// What GOTRACEBACK and debug.SetTraceback show when a program fails.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

func waiter(c chan int) { <-c }

// NONE: panic: boom
// NONE-NOT: {{.}}

// SINGLE: panic: boom
// SINGLE: goroutine 1 [running]:
// SINGLE-NEXT: main.main()
// SINGLE-NOT: main.waiter

// ALL: panic: boom
// ALL: goroutine 1 [running]:
// ALL-NEXT: main.main()
// ALL: goroutine {{[0-9]+}} [chan receive]:
// ALL-NEXT: main.waiter(...)
// ALL-NOT: runtime.goexit

// SYSTEM: goroutine 1 [running]:
// SYSTEM-NEXT: panic(...)
// SYSTEM: main.main()
// SYSTEM: runtime.main()
// SYSTEM: main.waiter(...)
// SYSTEM: runtime.goexit()

// ASLEEP: fatal error: all goroutines are asleep - deadlock!

// ASLEEP-ALL: fatal error: all goroutines are asleep - deadlock!
// ASLEEP-ALL: goroutine 1 [chan receive]:
// ASLEEP-ALL: main.waiter(...)

func main() {
	runtime.GOMAXPROCS(1)
	c := make(chan int)
	ready := make(chan int)
	go func() {
		ready <- 1
		waiter(c)
	}()
	<-ready
	if len(os.Args) > 1 {
		if os.Args[1] == "deadlock" {
			<-ready
		}
		debug.SetTraceback(os.Args[1])
	}
	runtime.Gosched() // the other one waits
	panic("boom")
}
