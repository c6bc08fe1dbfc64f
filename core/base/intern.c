#include "base/intern.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

uint32_t intern_hash(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

/* The entry that holds these bytes, or the free one where they belong. */
static struct intern_entry *find(struct intern_entry *entries, size_t capacity, const char *bytes,
                                 size_t length, uint32_t hash)
{
    size_t mask = capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct intern_entry *entry = &entries[i];
        if (!entry->text)
            return entry;
        if (entry->hash == hash && entry->length == length &&
            memcmp(entry->text, bytes, length) == 0)
            return entry;
    }
}

static void grow(struct intern *intern)
{
    size_t capacity = intern->capacity ? intern->capacity * 2 : 1024;
    struct intern_entry *entries = mem_alloc(capacity * sizeof *entries);
    memset(entries, 0, capacity * sizeof *entries);
    for (size_t i = 0; i < intern->capacity; i++) {
        struct intern_entry *old = &intern->entries[i];
        if (old->text)
            *find(entries, capacity, old->text, old->length, old->hash) = *old;
    }
    mem_free(intern->entries);
    intern->entries = entries;
    intern->capacity = capacity;
}

const char *intern_bytes(struct intern *intern, const char *bytes, size_t length)
{
    if (intern->count * 2 >= intern->capacity)
        grow(intern);
    uint32_t hash = intern_hash(bytes, length);
    struct intern_entry *entry = find(intern->entries, intern->capacity, bytes, length, hash);
    if (!entry->text) {
        entry->text = arena_copy(intern->arena, bytes, length);
        entry->hash = hash;
        entry->length = (uint32_t)length;
        intern->count++;
    }
    return entry->text;
}

const char *intern_text(struct intern *intern, const char *text)
{
    return intern_bytes(intern, text, strlen(text));
}

void intern_free(struct intern *intern)
{
    mem_free(intern->entries);
    *intern = (struct intern){.arena = intern->arena};
}
