package runtime

const (
	// Compiler says whose conventions the standard library follows.
	Compiler = "gc"

	GOOS   string = "linux"
	GOARCH string = "amd64"
)

// Version returns the version of Go that the language and the standard library are of: what the Go tree's file VERSION
// says.
func Version() string { return treeVersion }

// GOROOT returns the root of the Go tree as the environment names it.
func GOROOT() string { return envGOROOT() }

func envGOROOT() string

// NumCPU returns the number of processors that the process may use.
func NumCPU() int

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is at the start without setting: the number of processors.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(NumCPU()) }

// GOMAXPROCS sets the number of threads that run goroutines at the same time to n, unless n < 1, and returns what it
// was.
func GOMAXPROCS(n int) int

// NumGoroutine returns the number of goroutines that have not ended.
func NumGoroutine() int

// NumCgoCall returns the number of cgo calls; there is no cgo.
func NumCgoCall() int64 { return 0 }

// Gosched lets other goroutines run.
func Gosched()

// Goexit runs all deferred calls and ends the goroutine.
func Goexit()

// LockOSThread ties the goroutine to its thread until UnlockOSThread has been called as often: no other goroutine runs
// there.
func LockOSThread()
func UnlockOSThread()

// Breakpoint stops in the debugger, or ends the process by SIGTRAP.
func Breakpoint()
