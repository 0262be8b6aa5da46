// RUN: %golite-cc -c -o %t.o %s

// The optimiser drops a descriptor of an interface with methods: what is recorded about its methods goes with it.
package p

type I interface{ F() J }

type J interface{ I }

func Convert() bool {
	var i I
	var j J
	i = j
	j = i
	return i == j
}
