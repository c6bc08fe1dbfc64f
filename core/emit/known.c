#include "emit/known.h"

#include <string.h>

#include "base/mem.h"
#include "base/value.h"

enum { VERSION = 1, MOST_COUNT = 1000000 };

/* ---- writing ---- */

static json_t *entry_value(const struct known_entry *entry)
{
    json_t *object = json_object(), *related = json_array();
    json_object_set_new(object, "rule", json_string(entry->parts[0]));
    if (entry->parts[1][0])
        json_object_set_new(object, "subject", json_string(entry->parts[1]));
    for (size_t i = 2; i < entry->part_count; i++)
        json_array_append_new(related, json_string(entry->parts[i]));
    if (json_array_size(related))
        json_object_set(object, "related", related);
    json_decref(related);
    if (entry->count > 1)
        json_object_set_new(object, "count", json_integer((json_int_t)entry->count));
    return object;
}

void known_write(struct buf *out, const struct known_entry *entries, size_t count)
{
    buf_printf(out, "{\"version\": %d, \"findings\": [", VERSION);
    for (size_t i = 0; i < count; i++) {
        buf_add_text(out, i ? ",\n" : "\n");
        value_add(out, entry_value(&entries[i]), 0);
    }
    buf_add_text(out, "\n]}\n");
}

/* ---- reading ---- */

/* A text of empty lists takes fifty times its size as values: what one reading may take is bounded. */
enum { MOST_MEMORY = 96 * 1024 * 1024 };
static size_t memory_left; /* 0: it did not suffice */

static void *bounded_alloc(size_t size)
{
    memory_left = size < memory_left ? memory_left - size : 0;
    return memory_left ? mem_alloc(size) : NULL;
}

/* The position only: the library's own words would repeat the text, and the file may be a link to a secret. */
static json_t *parse(struct arena *arena, const char *text, size_t length, const char **problem)
{
    json_error_t error;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (root)
        return root;
    *problem = !memory_left ? "has more values than a baseline can have"
                            : arena_format(arena, "is not JSON from line %d, column %d on",
                                           error.line, error.column);
    return NULL;
}

static const char *check_head(struct arena *arena, const json_t *root)
{
    const json_t *version = json_object_get(root, "version");
    if (!json_is_object(root) || !json_is_integer(version) ||
        !json_is_array(json_object_get(root, "findings")))
        return "is not a baseline: no object with a version and findings";
    if (json_integer_value(version) != VERSION)
        return arena_format(arena, "is of version %" JSON_INTEGER_FORMAT "; this program reads %d",
                            json_integer_value(version), VERSION);
    return NULL;
}

static bool is_text_list(const json_t *list)
{
    if (!json_is_array(list))
        return false;
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!json_is_string(json_array_get(list, i)))
            return false;
    return true;
}

/* The field that is not what it should be, or NULL. */
static const char *find_wrong_field(const json_t *object)
{
    const json_t *rule = json_object_get(object, "rule"), *count = json_object_get(object, "count");
    const json_t *subject = json_object_get(object, "subject");
    const json_t *related = json_object_get(object, "related");
    if (!json_is_string(rule) || !json_string_length(rule))
        return "rule: a text is wanted";
    if (subject && !json_is_string(subject))
        return "subject: a text is wanted";
    if (related && !is_text_list(related))
        return "related: a list of texts is wanted";
    if (count && (!json_is_integer(count) || json_integer_value(count) < 1 ||
                  json_integer_value(count) > MOST_COUNT))
        return "count: a number from 1 to 1000000 is wanted";
    return NULL;
}

static const char *copy(struct arena *arena, const json_t *text)
{
    return text ? arena_copy(arena, json_string_value(text), json_string_length(text)) : "";
}

static struct known_entry read_entry(struct arena *arena, const json_t *object)
{
    const json_t *related = json_object_get(object, "related");
    const json_t *count = json_object_get(object, "count");
    size_t part_count = 2 + json_array_size(related);
    const char **parts = arena_array(arena, part_count, sizeof *parts);
    parts[0] = copy(arena, json_object_get(object, "rule"));
    parts[1] = copy(arena, json_object_get(object, "subject"));
    for (size_t i = 2; i < part_count; i++)
        parts[i] = copy(arena, json_array_get(related, i - 2));
    return (struct known_entry){parts, part_count, count ? (size_t)json_integer_value(count) : 1};
}

static const char *read_entries(struct arena *arena, const json_t *list,
                                struct known_entry **entries, size_t *count)
{
    *count = json_array_size(list);
    *entries = arena_array(arena, *count + 1, sizeof **entries);
    for (size_t i = 0; i < *count; i++) {
        const json_t *object = json_array_get(list, i);
        const char *wrong = find_wrong_field(object);
        if (wrong)
            return arena_format(arena, "is not a baseline: finding %zu, %s", i + 1, wrong);
        (*entries)[i] = read_entry(arena, object);
    }
    return NULL;
}

const char *known_read(struct arena *arena, const char *text, size_t length,
                       struct known_entry **entries, size_t *count)
{
    const char *problem = NULL;
    json_malloc_t before_alloc;
    json_free_t before_free;
    if (length > KNOWN_MOST_BYTES)
        return arena_format(arena, "is larger than %d MiB", KNOWN_MOST_BYTES >> 20);
    json_get_alloc_funcs(&before_alloc, &before_free);
    memory_left = MOST_MEMORY;
    json_set_alloc_funcs(bounded_alloc, mem_free);
    json_t *root = parse(arena, text, length, &problem);
    if (root)
        problem = check_head(arena, root);
    if (root && !problem)
        problem = read_entries(arena, json_object_get(root, "findings"), entries, count);
    json_decref(root);
    json_set_alloc_funcs(before_alloc, before_free);
    return problem;
}
