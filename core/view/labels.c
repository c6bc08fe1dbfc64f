#include "view/labels.h"

#include <string.h>

#include "base/buf.h"
#include "base/units.h"
#include "base/utf8.h"

enum { OPERATION_COLUMNS = 26, SLUG_LENGTH = 120 };

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t labels_width(const char *text)
{
    return utf8_count(text, strlen(text));
}

const char *labels_name(const struct lunette_item *item)
{
    return item->name ? item->name : "unnamed";
}

static char *on_one_line(struct arena *arena, const char *text)
{
    char *line = arena_alloc(arena, strlen(text) + 1);
    size_t length = 0;
    for (; *text; text++)
        if (!is_blank(*text))
            line[length++] = *text;
        else if (length && line[length - 1] != ' ')
            line[length++] = ' ';
    while (length && line[length - 1] == ' ')
        length--;
    line[length] = '\0';
    return line;
}

char *labels_cut(struct arena *arena, const char *text, size_t columns)
{
    if (!text)
        return NULL;
    char *line = on_one_line(arena, text);
    if (!*line)
        return NULL;
    if (labels_width(line) <= columns)
        return line;
    size_t length = utf8_cut(line, strlen(line), columns - 1);
    size_t word = length;
    while (word && line[word] != ' ')
        word--;
    /* A long last word is cut rather than half the line given away. */
    if (word > length / 2)
        length = word;
    return arena_format(arena, "%.*s…", (int)length, line);
}

char *labels_join(struct arena *arena, const char *separator, const char *const *texts,
                  size_t count)
{
    struct buf joined = {0};
    for (size_t i = 0; i < count; i++) {
        if (!texts[i] || !*texts[i])
            continue;
        if (joined.length)
            buf_add_text(&joined, separator);
        buf_add_text(&joined, texts[i]);
    }
    char *text = joined.length ? arena_copy(arena, joined.data, joined.length) : NULL;
    buf_free(&joined);
    return text;
}

static char *print(struct arena *arena, void (*unit_print)(struct buf *, double), double quantity)
{
    struct buf text = {0};
    unit_print(&text, quantity);
    char *copy = arena_copy(arena, buf_text(&text), text.length);
    buf_free(&text);
    return copy;
}

char *labels_percent(struct arena *arena, double ratio)
{
    return print(arena, unit_print_ratio, ratio);
}

/* Two for each message of a sequence: arena_format takes three times as long. */
char *labels_number(struct arena *arena, const char *before, size_t number)
{
    size_t length = strlen(before), digits = 1;
    for (size_t rest = number; rest >= 10; rest /= 10)
        digits++;
    char *text = arena_alloc(arena, length + digits + 1);
    memcpy(text, before, length);
    for (; digits; digits--, number /= 10)
        text[length + digits - 1] = (char)('0' + number % 10);
    return text;
}

char *labels_count(struct arena *arena, size_t count, const char *one, const char *many)
{
    return count ? arena_format(arena, "%zu %s", count, count == 1 ? one : many) : NULL;
}

char *labels_range(struct arena *arena, int64_t least, int64_t most)
{
    if (least < 0 && most < 0)
        return NULL;
    if (least < 0)
        return arena_format(arena, "≤%lld", (long long)most);
    if (most < 0)
        return arena_format(arena, "≥%lld", (long long)least);
    return least == most
               ? arena_format(arena, "%lld", (long long)least)
               : arena_format(arena, "%lld–%lld", (long long)least, (long long)most);
}

/* "Inventory/ReserveInventory": the line itself says whose method it is. */
static const char *without_service(const char *endpoint)
{
    const char *slash = strrchr(endpoint, '/');
    bool rpc = slash && *endpoint != '/' && slash[1] && !strchr(endpoint, ' ');
    return rpc ? slash + 1 : endpoint;
}

/* The longest end of whole segments, "/{id}", that is no wider; "" when there is none. */
static const char *last_segments(const char *text, size_t columns)
{
    const char *end = text + strlen(text);
    for (const char *at = strchr(text, '/'); at; at = strchr(at + 1, '/'))
        if (at[1] && labels_width(at) <= columns)
            return at;
    return end;
}

/* "GET /api/…/{id}": what a path is about stands at its ends. */
static char *cut_in_the_middle(struct arena *arena, const char *text, size_t columns)
{
    if (labels_width(text) <= columns)
        return arena_format(arena, "%s", text);
    const char *path = strchr(text, '/');
    const char *second = path ? strchr(path + 1, '/') : NULL;
    size_t head = second ? (size_t)(second + 1 - text) : 0;
    if (!head || utf8_count(text, head) >= columns)
        return labels_cut(arena, text, columns);
    size_t rest = columns - 1 - utf8_count(text, head);
    return arena_format(arena, "%.*s…%s", (int)head, text, last_segments(second, rest));
}

char *labels_operation(struct arena *arena, const char *text)
{
    char *line = text ? labels_cut(arena, without_service(text), SIZE_MAX) : NULL;
    bool anything = line && strcmp(line, "*") == 0;
    return line && !anything ? cut_in_the_middle(arena, line, OPERATION_COLUMNS) : NULL;
}

static char *label_endpoints(struct arena *arena, const struct lunette_strings *endpoints)
{
    char *first = endpoints->count ? labels_operation(arena, endpoints->items[0]) : NULL;
    return !first || endpoints->count == 1
               ? first
               : arena_format(arena, "%s +%zu", first, endpoints->count - 1);
}

char *labels_duration(struct arena *arena, double ms)
{
    return lunette_known(ms) ? print(arena, unit_print_duration, ms) : NULL;
}

char *labels_patience(struct arena *arena, const struct lunette_dependency *call)
{
    const char *parts[] = {
        labels_duration(arena, call->timeout_in_force_ms),
        call->attempts > 1 ? arena_format(arena, "×%lld", (long long)call->attempts) : NULL,
    };
    return labels_join(arena, " ", parts, 2);
}

char *labels_call(struct arena *arena, const struct lunette_dependency *call)
{
    const char *parts[] = {
        label_endpoints(arena, &call->endpoints),
        labels_patience(arena, call),
    };
    return labels_join(arena, " · ", parts, 2);
}

const char *labels_subdomain(enum lunette_subdomain subdomain)
{
    static const char *const names[] = {
        [LUNETTE_SUBDOMAIN_CORE] = "core",
        [LUNETTE_SUBDOMAIN_SUPPORTING] = "supporting",
        [LUNETTE_SUBDOMAIN_GENERIC] = "generic",
    };
    return names[subdomain];
}

const char *labels_criticality(enum lunette_criticality criticality)
{
    static const char *const names[] = {
        [LUNETTE_CRITICALITY_UNSAID] = NULL,       [LUNETTE_CRITICALITY_LOW] = "low",
        [LUNETTE_CRITICALITY_MEDIUM] = "medium",   [LUNETTE_CRITICALITY_HIGH] = "high",
        [LUNETTE_CRITICALITY_CRITICAL] = "critical",
    };
    return names[criticality];
}

const char *labels_classification(enum lunette_classification classification)
{
    static const char *const names[] = {
        [LUNETTE_CLASSIFICATION_UNSAID] = NULL,
        [LUNETTE_CLASSIFICATION_PUBLIC] = "public",
        [LUNETTE_CLASSIFICATION_INTERNAL] = "internal",
        [LUNETTE_CLASSIFICATION_CONFIDENTIAL] = "confidential",
        [LUNETTE_CLASSIFICATION_PII] = "PII",
    };
    return names[classification];
}

const char *labels_mesh(enum lunette_mesh_type type)
{
    static const char *const names[] = {
        [LUNETTE_MESH_ISTIO] = "istio",
        [LUNETTE_MESH_LINKERD] = "linkerd",
        [LUNETTE_MESH_CONSUL] = "consul",
    };
    return type == LUNETTE_MESH_UNSAID ? NULL : names[type];
}

char *labels_owner(struct arena *arena, const struct lunette_ref *owner)
{
    return owner->name ? arena_format(arena, "owner %s", owner->name) : NULL;
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
}

char *labels_slug(struct arena *arena, const char *text)
{
    char *slug = arena_alloc(arena, SLUG_LENGTH + 1);
    size_t length = 0;
    for (; *text && length < SLUG_LENGTH; text++)
        if (is_plain(*text))
            slug[length++] = *text;
        else if (length && slug[length - 1] != '-')
            slug[length++] = '-';
    while (length && slug[length - 1] == '-')
        length--;
    slug[length] = '\0';
    return length ? slug : arena_copy(arena, "x", 1);
}
