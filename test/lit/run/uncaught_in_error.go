// RUN: %run-matrix %s

// Error may recover its own panics while the value is printed.
package main

type fine struct{}

func (fine) Error() (s string) {
	defer func() { s = "saved: " + recover().(string) }()
	panic("inside")
}

func main() { panic(fine{}) }

// OUTPUT: panic: saved: inside
// EXIT: 2
