// Five bodies: float64 arithmetic on fields of structs in a slice.
package main

import "runtime"

type body struct{ x, y, z, vx, vy, vz, mass float64 }

const solarMass = 39.47841760435743
const year = 365.24

func sqrt(x float64) float64 {
	r := 0.5 * (1 + x)
	for range 6 {
		r = 0.5 * (r + x/r)
	}
	return r
}

func advance(bodies []body, dt float64) {
	for i := range bodies {
		a := &bodies[i]
		for j := i + 1; j < len(bodies); j++ {
			b := &bodies[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			d2 := dx*dx + dy*dy + dz*dz
			mag := dt / (d2 * sqrt(d2))
			a.vx -= dx * b.mass * mag
			a.vy -= dy * b.mass * mag
			a.vz -= dz * b.mass * mag
			b.vx += dx * a.mass * mag
			b.vy += dy * a.mass * mag
			b.vz += dz * a.mass * mag
		}
	}
	for i := range bodies {
		b := &bodies[i]
		b.x += dt * b.vx
		b.y += dt * b.vy
		b.z += dt * b.vz
	}
}

func energy(bodies []body) float64 {
	e := 0.0
	for i, a := range bodies {
		e += 0.5 * a.mass * (a.vx*a.vx + a.vy*a.vy + a.vz*a.vz)
		for _, b := range bodies[i+1:] {
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			e -= a.mass * b.mass / sqrt(dx*dx+dy*dy+dz*dz)
		}
	}
	return e
}

func run() {
	bodies := []body{
		{0, 0, 0, 0, 0, 0, solarMass},
		{4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
			0.00166007664274403694 * year, 0.00769901118419740425 * year, -0.0000690460016972063023 * year,
			0.000954791938424326609 * solarMass},
		{8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
			-0.00276742510726411899 * year, 0.00499852801234917238 * year, 0.0000230417297573763929 * year,
			0.000285885980666130812 * solarMass},
		{12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
			0.00296460137564761618 * year, 0.00237847173959480950 * year, -0.0000296589568540237556 * year,
			0.0000436624404335156298 * solarMass},
		{15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
			0.00268067772490389322 * year, 0.00162824170038242295 * year, -0.0000951592254519715870 * year,
			0.0000515138902046611451 * solarMass},
	}
	println(int64(energy(bodies) * 1e9))
	for range 2000000 {
		advance(bodies, 0.01)
	}
	println(int64(energy(bodies) * 1e9))
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
