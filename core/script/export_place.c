#include "script/export_place.h"

#include <string.h>

#include "base/intern.h"
#include "base/room.h"
#include "model/schema.h"
#include "script/export_kinds.h"

enum { LONGEST_VALUE = 1000 };

/* Files of one stem, or below one folder: from the first to the last they stand one behind the other, or else the
 * exporter goes to and fro, and each range is one. */
struct stem {
    size_t first, count;
    bool is_folder;
    struct stem *next;
};

struct placing {
    const struct export_job *job;
    struct arena *arena;
    struct export_map *map;
    struct intern words;
    struct map stems;                   /* from names to struct stem */
    struct map values;                  /* from texts to the first struct waiting */
    bool has_length[LONGEST_VALUE + 1]; /* whether a value is so long */
};

/* A loss that a value stands for. */
struct waiting {
    size_t loss;
    struct waiting *next;
};

static void add_place(struct placing *placing, size_t loss, struct export_place place)
{
    struct export_places *places = &placing->map->losses[loss];
    const struct export_place *last = places->count ? &places->items[places->count - 1] : NULL;
    bool is_same_object =
        last && (last->object == place.object ||
                 (last->object && place.object && strcmp(last->object, place.object) == 0));
    if (is_same_object && strcmp(last->file, place.file) == 0)
        return;
    places->items = room_make(placing->arena, places->items, places->count, &places->capacity,
                              sizeof *places->items);
    places->items[places->count++] = place;
}

/* ---- what objects are called ---- */

static const struct tree *field(const struct tree *map, const char *key)
{
    for (size_t i = 0; map && map->type == TREE_MAP && i < map->of.map.count; i++)
        if (strcmp(map->of.map.entries[i].key.bytes, key) == 0)
            return &map->of.map.entries[i].value;
    return NULL;
}

static const char *text_field(const struct tree *map, const char *key)
{
    const struct tree *value = field(map, key);
    return value && value->type == TREE_TEXT ? value->of.text.bytes : NULL;
}

/* NULL for a document that is no object of Kubernetes. */
static const char *object_name(const struct placing *placing, const struct tree *document)
{
    const char *kind = text_field(document, "kind");
    const char *name = text_field(field(document, "metadata"), "name");
    return kind && name ? arena_format(placing->arena, "%s/%s", kind, name) : NULL;
}

/* ---- by value ---- */

static bool is_value(const struct placing *placing, const struct tree *tree)
{
    return tree->type == TREE_TEXT && tree->of.text.length <= LONGEST_VALUE &&
           placing->has_length[tree->of.text.length];
}

static void note(struct placing *placing, const struct tree *where, const struct export_loss *loss)
{
    if (loss->class != EXPORT_BY_HAND)
        return;
    const char *before = map_get(&placing->map->notes, where);
    map_set(&placing->map->notes, where,
            before ? arena_format(placing->arena, "%s; %s", before, loss->what)
                   : arena_format(placing->arena, "by hand: %s", loss->what));
}

static void meet_text(struct placing *placing, const struct export_file *file,
                      const struct tree *document, const struct tree *tree)
{
    const char *text = intern_bytes(&placing->words, tree->of.text.bytes, tree->of.text.length);
    for (const struct waiting *at = map_get(&placing->values, text); at; at = at->next) {
        const struct export_loss *loss = &placing->job->losses[at->loss];
        add_place(placing, at->loss,
                  (struct export_place){file->name, object_name(placing, document)});
        note(placing, tree, loss);
    }
}

static void meet_tree(struct placing *placing, const struct export_file *file,
                      const struct tree *document, const struct tree *tree)
{
    if (is_value(placing, tree))
        meet_text(placing, file, document, tree);
    for (size_t i = 0; tree->type == TREE_LIST && i < tree->of.list.count; i++)
        meet_tree(placing, file, document, &tree->of.list.items[i]);
    for (size_t i = 0; tree->type == TREE_MAP && i < tree->of.map.count; i++)
        meet_tree(placing, file, document, &tree->of.map.entries[i].value);
}

static void wait_for(struct placing *placing, size_t loss)
{
    const char *text = intern_text(&placing->words, placing->job->losses[loss].value);
    struct waiting *waiting = arena_new(placing->arena, struct waiting);
    *waiting = (struct waiting){loss, map_get(&placing->values, text)};
    map_set(&placing->values, text, waiting);
    placing->has_length[strlen(text)] = true;
}

static void place_by_value(struct placing *placing)
{
    const struct export_job *job = placing->job;
    for (size_t i = 0; i < job->loss_count; i++)
        if (job->losses[i].value)
            wait_for(placing, i);
    for (size_t f = 0; placing->values.count && f < job->file_count; f++)
        for (size_t d = 0; d < job->files[f].count; d++)
            meet_tree(placing, &job->files[f], &job->files[f].documents[d],
                      &job->files[f].documents[d]);
}

/* ---- by file ---- */

static void add_range(struct placing *placing, const char *name, size_t length, size_t file,
                      bool is_folder)
{
    const char *key = intern_bytes(&placing->words, name, length);
    struct stem *stem = map_get(&placing->stems, key);
    if (stem && stem->first + stem->count == file && stem->is_folder == is_folder) {
        stem->count++;
        return;
    }
    struct stem *added = arena_new(placing->arena, struct stem);
    *added = (struct stem){file, 1, is_folder, stem};
    map_set(&placing->stems, key, added);
}

static void list_stems(struct placing *placing)
{
    const struct export_job *job = placing->job;
    for (size_t i = 0; i < job->file_count; i++) {
        const char *stem = job->files[i].stem, *base = strrchr(stem, '/');
        add_range(placing, stem, strlen(stem), i, false);
        if (base)
            add_range(placing, base + 1, strlen(base + 1), i, false);
        for (const char *slash = strchr(stem, '/'); slash; slash = strchr(slash + 1, '/'))
            add_range(placing, stem, (size_t)(slash - stem), i, true);
    }
}

static bool is_of_kind(const struct tree *document, const char *kind)
{
    const char *own = text_field(document, "kind");
    return own && strcmp(own, kind) == 0;
}

/* Whether a document of the file is of the loss's kind; each is a place. */
static bool add_objects(struct placing *placing, size_t loss, const struct export_file *file)
{
    const struct export_loss *told = &placing->job->losses[loss];
    bool found = false;
    for (size_t d = 0; d < file->count; d++) {
        const struct tree *document = &file->documents[d];
        if (told->kind ? !is_of_kind(document, told->kind) : file->count > 1)
            continue;
        add_place(placing, loss, (struct export_place){file->name, object_name(placing, document)});
        if (told->kind)
            note(placing, document, told);
        found = true;
    }
    return found;
}

/* In JSON an object is a file of its own: where one of them is of the kind, the others are not meant. */
static void add_files(struct placing *placing, size_t loss, const struct stem *stem)
{
    const struct export_file *files = placing->job->files;
    bool found = false;
    for (size_t i = 0; i < stem->count; i++)
        found |= add_objects(placing, loss, &files[stem->first + i]);
    for (size_t i = 0; i < stem->count && !found; i++)
        add_place(placing, loss, (struct export_place){files[stem->first + i].name, NULL});
}

static bool place_in(struct placing *placing, size_t loss, const char *name)
{
    const struct stem *stem = map_get(&placing->stems, intern_text(&placing->words, name));
    if (!stem)
        return false;
    if (stem->is_folder)
        add_place(placing, loss,
                  (struct export_place){arena_format(placing->arena, "%s/", name), NULL});
    for (; stem && !stem->is_folder; stem = stem->next)
        add_files(placing, loss, stem);
    return true;
}

/* As lua/export/common/names makes it, but for names that two entities would share. */
static const char *label_of(const struct placing *placing, const char *name)
{
    char *label = arena_array(placing->arena, strlen(name) + sizeof "x-", 1), *end = label;
    for (const char *at = name; *at; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain && end == label && c <= '9')
            end = stpcpy(end, "x-");
        if (is_plain)
            *end++ = c;
        else if (end > label && end[-1] != '-')
            *end++ = '-';
    }
    while (end > label && end[-1] == '-')
        *--end = '\0';
    return label;
}

const char *export_reference(const struct lunette_item *item)
{
    const struct schema_field *field = schema_kind_of(item->kind)->fields;
    for (; field->key; field++) {
        const struct lunette_ref *ref = schema_member(item, field);
        if (field->type == SCHEMA_REF && ref->name)
            return ref->name;
    }
    return NULL;
}

/* A call's name is that of its callee, whose files say nothing of it. */
static const char *own_name(const struct lunette_item *item)
{
    if (item->name)
        return schema_kind_of(item->kind)->name_is == SCHEMA_REFERENCE ? NULL : item->name;
    return item->owner ? NULL : export_reference(item);
}

static bool place_by_name(struct placing *placing, size_t loss)
{
    bool found = false;
    const struct lunette_item *item = placing->job->losses[loss].item;
    for (; item && !found; item = item->owner) {
        const char *name = own_name(item);
        found = name &&
                (place_in(placing, loss, name) || place_in(placing, loss, label_of(placing, name)));
    }
    return found;
}

static void place(struct placing *placing, size_t loss)
{
    const struct export_loss *told = &placing->job->losses[loss];
    const struct stem only = {.count = placing->job->file_count};
    if (placing->map->losses[loss].count)
        return;
    for (size_t i = 0; i < told->stems.count; i++)
        place_in(placing, loss, told->stems.items[i]);
    if (!told->stems.count && !place_by_name(placing, loss) && only.count == 1)
        add_files(placing, loss, &only);
}

struct export_map export_map_losses(const struct export_job *job)
{
    struct export_map map = {0};
    struct placing placing = {.job = job, .arena = job->script->arena, .map = &map};
    placing.words.arena = placing.arena;
    map.losses = arena_array(placing.arena, job->loss_count + 1, sizeof *map.losses);
    place_by_value(&placing);
    list_stems(&placing);
    for (size_t i = 0; i < job->loss_count; i++)
        place(&placing, i);
    intern_free(&placing.words);
    map_free(&placing.stems);
    map_free(&placing.values);
    return map;
}

void export_map_free(struct export_map *map)
{
    map_free(&map->notes);
}
