/* The host's side of struct lunette_canvas: one picture under way, in one format. */
#ifndef LUNETTE_CLI_RENDER_CANVAS_H
#define LUNETTE_CLI_RENDER_CANVAS_H

#include "base/arena.h"
#include "base/buf.h"
#include "jail/supervisor.h"
#include "lunette/plugin.h"

struct canvas {
    struct lunette_canvas offered; /* first */
    struct worker *worker;         /* hears the warnings */
    const char *subject;           /* what they are about: the view */
    struct buf picture;            /* what was written */
    struct arena *arena;
    /* The drawing options: value or NULL. */
    const char *(*find_option)(const void *context, const char *name);
    const void *context;
};

/* What is drawn allocates in the arena; the picture is taken until canvas_close. */
void canvas_open(struct canvas *canvas, struct worker *worker, const char *subject,
                 uint32_t budget_ms, struct arena *arena);

/* Forgets the picture. */
void canvas_clear(struct canvas *canvas);

void canvas_close(struct canvas *canvas);

#endif
