/* Giving up what a worker does not need before it touches a stranger's model.
 *
 * Kernel headers only, no library. Each part is applied on its own: where the kernel lacks one the
 * others still hold, and jail_probe says which. */
#ifndef LUNETTE_JAIL_JAIL_H
#define LUNETTE_JAIL_JAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum jail_part {
    JAIL_ENVIRONMENT, /* environment wiped */
    JAIL_DESCRIPTORS, /* all closed but the ones named */
    JAIL_PROCESS,     /* PDEATHSIG, NO_NEW_PRIVS, DUMPABLE 0 */
    JAIL_RLIMITS,     /* AS, CPU, FSIZE 0, NPROC, NOFILE, CORE 0 */
    JAIL_LANDLOCK,    /* file system: read-only below the readable folders */
    JAIL_SECCOMP,     /* system calls: an allow-list, all else kills the process */
    JAIL_PART_COUNT
};

struct jail_options {
    const char *const *readable; /* NULL-ended: folders the worker may read below */
    const int *keep;             /* descriptors that stay open besides 0, 1, 2, which become /dev/null */
    size_t keep_count;
    uint64_t memory;             /* bytes of address space */
    uint32_t cpu_seconds;
    bool may_fork;               /* rendering forks its layout children; they inherit the jail */
};

/* Closes the jail around the calling process, for good. Returns a bit set (1u << part) of the parts
 * that hold. */
unsigned jail_close(const struct jail_options *options);

/* What a part is for, and whether this kernel offers it, without jailing the caller.
 * `detail` (at least 128 bytes) gets a word such as "Landlock ABI 4" or why it is missing. */
struct jail_part_info {
    const char *name;
    const char *purpose;
};
extern const struct jail_part_info jail_parts[JAIL_PART_COUNT];
bool jail_probe(enum jail_part part, char *detail, size_t size);

#endif
