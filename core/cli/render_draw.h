/* One view, drawn in all the formats that were asked for. */
#ifndef LUNETTE_CLI_RENDER_DRAW_H
#define LUNETTE_CLI_RENDER_DRAW_H

#include "cli/render.h"
#include "jail/frame.h"

/* Selects the view and draws it once for each format that can draw it; warnings and pictures go to the worker.
 * When views are pooled, FRAME_VIEW goes first, and a painted format asks with FRAME_PAINT. False after a
 * warning when a picture could not be drawn. */
bool render_draw(struct render *render, const struct view_description *description,
                 struct worker *worker);

/* The frame that brings a finished picture to where the user wants it. Its name lives in the arena. */
struct frame render_deliver(struct render *render, const char *view,
                            const struct render_format *format, const char *bytes, size_t length);

#endif
