#include <string.h>

#include "lunette/plugin.h"
#include "mermaid.h"
#include "plantuml.h"
#include "scene/detail.h"
#include "scene/theme.h"

typedef void write_function(const struct lunette_view *view, struct lunette_canvas *canvas);

static const struct {
    const char *format;
    write_function *write[LUNETTE_VIEW_FORM_COUNT];
} writers[] = {
    {"mermaid",
     {[LUNETTE_GRAPH_VIEW] = mermaid_write_graph, [LUNETTE_SEQUENCE_VIEW] = mermaid_write_sequence}},
    {"plantuml",
     {[LUNETTE_GRAPH_VIEW] = plantuml_write_graph,
      [LUNETTE_SEQUENCE_VIEW] = plantuml_write_sequence}},
};

static const char *const formats[] = {"mermaid", "plantuml", NULL};

static bool text_render(const struct lunette_view *view, const char *format,
                        struct lunette_canvas *canvas)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i].format, format) == 0) {
            writers[i].write[view->form](detail_apply(view, canvas), canvas);
            return true;
        }
    canvas->warn(canvas, "the text renderer has no format '%s': it writes mermaid and plantuml",
                 format);
    return false;
}

static const struct lunette_renderer graph_renderer = {
    .name = "text-graph",
    .summary = "boxes and lines as text for other programs",
    .form = LUNETTE_GRAPH_VIEW,
    .formats = formats,
    .render = text_render,
    .colors = theme_colors,
};

static const struct lunette_renderer sequence_renderer = {
    .name = "text-sequence",
    .summary = "lifelines and messages as text for other programs",
    .form = LUNETTE_SEQUENCE_VIEW,
    .formats = formats,
    .render = text_render,
    .colors = theme_colors,
};

static const struct lunette_renderer *const renderers[] = {&graph_renderer, &sequence_renderer,
                                                           NULL};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "text",
    .version = "1.0.0",
    .summary = "views as Mermaid and PlantUML",
    .renderers = renderers,
};
