/* What another process has to say to one request: frames up to FRAME_END, kept until all are there. */
#ifndef LUNETTE_JAIL_REPLY_H
#define LUNETTE_JAIL_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "jail/frame.h"

/* Zero-initialise; reply_free gives the memory back. */
struct reply {
    struct buf bytes;
    size_t whole;        /* bytes of whole frames, FRAME_END not among them */
    const char *problem; /* NULL, or what was wrong with the frames, a few words */
    int status;          /* of FRAME_END, when it is whole */
};

enum reply_state {
    REPLY_PARTIAL,
    REPLY_WHOLE,
    REPLY_BROKEN, /* problem says why */
    REPLY_CLOSED, /* nobody is left to send the rest */
};

/* One read from the pipe, which waits until there is something. */
enum reply_state reply_read(struct reply *reply, int pipe);

/* The next frame, and `*at`, which starts at 0, behind it. False: there are no more. */
bool reply_next(const struct reply *reply, size_t *at, struct frame *frame);

/* Ready for the next request. */
void reply_clear(struct reply *reply);

void reply_free(struct reply *reply);

#endif
