/* The formats of pictures: their names, the ends of their files, which are painted from an SVG. */
#ifndef LUNETTE_CLI_RENDER_FORMATS_H
#define LUNETTE_CLI_RENDER_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "plugin/registry.h"

struct render_format {
    const char *name;      /* "mermaid": what -f takes */
    const char *extension; /* "mmd" */
    bool is_painted;       /* made of the SVG by a rasterizer: "png", "pdf" */
    bool is_page;          /* one file that holds all views as SVG: "html" */
};

enum { RENDER_MOST_FORMATS = 16 };

/* In the order they were asked for, each once. */
struct render_formats {
    struct render_format items[RENDER_MOST_FORMATS];
    size_t count;
};

/* Reads "svg,png". A name that is not known may be a plugin's, whose files end with it. False after one line on
 * standard error. */
bool render_formats_read(struct render_formats *formats, const char *list, struct arena *arena);

/* The format that a file of this name has by its end, or NULL. */
const struct render_format *render_formats_of_file(const char *path);

/* Adds a known format, unless it is there. */
void render_formats_add(struct render_formats *formats, const char *name);

/* Whether one of them is this one; is painted. */
bool render_formats_have(const struct render_formats *formats, const char *name);
bool render_formats_are_painted(const struct render_formats *formats);

/* The format that renderers write for it: SVG for what is made of SVG, else its own. */
const char *render_format_drawn(const struct render_format *format);

/* Whether this registry's renderers can draw such a view in the format, or the SVG it is made of. */
bool render_formats_draw(const struct registry *registry, enum lunette_view_form form,
                         const struct render_format *format);

/* NULL, or what to say of the first that nothing draws: one line in the arena. */
const char *render_formats_problem(const struct render_formats *formats,
                                   const struct registry *registry, struct arena *arena);

#endif
