// RUN: %run-matrix %s

// Stress of maps while collections go on: growing, deleting, iterating, values that only a map holds. Each round on one thread and on four.
package main

import (
	"os"
	"runtime"
	"strconv"
	"sync"
)

type value struct {
	key  string
	next *value
}

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 50
	}
	return n
}

type wide struct {
	a, b [3]int
	s    string
}

func strings(id, n int) {
	m := map[string]*value{}
	for i := 0; i < n; i++ {
		key := strconv.Itoa(id) + "/" + strconv.Itoa(i%300)
		m[key] = &value{key, m[key]}
		if i%3 == 0 {
			delete(m, strconv.Itoa(id)+"/"+strconv.Itoa((i*7)%300))
		}
		if i%500 == 0 {
			for k, v := range m {
				for ; v != nil; v = v.next {
					if v.key != k {
						panic("strings: " + v.key + " under " + k)
					}
				}
			}
			clear(m)
		}
	}
}

func numbers(n int) {
	m := map[int]*int{}
	for i := 0; i < n; i++ {
		v := i
		m[i] = &v
	}
	count := 0
	for k, p := range m {
		if *p != k {
			panic("numbers")
		}
		count++
		delete(m, k)
		m[-k-1] = p // may be met or not
		delete(m, -k-1)
	}
	if count != n || len(m) != 0 {
		panic("count of numbers")
	}
}

func keys(n int) {
	m := map[wide]any{}
	e := map[any]int{}
	for i := 0; i < n; i++ {
		w := wide{a: [3]int{i}, s: strconv.Itoa(i)}
		m[w] = &w
		e[w], e[i], e[w.s] = i, i, i
	}
	for k, v := range m {
		if *v.(*wide) != k || e[k] != k.a[0] || e[k.s] != k.a[0] {
			panic("keys")
		}
	}
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		var wg sync.WaitGroup
		for id := 0; id < 4; id++ {
			wg.Go(func() {
				strings(id, rounds(8000))
				numbers(rounds(8000))
				keys(rounds(2000))
			})
		}
		wg.Go(func() {
			for i := 0; i < 10; i++ {
				runtime.GC()
				runtime.Gosched()
			}
		})
		wg.Wait()
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
