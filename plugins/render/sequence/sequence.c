#include "draw.h"
#include "lunette/plugin.h"
#include "scene/detail.h"
#include "scene/theme.h"
#include "scene/sheet.h"

static bool sequence_render(const struct lunette_view *view, const char *format,
                            struct lunette_canvas *canvas)
{
    draw_write(detail_apply(view, canvas), format, canvas);
    return true;
}

static const struct lunette_renderer sequence_renderer = {
    .name = "sequence",
    .summary = "lifelines and messages in time",
    .form = LUNETTE_SEQUENCE_VIEW,
    .formats = sheet_formats,
    .render = sequence_render,
    .colors = theme_colors,
};

static const struct lunette_renderer *const renderers[] = {&sequence_renderer, NULL};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "sequence",
    .version = "1.0.0",
    .summary = "scenarios and sagas as sequence diagrams as SVG and JSON",
    .renderers = renderers,
};
