/* The colours of pictures: light, dark, or a theme of the user's, which is Lua:
 *
 *     return {
 *       service = "#dce9fa", ["service-edge"] = "#3a6fb0",
 *       dark = { service = "#1d3657" },
 *     }
 */
#ifndef LUNETTE_CLI_RENDER_THEME_H
#define LUNETTE_CLI_RENDER_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/session.h"

/* A colour of a theme: option "dark.service", value "#1d3657". */
struct render_theme_color {
    const char *option, *value;
};

struct render_theme {
    const char *fixed; /* "light", "dark"; NULL: as the reader's screen wants it */
    const char *path;  /* of the file; NULL: none */
    char *text;        /* of the file */
    size_t length;
    struct render_theme_color *colors;
    size_t count;
};

/* Reads --theme: "light", "dark", a file, or one of the words and a file, "dark,brand.lua". Reads the file's
 * bytes, no more. False after one line on standard error. */
bool render_theme_read(struct render_theme *theme, const char *value, struct arena *arena);

/* In the worker: runs the file, and holds what it gives against the colours that there are. False after a line on
 * standard error for each mistake. What cannot be read well is a warning. */
bool render_theme_evaluate(struct render_theme *theme, struct session *session,
                           const struct lunette_color *colors);

/* The drawing options "theme", "light.…" and "dark.…". */
const char *render_theme_option(const struct render_theme *theme, const char *name);

#endif
