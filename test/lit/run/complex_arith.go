// RUN: %run-matrix %s

// Complex arithmetic with the corner cases of division.
package main

//go:noinline
func id(z complex128) complex128 { return z }

func main() {
	var zero float64
	inf, nan := 1/zero, zero/zero
	vs := []complex128{0, 1, 1i, -2.5 + 3i, complex(inf, 0), complex(0, inf), complex(inf, nan), complex(nan, 1), 1e308 + 1e308i, 1e-308 - 1e-308i}
	for _, a := range vs {
		for _, b := range vs {
			a, b = id(a), id(b)
			println(a+b, a-b, a*b, a/b, a == b)
		}
	}
	c := complex64(id(1 + 2i))
	d := complex64(id(3 - 4i))
	println(c*d, c/d, c-d, -c, c == d)
	c += d
	c *= 2
	d /= c
	println(c, d, real(c), imag(d))
	const k = (1 + 2i) * (3 - 1i) / (2i)
	println(k, real(k), imag(k), k == 2.5-2.5i)
}

// OUTPUT: (0+0i) (0+0i) (0+0i) (NaN+NaNi) true
// OUTPUT: (1+0i) (-1+0i) (0+0i) (0+0i) false
// OUTPUT: (0+1i) (0-1i) (0+0i) (0+0i) false
// OUTPUT: (-2.5+3i) (2.5-3i) (-0+0i) (0-0i) false
// OUTPUT: (+Inf+0i) (-Inf+0i) (NaN+NaNi) (0+0i) false
// OUTPUT: (0+Infi) (0-Infi) (NaN+NaNi) (0+0i) false
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (0+0i) false
// OUTPUT: (NaN+1i) (NaN-1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+1e+308i) (-1e+308-1e+308i) (0+0i) (0+0i) false
// OUTPUT: (1e-308-1e-308i) (-1e-308+1e-308i) (0+0i) (0+0i) false
// OUTPUT: (1+0i) (1+0i) (0+0i) (+Inf+NaNi) false
// OUTPUT: (2+0i) (0+0i) (1+0i) (1+0i) true
// OUTPUT: (1+1i) (1-1i) (0+1i) (0-1i) false
// OUTPUT: (-1.5+3i) (3.5-3i) (-2.5+3i) (-0.16393442622950818-0.1967213114754098i) false
// OUTPUT: (+Inf+0i) (-Inf+0i) (+Inf+NaNi) (0+0i) false
// OUTPUT: (1+Infi) (1-Infi) (NaN+Infi) (0-0i) false
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (0+0i) false
// OUTPUT: (NaN+1i) (NaN-1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+1e+308i) (-1e+308-1e+308i) (1e+308+1e+308i) (0-0i) false
// OUTPUT: (1-1e-308i) (1+1e-308i) (1e-308-1e-308i) (5e+307+5e+307i) false
// OUTPUT: (0+1i) (0+1i) (0+0i) (NaN+Infi) false
// OUTPUT: (1+1i) (-1+1i) (0+1i) (0+1i) false
// OUTPUT: (0+2i) (0+0i) (-1+0i) (1+0i) true
// OUTPUT: (-2.5+4i) (2.5-2i) (-3-2.5i) (0.1967213114754098-0.16393442622950818i) false
// OUTPUT: (+Inf+1i) (-Inf+1i) (NaN+Infi) (0+0i) false
// OUTPUT: (0+Infi) (0-Infi) (-Inf+NaNi) (0+0i) false
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (0+0i) false
// OUTPUT: (NaN+2i) (NaN+0i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+1e+308i) (-1e+308-1e+308i) (-1e+308+1e+308i) (0+0i) false
// OUTPUT: (1e-308+1i) (-1e-308+1i) (1e-308+1e-308i) (-5e+307+5e+307i) false
// OUTPUT: (-2.5+3i) (-2.5+3i) (-0+0i) (-Inf+Infi) false
// OUTPUT: (-1.5+3i) (-3.5+3i) (-2.5+3i) (-2.5+3i) false
// OUTPUT: (-2.5+4i) (-2.5+2i) (-3-2.5i) (3+2.5i) false
// OUTPUT: (-5+6i) (0+0i) (-2.75-15i) (1+0i) true
// OUTPUT: (+Inf+3i) (-Inf+3i) (-Inf+Infi) (-0+0i) false
// OUTPUT: (-2.5+Infi) (-2.5-Infi) (-Inf-Infi) (0+0i) false
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (-0+0i) false
// OUTPUT: (NaN+4i) (NaN+2i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+1e+308i) (-1e+308-1e+308i) (-Inf+NaNi) (0+0i) false
// OUTPUT: (-2.5+3i) (-2.5+3i) (5e-309+5.5e-308i) (-Inf+2.5e+307i) false
// OUTPUT: (+Inf+0i) (+Inf+0i) (NaN+NaNi) (+Inf+NaNi) false
// OUTPUT: (+Inf+0i) (+Inf+0i) (+Inf+NaNi) (+Inf+NaNi) false
// OUTPUT: (+Inf+1i) (+Inf-1i) (NaN+Infi) (NaN-Infi) false
// OUTPUT: (+Inf+3i) (+Inf-3i) (-Inf+Infi) (-Inf-Infi) false
// OUTPUT: (+Inf+0i) (NaN+0i) (+Inf+NaNi) (NaN+NaNi) true
// OUTPUT: (+Inf+Infi) (+Inf-Infi) (NaN+Infi) (NaN+NaNi) false
// OUTPUT: (+Inf+NaNi) (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+1i) (NaN-1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (+Inf+1e+308i) (+Inf-1e+308i) (+Inf+Infi) (+Inf-Infi) false
// OUTPUT: (+Inf-1e-308i) (+Inf+1e-308i) (+Inf-Infi) (+Inf+Infi) false
// OUTPUT: (0+Infi) (0+Infi) (NaN+NaNi) (NaN+Infi) false
// OUTPUT: (1+Infi) (-1+Infi) (NaN+Infi) (NaN+Infi) false
// OUTPUT: (0+Infi) (0+Infi) (-Inf+NaNi) (+Inf+NaNi) false
// OUTPUT: (-2.5+Infi) (2.5+Infi) (-Inf-Infi) (+Inf-Infi) false
// OUTPUT: (+Inf+Infi) (-Inf+Infi) (NaN+Infi) (NaN+NaNi) false
// OUTPUT: (0+Infi) (0+NaNi) (-Inf+NaNi) (NaN+NaNi) true
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+Infi) (NaN+Infi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+Infi) (-1e+308+Infi) (-Inf+Infi) (+Inf+Infi) false
// OUTPUT: (1e-308+Infi) (-1e-308+Infi) (+Inf+Infi) (-Inf+Infi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (+Inf+NaNi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (+Inf+NaNi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (NaN-Infi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (-Inf-Infi) false
// OUTPUT: (+Inf+NaNi) (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (+Inf+NaNi) (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (+Inf-Infi) false
// OUTPUT: (+Inf+NaNi) (+Inf+NaNi) (NaN+NaNi) (+Inf+Infi) false
// OUTPUT: (NaN+1i) (NaN+1i) (NaN+NaNi) (NaN+Infi) false
// OUTPUT: (NaN+1i) (NaN+1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+2i) (NaN+0i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+4i) (NaN-2i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+1i) (NaN+1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+Infi) (NaN-Infi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+2i) (NaN+0i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+1e+308i) (NaN-1e+308i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (NaN+1i) (NaN+1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+1e+308i) (1e+308+1e+308i) (0+0i) (+Inf+Infi) false
// OUTPUT: (1e+308+1e+308i) (1e+308+1e+308i) (1e+308+1e+308i) (1e+308+1e+308i) false
// OUTPUT: (1e+308+1e+308i) (1e+308+1e+308i) (-1e+308+1e+308i) (1e+308-1e+308i) false
// OUTPUT: (1e+308+1e+308i) (1e+308+1e+308i) (-Inf+NaNi) (3.278688524590163e+306-Infi) false
// OUTPUT: (+Inf+1e+308i) (-Inf+1e+308i) (+Inf+Infi) (0+0i) false
// OUTPUT: (1e+308+Infi) (1e+308-Infi) (-Inf+Infi) (0-0i) false
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (0+0i) false
// OUTPUT: (NaN+1e+308i) (NaN+1e+308i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (+Inf+Infi) (0+0i) (NaN+Infi) (NaN+0i) true
// OUTPUT: (1e+308+1e+308i) (1e+308+1e+308i) (1.9999999999999998+0i) (0+Infi) false
// OUTPUT: (1e-308-1e-308i) (1e-308-1e-308i) (0+0i) (+Inf-Infi) false
// OUTPUT: (1-1e-308i) (-1-1e-308i) (1e-308-1e-308i) (1e-308-1e-308i) false
// OUTPUT: (1e-308+1i) (1e-308-1i) (1e-308+1e-308i) (-1e-308-1e-308i) false
// OUTPUT: (-2.5+3i) (2.5-3i) (5e-309+5.5e-308i) (-3.60655737704918e-309-3.27868852459016e-310i) false
// OUTPUT: (+Inf-1e-308i) (-Inf-1e-308i) (+Inf-Infi) (0-0i) false
// OUTPUT: (1e-308+Infi) (1e-308-Infi) (+Inf+Infi) (-0-0i) false
// OUTPUT: (+Inf+NaNi) (-Inf+NaNi) (NaN+NaNi) (0-0i) false
// OUTPUT: (NaN+1i) (NaN-1i) (NaN+NaNi) (NaN+NaNi) false
// OUTPUT: (1e+308+1e+308i) (-1e+308-1e+308i) (1.9999999999999998+0i) (0-0i) false
// OUTPUT: (2e-308-2e-308i) (0+0i) (0-0i) (1+0i) true
// OUTPUT: (11+2i) (-0.2+0.4i) (-2+6i) (-1-2i) false
// OUTPUT: (8-4i) (0.5-0.25i) 8 -0.25
// OUTPUT: (2.5-2.5i) 2.5 -2.5 true
