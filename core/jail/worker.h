/* The worker's end of the pipe; what work functions may call is in supervisor.h. */
#ifndef LUNETTE_JAIL_WORKER_H
#define LUNETTE_JAIL_WORKER_H

#include <stddef.h>

#include "jail/frame.h"
#include "jail/supervisor.h"

enum {
    WORKER_PENDING_MAX = 65536
};

/* Set `pipe`, zero `pending_length`. */
struct worker {
    int pipe;
    size_t pending_length; /* printed bytes that wait for company */
    char pending[WORKER_PENDING_MAX];
};

/* Any frame; what is pending goes before it. */
void worker_send(struct worker *worker, const struct frame *frame);

/* Frames that stand in `bytes` one behind the other, such as those of a reply. */
void worker_pass_on(struct worker *worker, const char *bytes, size_t length);

/* The last word: sends what is pending and the exit status. */
void worker_end(struct worker *worker, int status);

#endif
