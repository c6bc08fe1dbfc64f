/* A renderer for tests: dies of the landscape, cannot draw teams, and writes a line for all else. */
#include <lunette/plugin.h>
#include <stdlib.h>
#include <string.h>

static bool render(const struct lunette_view *view, const char *format,
                   struct lunette_canvas *canvas)
{
    (void)format;
    if (strcmp(view->name, "landscape") == 0)
        abort();
    if (strcmp(view->name, "teams") == 0) {
        canvas->warn(canvas, "the probe cannot");
        return false;
    }
    canvas->write(canvas, view->name, strlen(view->name));
    return true;
}

static const char *const formats[] = {"probe", NULL};
static const struct lunette_renderer probe = {.name = "probe",
                                              .summary = "a line for each view",
                                              .form = LUNETTE_GRAPH_VIEW,
                                              .formats = formats,
                                              .render = render};
static const struct lunette_renderer *const renderers[] = {&probe, NULL};

LUNETTE_EXPORT const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "probe",
    .version = "1",
    .summary = "a renderer for tests",
    .renderers = renderers,
};
