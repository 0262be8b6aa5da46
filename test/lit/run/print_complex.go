// RUN: %run-matrix %s

// Complex numbers are printed as two floats in parentheses, the second with its sign.
package main

func main() {
	z := 1 + 2i
	println(z, -z, complex(0, -0.5), complex64(z)) // OUTPUT: (1+2i) (-1-2i) (0-0.5i) (1+2i)
	var zero float64
	println(complex(zero, zero), complex(-1/(1/zero), 1/zero), complex(zero/zero, -1/zero)) // OUTPUT: (0+0i) (-0+Infi) (NaN-Infi)
	println(complex64(complex(0.1, 1e30)), complex(1e-7, 1e21))                             // OUTPUT: (0.1+1e+30i) (1e-07+1e+21i)
	println(z*z, z/(3-1i), real(z), imag(z))                                                // OUTPUT: (-3+4i) (0.1+0.7000000000000001i) 1 2
}
