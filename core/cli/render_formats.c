#include "cli/render_formats.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

static const struct render_format known[] = {
    {"svg", "svg", false, false},       {"png", "png", true, false},
    {"pdf", "pdf", true, false},        {"html", "html", false, true},
    {"dot", "dot", false, false},       {"mermaid", "mmd", false, false},
    {"plantuml", "puml", false, false}, {"json", "json", false, false},
};

enum { KNOWN_COUNT = sizeof known / sizeof *known };

static struct render_format find(const char *name)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (strcmp(known[i].name, name) == 0)
            return known[i];
    return (struct render_format){.name = name, .extension = name};
}

bool render_formats_have(const struct render_formats *formats, const char *name)
{
    for (size_t i = 0; i < formats->count; i++)
        if (strcmp(formats->items[i].name, name) == 0)
            return true;
    return false;
}

bool render_formats_are_painted(const struct render_formats *formats)
{
    for (size_t i = 0; i < formats->count; i++)
        if (formats->items[i].is_painted)
            return true;
    return false;
}

const char *render_format_drawn(const struct render_format *format)
{
    return format->is_painted || format->is_page ? "svg" : format->name;
}

void render_formats_add(struct render_formats *formats, const char *name)
{
    if (!render_formats_have(formats, name) && formats->count < RENDER_MOST_FORMATS)
        formats->items[formats->count++] = find(name);
}

bool render_formats_read(struct render_formats *formats, const char *list, struct arena *arena)
{
    for (const char *at = list; *at || at == list;) {
        size_t length = strcspn(at, ",");
        const char *name = arena_copy(arena, at, length);
        at += length + (at[length] == ',');
        if (!length || formats->count == RENDER_MOST_FORMATS) {
            fprintf(stderr,
                    "lunette render: -f takes formats separated by commas, such as svg,png,"
                    " not '%s'\n",
                    list);
            return false;
        }
        render_formats_add(formats, name);
    }
    return true;
}

const struct render_format *render_formats_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < KNOWN_COUNT; i++)
        if (strcmp(known[i].extension, dot + 1) == 0)
            return &known[i];
    return NULL;
}

bool render_formats_draw(const struct registry *registry, enum lunette_view_form form,
                         const struct render_format *format)
{
    return registry_renderer(registry, form, render_format_drawn(format)) != NULL;
}

static bool is_drawn(const struct registry *registry, const struct render_format *format)
{
    for (int form = 0; form < LUNETTE_VIEW_FORM_COUNT; form++)
        if (render_formats_draw(registry, (enum lunette_view_form)form, format))
            return true;
    return false;
}

/* "svg, png, pdf, …": the known ones that something draws. */
static const char *list_drawn(const struct registry *registry, struct nearest *nearest,
                              struct arena *arena)
{
    const char *names = "";
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (!is_drawn(registry, &known[i]))
            continue;
        names = arena_format(arena, "%s%s%s", names, *names ? ", " : "", known[i].name);
        nearest_offer(nearest, known[i].name);
    }
    return names;
}

const char *render_formats_problem(const struct render_formats *formats,
                                   const struct registry *registry, struct arena *arena)
{
    for (size_t i = 0; i < formats->count; i++) {
        struct nearest nearest;
        if (is_drawn(registry, &formats->items[i]))
            continue;
        nearest_start(&nearest, formats->items[i].name);
        const char *names = list_drawn(registry, &nearest, arena);
        const char *near = nearest_best(&nearest);
        return near ? arena_format(arena, "there is no format '%s'; did you mean '%s'?",
                                   formats->items[i].name, near)
                    : arena_format(arena, "there is no format '%s'; there are: %s",
                                   formats->items[i].name, names);
    }
    return NULL;
}
