#include "model/blame.h"

#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "diag/quota.h"
#include "model/schema.h"

enum { MOST_STEPS = 64 };

/* The way from a constructor down to what is blamed; kept backwards while it is walked upwards. */
struct trail {
    struct locate_step steps[MOST_STEPS];
    const struct schema_kind *kinds[MOST_STEPS + 1]; /* NULL-ended: whose fields the keys are */
    size_t count;
    size_t kind_count;
};

static void push_key(struct trail *trail, const char *key)
{
    if (key && trail->count < MOST_STEPS)
        trail->steps[trail->count++] = (struct locate_step){.key = key};
}

static void push_index(struct trail *trail, size_t index)
{
    if (index && trail->count < MOST_STEPS)
        trail->steps[trail->count++] = (struct locate_step){.index = index};
}

static void push_kind(struct trail *trail, enum lunette_kind kind)
{
    if (trail->kind_count < MOST_STEPS)
        trail->kinds[trail->kind_count++] = schema_kind_of(kind);
}

/* From the blamed field up to the constructor that Lua gave a line for. */
static const struct lunette_item *climb(struct trail *trail, const struct lunette_blame *blame)
{
    push_key(trail, blame->entry);
    push_index(trail, blame->index);
    push_key(trail, blame->field);
    const struct lunette_item *item = blame->item;
    for (; !item->line && item->owner; item = item->owner) {
        push_kind(trail, item->kind);
        if (!item->owner_index)
            push_key(trail, item->name); /* an entry of a table by name, such as a subset */
        push_index(trail, item->owner_index);
        push_key(trail, item->owner_field);
    }
    push_kind(trail, item->kind);
    return item;
}

static void reverse(struct trail *trail)
{
    for (size_t i = 0; i < trail->count / 2; i++) {
        struct locate_step step = trail->steps[i];
        trail->steps[i] = trail->steps[trail->count - 1 - i];
        trail->steps[trail->count - 1 - i] = step;
    }
}

/* A key may be an alias or carry its unit: it is the wanted one if a kind on the way says so. */
static bool same_key(const char *written, size_t length, const char *wanted, const void *context)
{
    if (strncmp(wanted, written, length) == 0 && wanted[length] == '\0')
        return true;
    for (const struct schema_kind *const *kind = context; *kind; kind++) {
        const char *unit;
        const struct schema_field *field = schema_field_named(*kind, written, length, &unit);
        if (field && strcmp(field->key, wanted) == 0)
            return true;
    }
    return false;
}

/* The names a kind is constructed with, NULL-ended. */
static const char *const *heads_of(const struct schema_kind *kind, struct arena *arena)
{
    size_t room = 2 + (kind->also ? strlen(kind->also) / 2 + 1 : 0);
    const char **heads = arena_array(arena, room, sizeof *heads);
    size_t count = 0;
    heads[count++] = kind->name;
    for (const char *at = kind->also; at && *at;) {
        size_t span = strcspn(at, " ");
        heads[count++] = arena_copy(arena, at, span);
        at += span + (at[span] == ' ');
    }
    return heads;
}

/* A field that may stand in the table without its key: leaves the key out of the way. */
static bool drop_positional_key(struct trail *trail, const struct schema_kind *kind)
{
    const struct schema_field *field =
        trail->count > 1 && trail->steps[0].key ? schema_field_of(kind, trail->steps[0].key) : NULL;
    if (!field || !(field->flags & SCHEMA_POSITIONAL) || trail->steps[1].key)
        return false;
    trail->count--;
    memmove(trail->steps, trail->steps + 1, trail->count * sizeof *trail->steps);
    return true;
}

static struct source_span locate(const struct lunette_item *item, struct trail *trail,
                                 const struct source_file *file, bool blame_key,
                                 struct arena *arena);

/* Where a part starts, read off its place in its owner's table; 0 when it does not stand there. */
static uint32_t column_in_owner(const struct lunette_item *item, const struct source_file *file,
                                struct arena *arena)
{
    const struct lunette_blame blame = {item->owner, item->owner_field, item->owner_index, NULL};
    struct trail trail = {.count = 0};
    const struct lunette_item *owner = climb(&trail, &blame);
    if (owner->file != item->file || !owner->line)
        return 0;
    reverse(&trail);
    struct source_span span = locate(owner, &trail, file, false, arena);
    return span.line == item->line ? span.column : 0;
}

static struct source_span locate(const struct lunette_item *item, struct trail *trail,
                                 const struct source_file *file, bool blame_key,
                                 struct arena *arena)
{
    const struct schema_kind *kind = schema_kind_of(item->kind);
    struct locate_query query = {
        .file = file,
        .line = item->line,
        .heads = heads_of(kind, arena),
        .name = item->name,
        .steps = trail->steps,
        .step_count = trail->count,
        .blame_key = blame_key,
        .same_key = same_key,
        .context = trail->kinds,
    };
    if (item->owner && locate_is_ambiguous(&query))
        query.column = column_in_owner(item, file, arena);
    size_t found;
    struct source_span span = locate_span(&query, &found);
    if (found == 0 && drop_positional_key(trail, kind)) {
        query.step_count = trail->count;
        span = locate_span(&query, &found);
    }
    return span;
}

static struct finding_place place_of(const struct lunette_blame *blame, bool blame_key,
                                     const struct source_set *sources, struct arena *arena)
{
    struct trail trail = {.count = 0};
    const struct lunette_item *item = climb(&trail, blame);
    if (item->file >= sources->count || !item->line)
        return (struct finding_place){.path = ""};
    const struct source_file *file = &sources->files[item->file];
    reverse(&trail);
    return (struct finding_place){
        .path = file->path,
        .source = file,
        .span = locate(item, &trail, file, blame_key, arena),
    };
}

const char *blame_subject(const struct lunette_item *item, struct arena *arena)
{
    for (; item; item = item->owner) {
        if (item->kind == LUNETTE_SYNC || item->kind == LUNETTE_ASYNC)
            return item->owner && item->owner->name && item->name
                       ? arena_format(arena, "%s -> %s", item->owner->name, item->name)
                       : item->name;
        if (item->kind == LUNETTE_RELATIONSHIP) {
            const struct lunette_relationship *r = (const struct lunette_relationship *)item;
            if (r->upstream.name && r->downstream.name)
                return arena_format(arena, "%s -> %s", r->upstream.name, r->downstream.name);
        }
        if (item->name && schema_kind_of(item->kind)->place == SCHEMA_TOP && !item->owner)
            return item->name;
    }
    return NULL;
}

static void place_finding(struct lunette_finding *finding, const struct source_set *sources,
                          struct arena *scratch)
{
    if (finding->blame.item)
        finding->place = place_of(&finding->blame, finding->blame_key, sources, scratch);
}

static void place_related(struct lunette_finding *finding, const struct source_set *sources,
                          struct arena *scratch)
{
    for (struct finding_related *other = finding->related; other; other = other->next)
        if (other->blame.item)
            other->place = place_of(&other->blame, false, sources, scratch);
}

static void name_subject(struct diag *diag, struct lunette_finding *finding)
{
    if (finding->blame.item && !finding->subject)
        finding->subject = blame_subject(finding->blame.item, diag->arena);
}

void blame_place_findings(struct diag *diag, const struct source_set *sources)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < diag->count; i++) {
        name_subject(diag, diag->findings[i]);
        place_finding(diag->findings[i], sources, &scratch);
        place_related(diag->findings[i], sources, &scratch);
    }
    arena_reset(&scratch);
}

/* Without a look at the text. */
static struct finding_place rough_place(const struct lunette_blame *blame,
                                        const struct source_set *sources)
{
    const struct lunette_item *item = blame->item;
    while (!item->line && item->owner)
        item = item->owner;
    if (item->file >= sources->count || !item->line)
        return (struct finding_place){.path = ""};
    return (struct finding_place){
        .path = sources->files[item->file].path,
        .source = &sources->files[item->file],
        .span = {item->line, 1, item->line, 2},
    };
}

static void place_roughly(struct diag *diag, const struct source_set *sources)
{
    for (size_t i = 0; i < diag->count; i++) {
        struct lunette_finding *finding = diag->findings[i];
        if (finding->blame.item)
            finding->place = rough_place(&finding->blame, sources);
    }
    diag_sort(diag);
}

/* Moves the findings that are shown to the front of diag, each part in its order; they keep its array. */
static struct diag gather_shown(struct diag *diag, size_t most, struct arena *scratch)
{
    struct diag shown = {.findings = diag->findings};
    struct quota quota = quota_of(diag, most);
    struct lunette_finding **others = arena_array(scratch, diag->count, sizeof *others);
    size_t left = 0;
    for (size_t i = 0; i < diag->count; i++) {
        struct lunette_finding *finding = diag->findings[i];
        if (quota_take(&quota, finding))
            shown.findings[shown.count++] = finding;
        else
            others[left++] = finding;
    }
    if (left)
        memcpy(diag->findings + shown.count, others, left * sizeof *others);
    return shown;
}

static struct diag place_shown(struct diag *diag, const struct source_set *sources, size_t most,
                               struct arena *scratch)
{
    struct diag shown = gather_shown(diag, most, scratch);
    for (size_t i = 0; i < shown.count; i++)
        place_finding(shown.findings[i], sources, scratch);
    diag_sort(&shown);
    return shown;
}

static void place_details(struct diag *shown, const struct source_set *sources, size_t most,
                          struct arena *scratch)
{
    struct intern rules = {.arena = scratch};
    struct map told = {0};
    for (size_t i = 0; i < shown->count; i++) {
        struct lunette_finding *finding = shown->findings[i];
        size_t count = map_count(&told, intern_text(&rules, finding->rule));
        if (!most || count <= most)
            place_related(finding, sources, scratch);
    }
    map_free(&told);
    intern_free(&rules);
}

void blame_place_wanted(struct diag *diag, const struct source_set *sources,
                        struct blame_wanted wanted)
{
    struct arena scratch = {0};
    if (!wanted.findings && !wanted.details) {
        blame_place_findings(diag, sources);
        diag_sort(diag);
        return;
    }
    place_roughly(diag, sources);
    struct diag shown = place_shown(diag, sources, wanted.findings, &scratch);
    place_details(&shown, sources, wanted.details, &scratch);
    arena_reset(&scratch);
}
