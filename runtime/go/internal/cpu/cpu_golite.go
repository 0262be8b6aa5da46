package cpu

// CacheLinePadSize is the size in bytes of a cache line; padding keeps variables of different threads apart.
const CacheLinePadSize = 64

// doinit finds out what the processor can do. No code of the standard library that we build asks for it.
func doinit() {}
