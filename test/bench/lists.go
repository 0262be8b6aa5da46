// Linked lists: pointer chasing, insertion, reversal.
package main

import "runtime"

type node struct {
	key  int
	next *node
}

func insert(list *node, key int) *node {
	if list == nil || key < list.key {
		return &node{key, list}
	}
	n := list
	for n.next != nil && n.next.key < key {
		n = n.next
	}
	n.next = &node{key, n.next}
	return list
}

func reverse(list *node) (out *node) {
	for list != nil {
		list, list.next, out = list.next, out, list
	}
	return out
}

func sum(list *node) (s int) {
	for n := list; n != nil; n = n.next {
		s += n.key
	}
	return s
}

func run() {
	total := 0
	for round := range 300 {
		var list *node
		x := uint32(round)
		for range 1000 {
			x = x*1664525 + 1013904223
			list = insert(list, int(x>>16))
		}
		for range 100 {
			list = reverse(list)
			total += sum(list)
		}
	}
	for range 200 {
		var list *node
		for i := range 20000 {
			list = &node{i, list}
		}
		total += sum(list)
	}
	println(total)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
