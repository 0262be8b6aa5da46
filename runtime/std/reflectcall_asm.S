// The machine's side of reflectcall.c. Offsets are those of its `Registers`.
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
	movq	INTS+8(%rbx), %rsi
	movq	INTS+16(%rbx), %rdx
	movq	INTS+24(%rbx), %rcx
	movq	INTS+32(%rbx), %r8
	movq	INTS+40(%rbx), %r9
	movsd	FLOATS(%rbx), %xmm0
	movsd	FLOATS+8(%rbx), %xmm1
	movsd	FLOATS+16(%rbx), %xmm2
	movsd	FLOATS+24(%rbx), %xmm3
	movsd	FLOATS+32(%rbx), %xmm4
	movsd	FLOATS+40(%rbx), %xmm5
	movsd	FLOATS+48(%rbx), %xmm6
	movsd	FLOATS+56(%rbx), %xmm7
	movq	CONTEXT(%rbx), %r10
	movq	CODE(%rbx), %rax
	movq	INTS(%rbx), %rdi
	call	*%rax
	movq	%rax, INT_RESULTS(%rbx)
	movq	%rdx, INT_RESULTS+8(%rbx)
	movq	%rcx, INT_RESULTS+16(%rbx)
	movq	%r8, INT_RESULTS+24(%rbx)
	movsd	%xmm0, FLOAT_RESULTS(%rbx)
	movsd	%xmm1, FLOAT_RESULTS+8(%rbx)
	movsd	%xmm2, FLOAT_RESULTS+16(%rbx)
	movsd	%xmm3, FLOAT_RESULTS+24(%rbx)
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
	movq	%rdi, INTS(%rsp)
	movq	%rsi, INTS+8(%rsp)
	movq	%rdx, INTS+16(%rsp)
	movq	%rcx, INTS+24(%rsp)
	movq	%r8, INTS+32(%rsp)
	movq	%r9, INTS+40(%rsp)
	movsd	%xmm0, FLOATS(%rsp)
	movsd	%xmm1, FLOATS+8(%rsp)
	movsd	%xmm2, FLOATS+16(%rsp)
	movsd	%xmm3, FLOATS+24(%rsp)
	movsd	%xmm4, FLOATS+32(%rsp)
	movsd	%xmm5, FLOATS+40(%rsp)
	movsd	%xmm6, FLOATS+48(%rsp)
	movsd	%xmm7, FLOATS+56(%rsp)
	leaq	16(%rbp), %rcx
	movq	%rcx, STACK(%rsp)
	movq	%rsp, %rdi
	movl	%eax, %esi
	call	grt_reflect_enter
	movq	INT_RESULTS(%rsp), %rax
	movq	INT_RESULTS+8(%rsp), %rdx
	movq	INT_RESULTS+16(%rsp), %rcx
	movq	INT_RESULTS+24(%rsp), %r8
	movsd	FLOAT_RESULTS(%rsp), %xmm0
	movsd	FLOAT_RESULTS+8(%rsp), %xmm1
	movsd	FLOAT_RESULTS+16(%rsp), %xmm2
	movsd	FLOAT_RESULTS+24(%rsp), %xmm3
	leave
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size	enter, .-enter

	.section .note.GNU-stack,"",@progbits
