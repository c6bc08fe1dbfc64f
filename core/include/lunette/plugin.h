/* The plugin interface. A plugin is a shared object that exports one symbol,
 *
 *     LUNETTE_EXPORT const struct lunette_plugin lunette_plugin = { … };
 *
 * pure data: what it offers, as NULL-ended arrays of pointers to descriptors. It links to nothing of the
 * host; what the host does for it comes as a struct of functions with each call. The plugins that ship with
 * Lunette use the same interface. plugins/README.md leads from an empty file to a loaded rule.
 *
 * Where to read on: model.h is what a rule reads, diag.h how it reports; view.h is what a renderer draws.
 *
 * Compatibility: a plugin is accepted when its major number equals the host's and its minor is not above
 * it. Within a major, structs only ever grow at their end, those that others hold by value or in arrays
 * not at all, and no value of an enum changes; what was added since is known by the minor. */
#ifndef LUNETTE_PLUGIN_H
#define LUNETTE_PLUGIN_H

#include "lunette/diag.h"
#include "lunette/model.h"
#include "lunette/view.h"

enum {
    LUNETTE_ABI_MAJOR = 2,
    LUNETTE_ABI_MINOR = 1,
};

/* A threshold the user can set: --rule contexts/too-large.limit=20. Its standard tells what can be set. One below 1 is a
 * share, from 0 to 1. A whole one counts, with whole numbers from 0, unless the summary begins with a unit of time
 * ("hours", "milliseconds" …) or speaks of a rate ("traces a minute"): of these, and of all others, any number from 0. */
struct lunette_parameter {
    const char *name;    /* kebab-case or one word: "limit" */
    double standard;     /* its default */
    const char *summary; /* "services in one context" */
};

/* One rule. All text is static, none of it NULL. */
struct lunette_rule {
    const char *id; /* "contexts/too-large": <plugin>/<rule>, kebab-case, stable for ever */
    enum lunette_severity severity; /* LUNETTE_NOTE, _WARNING or _ERROR */
    const char *summary;   /* one line: what it finds */
    const char *rationale; /* why it matters, with its source; a paragraph */
    const char *help;      /* the usual remedy, one sentence; shown unless the finding has its own */
    const char *bad;       /* a whole model that has the finding */
    const char *good;      /* the same, mended */
    const struct lunette_parameter *parameters; /* ended by one whose name is NULL; NULL: none */

    /* Reports every occurrence. Reads only the model; keeps nothing between calls. It is also called for
     * models with errors: names may lead nowhere, required fields may be absent. It runs in a jailed
     * process, with neither files nor network nor standard output; all rules together have a minute. */
    void (*check)(const struct lunette_model *model, struct lunette_reporter *reporter);
};

/* What the host does for a renderer. */
struct lunette_canvas {
    void (*write)(struct lunette_canvas *canvas, const char *bytes, size_t length);

    /* One line for the user, on standard error: what had to be simplified. */
    void (*warn)(struct lunette_canvas *canvas, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

    /* Zeroed memory that lasts until render returns. Never NULL. */
    void *(*alloc)(struct lunette_canvas *canvas, size_t count, size_t size);

    uint32_t budget_ms; /* time this picture may take */

    /* The value of a drawing option; NULL: not given. For renderers:
     *   "theme"    "light" or "dark" for good; not given: both, as the reader's screen wants it
     *   "detail"   "low" or "high"; not given: normal
     *   "light.ink", "dark.ink"   a colour of the user's theme, "#rrggbb", by the names of
     *              lunette_renderer.colors; not given: its own
     * For rasterizers:
     *   "scale"    pixels for one of the SVG's, a number above 0
     *   "title"    of the view */
    const char *(*option)(struct lunette_canvas *canvas, const char *name);
};

/* What a colour is for, so that a theme can be checked for contrast. */
enum lunette_color_use {
    LUNETTE_COLOR_LINE, /* strokes, edges and signs */
    LUNETTE_COLOR_TEXT,
    LUNETTE_COLOR_FILL, /* text stands on it */
};

/* A colour that a theme may change. */
struct lunette_color {
    const char *name;         /* "service-edge" */
    const char *light, *dark; /* what it is without a theme: "#rrggbb" */
    enum lunette_color_use use;
};

/* One way to draw. */
struct lunette_renderer {
    const char *name; /* "graph" */
    const char *summary;
    enum lunette_view_form form;      /* the views it can draw */
    const char *const *formats;       /* NULL-ended: "svg", "dot" */

    /* Draws the whole picture with canvas->write. False, after one warn, when it cannot. Runs in a
     * jailed process that may fork but not open files. */
    bool (*render)(const struct lunette_view *view, const char *format,
                   struct lunette_canvas *canvas);

    const struct lunette_color *colors; /* ended by one whose name is NULL; NULL: no theme changes it */
};

/* One way to make something else of a drawn SVG: pixels, or pages. The host loads it only when one of its
 * formats is asked for, and runs it in a process of its own. */
struct lunette_rasterizer {
    const char *name; /* "librsvg" */
    const char *summary;
    const char *const *formats; /* NULL-ended: "png", "pdf" */

    /* Once, before the jail closes: loads what it will need. Returns the folders it has to read below later
     * (fonts), NULL-ended; NULL when it cannot work here. */
    const char *const *(*prepare)(void);

    /* Writes the whole file with canvas->write. False, after one warn, when it cannot. Runs jailed, in a
     * process for this picture alone that is killed when it takes too long. */
    bool (*paint)(const char *svg, size_t length, const char *format,
                  struct lunette_canvas *canvas);
};

struct lunette_plugin {
    uint32_t abi_major, abi_minor; /* LUNETTE_ABI_MAJOR, LUNETTE_ABI_MINOR */
    const char *name;              /* "contexts"; the first half of its rules' ids */
    const char *version;
    const char *summary;
    const struct lunette_rule *const *rules;         /* NULL-ended; NULL: none */
    const struct lunette_renderer *const *renderers; /* NULL-ended; NULL: none */
    const struct lunette_rasterizer *const *rasterizers; /* NULL-ended; NULL: none */

    /* Since 2.1. The plugins that lie in this shared object, NULL-ended: they are loaded in its place, and offer
     * what it would. Parts of parts are not looked for. NULL: it is one plugin itself. */
    const struct lunette_plugin *const *parts;
};

/* Mark the one exported symbol with this; everything else is built with -fvisibility=hidden. */
#define LUNETTE_EXPORT __attribute__((visibility("default")))

#endif
