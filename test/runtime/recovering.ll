; Functions as codegen makes them: swiftcc, prefix data, split-stack prologues, the closure record in `nest`.
target triple = "x86_64-unknown-linux-gnu"

%eface = type { ptr, ptr }

declare ptr @grt_recover_enter()
declare void @grt_recover(ptr, ptr)
declare void @grt_recover_forward(ptr)
declare void @test_note(ptr, i64)
declare i32 @grt_setjmp(ptr) returns_twice
declare void @grt_defer_push(ptr, ptr, ptr)
declare void @grt_defer_run(ptr)

; The entry of main.* and for_ever in the tables of functions (golite/abi/pcln.h), as one function.
module asm ".pushsection test_go_code,\22ax\22,@progbits"
module asm ".Ltest_start:"
module asm ".popsection"
module asm ".pushsection test_go_code,1,\22ax\22,@progbits"
module asm ".Ltest_end:"
module asm ".popsection"
module asm ".pushsection golite_functab,\22ao\22,@progbits,.Ltest_start"
module asm ".balign 4"
module asm ".long .Ltest_start - ., .Ltest_end - .Ltest_start, .Ltest_info - ."
module asm ".popsection"
module asm ".pushsection .rodata.test_info,\22a\22,@progbits"
module asm ".balign 4"
module asm ".Ltest_info: .long 0, 1, .Ltest_name - ., 0, 0, 0"
module asm ".Ltest_name: .asciz \22main.test\22"
module asm ".popsection"

; func() { r := recover(); test_note(r) }
define void @recovering() #0 prefix i32 1 {
  %out = alloca %eface
  %token = call ptr @grt_recover_enter()
  call void @grt_recover(ptr %out, ptr %token)
  %type = load ptr, ptr %out
  %datap = getelementptr %eface, ptr %out, i64 0, i32 1
  %data = load ptr, ptr %datap
  %set = icmp ne ptr %type, null
  %n = zext i1 %set to i64
  call void @test_note(ptr %data, i64 %n)
  ret void
}

; A thunk that calls the func value in its record.
define void @thunk(ptr nest %rec) #0 prefix i32 1 {
  %slot = getelementptr ptr, ptr %rec, i64 1
  %fn = load ptr, ptr %slot
  %code = load ptr, ptr %fn
  call void @grt_recover_forward(ptr %code)
  call swiftcc void %code(ptr nest %fn)
  ret void
}

; Calls recovering() itself: one call too deep to recover.
define void @too_deep() #0 prefix i32 0 {
  call void @recovering()
  ret void
}

; Runs body(arg) with fn deferred; returns 0, or 1 if a panic was recovered.
define i64 @with_deferred(ptr %fn, ptr %body, ptr %arg) #0 prefix i32 0 {
  %rec = alloca [3 x ptr]
  %frame = alloca [9 x ptr]
  %result = alloca i64
  store volatile i64 0, ptr %result
  %s = call i32 @grt_setjmp(ptr %frame) #1
  %first = icmp eq i32 %s, 0
  br i1 %first, label %go, label %recovered
go:
  call void @grt_defer_push(ptr %rec, ptr %fn, ptr %frame)
  call void %body(ptr %arg)
  call void @grt_defer_run(ptr %frame)
  ret i64 0
recovered:
  call void @grt_defer_run(ptr %frame)
  ret i64 1
}

; Sums 1..n by recursion, with many arguments in registers, vectors and on the stack.
define i64 @deep(i64 %n, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f, i64 %g, i64 %h, double %x, double %y, ptr nest %rec) #0 prefix i32 0 {
  %buf = alloca [24 x i8]
  call void asm sideeffect "", "r,~{memory}"(ptr %buf)
  %done = icmp eq i64 %n, 0
  br i1 %done, label %stop, label %more
stop:
  %xy = fadd double %x, %y
  %xi = fptosi double %xy to i64
  %s1 = add i64 %b, %c
  %s2 = add i64 %s1, %d
  %s3 = add i64 %s2, %e
  %s4 = add i64 %s3, %f
  %s5 = add i64 %s4, %g
  %s6 = add i64 %s5, %h
  %s7 = add i64 %s6, %xi
  %r = load i64, ptr %rec
  %s8 = add i64 %s7, %r
  ret i64 %s8
more:
  %m = sub i64 %n, 1
  %sub = call i64 @deep(i64 %m, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f, i64 %g, i64 %h, double %x, double %y, ptr nest %rec)
  %sum = add i64 %sub, %n
  ret i64 %sum
}

; Calls body(arg) below n calls; returns n.
define i64 @deep_then(i64 %n, ptr %body, ptr %arg) #0 prefix i32 0 {
  %buf = alloca [24 x i8]
  call void asm sideeffect "", "r,~{memory}"(ptr %buf)
  %done = icmp eq i64 %n, 0
  br i1 %done, label %stop, label %more
stop:
  call void %body(ptr %arg)
  ret i64 0
more:
  %m = sub i64 %n, 1
  %sub = call i64 @deep_then(i64 %m, ptr %body, ptr %arg)
  %sum = add i64 %sub, 1
  ret i64 %sum
}

; for {}
define void @main.spin() #0 section "test_go_code" prefix i32 0 {
  br label %loop
loop:
  br label %loop
}

%bump = type { ptr, ptr }
@grt_tls_cache = external thread_local(localexec) global [412 x %bump]
declare ptr @grt_new(i64, ptr)

; A list of n nodes {next, value}, values id+n .. id+1, each allocated inline: class 16, first word a pointer.
define ptr @main.list(i64 %n, i64 %id, ptr %type) #0 section "test_go_code" prefix i32 0 {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i1, %got ]
  %list = phi ptr [ null, %entry ], [ %node, %got ]
  %taken = callbr { ptr, i64 } asm sideeffect "movq %fs:grt_tls_cache@TPOFF+1104, $0\0A\09leaq 16($0), $1\0A\09cmpq %fs:grt_tls_cache@TPOFF+1112, $1\0A\09ja ${2:l}\0A\09movq $1, %fs:grt_tls_cache@TPOFF+1104", "=&r,=&r,!i,~{dirflag},~{fpsr},~{flags}"()
      to label %fast [label %slow]
fast:
  %cur = extractvalue { ptr, i64 } %taken, 0
  br label %got
slow:
  %new = call ptr @grt_new(i64 16, ptr %type)
  br label %got
got:
  %node = phi ptr [ %cur, %fast ], [ %new, %slow ]
  store ptr %list, ptr %node
  %value = getelementptr i64, ptr %node, i64 1
  %i1 = add i64 %i, 1
  %v = add i64 %i1, %id
  store i64 %v, ptr %value
  %done = icmp eq i64 %i1, %n
  br i1 %done, label %stop, label %loop
stop:
  ret ptr %node
}

; Sums 0..n-1 in integer and vector registers, without calls: 1 if nothing was lost.
define i64 @main.count(i64 %n) #0 section "test_go_code" prefix i32 0 {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i1, %loop ]
  %a = phi i64 [ 0, %entry ], [ %a1, %loop ]
  %v = phi <4 x i64> [ zeroinitializer, %entry ], [ %v1, %loop ]
  %x = phi double [ 0.0, %entry ], [ %x1, %loop ]
  %a1 = add i64 %a, %i
  %s0 = insertelement <4 x i64> poison, i64 %i, i64 0
  %s = shufflevector <4 x i64> %s0, <4 x i64> poison, <4 x i32> zeroinitializer
  %v1 = add <4 x i64> %v, %s
  %x1 = fadd double %x, 1.0
  %i1 = add i64 %i, 1
  %done = icmp eq i64 %i1, %n
  br i1 %done, label %stop, label %loop
stop:
  %e0 = extractelement <4 x i64> %v1, i64 0
  %e3 = extractelement <4 x i64> %v1, i64 3
  %xi = fptosi double %x1 to i64
  %c0 = icmp eq i64 %e0, %a1
  %c3 = icmp eq i64 %e3, %a1
  %cx = icmp eq i64 %xi, %n
  %c = and i1 %c0, %c3
  %all = and i1 %c, %cx
  %r = zext i1 %all to i64
  ret i64 %r
}

; One frame of 1 MiB for each level.
define i64 @deep_big(i64 %n) #0 prefix i32 0 {
  %buf = alloca [1048576 x i8]
  store volatile i64 %n, ptr %buf
  %done = icmp eq i64 %n, 0
  br i1 %done, label %stop, label %more
stop:
  ret i64 0
more:
  %m = sub i64 %n, 1
  %sub = call i64 @deep_big(i64 %m)
  %own = load volatile i64, ptr %buf
  %sum = add i64 %sub, %own
  ret i64 %sum
}

; An alloca of run-time size.
define i64 @dynamic(i64 %size) #0 prefix i32 0 {
  %buf = alloca i8, i64 %size
  store volatile i8 7, ptr %buf
  %last = sub i64 %size, 1
  %end = getelementptr i8, ptr %buf, i64 %last
  store volatile i8 9, ptr %end
  %v = load volatile i8, ptr %buf
  %r = zext i8 %v to i64
  ret i64 %r
}

; A frame that asks for the record in `nest` and a big frame at once.
define i64 @for_ever(i64 %n) #0 section "test_go_code" prefix i32 0 {
  %buf = alloca [100 x i8]
  call void asm sideeffect "", "r,~{memory}"(ptr %buf)
  %m = add i64 %n, 1
  %r = call i64 @for_ever(i64 %m)
  %s = add i64 %r, %n
  ret i64 %s
}

attributes #0 = { noinline "split-stack" "frame-pointer"="all" "disable-tail-calls"="true" uwtable }
attributes #1 = { returns_twice }
