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
        const char *name =
            other->blame.item ? blame_subject(other->blame.item, baseline->arena) : NULL;
        if (name)
            parts[count++] = clean(baseline, name);
    }
    return entry_of(baseline, parts, count);
}

const char *const *baseline_apply(struct baseline *baseline, struct diag *diag, size_t *known)
{
    const char **identities = arena_array(baseline->arena, diag->count + 1, sizeof *identities);
    size_t kept = 0;
    for (size_t i = 0; i < diag->count; i++) {
        struct lunette_finding *finding = diag->findings[i];
        struct baseline_entry *entry = entry_of_finding(baseline, finding);
        if (!finding->suppressed && entry->found++ < entry->known)
            continue;
        identities[kept] = entry->identity;
        diag->findings[kept++] = finding;
    }
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
