package cpu

// In bytes; padding of this size keeps variables of different threads apart.
const cacheLineSize = 64

// initOptions would name the features that GODEBUG can turn off; none is looked for.
func initOptions() {}
