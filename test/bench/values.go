// Methods on struct values, copies of big structs, arrays as values.
package main

import "runtime"

type vec struct{ x, y, z float64 }

func (a vec) add(b vec) vec       { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) times(f float64) vec { return vec{a.x * f, a.y * f, a.z * f} }
func (a vec) dot(b vec) float64   { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) cross(b vec) vec     { return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x} }

//go:noinline
func (a vec) turned(b vec) vec { return a.cross(b).times(0.5).add(b) }

type record struct {
	id    int
	name  string
	cells [20]int
	pos   vec
}

//go:noinline
func touched(r record, i int) record {
	r.id += i
	r.cells[i%20]++
	return r
}

//go:noinline
func weight(r record) int { return r.id + r.cells[3] + len(r.name) }

type grid [8][8]int

//go:noinline
func (g grid) flipped() grid {
	for i := range g {
		for j := range i {
			g[i][j], g[j][i] = g[j][i], g[i][j]
		}
	}
	return g
}

func run() {
	v, w := vec{1, 2, 3}, vec{0.5, 0.25, 0.125}
	for range 20000000 {
		v = v.turned(w)
	}
	println(int64(v.dot(w) * 1e9))

	r := record{name: "record"}
	sum := 0
	for i := range 10000000 {
		r = touched(r, i)
		sum += weight(r)
	}
	println(sum)

	var g grid
	for i := range 64 {
		g[i/8][i%8] = i
	}
	for range 1000001 {
		g = g.flipped()
	}
	println(g[2][5])

	records := make([]record, 200)
	for i := range 20000 {
		for j := range records {
			records[j].id += i
		}
		records[i%200], records[(i*7)%200] = records[(i*7)%200], records[i%200]
		for _, r := range records {
			sum += r.id
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
