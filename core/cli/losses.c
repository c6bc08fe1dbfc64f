#include "cli/losses.h"

#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "model/blame.h"
#include "model/schema.h"

/* ---- whom and where ---- */

const struct lunette_item *losses_place(const struct export_loss *loss)
{
    const struct lunette_item *item = loss->item;
    while (item && !item->line && item->owner)
        item = item->owner;
    return item && item->line ? item : NULL;
}

static const char *kind_words(struct arena *arena, const struct lunette_item *item)
{
    const char *name = schema_kind_of(item->kind)->name;
    char *words = arena_copy(arena, name, strlen(name));
    for (char *at = words; *at; at++)
        if (*at == '_')
            *at = ' ';
    return words;
}

const char *losses_subject(struct session *session, const struct export_loss *loss)
{
    const struct lunette_architecture *architecture = session->model->architecture;
    const struct lunette_item *item = loss->item;
    const char *name = item ? blame_subject(item, &session->arena) : NULL;
    if (name)
        return name;
    while (item && item->owner)
        item = item->owner;
    if (!item)
        return architecture && architecture->item.name ? architecture->item.name : "the model";
    const char *whom = export_reference(item);
    const char *words = kind_words(&session->arena, item);
    return whom ? arena_format(&session->arena, "%s for %s", words, whom) : words;
}

static const char *place_text(struct session *session, const struct export_loss *loss)
{
    const struct lunette_item *item = losses_place(loss);
    return item ? arena_format(&session->arena, "%s:%u", session->model->files.items[item->file],
                               item->line)
                : NULL;
}

/* ---- groups ---- */

struct grouping {
    struct session *session;
    struct intern words;
    struct map by_text; /* from what they say to struct group */
    struct group **groups;
    size_t count;
};

/* A list that holds each text once. */
struct texts {
    const char **items;
    size_t count, capacity;
    struct map seen;
};

struct group {
    const struct export_loss *loss;
    struct texts subjects, files, objects, places;
    size_t number;
};

static void add_text(struct grouping *grouping, struct texts *texts, const char *text)
{
    const char *word = text ? intern_text(&grouping->words, text) : NULL;
    if (!word || map_get(&texts->seen, word))
        return;
    map_set(&texts->seen, word, texts);
    if (texts->count == texts->capacity) {
        texts->capacity = texts->capacity ? 2 * texts->capacity : 4;
        const char **larger =
            arena_array(&grouping->session->arena, texts->capacity, sizeof *larger);
        if (texts->count)
            memcpy(larger, texts->items, texts->count * sizeof *larger);
        texts->items = larger;
    }
    texts->items[texts->count++] = word;
}

static struct group *group_of(struct grouping *grouping, const struct export_loss *loss)
{
    const char *text = arena_format(&grouping->session->arena, "%d\n%s\n%s\n%s", loss->class,
                                    loss->what, loss->instead, loss->target ? loss->target : "");
    const char *key = intern_text(&grouping->words, text);
    struct group *group = map_get(&grouping->by_text, key);
    if (group)
        return group;
    group = arena_new(&grouping->session->arena, struct group);
    *group = (struct group){.loss = loss, .number = grouping->count};
    map_set(&grouping->by_text, key, group);
    grouping->groups[grouping->count++] = group;
    return group;
}

static void add_loss(struct grouping *grouping, const struct export_loss *loss,
                     const struct export_places *places)
{
    struct group *group = group_of(grouping, loss);
    add_text(grouping, &group->subjects, losses_subject(grouping->session, loss));
    add_text(grouping, &group->places, place_text(grouping->session, loss));
    for (size_t i = 0; i < places->count; i++) {
        add_text(grouping, &group->files, places->items[i].file);
        add_text(grouping, &group->objects, places->items[i].object);
    }
}

static int compare_groups(const void *a, const void *b)
{
    const struct group *first = *(struct group *const *)a, *second = *(struct group *const *)b;
    if (first->loss->class != second->loss->class)
        return first->loss->class < second->loss->class ? -1 : 1;
    if (!first->files.count != !second->files.count)
        return first->files.count ? -1 : 1;
    int order = first->files.count ? strcmp(first->files.items[0], second->files.items[0]) : 0;
    return order ? order : first->number < second->number ? -1 : 1;
}

static struct lunette_strings strings_of(struct texts *texts)
{
    map_free(&texts->seen);
    return (struct lunette_strings){texts->items, texts->count};
}

struct loss_groups losses_group(struct session *session, const struct losses *losses)
{
    const struct export_job *job = losses->job;
    struct loss_groups result = {0};
    struct grouping grouping = {.session = session, .words = {.arena = &session->arena}};
    grouping.groups = arena_array(&session->arena, job->loss_count + 1, sizeof(struct group *));
    for (size_t i = 0; i < job->loss_count; i++)
        add_loss(&grouping, &job->losses[i], &losses->map.losses[i]);
    qsort(grouping.groups, grouping.count, sizeof *grouping.groups, compare_groups);
    struct loss_group *items = arena_array(&session->arena, grouping.count + 1, sizeof *items);
    for (size_t i = 0; i < grouping.count; i++) {
        struct group *group = grouping.groups[i];
        items[i] = (struct loss_group){group->loss, strings_of(&group->subjects),
                                       strings_of(&group->files), strings_of(&group->objects),
                                       strings_of(&group->places)};
    }
    result.items = items;
    result.count = grouping.count;
    map_free(&grouping.by_text);
    intern_free(&grouping.words);
    return result;
}
