/* Memory that is handed out piece by piece and released all at once.
 *
 * The model, the findings and each rule's scratch space live in arenas: nothing in them is freed
 * singly, so a pointer into an arena is good for as long as the arena is. */
#ifndef LUNETTE_BASE_ARENA_H
#define LUNETTE_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zero-initialise before use: `struct arena a = {0};`. */
struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* free space of the newest block */
    size_t left;                /* bytes of it */
    size_t total;               /* bytes of all blocks */
    bool clean;                 /* what is left of the newest block is zeroed already */
    size_t used;                /* bytes handed out since the last reset */
};

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* A zeroed array; ends the process when count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A NUL-ended copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Everything handed out so far becomes invalid; the arena can be used again. */
void arena_reset(struct arena *arena);

/* One zeroed struct of the given type. */
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
