/* What goes through the pipe from the worker: a header, a name, some bytes; and reading it without
 * believing it. */
#ifndef LUNETTE_JAIL_FRAME_H
#define LUNETTE_JAIL_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"

enum frame_type {
    FRAME_PRINT = 1, /* bytes for standard output */
    FRAME_WARN,      /* bytes for standard error */
    FRAME_FILE,      /* a file: its name and its bytes */
    FRAME_DOING,     /* what the worker is busy with */
    FRAME_PHASE,     /* the first phase is over: the further time begins */
    FRAME_END,       /* the last one; one byte, the exit status */
    FRAME_PROGRESS,  /* how far the worker is */
    FRAME_FINALLY,   /* bytes for standard error, once all files are written */
    FRAME_RECORD,    /* the name of the record that further files are told in */
    /* between a worker and the processes that work for it, never to its supervisor: */
    FRAME_VIEW,  /* the name and the title of the view that the next frames are about */
    FRAME_PAINT, /* to be painted: the name of a format, the bytes of an SVG */
    FRAME_TYPE_END
};

enum {
    FRAME_NAME_MAX = 255,               /* bytes of a name */
    FRAME_TOTAL_MAX = 256 * 1024 * 1024 /* bytes of all frames of one worker */
};

/* On the wire, in the byte order of the machine: both ends are the same program. */
struct frame_header {
    uint32_t type;
    uint32_t name_length;
    uint64_t length;
};

struct frame {
    enum frame_type type;
    size_t name_length;
    size_t length;
    const char
        *name; /* not NUL-ended; both point into the reader, valid until the next frame_read */
    const char *bytes;
};

/* Writes all of it, however often the call is interrupted. False: errno says why. */
bool frame_write_bytes(int descriptor, const void *data, size_t length);

enum { FRAMES_AT_ONCE = 2 };

/* Writes these frames whole, at most FRAMES_AT_ONCE; waits as long as the pipe is full. False: nobody reads any more. */
bool frame_write(int pipe, const struct frame *frames, size_t count);

/* Adds one frame whole. */
void frame_add(struct buf *out, const struct frame *frame);

/* The frame at the start of these bytes, which it points into, and how many they are; 0 when it is not whole,
 * or when it is not believed: then `*problem` says why in a few words (a literal). */
size_t frame_parse(const char *bytes, size_t length, struct frame *frame, const char **problem);

/* Zero-initialise; frame_reader_free gives the memory back. */
struct frame_reader {
    struct buf input;
    size_t taken;   /* bytes of input that frames have been made of */
    uint64_t total; /* bytes announced by all headers so far */
};

enum frame_state {
    FRAME_PARTIAL,
    FRAME_WHOLE,
    FRAME_BROKEN
};

/* Reads from the pipe what is there, some of it when it is much. Returns what read(2) does. */
ssize_t frame_read(struct frame_reader *reader, int pipe);

/* The next whole frame, or FRAME_PARTIAL when more must be read first. FRAME_BROKEN: `*problem` says
 * why in a few words (a literal), and nothing more can be read. */
enum frame_state frame_next(struct frame_reader *reader, struct frame *frame, const char **problem);

/* Whether the stream stops in the midst of a frame. */
bool frame_is_cut(const struct frame_reader *reader);

void frame_reader_free(struct frame_reader *reader);

#endif
