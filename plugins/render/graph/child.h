/* A layout engine in a process of its own: whatever it does to itself, the picture goes on. */
#ifndef LUNETTE_GRAPH_CHILD_H
#define LUNETTE_GRAPH_CHILD_H

#include <stddef.h>
#include <stdint.h>

#include "engine.h"

/* Milliseconds of a clock that never goes back. */
uint64_t child_now_ms(void);

/* draft_make in a forked child, which is killed at the deadline. Returns the bytes of the answer as
 * floats in memory of the canvas; NULL when the child failed, died, was killed or could not be
 * forked. The answer is not checked. */
const float *child_run(const struct layout_request *request, const struct engine_settings *settings,
                       struct lunette_canvas *canvas, uint64_t deadline_ms, size_t *count);

#endif
