package constanttime

import "unsafe"

// boolToUint8 takes the byte of a bool as it is: no branch tells what it was.
func boolToUint8(b bool) uint8 { return *(*uint8)(unsafe.Pointer(&b)) }
