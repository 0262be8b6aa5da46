package reflect

import (
	"internal/abi"
	"sync"
	"unsafe"
)

// The functions for which funcLayout has made frames: *abi.Type of a frame → layoutKey.
var frameOwners sync.Map

// call calls the function that f, a func value, runs. The arguments lie in a frame of type frameType as Go's assembly
// functions have it: in order, aligned, the results behind them.
func call(frameType *abi.Type, f, frame unsafe.Pointer, frameSize, retOffset, _ uint32, regs *abi.RegArgs) {
	owner, ok := frameOwners.Load(frameType)
	if !ok {
		layoutCache.Range(func(key, layout any) bool {
			frameOwners.Store(layout.(layoutType).t, key)
			return true
		})
		owner, ok = frameOwners.Load(frameType)
		if !ok {
			panic("reflect: call with a frame of no function")
		}
	}
	k := owner.(layoutKey)
	callFrame(k.ftyp, k.rcvr != nil, f, frame, uintptr(retOffset))
}

// callFrame is C's.
func callFrame(t *funcType, hasReceiver bool, f, frame unsafe.Pointer, retOffset uintptr)
