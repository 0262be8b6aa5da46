// What the runtime declares but cannot do panics, and says so.
// RUN: %run-matrix %s
package main

import "runtime"

func try(name string, f func()) {
	defer func() {
		println(name, recover().(string)) // OUTPUT: CPUProfile golite: runtime.CPUProfile is not supported yet
	}()
	f()
}

func main() {
	try("CPUProfile", func() { runtime.CPUProfile() })
	try("StartTrace", func() { _ = runtime.StartTrace() }) // OUTPUT: StartTrace golite: runtime.StartTrace is not supported yet
	r := runtime.BlockProfileRecord{Count: 2}
	r.Stack0[0] = 7
	println(len(r.Stack()), r.Count) // OUTPUT: 1 2
}
