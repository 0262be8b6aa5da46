// The machine's side of reflectcall.c. Offsets are those of its `Registers`.
#include "sys/registers.inc"

#define CODE 0
#define CONTEXT 8
#define INTS 16
#define FLOATS 64
#define STACK 128
#define N_STACK 136
#define INT_RESULTS 144
#define FLOAT_RESULTS 176
#define SIZE 208

	.text

// void grt_reflect_invoke(Registers *): calls `code` with all registers, keeps the results.
	.globl	grt_reflect_invoke
	.hidden	grt_reflect_invoke
	.type	grt_reflect_invoke,@function
grt_reflect_invoke:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	pushq	%rbx
	.cfi_offset %rbx, -24
	subq	$8, %rsp
	movq	%rdi, %rbx
	movq	N_STACK(%rbx), %rcx
	leaq	(,%rcx,8), %rax
	subq	%rax, %rsp
	andq	$-16, %rsp
	movq	STACK(%rbx), %rsi
	movq	%rsp, %rdi
	cld
	rep movsq
	load_regs movq, 8, INTS, %rbx, ARG_INTS
	load_regs movsd, 8, FLOATS, %rbx, ARG_FLOATS
	movq	CONTEXT(%rbx), %r10
	movq	CODE(%rbx), %rax
	call	*%rax
	save_regs movq, 8, INT_RESULTS, %rbx, RESULT_INTS
	save_regs movsd, 8, FLOAT_RESULTS, %rbx, RESULT_FLOATS
	leaq	-8(%rbp), %rsp
	popq	%rbx
	popq	%rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	grt_reflect_invoke, .-grt_reflect_invoke

// Code of func values that reflect makes: r10 is the record. The word before each entry is that of all Go functions:
// they have the bit "recovers", since what they forward to may recover.
	.balign	16
	.space	12
	.long	1
	.globl	reflect.makeFuncStub
	.hidden	reflect.makeFuncStub
	.type	reflect.makeFuncStub,@function
reflect.makeFuncStub:
	xorl	%eax, %eax
	jmp	enter
	.size	reflect.makeFuncStub, .-reflect.makeFuncStub

	.balign	16
	.space	12
	.long	1
	.globl	reflect.methodValueCall
	.hidden	reflect.methodValueCall
	.type	reflect.methodValueCall,@function
reflect.methodValueCall:
	movl	$1, %eax
	jmp	enter
	.size	reflect.methodValueCall, .-reflect.methodValueCall

	.type	enter,@function
enter:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register %rbp
	subq	$SIZE, %rsp
	movq	%r10, CONTEXT(%rsp)
	save_regs movq, 8, INTS, %rsp, ARG_INTS
	save_regs movsd, 8, FLOATS, %rsp, ARG_FLOATS
	leaq	16(%rbp), %rcx
	movq	%rcx, STACK(%rsp)
	movq	%rsp, %rdi
	movl	%eax, %esi
	call	grt_reflect_enter
	load_regs movq, 8, INT_RESULTS, %rsp, RESULT_INTS
	load_regs movsd, 8, FLOAT_RESULTS, %rsp, RESULT_FLOATS
	leave
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	enter, .-enter

	.section .note.GNU-stack,"",@progbits
