package runtime

import _ "unsafe" // for go:linkname

// The settings in the environment variable GODEBUG, which package internal/godebug reads. The environment that
// os.Setenv changes is package syscall's own; changes of this variable are told.

// godebugUpdate is set once, by the initialisation of internal/godebug.
var godebugUpdate func(defaults, env string)

// The settings that the program was built with, and those of the environment at its start.
func defaultGODEBUG() string
func envGODEBUG() string

// changedGODEBUG tells the runtime what os.Setenv made of the variable.
func changedGODEBUG(env string)

//go:linkname godebug_setUpdate internal/godebug.setUpdate
func godebug_setUpdate(update func(string, string)) {
	godebugUpdate = update
	update(defaultGODEBUG(), envGODEBUG())
}

//go:linkname godebug_registerMetric internal/godebug.registerMetric
func godebug_registerMetric(name string, read func() uint64) {}

//go:linkname godebug_setNewIncNonDefault internal/godebug.setNewIncNonDefault
func godebug_setNewIncNonDefault(newIncNonDefault func(string) func()) {}

//go:linkname syscall_runtimeSetenv syscall.runtimeSetenv
func syscall_runtimeSetenv(key, value string) {
	if key != "GODEBUG" {
		return
	}
	changedGODEBUG(value)
	if godebugUpdate != nil {
		godebugUpdate(defaultGODEBUG(), value)
	}
}

//go:linkname syscall_runtimeUnsetenv syscall.runtimeUnsetenv
func syscall_runtimeUnsetenv(key string) {
	syscall_runtimeSetenv(key, "")
}

//go:linkname syscall_runtimeClearenv syscall.runtimeClearenv
func syscall_runtimeClearenv(env map[string]int) {
	syscall_runtimeSetenv("GODEBUG", "")
}
