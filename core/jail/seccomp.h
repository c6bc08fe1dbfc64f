/* The system calls that are left to the worker. */
#ifndef LUNETTE_JAIL_SECCOMP_H
#define LUNETTE_JAIL_SECCOMP_H

#include <stdbool.h>

struct seccomp_options {
    bool may_fork; /* processes, threads, pipes, timers, signals to children */
    bool
        files_guarded; /* Landlock holds, so openat2 may be let through (its flags are out of sight) */
};

/* NULL when this kernel and this build can do it, else why not. */
const char *seccomp_missing(void);

/* From now on every call that is not on the list kills the process with SIGSYS. Needs NO_NEW_PRIVS.
 * False: nothing has changed. */
bool seccomp_close(const struct seccomp_options *options);

#endif
