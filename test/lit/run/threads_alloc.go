// RUN: %run-matrix --asan %s
// RUN: %golite-cc -O2 -o %t %s && env GOLITE_TICK=100 GOMAXPROCS=4 %t 2>&1 | FileCheck %s --check-prefix=TICK
// TICK: {{^}}ok

// Four threads allocate, are stopped all the time, and collect: no cell is handed out twice, none is freed too early.
package main

import "runtime"

type node struct {
	next *node
	v    int
	pad  [3]int
}

func build(n, id int) *node {
	var l *node
	for i := range n {
		l = &node{l, id + i, [3]int{id, i, 7}}
	}
	return l
}

func check(l *node, n, id int) bool {
	for i := n - 1; i >= 0; i-- {
		if l == nil || l.v != id+i || l.pad != [3]int{id, i, 7} {
			return false
		}
		l = l.next
	}
	return l == nil
}

func texts(id int) bool {
	var all []string
	for i := range 10 {
		all = append(all, string([]byte{byte(id), byte(i), byte(i >> 8)})+"xyz")
	}
	for i, s := range all {
		if s[0] != byte(id) || s[1] != byte(i) || s[3:] != "xyz" {
			return false
		}
	}
	return true
}

func main() {
	runtime.GOMAXPROCS(4)
	c := make(chan bool)
	d := make(chan int, 3)
	for g := range 6 {
		go func() {
			ok := true
			for r := range 4 {
				l := build(60, g<<20)
				ok = ok && texts(g)
				select {
				case d <- g:
				case v := <-d:
					ok = ok && v >= 0 && v < 6
				}
				if r%2 == 0 {
					runtime.Gosched()
				} else if g == 3 {
					runtime.GC()
				}
				ok = ok && check(l, 60, g<<20)
			}
			c <- ok
		}()
	}
	go func() {
		for {
			select {
			case <-d:
			case d <- 3:
			}
		}
	}()
	for range 6 {
		if !<-c {
			println("a cell was lost")
		}
	}
	println("ok") // OUTPUT: ok
}
