#include <graphviz/graphviz_version.h>
#include <string.h>

#include "dot.h"
#include "lunette/plugin.h"
#include "picture.h"
#include "scene/detail.h"
#include "scene/theme.h"

static const char *const formats[] = {"svg", "dot", "json", NULL};

static bool graph_render(const struct lunette_view *view, const char *format,
                         struct lunette_canvas *canvas)
{
    const struct lunette_view *shown = detail_apply(view, canvas);
    bool is_dot = strcmp(format, "dot") == 0;
    if (!is_dot && strcmp(format, "svg") != 0 && strcmp(format, "json") != 0) {
        canvas->warn(canvas, "the graph renderer has no format '%s': it writes svg, dot and json",
                     format);
        return false;
    }
    if (is_dot)
        dot_write(shown, canvas);
    else
        picture_write(shown, format, canvas);
    return true;
}

static const struct lunette_renderer graph_renderer = {
    .name = "graph",
    .summary = "boxes and lines, laid out by Graphviz",
    .form = LUNETTE_GRAPH_VIEW,
    .formats = formats,
    .render = graph_render,
    .colors = theme_colors,
};

static const struct lunette_renderer *const renderers[] = {&graph_renderer, NULL};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "graph",
    .version = "1.0.0",
    .summary =
        "Graphviz " PACKAGE_VERSION ": views of boxes and lines as SVG, JSON and DOT",
    .renderers = renderers,
};
