// A large heap of trees, lists, maps and slices, collected again and again: prints the least and the mean time of a
// collection.
package main

import (
	"runtime"
	"strconv"
)

type tree struct {
	left, right *tree
	n           int
}

type list struct {
	next *list
	n    int
}

func build(depth int) *tree {
	if depth == 0 {
		return &tree{n: 1}
	}
	return &tree{build(depth - 1), build(depth - 1), depth}
}

var kept struct {
	trees  []*tree
	lists  []*list
	maps   map[string]*list
	slices [][]*list
}

func main() {
	for range 4 {
		kept.trees = append(kept.trees, build(18))
	}
	for range 64 {
		var l *list
		for i := range 8000 {
			l = &list{l, i}
		}
		kept.lists = append(kept.lists, l)
	}
	kept.maps = map[string]*list{}
	for i := range 100000 {
		kept.maps[strconv.Itoa(i)] = &list{nil, i}
	}
	for i := range 200 {
		s := make([]*list, 5000)
		for k := range s {
			s[k] = kept.lists[(i+k)%64]
		}
		kept.slices = append(kept.slices, s)
	}
	var before, after runtime.MemStats
	least, sum := ^uint64(0), uint64(0)
	const rounds = 20
	for range rounds {
		runtime.ReadMemStats(&before)
		runtime.GC()
		runtime.ReadMemStats(&after)
		t := after.PauseTotalNs - before.PauseTotalNs
		least, sum = min(least, t), sum+t
	}
	println("live MiB", after.HeapAlloc>>20, "least ms", least/1e6, "mean ms", sum/rounds/1e6)
}
