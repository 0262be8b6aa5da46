// Stack switches and the other few things that C cannot say. System V x86-64.
// Offsets into GrtG (rt.h): the AbiG of 24 bytes, then sched_sp, stack_lo, stack_hi; and GrtM (sched/sched.h).
#include "sys/registers.inc"

#define FS_G 0x50
#define FS_M 0x58
#define G_PANICS 8
#define G_SCHED_SP 24
#define G_STACK_HI 40
#define M_SYS_SP 0

	.text

// Called by a "split-stack" prologue whose frame does not fit: r10 = bytes of frame, r11 = bytes of stack
// arguments. Either the stack grows in place, then it returns behind the `ret` that follows the call; or that address
// is called on another segment of the stack, and then it returns to the `ret`. All argument registers (and rax, which
// holds the closure record of functions with `nest`) and all result registers survive.
	.globl	__morestack
	.hidden	__morestack
	.type	__morestack,@function
__morestack:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	subq	$208, %rsp
	andq	$-16, %rsp
	save_regs movq, 8, 0, %rsp, ARG_INTS
	movq	%rax, 48(%rsp)
	movq	%r10, 56(%rsp)
	save_regs movups, 16, 64, %rsp, ARG_FLOATS
	leaq	16(%rbp), %rdi		// stack pointer at the entry of the function that called us
	movq	%r10, %rsi
	movq	%r11, %rdx
	call	grt_morestack
	movq	%rax, %r11		// stack pointer in another segment, or NULL
	load_regs movq, 8, 0, %rsp, ARG_INTS
	movq	48(%rsp), %rax
	load_regs movups, 16, 64, %rsp, ARG_FLOATS
	testq	%r11, %r11
	jnz	1f
	movq	56(%rsp), %r10
	movq	%rbp, %rsp
	.cfi_remember_state
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	popq	%r11
	.cfi_adjust_cfa_offset -8
	incq	%r11			// over the `ret`
	jmpq	*%r11
	.cfi_restore_state
1:	movq	%r11, %rsp		// the function's stack arguments
	movq	8(%rbp), %r11
	incq	%r11
	call	*%r11
	leaq	-96(%rbp), %rsp
	andq	$-16, %rsp
	save_regs movq, 8, 0, %rsp, RESULT_INTS
	save_regs movups, 16, 32, %rsp, RESULT_FLOATS
	call	grt_lessstack
	load_regs movq, 8, 0, %rsp, RESULT_INTS
	load_regs movups, 16, 32, %rsp, RESULT_FLOATS
	movq	%rbp, %rsp
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	ret				// to the `ret`
	.cfi_endproc
	.size	__morestack, .-__morestack

// Only reached if an object kept its .note.GNU-split-stack; then the linker asks for more room in r10.
	.globl	__morestack_non_split
	.hidden	__morestack_non_split
	.type	__morestack_non_split,@function
__morestack_non_split:
	jmp	__morestack
	.size	__morestack_non_split, .-__morestack_non_split

// An alloca of run-time size (rdi) that does not fit: memory for it in rax.
	.globl	__morestack_allocate_stack_space
	.hidden	__morestack_allocate_stack_space
	.type	__morestack_allocate_stack_space,@function
__morestack_allocate_stack_space:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	andq	$-16, %rsp
	call	grt_alloc_stack_space
	movq	%rbp, %rsp
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	__morestack_allocate_stack_space, .-__morestack_allocate_stack_space

// int grt_setjmp(AbiDeferFrame *)
	.globl	grt_setjmp
	.type	grt_setjmp,@function
grt_setjmp:
	.cfi_startproc
	movq	(%rsp), %rax
	movq	%rax, 0(%rdi)
	leaq	8(%rsp), %rax
	movq	%rax, 8(%rdi)
	movq	%rbp, 16(%rdi)
	movq	%rbx, 24(%rdi)
	movq	%r12, 32(%rdi)
	movq	%r13, 40(%rdi)
	movq	%r14, 48(%rdi)
	movq	%r15, 56(%rdi)
	movq	%fs:FS_G, %rax
	movq	G_PANICS(%rax), %rax
	movq	%rax, 64(%rdi)
	xorl	%eax, %eax
	ret
	.cfi_endproc
	.size	grt_setjmp, .-grt_setjmp

// void grt_longjmp(AbiDeferFrame *)
	.globl	grt_longjmp
	.hidden	grt_longjmp
	.type	grt_longjmp,@function
grt_longjmp:
	movq	8(%rdi), %rsp
	movq	16(%rdi), %rbp
	movq	24(%rdi), %rbx
	movq	32(%rdi), %r12
	movq	40(%rdi), %r13
	movq	48(%rdi), %r14
	movq	56(%rdi), %r15
	movl	$1, %eax
	jmpq	*0(%rdi)
	.size	grt_longjmp, .-grt_longjmp

// void grt_switch_to_system(void (*fn)(void *), void *arg)
	.globl	grt_switch_to_system
	.hidden	grt_switch_to_system
	.type	grt_switch_to_system,@function
grt_switch_to_system:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	pushq	%rbx
	.cfi_offset %rbx, -24
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%fs:FS_G, %rbx
	testq	%rbx, %rbx
	jz	1f
	cmpq	$0, G_SCHED_SP(%rbx)
	jne	1f
	pushq	%rbp			// as grt_switch_g leaves a stack
	pushq	%rbx
	leaq	3f(%rip), %rdx
	pushq	%rdx
	movq	%rsp, G_SCHED_SP(%rbx)
	movq	%fs:FS_M, %rdx
	movq	M_SYS_SP(%rdx), %rsp
	andq	$-16, %rsp
	call	*%rax
3:	movq	G_SCHED_SP(%rbx), %rsp
	movq	$0, G_SCHED_SP(%rbx)
	jmp	2f
1:	subq	$8, %rsp
	call	*%rax
2:	leaq	-8(%rbp), %rsp
	popq	%rbx
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	grt_switch_to_system, .-grt_switch_to_system

// void grt_switch_to_g(GrtG *g, void (*fn)(void))
	.globl	grt_switch_to_g
	.hidden	grt_switch_to_g
	.type	grt_switch_to_g,@function
grt_switch_to_g:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	pushq	%rbx
	.cfi_offset %rbx, -24
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, %rbx
	movq	%fs:FS_M, %rax
	movq	%rsp, M_SYS_SP(%rax)
	movq	G_STACK_HI(%rdi), %rsp
	andq	$-16, %rsp
	pushq	$0			// ends the chain of frame pointers
	pushq	$0
	movq	%rsp, %rbp
	.cfi_remember_state
	.cfi_undefined %rip		// debuggers stop here
	call	*%rsi
	.cfi_restore_state
	movq	%rbx, %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	grt_switch_to_g, .-grt_switch_to_g

// Where a new goroutine begins, on its empty stack.
	.globl	grt_goroutine_entry
	.hidden	grt_goroutine_entry
	.type	grt_goroutine_entry,@function
grt_goroutine_entry:
	.cfi_startproc
	.cfi_undefined %rip		// debuggers stop here
	xorl	%ebp, %ebp
	pushq	%rbp			// ends the chain of frame pointers
	pushq	%rbp
	movq	%rsp, %rbp
	call	grt_goroutine_main
	ud2
	.cfi_endproc
	.size	grt_goroutine_entry, .-grt_goroutine_entry

// Entered as if called by the instruction where a signal stopped compiled code, with the stack pointer of that
// instruction above the return address. Lets others run and goes on there with everything as it was.
#define STATE 2816			// of XSAVE: x87, SSE, AVX, AVX-512
#define COMPONENTS 0xe7
	.globl	grt_preempt
	.hidden	grt_preempt
	.type	grt_preempt,@function
grt_preempt:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	pushfq				// -8
	pushq	%rax
	pushq	%rbx
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%r8			// -64
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15			// -120
	cld
	subq	$STATE, %rsp
	andq	$-64, %rsp
	movq	%rsp, %rdi		// XSAVE wants its header to be zero
	addq	$512, %rdi
	xorl	%eax, %eax
	movl	$8, %ecx
	rep stosq
	movl	$COMPONENTS, %eax
	xorl	%edx, %edx
	xsave64	(%rsp)
	call	grt_stopped
	movl	$COMPONENTS, %eax
	xorl	%edx, %edx
	xrstor64 (%rsp)
	movq	16(%rbp), %rax		// the stack pointer to go on with; below it: rbp, return address
	movq	8(%rbp), %rcx
	movq	%rcx, -8(%rax)
	movq	0(%rbp), %rcx
	movq	%rcx, -16(%rax)
	leaq	-120(%rbp), %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%rbx
	popq	%rax
	popfq
	movq	16(%rbp), %rsp
	leaq	-16(%rsp), %rsp
	popq	%rbp
	ret
	.cfi_endproc
	.size	grt_preempt, .-grt_preempt

// void grt_entersyscall(void): the caller's stack pointer and callee-saved registers go into the goroutine's record.
	.globl	grt_entersyscall
	.type	grt_entersyscall,@function
grt_entersyscall:
	.cfi_startproc
	movq	%fs:FS_G, %rdi
	leaq	8(%rsp), %rsi
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	pushq	%rbx
	.cfi_adjust_cfa_offset 8
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	movq	%rsp, %rdx		// the six registers
	subq	$8, %rsp
	.cfi_adjust_cfa_offset 8
	call	grt_syscall_enter
	addq	$56, %rsp
	.cfi_adjust_cfa_offset -56
	ret
	.cfi_endproc
	.size	grt_entersyscall, .-grt_entersyscall

// void grt_call_go(const AbiFuncVal *)
	.globl	grt_call_go
	.hidden	grt_call_go
	.type	grt_call_go,@function
grt_call_go:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	movq	%rdi, %r10
	call	*(%rdi)
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	grt_call_go, .-grt_call_go

// bool grt_memequal_varlen(const void *p, const void *q): the size is the second word of the record in r10.
	.globl	grt_memequal_varlen
	.type	grt_memequal_varlen,@function
grt_memequal_varlen:
	.cfi_startproc
	movq	8(%r10), %rdx
	jmp	grt_memequal
	.cfi_endproc
	.size	grt_memequal_varlen, .-grt_memequal_varlen

	.section .note.GNU-stack,"",@progbits
