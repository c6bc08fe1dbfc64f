/* What the parts of `lunette render` share.
 *
 *   cmd_render       the command line; which views
 *   render_formats   the formats; render_theme  the colours
 *   render_needs     which plugins draw them
 *   render_draw      one view, in the formats that renderers write
 *   render_pool      many views, over the cores; painted ones go to
 *   render_painters  the processes that make PNG and PDF of SVG
 *
 * Everything but painting happens in the jailed worker. */
#ifndef LUNETTE_CLI_RENDER_H
#define LUNETTE_CLI_RENDER_H

#include "cli/render_formats.h"
#include "cli/render_painters.h"
#include "cli/render_theme.h"
#include "cli/session.h"
#include "page/page.h"
#include "view/view.h"

enum render_target { RENDER_TO_OUTPUT, RENDER_TO_FILE, RENDER_TO_FOLDER };

struct render {
    struct session session; /* first */
    const struct args *args;
    struct args_list views; /* as asked for; none: all */
    struct render_formats formats;
    enum render_target target;
    uint32_t budget_ms; /* of one picture's layout */
    size_t jobs;        /* views drawn at the same time */
    struct view_options options;
    struct render_theme theme;
    const char *detail; /* "low", "high"; NULL: normal */
    struct render_painters painters;
    struct page *page;   /* NULL: none is written */
    bool is_pooled;      /* views are drawn by children */
    bool shows_progress; /* standard error is a terminal */
};

#endif
