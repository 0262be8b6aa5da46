// RUN: %run-matrix %s
// OUTPUT: deferred
// OUTPUT: panic: in goroutine
// EXIT: 2

// Nobody else can recover a goroutine's panic.
package main

func main() {
	defer func() { println("not reached", recover() != nil) }()
	done := make(chan bool)
	go func() {
		defer println("deferred")
		panic("in goroutine")
	}()
	<-done
}
