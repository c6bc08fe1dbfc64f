/* Painters: processes that make PNG and PDF of SVG.
 *
 * Painting opens font files, which the worker's jail does not allow, and loads libraries that nothing else
 * needs. So before the worker starts, one process is forked that loads the rasterizer, lets it look where the
 * fonts are, and closes a jail of its own: reads below the font folders, no network, no programs, no writing.
 * Out of it come the painters, each with two pipes to the worker: an SVG goes in, a file comes back. A painter
 * paints each picture in a child of its own, with a time limit. */
#ifndef LUNETTE_CLI_RENDER_PAINTERS_H
#define LUNETTE_CLI_RENDER_PAINTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "cli/session.h"
#include "jail/frame.h"

enum {
    RENDER_MOST_JOBS = 16,
    RENDER_PAINTING_MS = 30 * 1000, /* for one picture */
};

/* The worker's ends of the pipes; -1: closed. */
struct render_painter {
    int requests, replies;
    bool has_greeted; /* the first reply says whether the painter can paint at all */
};

struct render_painters {
    pid_t process; /* the one they come out of; 0: none were started */
    size_t count;
    struct render_painter items[RENDER_MOST_JOBS];
    int descriptors[2 * RENDER_MOST_JOBS]; /* all of the above: what the worker must keep */
    const char *problem;                   /* why there are none; NULL: there are */
};

/* Forks `count` painters for a run of this session, which is open but not running. `scale`: pixels of a PNG for
 * one of the SVG. False after one line on standard error. */
bool render_painters_start(struct render_painters *painters, const struct session *session,
                           size_t count, const char *scale);

/* In the worker: asks for one picture. `view` is the FRAME_VIEW, `paint` the FRAME_PAINT. False: the painter is
 * gone. Its reply holds FRAME_FILE with the format as its name, and warnings. */
bool render_painters_ask(struct render_painter *painter, const struct frame *view,
                         const struct frame *paint);

/* Nobody expects anything of this one any more. */
void render_painters_drop(struct render_painter *painter);

/* Ends them all. */
void render_painters_stop(struct render_painters *painters);

/* What paints here: "librsvg 2.54.7, …" in the arena, or NULL and in `*problem` why nothing does and what to
 * do. Loads the library. */
const char *render_painters_describe(const struct home *home, struct arena *arena,
                                     const char **problem);

#endif
