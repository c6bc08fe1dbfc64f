/* Where in the files that were written a loss is to be mended: the exporter says as much as it has to, the files
 * themselves the rest. */
#ifndef LUNETTE_SCRIPT_EXPORT_PLACE_H
#define LUNETTE_SCRIPT_EXPORT_PLACE_H

#include "base/map.h"
#include "script/export.h"

struct export_place {
    const char *file;   /* a file's name; with a slash behind it: a folder's */
    const char *object; /* "Deployment/order-service"; NULL: not known, or all of the file */
};

struct export_places {
    struct export_place *items;
    size_t count, capacity;
};

struct export_map {
    struct export_places *losses; /* of each loss of the job */
    struct map
        notes; /* from values of documents, and from whole documents, to what is to be done by hand there */
};

/* Of each loss, in the order of the files: the documents that hold its value; else the files it names; else those
 * named after its item, the entity around it, or the one that a policy is for; else the only file. Within a file the
 * documents of its kind, or the only one. In the job's arena but for the notes: export_map_free. */
struct export_map export_map_losses(const struct export_job *job);

/* The name of the first entity that an item refers to, such as the service of a rate limit; NULL: none. */
const char *export_reference(const struct lunette_item *item);

void export_map_free(struct export_map *map);

#endif
