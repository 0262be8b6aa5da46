// Checksums of all lengths, also in pieces, are what their definition says, whatever instructions make them.

// RUN: %run-matrix %s
package main

import (
	"fmt"
	"hash/crc32"
)

func slow(poly, crc uint32, p []byte) uint32 {
	crc = ^crc
	for _, b := range p {
		crc ^= uint32(b)
		for i := 0; i < 8; i++ {
			crc = crc>>1 ^ poly&-(crc&1)
		}
	}
	return ^crc
}

func main() {
	data := make([]byte, 400)
	for i := range data {
		data[i] = byte(i*i + i>>3)
	}
	for _, poly := range []uint32{crc32.IEEE, crc32.Castagnoli, crc32.Koopman} {
		table, n := crc32.MakeTable(poly), 0
		for from := 0; from < 3; from++ {
			for to := from; to <= len(data); to++ {
				want := slow(poly, 0, data[from:to])
				middle := from + (to-from)/3
				parts := crc32.Update(crc32.Checksum(data[from:middle], table), table, data[middle:to])
				if crc32.Checksum(data[from:to], table) != want || parts != want {
					n++
				}
			}
		}
		fmt.Println(n)
	}
	fmt.Printf("%08x\n", crc32.ChecksumIEEE([]byte("123456789")))
}

// OUTPUT: 0
// OUTPUT: 0
// OUTPUT: 0
// OUTPUT: cbf43926
