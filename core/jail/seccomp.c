#include "jail/seccomp.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/sanitized.h"

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define NATIVE_ARCHITECTURE 0
#endif

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the filter reads the low half first");

/* One call. The rule applies when (argument & mask) == value; else the next rule for the same call
 * is tried, and at the end of the list the process is killed. */
struct rule {
    uint32_t call;
    uint32_t action;
    uint64_t mask; /* 0: whatever the arguments are */
    uint64_t value;
    uint32_t argument;
};

#define ALLOW(name)                                      \
    {                                                    \
        .call = __NR_##name, .action = SECCOMP_RET_ALLOW \
    }
#define ALLOW_WHEN(name, number, bits, wanted)                                                  \
    {                                                                                           \
        .call = __NR_##name, .action = SECCOMP_RET_ALLOW, .argument = (number), .mask = (bits), \
        .value = (wanted)                                                                       \
    }
#define REFUSE(name, error)                                        \
    {                                                              \
        .call = __NR_##name, .action = SECCOMP_RET_ERRNO | (error) \
    }

/* For int arguments, of which the kernel looks at the low half only. */
#define ALL_BITS UINT32_C(0xffffffff)
#define WRITING ((uint32_t)(O_ACCMODE | O_CREAT | O_TRUNC | O_TMPFILE) & ~(uint32_t)O_DIRECTORY)
#define NAMESPACES                                                                            \
    ((uint32_t)(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | \
                CLONE_NEWPID | CLONE_NEWNET | CLONE_PARENT | CLONE_PTRACE | CLONE_UNTRACED))

static const struct rule always[] = {
    /* memory; what is executable was mapped before the jail closed */
    ALLOW_WHEN(mmap, 2, PROT_EXEC, 0),
    REFUSE(mmap, EACCES),
    ALLOW_WHEN(mprotect, 2, PROT_EXEC, 0),
    REFUSE(mprotect, EACCES),
    ALLOW(munmap),
    ALLOW(mremap),
    ALLOW(brk),
    ALLOW(madvise),
    /* descriptors */
    ALLOW(read),
    ALLOW(write),
    ALLOW(close),
    ALLOW(lseek),
    ALLOW(readv),
    ALLOW(writev),
    ALLOW(pread64),
    ALLOW(ppoll),
    ALLOW(pselect6),
    ALLOW(fadvise64),
    ALLOW_WHEN(fcntl, 1, ALL_BITS, F_GETFL),
    ALLOW_WHEN(fcntl, 1, ALL_BITS, F_SETFL),
    ALLOW_WHEN(fcntl, 1, ALL_BITS, F_GETFD),
    ALLOW_WHEN(fcntl, 1, ALL_BITS, F_SETFD),
    ALLOW_WHEN(fcntl, 1, ALL_BITS, F_DUPFD_CLOEXEC),
    REFUSE(fcntl, EINVAL),
    REFUSE(ioctl, ENOTTY),
    /* files, for reading; which ones is up to Landlock */
    ALLOW_WHEN(openat, 2, WRITING, O_RDONLY),
    ALLOW(getdents64),
    ALLOW(fstat),
    ALLOW(newfstatat),
    ALLOW(statx),
    ALLOW(statfs),
    ALLOW(fstatfs),
    ALLOW(faccessat),
    ALLOW(faccessat2),
    ALLOW(readlinkat),
    ALLOW(getcwd),
    /* time and chance: what the C library needs of them, not the model */
    ALLOW(clock_gettime),
    ALLOW(clock_getres),
    ALLOW(gettimeofday),
    ALLOW(getrandom),
    ALLOW(getrusage),
    /* the process itself */
    ALLOW(futex),
    ALLOW(rt_sigreturn),
    ALLOW(rt_sigaction),
    ALLOW(rt_sigprocmask),
    ALLOW(sigaltstack),
    ALLOW(restart_syscall),
    ALLOW(exit),
    ALLOW(exit_group),
    ALLOW(getpid),
    ALLOW(gettid),
    ALLOW(getppid),
    ALLOW(getuid),
    ALLOW(geteuid),
    ALLOW(getgid),
    ALLOW(getegid),
    ALLOW(uname),
    ALLOW(sysinfo), /* qsort asks how much memory there is */
    ALLOW(sched_yield),
    ALLOW(sched_getaffinity),
    ALLOW_WHEN(prctl, 0, ALL_BITS, PR_SET_NAME),
    ALLOW_WHEN(prlimit64, 2, UINT64_MAX, 0), /* reading: no new limit */
#ifdef __x86_64__
    ALLOW(stat),
    ALLOW(lstat),
    ALLOW(access),
    ALLOW(readlink),
    ALLOW(getdents),
    ALLOW(poll),
    ALLOW(select),
    ALLOW(time),
    ALLOW(getrlimit),
#endif
};

static const struct rule forking[] = {
    ALLOW_WHEN(clone, 0, NAMESPACES, 0),
    REFUSE(clone3, ENOSYS), /* its flags are out of sight; the C library falls back to clone */
    ALLOW(wait4),
    ALLOW(waitid),
    ALLOW(kill),
    ALLOW(tgkill),
    ALLOW(pipe2),
    ALLOW(dup),
    ALLOW(dup3),
    ALLOW(set_robust_list),
    ALLOW(set_tid_address),
    ALLOW(rseq),
    ALLOW(nanosleep),
    ALLOW(clock_nanosleep),
    ALLOW(setitimer),
    ALLOW(getitimer),
    ALLOW(timer_create),
    ALLOW(timer_settime),
    ALLOW(timer_gettime),
    ALLOW(timer_delete),
    ALLOW_WHEN(prctl, 0, ALL_BITS, PR_SET_PDEATHSIG), /* a child that ends with its worker */
#ifdef __x86_64__
    ALLOW(fork),
    ALLOW(vfork),
    ALLOW(dup2),
    ALLOW(pipe),
    ALLOW(alarm),
#endif
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    EXTRA_RULES = 2,
    RULES_MAX = COUNT(always) + COUNT(forking) + EXTRA_RULES,
    SPANS_MAX =
        2 * RULES_MAX + 1, /* each call and the gap before it, and what is behind the last */
    STEPS_MAX = 256,       /* no jump leads further; 140 are used */
};

/* The program is made from its end to its start, so that where a step leads to is there when it is added. A place in
 * it is counted from the end: 1 is the last step. */
struct program {
    struct sock_filter steps[STEPS_MAX]; /* the last `count` of them */
    size_t count;
    size_t allow, kill; /* places of the two answers that most calls get */
};

static size_t add_jump(struct program *program, uint16_t code, uint32_t value, size_t then,
                       size_t otherwise)
{
    size_t skip = program->count - then, other_skip = program->count - otherwise;
    assert(program->count < STEPS_MAX);
    program->count++;
    program->steps[STEPS_MAX - program->count] =
        (struct sock_filter){code, (uint8_t)skip, (uint8_t)other_skip, value};
    return program->count;
}

/* A step that leads to the one behind it, or nowhere. */
static size_t add_step(struct program *program, uint16_t code, uint32_t value)
{
    return add_jump(program, code, value, program->count, program->count);
}

static size_t add_answer(struct program *program, uint32_t action)
{
    return action == SECCOMP_RET_ALLOW ? program->allow
                                       : add_step(program, BPF_RET | BPF_K, action);
}

/* A filter computes in 32 bits: one half of the argument at a time. */
static size_t add_half(struct program *program, size_t offset, uint64_t mask, uint64_t value,
                       size_t then, size_t otherwise)
{
    add_jump(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)value, then, otherwise);
    add_step(program, BPF_ALU | BPF_AND | BPF_K, (uint32_t)mask);
    return add_step(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

static size_t add_rule(struct program *program, const struct rule *rule, size_t otherwise)
{
    size_t low = offsetof(struct seccomp_data, args) + rule->argument * sizeof(uint64_t);
    size_t then = add_answer(program, rule->action);
    if (rule->mask == 0)
        return then;
    if (rule->mask >> 32)
        then = add_half(program, low + 4, rule->mask >> 32, rule->value >> 32, then, otherwise);
    return add_half(program, low, rule->mask, rule->value, then, otherwise);
}

/* Calls that are dealt with alike, from this number to where the next span begins. */
struct span {
    uint32_t from;
    const struct rule *const *rules;
    size_t count; /* 0: killed */
};

/* Halves the spans until one is left: the kernel tries a filter with each of its 450 calls, before it is in force, to
 * know which it lets through whatever the arguments are. One call behind the other, that took 60 us. */
static size_t add_spans(struct program *program, const struct span *spans, size_t count)
{
    size_t half = count / 2, place = program->kill;
    if (count > 1) {
        size_t upper = add_spans(program, spans + half, count - half);
        size_t lower = add_spans(program, spans, half);
        return add_jump(program, BPF_JMP | BPF_JGE | BPF_K, spans[half].from, upper, lower);
    }
    for (size_t i = spans->count; i-- > 0;)
        place = add_rule(program, spans->rules[i], place);
    return place;
}

static bool is_plain(const struct span *span)
{
    return span->count == 1 && (*span->rules)->mask == 0 &&
           (*span->rules)->action == SECCOMP_RET_ALLOW;
}

/* The rules of one call make a span; calls that follow each other and are let through share one. */
static size_t make_spans(const struct rule *const *rules, size_t count, struct span *spans)
{
    size_t made = 0;
    uint32_t next = 0; /* the call behind the last span */
    for (size_t i = 0; i < count;) {
        struct span span = {rules[i]->call, &rules[i], 0};
        for (; i < count && rules[i]->call == span.from; i++)
            span.count++;
        if (span.from > next)
            spans[made++] = (struct span){next, NULL, 0};
        if (!made || !is_plain(&spans[made - 1]) || !is_plain(&span))
            spans[made++] = span;
        next = span.from + 1;
    }
    spans[made++] = (struct span){next, NULL, 0};
    return made;
}

/* By number; those of one call stay in their order. */
static size_t sort_in(const struct rule **sorted, size_t count, const struct rule *rules,
                      size_t added)
{
    for (const struct rule *rule = rules; rule < rules + added; rule++, count++) {
        size_t at = count;
        for (; at > 0 && sorted[at - 1]->call > rule->call; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = rule;
    }
    return count;
}

static void build_program(struct program *program, const struct seccomp_options *options)
{
    const struct rule extra[EXTRA_RULES] = {
        ALLOW_WHEN(tgkill, 0, ALL_BITS, (uint32_t)getpid()), /* abort */
        {.call = __NR_openat2,
         .action = options->files_guarded ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | ENOSYS},
    };
    const struct rule *sorted[RULES_MAX];
    struct span spans[SPANS_MAX];
    size_t count = sort_in(sorted, 0, always, COUNT(always));
    count = sort_in(sorted, count, extra, COUNT(extra));
    if (options->may_fork)
        count = sort_in(sorted, count, forking, COUNT(forking));
    program->kill = add_step(program, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program->allow = add_step(program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    add_spans(program, spans, make_spans(sorted, count, spans));
    size_t calls = add_step(program, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    add_jump(program, BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, calls, program->kill);
    add_step(program, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
}

const char *seccomp_missing(void)
{
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    if (JAIL_SANITIZED)
        return "off: built with sanitizers";
    if (NATIVE_ARCHITECTURE == 0)
        return "off: not written for this processor";
    if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) != 0)
        return "this kernel has no seccomp filters";
    return NULL;
}

bool seccomp_close(const struct seccomp_options *options)
{
    if (seccomp_missing())
        return false;
    struct program program = {.count = 0};
    build_program(&program, options);
    struct sock_fprog filter = {.len = (unsigned short)program.count,
                                .filter = program.steps + STEPS_MAX - program.count};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}
