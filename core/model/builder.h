/* Putting a model together: declarations come in one by one, builder_finish makes the lists.
 *
 * Between builder_add and resolving, items are written by whoever decodes; afterwards nobody does. */
#ifndef LUNETTE_MODEL_BUILDER_H
#define LUNETTE_MODEL_BUILDER_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"
#include "diag/finding.h"
#include "lunette/model.h"
#include "model/schema.h"

struct builder_list {
    struct lunette_item **items;
    size_t count;
    size_t capacity;
};

/* Room for more items of one struct, side by side. */
struct builder_shelf {
    char *next;
    size_t left; /* bytes */
    size_t made; /* items, so far */
};

/* builder_start sets all of it; builder_free gives the tables back, not the model. */
struct builder {
    struct arena *arena;  /* of the model */
    struct intern names;  /* all its text */
    struct diag *diag;
    struct lunette_model *model;
    struct builder_list kinds[LUNETTE_KIND_COUNT]; /* every item, parts too */
    struct map named[LUNETTE_KIND_COUNT];         /* name → item; not for objectives */
    struct lunette_item *templates[LUNETTE_KIND_COUNT];
    struct builder_shelf shelves[LUNETTE_KIND_COUNT]; /* by the first kind that has the struct */
    size_t offers; /* names compared with unknown ones so far */
};

void builder_start(struct builder *builder, struct arena *arena, struct diag *diag);

/* A new item with every member unset. `name` is interned or NULL. Collected into the model's list of its
 * kind when it has one; parts are only numbered. */
struct lunette_item *builder_add(struct builder *builder, enum lunette_kind kind, const char *name);

/* The same, but collected nowhere: for a second declaration of a name, which is still read for mistakes. */
struct lunette_item *builder_make(struct builder *builder, enum lunette_kind kind, const char *name);

/* The item of this kind and name, or NULL. */
struct lunette_item *builder_named(const struct builder *builder, enum lunette_kind kind,
                                   const char *name);

/* The item's own lunette_about, to be written; made on first use. */
struct lunette_about *builder_about(struct builder *builder, struct lunette_item *item);

/* Makes the model's lists. No builder_add afterwards. */
void builder_finish(struct builder *builder);

/* Sets every member of a struct of this kind that a row describes to "not said". */
void builder_unset(const struct schema_kind *kind, struct lunette_item *item);

/* Whether the model gives the field whose member this is. Lists are said when they are not empty. */
bool builder_is_said(const struct schema_field *field, const void *member);

void builder_free(struct builder *builder);

#endif
