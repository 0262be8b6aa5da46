// Interface dispatch: a slice of shapes of several types.
package main

import "runtime"

type shape interface {
	area() float64
	scale(f float64)
}

type square struct{ side float64 }
type circle struct{ radius float64 }
type rectangle struct{ w, h float64 }

func (s *square) area() float64    { return s.side * s.side }
func (s *square) scale(f float64)  { s.side *= f }
func (c *circle) area() float64    { return 3.14159 * c.radius * c.radius }
func (c *circle) scale(f float64)  { c.radius *= f }
func (r *rectangle) area() float64 { return r.w * r.h }
func (r *rectangle) scale(f float64) {
	r.w *= f
	r.h /= f
}

type describer interface{ describe() int }

func (c *circle) describe() int { return 3 }

func total(shapes []shape) (sum float64) {
	for _, s := range shapes {
		sum += s.area()
	}
	return sum
}

func kinds(shapes []shape) (n int) {
	for _, s := range shapes {
		switch s := s.(type) {
		case *square:
			n++
		case *rectangle:
			if s.w > 1 {
				n += 2
			}
		case describer:
			n += s.describe()
		}
	}
	return n
}

func boxed(n int) (sum int) {
	var v any = n
	for i := range n {
		if k, ok := v.(int); ok {
			sum += k
		}
		v = i
	}
	return sum
}

func run() {
	var shapes []shape
	for i := range 1000 {
		switch i * 7 % 3 {
		case 0:
			shapes = append(shapes, &square{float64(i)})
		case 1:
			shapes = append(shapes, &circle{float64(i)})
		case 2:
			shapes = append(shapes, &rectangle{float64(i), 2})
		}
	}
	sum, n := 0.0, 0
	for i := range 50000 {
		sum += total(shapes)
		for j := i % 10; j < len(shapes); j += 10 {
			shapes[j].scale(1.0001)
		}
		n += kinds(shapes)
	}
	println(int64(sum/1e6), n, boxed(30000000))
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
