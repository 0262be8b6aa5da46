// What the runtime declares but cannot do panics, and says so.
// RUN: %run-matrix %s
package main

import "runtime"

func try(name string, f func()) {
	defer func() {
		println(name, recover().(string)) // OUTPUT: MemProfile golite: runtime.MemProfile is not supported yet
	}()
	f()
}

func main() {
	try("MemProfile", func() { runtime.MemProfile(nil, true) })
	try("Pin", func() { new(runtime.Pinner).Pin(nil) })    // OUTPUT: Pin golite: runtime.Pinner.Pin is not supported yet
	try("StartTrace", func() { _ = runtime.StartTrace() }) // OUTPUT: StartTrace golite: runtime.StartTrace is not supported yet
	r := runtime.BlockProfileRecord{Count: 2}
	r.Stack0[0] = 7
	println(len(r.Stack()), r.Count) // OUTPUT: 1 2
	runtime.SetDefaultGOMAXPROCS()
	println(runtime.GOMAXPROCS(0) == runtime.NumCPU()) // OUTPUT: true
}
