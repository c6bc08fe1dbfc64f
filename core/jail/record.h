/* What a run wrote into a folder, so that a later one can tell what somebody changed since: a file of the lines that
 * `sha256sum` writes and checks. It lies where anybody may have put it, and is believed in nothing but names and
 * sums. */
#ifndef LUNETTE_JAIL_RECORD_H
#define LUNETTE_JAIL_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/sha256.h"

struct record_line {
    char *name; /* relative to the record's own folder */
    char sum[SHA256_TEXT];
};

/* Zero-initialise; record_free releases. */
struct record {
    struct record_line *lines; /* sorted by name, each once */
    size_t count, capacity;
};

/* The record at this path; none is an empty one, and so is what is none. */
void record_read(struct record *record, const char *path);

/* NULL: not in it. */
const struct record_line *record_find(const struct record *record, const char *name);

/* Keeps a copy of the name; names may come in any order, each once; then record_sort. */
void record_add(struct record *record, const char *name, const char sum[SHA256_TEXT]);

/* Before what was added can be found or written. */
void record_sort(struct record *record);

/* Adds the lines to `out` as sha256sum would. */
void record_write(const struct record *record, struct buf *out);

void record_free(struct record *record);

/* What is at a path, before it is written. */
enum record_state {
    RECORD_FREE,    /* nothing */
    RECORD_SAME,    /* these very bytes */
    RECORD_OURS,    /* what the last run wrote */
    RECORD_CHANGED, /* not what the last run wrote, which did write it */
    RECORD_FOREIGN, /* a file, a link or a folder that it did not write */
};

enum record_state record_judge(const struct record *record, const char *path, const char *name,
                               const char sum[SHA256_TEXT]);

#endif
