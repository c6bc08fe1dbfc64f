#include "jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/landlock.h"
#include "jail/sanitized.h"
#include "jail/seccomp.h"

const struct jail_part_info jail_parts[JAIL_PART_COUNT] = {
    [JAIL_ENVIRONMENT] = {"environment", "no variable of the environment, so no secret in one"},
    [JAIL_DESCRIPTORS] = {"descriptors", "no open file or connection but the pipe to lunette"},
    [JAIL_PROCESS] = {"process", "no new privileges, no core, dies with lunette"},
    [JAIL_RLIMITS] = {"rlimits", "bounded memory, processor time, files and processes"},
    [JAIL_LANDLOCK] = {"landlock", "reads below the model's folder, writes nowhere"},
    [JAIL_SECCOMP] = {"seccomp", "no network, no programs: few system calls are left"},
};

/* The strings too: they lie on the stack that the process was started with. */
static bool wipe_environment(void)
{
    static char *none[] = {NULL};
    for (char **entry = environ; entry && *entry; entry++)
        explicit_bzero(*entry, strlen(*entry));
    environ = none;
    return true;
}

static bool close_one_by_one(unsigned first, unsigned last)
{
    struct rlimit open_files;
    if (getrlimit(RLIMIT_NOFILE, &open_files) != 0)
        return false;
    for (unsigned i = first; i <= last && i < open_files.rlim_cur; i++)
        close((int)i);
    return true;
}

static bool close_from_to(unsigned first, unsigned last)
{
    if (first > last || syscall(SYS_close_range, first, last, 0) == 0)
        return true;
    return close_one_by_one(first, last);
}

/* The lowest kept descriptor that is at least `from`, or -1. */
static int next_kept(const struct jail_options *options, unsigned from)
{
    int next = -1;
    for (size_t i = 0; i < options->keep_count; i++) {
        int kept = options->keep[i];
        if (kept >= 0 && (unsigned)kept >= from && (next < 0 || kept < next))
            next = kept;
    }
    return next;
}

static bool close_all_but_kept(const struct jail_options *options)
{
    unsigned from = STDERR_FILENO + 1;
    int kept;
    while ((kept = next_kept(options, from)) >= 0) {
        if (!close_from_to(from, (unsigned)kept - 1))
            return false;
        from = (unsigned)kept + 1;
    }
    return close_from_to(from, ~0U);
}

static bool silence_standard_streams(void)
{
    /* The sanitizers' reports go to standard error. */
    int last = JAIL_SANITIZED ? STDOUT_FILENO : STDERR_FILENO;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    bool done = null >= 0;
    for (int i = STDIN_FILENO; done && i <= last; i++)
        done = dup2(null, i) == i;
    if (null > STDERR_FILENO)
        close(null);
    return done;
}

static bool give_up_descriptors(const struct jail_options *options)
{
    bool silent = silence_standard_streams();
    return close_all_but_kept(options) && silent;
}

static bool give_up_privileges(void)
{
    bool dies_with_parent = prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
    bool no_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    /* The leak checker traces its own process, which a process that is not dumpable forbids. */
    bool closed = JAIL_SANITIZED || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    return dies_with_parent && no_privileges && closed;
}

static rlim_t smaller(rlim_t a, rlim_t b)
{
    return a < b ? a : b;
}

/* Never raises a limit that the user's shell has set. */
static bool lower_limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0)
        return false;
    limit.rlim_max = smaller(limit.rlim_max, hard);
    limit.rlim_cur = smaller(smaller(limit.rlim_cur, soft), limit.rlim_max);
    return setrlimit(resource, &limit) == 0;
}

static bool lower_limits(const struct jail_options *options)
{
    enum { OPEN_FILES = 64 };
    const rlim_t cpu = options->cpu_seconds;
    bool lowered = lower_limit(RLIMIT_FSIZE, 0, 0);
    lowered &= lower_limit(RLIMIT_CORE, 0, 0);
    lowered &= lower_limit(RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES);
    /* SIGXCPU at the limit, SIGKILL a second later for who has caught the first. */
    lowered &= lower_limit(RLIMIT_CPU, cpu, cpu + 1);
    if (JAIL_SANITIZED)
        return lowered;
    lowered &= lower_limit(RLIMIT_AS, options->memory, options->memory);
    if (!options->may_fork)
        lowered &= lower_limit(RLIMIT_NPROC, 0, 0);
    return lowered;
}

static unsigned held_if(enum jail_part part, bool holds)
{
    return holds ? 1U << part : 0;
}

unsigned jail_close(const struct jail_options *options)
{
    unsigned held = held_if(JAIL_ENVIRONMENT, wipe_environment());
    held |= held_if(JAIL_DESCRIPTORS, give_up_descriptors(options));
    held |= held_if(JAIL_PROCESS, give_up_privileges());
    held |= held_if(JAIL_RLIMITS, lower_limits(options));
    held |= held_if(JAIL_LANDLOCK, landlock_close(options->readable));
    const struct seccomp_options calls = {
        .may_fork = options->may_fork,
        .files_guarded = (held & 1U << JAIL_LANDLOCK) != 0,
    };
    held |= held_if(JAIL_SECCOMP, seccomp_close(&calls));
    return held;
}

static bool probe_always(char *detail, size_t size)
{
    snprintf(detail, size, "on");
    return true;
}

static bool probe_descriptors(char *detail, size_t size)
{
    /* An empty range is refused by a kernel that knows the call, without closing anything. */
    bool fast = syscall(SYS_close_range, 1, 0, 0) != 0 && errno == EINVAL;
    snprintf(detail, size, "%s", fast ? "close_range" : "closed one by one");
    return true;
}

static bool probe_process(char *detail, size_t size)
{
    bool offered = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0;
    snprintf(detail, size, "%s", offered ? "on" : "this kernel has no NO_NEW_PRIVS");
    return offered;
}

static bool probe_rlimits(char *detail, size_t size)
{
    snprintf(detail, size, "%s", JAIL_SANITIZED ? "without memory: built with sanitizers" : "on");
    return true;
}

static bool probe_landlock(char *detail, size_t size)
{
    int version = landlock_version();
    if (version > 0)
        snprintf(detail, size, "Landlock ABI %d", version);
    else
        snprintf(detail, size, "this kernel has Landlock %s",
                 errno == EOPNOTSUPP ? "switched off at boot"
                                     : "neither built in nor allowed here");
    return version > 0;
}

static bool probe_seccomp(char *detail, size_t size)
{
    const char *missing = seccomp_missing();
    snprintf(detail, size, "%s", missing ? missing : "allow-list, kills the process");
    return missing == NULL;
}

bool jail_probe(enum jail_part part, char *detail, size_t size)
{
    static bool (*const probes[JAIL_PART_COUNT])(char *, size_t) = {
        [JAIL_ENVIRONMENT] = probe_always, [JAIL_DESCRIPTORS] = probe_descriptors,
        [JAIL_PROCESS] = probe_process,    [JAIL_RLIMITS] = probe_rlimits,
        [JAIL_LANDLOCK] = probe_landlock,  [JAIL_SECCOMP] = probe_seccomp,
    };
    return probes[part](detail, size);
}
