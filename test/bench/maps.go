// Maps with integer and string keys: filling, looking up, counting, deleting, walking.
package main

type random uint64

func (r *random) next() uint64 {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return uint64(*r)
}

// integers fills and empties a map of a few hundred thousand entries.
func integers(rounds, n int) int {
	r, sum := random(88172645463325252), 0
	for range rounds {
		m := make(map[int]int)
		for i := range n {
			m[int(r.next()%uint64(2*n))] += i
		}
		for i := range 2 * n {
			if v, ok := m[i]; ok {
				sum += v & 7
			}
		}
		for i := 0; i < 2*n; i += 3 {
			delete(m, i)
		}
		for k, v := range m {
			sum += k ^ v&1
		}
	}
	return sum
}

// narrow has keys of four bytes in a map that fits the cache.
func narrow(rounds int) int {
	m := map[int32]int32{}
	sum := 0
	for i := range int32(1000) {
		m[i*7] = i
	}
	for range rounds {
		for i := range int32(7000) {
			sum += int(m[i])
		}
	}
	return sum
}

func words(n int) []string {
	r := random(521288629)
	var list []string
	for range n {
		b := make([]byte, 3+r.next()%12)
		for i := range b {
			b[i] = 'a' + byte(r.next()%26)
		}
		list = append(list, string(b))
	}
	return list
}

// count counts words.
func count(rounds int, list []string) int {
	r, sum := random(362436069), 0
	for range rounds {
		m := map[string]int{}
		for range list {
			m[list[r.next()%uint64(len(list))]]++
		}
		for w, c := range m {
			sum += len(w) * c
		}
		sum += len(m)
	}
	return sum
}

type point struct{ x, y int16 }

// small makes many maps of a few entries that do not leave their function.
func small(rounds int) int {
	sum := 0
	for i := range rounds {
		m := map[string]int{"alpha": i, "beta": 2, "gamma": 3}
		m["delta"] = i & 3
		sum += m["alpha"] + m["delta"] + m["epsilon"] + len(m)
		seen := map[point]bool{}
		for k := range 6 {
			seen[point{int16(k & 3), int16(i & 1)}] = true
		}
		sum += len(seen)
	}
	return sum
}

type key struct {
	name string
	id   int
}

// structs has keys that need a hash function of their own.
func structs(rounds int) int {
	m := map[key]*int{}
	names := [4]string{"north", "south", "east", "west"}
	for i := range 4000 {
		m[key{names[i&3], i}] = new(int)
	}
	for range rounds {
		for i := range 4000 {
			*m[key{names[i&3], i}]++
		}
	}
	return *m[key{"north", 0}]
}

// walk goes through a map again and again.
func walk(rounds int) int {
	m := make(map[uint64]uint64, 10000)
	for i := range uint64(10000) {
		m[i*i] = i
	}
	sum := uint64(0)
	for range rounds {
		for k, v := range m {
			sum += k ^ v
		}
	}
	return int(sum & 0xffffff)
}

func main() {
	println(integers(6, 200000))
	println(narrow(600))
	println(count(6, words(100000)))
	println(small(300000))
	println(structs(300))
	println(walk(300))
}
