#include "jail/seccomp.h"

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

enum { STEPS_OF_A_RULE = 9, STEPS_AROUND = 5, EXTRA_RULES = 2 };

struct program {
    struct sock_filter
        steps[(COUNT(always) + COUNT(forking) + EXTRA_RULES) * STEPS_OF_A_RULE + STEPS_AROUND];
    unsigned short count;
};

static void add_step(struct program *program, uint16_t code, uint32_t value, uint8_t otherwise_skip)
{
    program->steps[program->count++] = (struct sock_filter){code, 0, otherwise_skip, value};
}

static void add_load(struct program *program, size_t offset)
{
    add_step(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0);
}

static void add_comparison(struct program *program, uint32_t value, uint8_t otherwise_skip)
{
    add_step(program, BPF_JMP | BPF_JEQ | BPF_K, value, otherwise_skip);
}

static void add_return(struct program *program, uint32_t action)
{
    add_step(program, BPF_RET | BPF_K, action, 0);
}

/* A filter computes in 32 bits: one half of the argument at a time. */
static void add_half(struct program *program, size_t offset, uint64_t mask, uint64_t value,
                     uint8_t otherwise_skip)
{
    add_load(program, offset);
    add_step(program, BPF_ALU | BPF_AND | BPF_K, (uint32_t)mask, 0);
    add_comparison(program, (uint32_t)value, otherwise_skip);
}

static void add_rule(struct program *program, const struct rule *rule)
{
    if (rule->mask == 0) {
        add_comparison(program, rule->call, 1);
        add_return(program, rule->action);
        return;
    }
    size_t low = offsetof(struct seccomp_data, args) + rule->argument * sizeof(uint64_t);
    add_comparison(program, rule->call, 7);
    add_half(program, low, rule->mask, rule->value, 4);
    add_half(program, low + 4, rule->mask >> 32, rule->value >> 32, 1);
    add_return(program, rule->action);
    add_load(program, offsetof(struct seccomp_data, nr));
}

static void add_rules(struct program *program, const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_rule(program, &rules[i]);
}

static void build_program(struct program *program, const struct seccomp_options *options)
{
    const struct rule extra[EXTRA_RULES] = {
        ALLOW_WHEN(tgkill, 0, ALL_BITS, (uint32_t)getpid()), /* abort */
        {.call = __NR_openat2,
         .action = options->files_guarded ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | ENOSYS},
    };
    add_load(program, offsetof(struct seccomp_data, arch));
    add_comparison(program, NATIVE_ARCHITECTURE, 1);
    add_step(program, BPF_JMP | BPF_JA, 1, 0);
    add_return(program, SECCOMP_RET_KILL_PROCESS);
    add_load(program, offsetof(struct seccomp_data, nr));
    add_rules(program, always, COUNT(always));
    add_rules(program, extra, COUNT(extra));
    if (options->may_fork)
        add_rules(program, forking, COUNT(forking));
    add_return(program, SECCOMP_RET_KILL_PROCESS);
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
    struct sock_fprog filter = {.len = program.count, .filter = program.steps};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}
