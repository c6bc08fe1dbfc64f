#include <graphviz/graphviz_version.h>
#include <string.h>

#include "dot.h"
#include "lunette/plugin.h"
#include "picture.h"

static const struct graph_format {
    const char *name;
    void (*write)(const struct lunette_view *view, struct lunette_canvas *canvas);
} writers[] = {{"svg", picture_write}, {"dot", dot_write}};

static const char *const formats[] = {"svg", "dot", NULL};

static bool graph_render(const struct lunette_view *view, const char *format,
                         struct lunette_canvas *canvas)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i].name, format) == 0) {
            writers[i].write(view, canvas);
            return true;
        }
    canvas->warn(canvas, "the graph renderer has no format '%s': it writes svg and dot", format);
    return false;
}

static const struct lunette_renderer graph_renderer = {
    .name = "graph",
    .summary = "boxes and lines, laid out by Graphviz",
    .form = LUNETTE_GRAPH_VIEW,
    .formats = formats,
    .render = graph_render,
};

static const struct lunette_renderer *const renderers[] = {&graph_renderer, NULL};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "graph",
    .version = "1.0.0",
    .summary =
        "Graphviz " PACKAGE_VERSION ": landscape, dependencies and context maps as SVG and DOT",
    .renderers = renderers,
};
