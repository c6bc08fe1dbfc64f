#include "shape.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/operation.h"
#include "common/order.h"

/* ---- segments ---- */

static size_t segment_length(const char *start, bool dots_part)
{
    const char *at = start;
    bool in_braces = false;
    for (; *at && (in_braces || (*at != '/' && *at != '?' && !(dots_part && *at == '.'))); at++)
        in_braces = *at == '{' || (in_braces && *at != '}');
    return (size_t)(at - start);
}

struct segment shape_segment(const struct lunette_endpoint *endpoint, const char *at)
{
    bool dots_part = !operation_has_path(endpoint);
    while (*at == '/' || (dots_part && *at == '.'))
        at++;
    return (struct segment){at, segment_length(at, dots_part)};
}

bool shape_is_version(struct segment segment)
{
    bool digits =
        segment.length > 1 && segment.start[0] == 'v' && isdigit((unsigned char)segment.start[1]);
    for (size_t i = 1; i < segment.length && digits; i++)
        digits = isdigit((unsigned char)segment.start[i]) || segment.start[i] == '.';
    return digits;
}

/* ---- a name as the bytes of its shape ---- */

enum { PLACEHOLDER = 1 }; /* a byte that stands in no path */

struct shape {
    const struct lunette_endpoint *endpoint;
    struct segment segment; /* what is left of the one being read */
    const char *behind;     /* where the next one is looked for */
    bool begins;            /* nothing of the segment was read */
    bool versions;
};

static struct shape shape_of(const struct lunette_endpoint *endpoint, bool versions)
{
    const char *name = endpoint->item.name ? endpoint->item.name : "";
    return (struct shape){endpoint, {name, 0}, name, true, versions};
}

static bool enter_segment(struct shape *shape)
{
    do {
        shape->segment = shape_segment(shape->endpoint, shape->behind);
        shape->behind = shape->segment.start + shape->segment.length;
    } while (!shape->versions && shape_is_version(shape->segment));
    shape->begins = true;
    return shape->segment.length > 0;
}

static void skip(struct segment *segment, size_t length)
{
    segment->start += length;
    segment->length -= length;
}

/* {id}, :id and * are one byte; {id:int} keeps what it asks for, {id?} that it may be left out. */
static size_t placeholder_length(const struct shape *shape)
{
    const struct segment *segment = &shape->segment;
    bool is_whole = segment->start[0] == ':' || (segment->start[0] == '*' && segment->length == 1);
    if (shape->begins && is_whole)
        return segment->length;
    if (segment->start[0] != '{')
        return 0;
    size_t length = 1;
    while (length < segment->length && !strchr(":?}", segment->start[length]))
        length++;
    return length + (length < segment->length && segment->start[length] == '}');
}

/* The next byte; 0 at the end. */
static char next_byte(struct shape *shape)
{
    if (shape->segment.length == 0)
        return enter_segment(shape) ? '/' : '\0';
    size_t placeholder = operation_has_path(shape->endpoint) ? placeholder_length(shape) : 0;
    char byte = placeholder ? PLACEHOLDER : shape->segment.start[0];
    skip(&shape->segment, placeholder ? placeholder : 1);
    shape->begins = false;
    return byte;
}

/* FNV-1a (Fowler, Noll, Vo). */
static uint64_t mix(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 1099511628211u;
}

uint64_t shape_mix(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = mix(hash, *text);
    return hash;
}

uint64_t shape_hash(const struct lunette_endpoint *endpoint, bool versions)
{
    struct shape shape = shape_of(endpoint, versions);
    uint64_t hash = 14695981039346656037u;
    for (char byte = next_byte(&shape); byte; byte = next_byte(&shape))
        hash = mix(hash, byte);
    return hash;
}

bool shape_is_same(const struct lunette_endpoint *a, const struct lunette_endpoint *b,
                   bool versions)
{
    struct shape of_a = shape_of(a, versions), of_b = shape_of(b, versions);
    char byte;
    do {
        byte = next_byte(&of_a);
        if (byte != next_byte(&of_b))
            return false;
    } while (byte);
    return true;
}

struct shaped *shape_room(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    size_t most = 0;
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->endpoints.count > most)
            most = model->services.items[i]->endpoints.count;
    return reporter->alloc(reporter, most, sizeof(struct shaped));
}

static int by_hash(const void *left, const void *right)
{
    const struct shaped *a = left, *b = right;
    int order = order_numbers(a->hash, b->hash);
    return order ? order
                 : order_numbers(a->endpoint->item.owner_index, b->endpoint->item.owner_index);
}

void shape_sort(struct shaped *shaped, size_t count)
{
    if (count > 1)
        qsort(shaped, count, sizeof *shaped, by_hash);
}
