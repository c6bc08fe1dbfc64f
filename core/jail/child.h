/* A process that does one piece of work for another and answers in frames. What it crashes on, or never
 * comes back from, is lost alone.
 *
 * It inherits whatever jail its parent is in, ends with its parent, and is waited for by child_end. */
#ifndef LUNETTE_JAIL_CHILD_H
#define LUNETTE_JAIL_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "jail/reply.h"
#include "jail/supervisor.h"

/* Zero-initialise. */
struct child {
    pid_t process; /* 0: none */
    int pipe;      /* to be polled for reading */
    struct reply reply;
    uint32_t time_ms;
    int64_t deadline_ms;
};

/* `work` runs in the child; what it returns (0 to 3) is the reply's status. False: errno says why there is no
 * child. */
bool child_start(struct child *child, int (*work)(struct worker *worker, void *context),
                 void *context, uint32_t time_ms);

enum child_state {
    CHILD_BUSY,
    CHILD_DONE, /* reply is whole */
    CHILD_LOST,
};

enum { CHILD_WHY_SIZE = 128 };

/* Reads what is there, when the pipe `is_readable`, and looks at the clock. Of a lost child `why`
 * (CHILD_WHY_SIZE bytes) gets the end of a sentence: "died of SIGSEGV", "took longer than 14 s". */
enum child_state child_look(struct child *child, bool is_readable, char *why);

/* Kills it, if it is still there, waits for it, and gives the reply back. */
void child_end(struct child *child);

#endif
