// RUN: %run-matrix %s

// Stress of channels and select: rings, trees, closing, values of all sizes. Each round on one thread and on four.
package main

import (
	"os"
	"runtime"
)

type big struct {
	pad [9]int
	p   *int
}

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 40
	}
	return n
}

// ring passes a pointer round many goroutines.
func ring(size, n, slots int) {
	first := make(chan *int, slots)
	in := first
	for i := 0; i < size; i++ {
		from, out := in, make(chan *int, slots)
		go func() {
			for p := range from {
				q := new(int)
				*q = *p + 1
				out <- q
			}
			close(out)
		}()
		in = out
	}
	for i := 0; i < n; i++ {
		first <- new(int)
		if *<-in != size {
			panic("ring")
		}
	}
	close(first)
	if _, ok := <-in; ok {
		panic("ring is not closed")
	}
}

func sizes(n int) {
	empty, small, large := make(chan struct{}, 2), make(chan byte), make(chan big, 3)
	done := make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			empty <- struct{}{}
			small <- byte(i)
			v := i
			large <- big{p: &v, pad: [9]int{8: i}}
		}
		close(large)
	}()
	go func() {
		sum := 0
		for {
			select {
			case <-empty:
			case b := <-small:
				sum += int(b)
			case v, ok := <-large:
				if !ok {
					done <- sum
					return
				}
				if *v.p != v.pad[8] {
					panic("sizes")
				}
			}
		}
	}()
	want := 0
	for i := 0; i < n; i++ {
		want += int(byte(i))
	}
	if <-done != want {
		panic("sum of sizes")
	}
}

// exchange: everyone offers on one channel and takes from another at the same time.
func exchange(workers, n int) {
	cs := make([]chan *big, 3)
	for i := range cs {
		cs[i] = make(chan *big, i)
	}
	stop := make(chan bool)
	done := make(chan int)
	for w := 0; w < workers; w++ {
		go func() {
			balance := 0
			for i := 0; i < n; i++ {
				v := &big{pad: [9]int{w, i}}
				select {
				case cs[i%3] <- v:
					balance += w*n + i
				case r := <-cs[(i+1)%3]:
					balance -= r.pad[0]*n + r.pad[1]
				case r := <-cs[(i+2)%3]:
					balance -= r.pad[0]*n + r.pad[1]
				}
			}
			done <- balance
		}()
	}
	rest := make(chan int)
	go func() {
		sum := 0
		for {
			var r *big
			select {
			case r = <-cs[0]:
			case r = <-cs[1]:
			case r = <-cs[2]:
			case <-stop:
				for _, c := range cs {
					for len(c) > 0 {
						r := <-c
						sum += r.pad[0]*n + r.pad[1]
					}
				}
				rest <- sum
				return
			}
			sum += r.pad[0]*n + r.pad[1]
		}
	}()
	total := 0
	for w := 0; w < workers; w++ {
		total += <-done
	}
	close(stop)
	if total != <-rest {
		panic("exchange")
	}
}

// closing wakes all who wait, senders with a panic.
func closing(workers int) {
	c, d := make(chan int), make(chan int)
	done := make(chan bool)
	for w := 0; w < workers; w++ {
		go func() {
			defer func() { done <- recover() != nil }()
			if w%2 == 0 {
				select {
				case <-c:
				case d <- 1:
				}
			} else {
				d <- 1
			}
		}()
	}
	runtime.Gosched()
	close(d)
	panics := 0
	for w := 0; w < workers; w++ {
		if <-done {
			panics++
		}
	}
	if panics != workers {
		panic("closing")
	}
}

func polls(n int) {
	c := make(chan int, 1)
	done := make(chan int)
	go func() {
		got := 0
		for got < n {
			select {
			case <-c:
				got++
			default:
				runtime.Gosched()
			}
		}
		done <- got
	}()
	for sent := 0; sent < n; {
		select {
		case c <- sent:
			sent++
		default:
			runtime.Gosched()
		}
	}
	<-done
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		ring(20, rounds(400), 0)
		ring(10, rounds(400), 2)
		sizes(rounds(3000))
		exchange(10, rounds(1500))
		for i := 0; i < rounds(100); i++ {
			closing(10)
		}
		polls(rounds(3000))
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
