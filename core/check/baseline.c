#include "check/baseline.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/blame.h"

enum {
    MOST_NAME = 256, /* code points of a name: a title may be as long as a file */
    MOST_PARTS = 64  /* of what a finding relates to, the first so many count */
};

static const char *clean(struct baseline *baseline, const char *text)
{
    struct buf name = {0};
    size_t length = utf8_cut(text, strlen(text), MOST_NAME);
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        utf8_add(&name, utf8_is_control(code_point) ? ' ' : code_point);
    }
    const char *interned = intern_bytes(&baseline->names, buf_text(&name), name.length);
    buf_free(&name);
    return interned;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Sorts what stands behind the subject and drops what stands there twice. */
static size_t order_others(const char **parts, size_t count)
{
    size_t kept = 2;
    if (count > 2)
        qsort(parts + 2, count - 2, sizeof *parts, compare_names);
    for (size_t i = 2; i < count; i++)
        if (parts[i] != parts[1] && (kept == 2 || parts[i] != parts[kept - 1]))
            parts[kept++] = parts[i];
    return kept;
}

static const char *join(struct baseline *baseline, const char *const *parts, size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&text, i ? "\n" : "");
        buf_add_text(&text, parts[i]);
    }
    const char *identity = intern_bytes(&baseline->names, text.data, text.length);
    buf_free(&text);
    return identity;
}

static struct baseline_entry *add_entry(struct baseline *baseline, const char *identity,
                                        const char *const *parts, size_t count)
{
    struct baseline_entry *entry = arena_new(baseline->arena, struct baseline_entry);
    const char **copy = arena_array(baseline->arena, count, sizeof *copy);
    memcpy(copy, parts, count * sizeof *copy);
    *entry = (struct baseline_entry){.identity = identity, .parts = copy, .part_count = count};
    baseline->entries = mem_room(baseline->entries, baseline->count, &baseline->capacity,
                                 sizeof *baseline->entries);
    baseline->entries[baseline->count++] = entry;
    map_set(&baseline->by_identity, identity, entry);
    return entry;
}

/* `parts` are interned. */
static struct baseline_entry *entry_of(struct baseline *baseline, const char **parts, size_t count)
{
    count = order_others(parts, count);
    const char *identity = join(baseline, parts, count);
    struct baseline_entry *entry = map_get(&baseline->by_identity, identity);
    return entry ? entry : add_entry(baseline, identity, parts, count);
}

void baseline_add(struct baseline *baseline, const char *const *parts, size_t part_count,
                  size_t known)
{
    const char *cleaned[MOST_PARTS] = {NULL};
    size_t count = part_count < MOST_PARTS ? part_count : MOST_PARTS;
    for (size_t i = 0; i < count; i++)
        cleaned[i] = clean(baseline, parts[i]);
    entry_of(baseline, cleaned, count)->known += known;
}

static struct baseline_entry *entry_of_finding(struct baseline *baseline,
                                               const struct lunette_finding *finding)
{
    const char *parts[MOST_PARTS] = {
        clean(baseline, finding->rule),
        clean(baseline, finding->subject ? finding->subject : ""),
    };
    size_t count = 2;
    const struct finding_related *other = finding->related;
    for (; other && count < MOST_PARTS; other = other->next) {
        bool is_step = other->blame.item && other->blame.item->kind == LUNETTE_MESSAGE;
        const char *name = other->blame.item && !is_step
                               ? blame_subject(other->blame.item, baseline->arena)
                               : NULL;
        if (name)
            parts[count++] = clean(baseline, name);
    }
    return entry_of(baseline, parts, count);
}

/* ---- findings that are about less, or more, than an entry ---- */

/* Entries by the rule and a name that they are about. */
struct by_name {
    struct baseline_entry *entry;
    const struct by_name *next;
};

static const char *name_key(struct baseline *baseline, const char *rule, const char *name)
{
    return join(baseline, (const char *const[]){rule, name}, 2);
}

static void index_known(struct baseline *baseline, struct map *index)
{
    for (size_t i = 0; i < baseline->count; i++) {
        struct baseline_entry *entry = baseline->entries[i];
        for (size_t p = 1; p < entry->part_count && entry->known; p++) {
            const char *key = name_key(baseline, entry->parts[0], entry->parts[p]);
            struct by_name *row = arena_new(baseline->arena, struct by_name);
            *row = (struct by_name){entry, map_get(index, key)};
            map_set(index, key, row);
        }
    }
}

static bool is_part(const struct baseline_entry *entry, const char *name)
{
    for (size_t p = 1; p < entry->part_count; p++)
        if (entry->parts[p] == name)
            return true;
    return false;
}

/* The first name of `entry`, from the given place on, that is not among the wider one's; part_count: none. */
static size_t next_new(const struct baseline_entry *entry, const struct baseline_entry *wider,
                       size_t part)
{
    while (part < entry->part_count && is_part(wider, entry->parts[part]))
        part++;
    return part;
}

/* Several calls of one service are about the service, one is about "a -> b". */
static bool is_of_one_kind(const struct baseline_entry *wider, const struct baseline_entry *entry)
{
    return wider->parts[1] == entry->parts[1] || finding_is_end(entry->parts[1], wider->parts[1]);
}

/* A known entry that is about all the finding is about, and more. */
static struct baseline_entry *find_wider(const struct by_name *row,
                                         const struct baseline_entry *entry)
{
    for (; row; row = row->next)
        if (row->entry->known > row->entry->found && is_of_one_kind(row->entry, entry) &&
            next_new(entry, row->entry, 1) == entry->part_count)
            return row->entry;
    return NULL;
}

static void tell_new(struct lunette_finding *finding, const struct baseline_entry *entry,
                     const struct baseline_entry *known)
{
    struct arena *arena = finding->diag->arena;
    const char *names = "";
    for (size_t p = 1; (p = next_new(entry, known, p)) < entry->part_count; p++)
        names = arena_format(arena, "%s%s%s", names, *names ? ", " : "", entry->parts[p]);
    finding->message =
        arena_format(arena, "%s (new since the baseline: %s)", finding->message, names);
}

/* Whether the finding, which is no entry itself, is what is left of one. */
static bool is_rest(struct baseline *baseline, const struct map *index,
                    struct lunette_finding *finding, const struct baseline_entry *entry)
{
    const char *key = name_key(baseline, entry->parts[0], entry->parts[1]);
    const struct by_name *row = entry->parts[1][0] ? map_get(index, key) : NULL;
    struct baseline_entry *wider = find_wider(row, entry);
    if (wider) {
        wider->found++;
        wider->parts = entry->parts;
        wider->part_count = entry->part_count;
        return true;
    }
    if (row && entry->part_count > 2 && row->entry->parts[1] == entry->parts[1])
        tell_new(finding, entry, row->entry);
    return false;
}

const char *const *baseline_apply(struct baseline *baseline, struct diag *diag, size_t *known)
{
    const char **identities = arena_array(baseline->arena, diag->count + 1, sizeof *identities);
    struct map index = {0};
    size_t kept = 0;
    index_known(baseline, &index);
    for (size_t i = 0; i < diag->count; i++) {
        struct lunette_finding *finding = diag->findings[i];
        struct baseline_entry *entry = entry_of_finding(baseline, finding);
        if (!finding->suppressed && entry->found < entry->known) {
            entry->found++;
            continue;
        }
        if (!finding->suppressed && is_rest(baseline, &index, finding, entry))
            continue;
        entry->found += !finding->suppressed;
        identities[kept] = entry->identity;
        diag->findings[kept++] = finding;
    }
    map_free(&index);
    *known = diag->count - kept;
    diag->count = kept;
    return identities;
}

static int compare_entries(const void *left, const void *right)
{
    const struct baseline_entry *a = *(struct baseline_entry *const *)left;
    const struct baseline_entry *b = *(struct baseline_entry *const *)right;
    return strcmp(a->identity, b->identity);
}

void baseline_sort(struct baseline *baseline)
{
    if (baseline->count)
        qsort(baseline->entries, baseline->count, sizeof *baseline->entries, compare_entries);
}

void baseline_free(struct baseline *baseline)
{
    map_free(&baseline->by_identity);
    intern_free(&baseline->names);
    mem_free(baseline->entries);
    baseline->entries = NULL;
    baseline->count = baseline->capacity = 0;
}
