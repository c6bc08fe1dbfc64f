/* The signals of the process that watches a worker. */
#ifndef LUNETTE_JAIL_SIGNALS_H
#define LUNETTE_JAIL_SIGNALS_H

#include <signal.h>
#include <sys/types.h>

enum {
    SIGNALS_ENDING = 4
};

/* The dispositions to put back. */
struct signals {
    struct sigaction pipe, child;
    struct sigaction ending[SIGNALS_ENDING];
};

/* Before the fork: a closed standard output becomes an error of write, and the worker can be waited
 * for even if our own parent ignored its children. */
void signals_prepare(struct signals *before);

/* After the fork: a signal that ends this process ends the worker's whole group first. */
void signals_guard(struct signals *before, pid_t worker);

/* After the worker has been waited for. */
void signals_release(const struct signals *before);

void signals_restore(const struct signals *before);

#endif
