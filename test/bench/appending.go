// append: growth from nothing, of several element types, and stacks.
package main

import "runtime"

type pair struct{ a, b int }

type stack struct{ items []pair }

func (s *stack) push(p pair) { s.items = append(s.items, p) }

func (s *stack) pop() pair {
	p := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return p
}

func grow(n int) (sum int) {
	var ints []int
	var bytes []byte
	var names []string
	for i := range n {
		ints = append(ints, i)
		bytes = append(bytes, byte(i))
		names = append(names, "name")
	}
	for _, x := range ints[n/2:] {
		sum += x
	}
	return sum + len(bytes) + len(names[n-1])
}

func run() {
	sum := 0
	for range 150000 {
		sum += grow(100)
	}
	for range 25 {
		sum += grow(200000)
	}
	var s stack
	for i := range 9000000 {
		for j := range i%8 + 1 {
			s.push(pair{i, j})
		}
		for range i%8 + 1 {
			sum += s.pop().b
		}
	}
	println(sum)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
