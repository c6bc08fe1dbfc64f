#include "cli/mentions.h"

#include <string.h>

#include "base/buf.h"
#include "model/walk.h"

/* One way in which an entity names the wanted one. */
struct way {
    const char *text;
    struct way *next;
};

struct entry {
    const struct lunette_item *by;
    struct way *ways, **end;
    size_t messages;
    const struct lunette_item *message; /* the last that was counted */
    struct entry *next;
};

struct search {
    struct arena *arena;
    const struct lunette_item *wanted;
    struct entry *first, *last;
    size_t count;
};

/* ---- in what words ---- */

static void add_name(struct buf *text, const char *key, const struct lunette_ref *ref, bool first)
{
    if (first)
        buf_printf(text, "%s%s ", text->length ? "; " : "", key);
    else
        buf_add_text(text, ", ");
    buf_add_text(text, ref->name);
}

/* "to payment-service": what the item names in its other fields. */
static const char *describe_others(struct search *search, const struct lunette_item *item,
                                   const struct schema_field *own)
{
    struct buf text = {0};
    const struct schema_field *field = schema_kind_of(item->kind)->fields;
    for (; field->key; field++) {
        const void *member = schema_member(item, field);
        if (field == own || (field->type != SCHEMA_REF && field->type != SCHEMA_REFS))
            continue;
        const struct lunette_refs one = {member, 1};
        const struct lunette_refs *refs = field->type == SCHEMA_REF ? &one : member;
        for (size_t i = 0; i < refs->count; i++)
            if (refs->items[i].name)
                add_name(&text, field->key, &refs->items[i], i == 0);
    }
    const char *others = text.length ? arena_copy(search->arena, text.data, text.length) : NULL;
    buf_free(&text);
    return others;
}

static const char *describe_way(struct search *search, const struct lunette_item *by,
                                const struct lunette_item *item, const struct schema_field *field)
{
    if (item != by)
        return arena_format(search->arena, "%s of %s", field->key,
                            schema_kind_of(item->kind)->name);
    const char *others = by->name ? NULL : describe_others(search, item, field);
    return others ? arena_format(search->arena, "%s (%s)", field->key, others) : field->key;
}

/* ---- looking ---- */

static struct entry *entry_of(struct search *search, const struct lunette_item *by)
{
    if (search->last && search->last->by == by)
        return search->last;
    struct entry *entry = arena_new(search->arena, struct entry);
    *entry = (struct entry){.by = by, .end = &entry->ways};
    if (search->last)
        search->last->next = entry;
    else
        search->first = entry;
    search->last = entry;
    search->count++;
    return entry;
}

static void add_way(struct search *search, struct entry *entry, const char *text)
{
    for (const struct way *way = entry->ways; way; way = way->next)
        if (strcmp(way->text, text) == 0)
            return;
    struct way *way = arena_new(search->arena, struct way);
    way->text = text;
    *entry->end = way;
    entry->end = &way->next;
}

static void add_mention(struct search *search, const struct lunette_item *item,
                        const struct schema_field *field)
{
    const struct lunette_item *by = item;
    while (by->owner && schema_kind_of(by->kind)->place != SCHEMA_TOP)
        by = by->owner;
    if (by == search->wanted)
        return;
    struct entry *entry = entry_of(search, by);
    if (item->kind != LUNETTE_MESSAGE) {
        add_way(search, entry, describe_way(search, by, item, field));
        return;
    }
    entry->messages += entry->message != item;
    entry->message = item;
}

static void look(const struct lunette_item *item, void *context)
{
    struct search *search = context;
    if (item->kind == LUNETTE_SYNC || item->kind == LUNETTE_ASYNC || item->kind == LUNETTE_ON)
        return; /* told as calls and consumptions, with more */
    const struct schema_field *field = schema_kind_of(item->kind)->fields;
    for (; field->key; field++) {
        const void *member = schema_member(item, field);
        const struct lunette_refs *refs = member;
        if (field->type == SCHEMA_REF && ((const struct lunette_ref *)member)->to == search->wanted)
            add_mention(search, item, field);
        for (size_t i = 0; field->type == SCHEMA_REFS && i < refs->count; i++)
            if (refs->items[i].to == search->wanted)
                add_mention(search, item, field);
    }
}

static const char *join_ways(struct search *search, struct entry *entry)
{
    struct buf text = {0};
    if (entry->messages)
        add_way(search, entry,
                arena_format(search->arena, "%zu message%s", entry->messages,
                             entry->messages == 1 ? "" : "s"));
    for (const struct way *way = entry->ways; way; way = way->next) {
        buf_add_text(&text, text.length ? ", " : "");
        buf_add_text(&text, way->text);
    }
    const char *joined = arena_copy(search->arena, buf_text(&text), text.length);
    buf_free(&text);
    return joined;
}

size_t mentions_find(const struct lunette_model *model, const struct lunette_item *wanted,
                     struct arena *arena, const struct mention **out)
{
    struct search search = {.arena = arena, .wanted = wanted};
    walk_model(model, look, &search);
    struct mention *mentions = arena_array(arena, search.count, sizeof *mentions);
    size_t count = 0;
    for (struct entry *entry = search.first; entry; entry = entry->next)
        mentions[count++] = (struct mention){entry->by, join_ways(&search, entry)};
    *out = mentions;
    return count;
}
