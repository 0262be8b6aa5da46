package runtime

const (
	// Compiler says whose conventions the standard library follows.
	Compiler = "gc"

	GOOS   string = "linux"
	GOARCH string = "amd64"
)

// Version returns the version of Go that the language and the standard library are of.
func Version() string { return "go1.27" }

// GOROOT returns the root of the Go tree as the environment names it.
func GOROOT() string { return envGOROOT() }

func envGOROOT() string

// NumCPU returns the number of processors that the process may use.
func NumCPU() int

// SetDefaultGOMAXPROCS has no effect, see GOMAXPROCS.
func SetDefaultGOMAXPROCS() {}

// GOMAXPROCS returns the number of threads that run goroutines, which is 1 whatever n is.
func GOMAXPROCS(n int) int { return 1 }

// NumGoroutine returns the number of goroutines that have not ended.
func NumGoroutine() int

// NumCgoCall returns the number of cgo calls; there is no cgo.
func NumCgoCall() int64 { return 0 }

// Gosched lets other goroutines run.
func Gosched()

// Goexit runs all deferred calls and ends the goroutine.
func Goexit()

// LockOSThread ties the goroutine to its thread; there is one for all.
func LockOSThread()   {}
func UnlockOSThread() {}

// Breakpoint stops in the debugger, or ends the process by SIGTRAP.
func Breakpoint()
