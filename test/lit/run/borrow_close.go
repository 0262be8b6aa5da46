// RUN: %run-matrix %s
// OUTPUT: ok

package main

import "runtime"

// A string that is only looked at is a copy all the same when closing a channel lets another goroutine change the bytes.
func sum(b []byte, c chan bool) (n int) {
	s := string(b)
	close(c)
	for range 50 {
		for i := range len(s) {
			n += int(s[i])
		}
	}
	return n
}

func main() {
	runtime.GOMAXPROCS(4)
	for range 20 {
		b := make([]byte, 200000)
		c, done := make(chan bool), make(chan bool)
		go func() {
			<-c
			for i := range b {
				b[i] = 1
			}
			done <- true
		}()
		runtime.Gosched()
		if n := sum(b, c); n != 0 {
			println("changed", n)
			return
		}
		<-done
	}
	println("ok")
}
