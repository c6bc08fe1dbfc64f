/* The plugins of this run: found, checked, kept. */
#ifndef LUNETTE_PLUGIN_REGISTRY_H
#define LUNETTE_PLUGIN_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "lunette/plugin.h"

struct registry_entry {
    const struct lunette_plugin *plugin;
    const char *path;
};

/* Set `arena`, zero the rest. Plugins are never unloaded: their descriptors are used to the end. */
struct registry {
    struct arena *arena;
    struct registry_entry *entries; /* by path within a folder; --plugin behind them */
    size_t count;
    size_t capacity;
};

/* Loads one file. Returns NULL, or what is wrong with it and what to do, as one line in the arena. */
const char *registry_load(struct registry *registry, const char *path);

/* Loads every .so of a folder in the order of the names; a folder that is not there holds none. */
const char *registry_load_folder(struct registry *registry, const char *folder);

/* The renderer for this form of view and format, or NULL. */
const struct lunette_renderer *registry_renderer(const struct registry *registry,
                                                 enum lunette_view_form form, const char *format);

/* The colours that a theme may change in pictures of this format, as lunette_renderer has them; NULL: none. */
const struct lunette_color *registry_colors(const struct registry *registry, const char *format);

/* The rasterizer for this format, or NULL. */
const struct lunette_rasterizer *registry_rasterizer(const struct registry *registry,
                                                     const char *format);

#endif
