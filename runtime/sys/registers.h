// For assembler files: the registers that Go functions take arguments and give results in (System V x86-64, with four
// result registers of each kind), to memory and back.

#define ARG_INTS rdi, rsi, rdx, rcx, r8, r9
#define ARG_FLOATS xmm0, xmm1, xmm2, xmm3, xmm4, xmm5, xmm6, xmm7
#define RESULT_INTS rax, rdx, rcx, r8
#define RESULT_FLOATS xmm0, xmm1, xmm2, xmm3

// Each of the registers with instruction `op` to memory at `at`(`base`), `step` bytes apart.
	.macro	save_regs op, step, at, base, regs:vararg
	.set	.Lplace, \at
	.irp	reg, \regs
	\op	%\reg, .Lplace(\base)
	.set	.Lplace, .Lplace + \step
	.endr
	.endm

// The same from memory.
	.macro	load_regs op, step, at, base, regs:vararg
	.set	.Lplace, \at
	.irp	reg, \regs
	\op	.Lplace(\base), %\reg
	.set	.Lplace, .Lplace + \step
	.endr
	.endm
