#include "cli/render_needs.h"

#include <string.h>

#include "view/kinds.h"

enum { GRAPHS = 1 << LUNETTE_GRAPH_VIEW, SEQUENCES = 1 << LUNETTE_SEQUENCE_VIEW };

/* As their renderers have it. */
static const struct drawer {
    const char *path;
    unsigned forms;
    const char *const formats[4];
} drawers[] = {
    {"render/graph.so", GRAPHS, {"svg", "dot", "json"}},
    {"render/sequence.so", SEQUENCES, {"svg", "json"}},
    {"render/text.so", GRAPHS | SEQUENCES, {"mermaid", "plantuml"}},
};

enum { DRAWER_COUNT = sizeof drawers / sizeof *drawers };

_Static_assert((int)DRAWER_COUNT < (int)RENDER_MOST_NEEDS, "one more ends them");

static bool writes(const struct drawer *drawer, const char *format)
{
    for (size_t i = 0; drawer->formats[i]; i++)
        if (strcmp(drawer->formats[i], format) == 0)
            return true;
    return false;
}

/* No declared view has a colon in its name. */
static unsigned forms_of(const char *view)
{
    size_t length = strcspn(view, ":");
    for (size_t i = 0; view[length] && i < VIEW_KIND_COUNT; i++)
        if (strncmp(view_kinds[i].name, view, length) == 0 && !view_kinds[i].name[length])
            return 1U << view_kinds[i].form;
    return GRAPHS | SEQUENCES;
}

static unsigned forms_of_all(const struct args_list *views)
{
    unsigned forms = views->count ? 0 : GRAPHS | SEQUENCES;
    for (size_t i = 0; i < views->count; i++)
        forms |= forms_of(views->items[i]);
    return forms;
}

/* Whether those that draw these forms write the format. */
static bool is_written(const struct render_format *format, unsigned forms)
{
    for (size_t d = 0; d < DRAWER_COUNT; d++)
        if ((drawers[d].forms & forms) && writes(&drawers[d], render_format_drawn(format)))
            return true;
    return false;
}

static bool writes_any(const struct drawer *drawer, const struct render_formats *formats)
{
    for (size_t i = 0; i < formats->count; i++)
        if (writes(drawer, render_format_drawn(&formats->items[i])))
            return true;
    return false;
}

/* A format that none of them writes may be that of a plugin beside them, or is to be told from one that is not known. A
 * theme is checked against the colours of SVG, whatever is drawn. */
static bool needs_all(const struct render *render, unsigned forms)
{
    for (size_t i = 0; i < render->formats.count; i++)
        if (!is_written(&render->formats.items[i], forms))
            return true;
    return render->args->theme != NULL;
}

void render_needs(const struct render *render, const char *needs[static RENDER_MOST_NEEDS])
{
    unsigned forms = forms_of_all(&render->views);
    bool all = needs_all(render, forms);
    size_t count = 0;
    if (all)
        needs[count++] = "render";
    for (size_t d = 0; !all && d < DRAWER_COUNT; d++)
        if ((drawers[d].forms & forms) && writes_any(&drawers[d], &render->formats))
            needs[count++] = drawers[d].path;
    needs[count] = NULL;
}
