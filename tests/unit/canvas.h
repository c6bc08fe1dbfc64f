/* A canvas for tests of renderers: keeps what is written, counts warnings, frees at the end. */
#ifndef LUNETTE_TESTS_UNIT_CANVAS_H
#define LUNETTE_TESTS_UNIT_CANVAS_H

#include <stdlib.h>
#include <string.h>

#include "lunette/plugin.h"

struct canvas_block {
    struct canvas_block *next;
    max_align_t bytes[];
};

struct test_canvas {
    struct lunette_canvas canvas; /* first: the functions cast back */
    struct canvas_block *blocks;
    char *text; /* what was written, null-ended */
    size_t length, room;
    size_t warnings;
    const char *theme; /* value of the option "theme" */
};

static inline void *canvas_alloc(struct lunette_canvas *canvas, size_t count, size_t size)
{
    struct test_canvas *self = (struct test_canvas *)canvas;
    struct canvas_block *block = calloc(1, sizeof *block + count * size + 1);
    if (!block)
        abort();
    block->next = self->blocks;
    self->blocks = block;
    return block->bytes;
}

static inline void canvas_write(struct lunette_canvas *canvas, const char *bytes, size_t length)
{
    struct test_canvas *self = (struct test_canvas *)canvas;
    if (self->length + length + 1 > self->room) {
        self->room = (self->length + length + 1) * 2;
        self->text = realloc(self->text, self->room);
        if (!self->text)
            abort();
    }
    memcpy(self->text + self->length, bytes, length);
    self->length += length;
    self->text[self->length] = 0;
}

static inline void canvas_warn(struct lunette_canvas *canvas, const char *format, ...)
{
    (void)format;
    ((struct test_canvas *)canvas)->warnings++;
}

static inline const char *canvas_option(struct lunette_canvas *canvas, const char *name)
{
    return strcmp(name, "theme") == 0 ? ((struct test_canvas *)canvas)->theme : NULL;
}

static inline struct test_canvas canvas_new(uint32_t budget_ms)
{
    return (struct test_canvas){.canvas = {.write = canvas_write,
                                           .warn = canvas_warn,
                                           .alloc = canvas_alloc,
                                           .budget_ms = budget_ms,
                                           .option = canvas_option}};
}

static inline void canvas_free(struct test_canvas *self)
{
    while (self->blocks) {
        struct canvas_block *next = self->blocks->next;
        free(self->blocks);
        self->blocks = next;
    }
    free(self->text);
}

#endif
