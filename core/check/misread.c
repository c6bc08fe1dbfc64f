#include "check/misread.h"

#include <string.h>

#include "base/map.h"
#include "model/builder.h"

static bool is_of_the_model(const char *rule)
{
    return strncmp(rule, "model/", strlen("model/")) == 0;
}

static bool is_misreading(const struct lunette_finding *finding)
{
    return strcmp(finding->rule, "model/bad-value") == 0 ||
           strcmp(finding->rule, "model/unknown-field") == 0;
}

/* A table inside an item is a part of what the item says. */
static void mark_misread(struct map *misread, const struct lunette_item *item)
{
    for (; item; item = item->line == 0 ? item->owner : NULL)
        map_set(misread, item, (void *)item);
}

/* A finding about what is absent blames the item, or a field that it has not. */
static bool misses_something(const struct lunette_blame *blame)
{
    const struct schema_field *field =
        blame->field ? schema_field_of(schema_kind_of(blame->item->kind), blame->field) : NULL;
    return !field || !builder_is_said(field, schema_member(blame->item, field));
}

static bool is_consequence(const struct map *misread, const struct lunette_finding *finding)
{
    return finding->blame.item && !is_of_the_model(finding->rule) &&
           map_get(misread, finding->blame.item) && misses_something(&finding->blame);
}

void misread_drop_consequences(struct diag *diag)
{
    struct map misread = {0};
    size_t kept = 0;
    for (size_t i = 0; i < diag->count; i++)
        if (is_misreading(diag->findings[i]))
            mark_misread(&misread, diag->findings[i]->blame.item);
    for (size_t i = 0; i < diag->count && misread.count; i++)
        if (!is_consequence(&misread, diag->findings[i]))
            diag->findings[kept++] = diag->findings[i];
    if (misread.count)
        diag->count = kept;
    map_free(&misread);
}
