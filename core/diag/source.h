/* The text of the model's files, kept for messages that show where a mistake is. */
#ifndef LUNETTE_DIAG_SOURCE_H
#define LUNETTE_DIAG_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { SOURCE_BLOCK = 128 }; /* bytes */

/* How many lines end before each block of a text, of which the last may be empty; made when a line is asked for the
 * first time. */
struct source_lines {
    struct arena *arena;
    const uint32_t *before; /* NULL: not made yet */
};

/* `path` is what messages show: the model's path as the user wrote it, joined with the file's place
 * below it. `text` may hold any bytes and is NUL-ended. Both live in the arena of the set. */
struct source_file {
    const char *path;
    const char *text;
    size_t length;
    struct source_lines *lines; /* NULL: lines are searched for each time */
};

/* Files are numbered from 0 in the order they were read. Set `arena`, zero the rest. */
struct source_set {
    struct arena *arena;
    struct source_file *files;
    size_t count;
    size_t capacity;
};

/* Copies path and text; returns the number of the file. */
uint32_t source_add(struct source_set *set, const char *path, const char *text, size_t length);

/* The same without copying the text, which is in the arena of the set already. */
uint32_t source_adopt(struct source_set *set, const char *path, const char *text, size_t length);

/* The number of the file with this path, or UINT32_MAX. */
uint32_t source_find(const struct source_set *set, const char *path);

/* Where the line (from 1) starts; false when the text has no such line. */
bool source_line_start(const struct source_file *file, uint32_t line, size_t *start);

/* The line (from 1) that the byte at this offset stands on. */
uint32_t source_line_of(const struct source_file *file, size_t offset);

/* One line without its line end: `*length` bytes from the returned pointer. Lines count from 1;
 * a line past the end is empty. */
const char *source_line(const struct source_file *file, uint32_t line, size_t *length);

#endif
