#include "model/path.h"

#include <string.h>

/* ---- reading ---- */

/* A ? or / inside braces belongs to the placeholder: {id?}, {file:[^/]+}. One that is never closed takes
 * the rest, so that no text is searched twice. */
static size_t skip_braces(const char *text, size_t length)
{
    if (text[0] != '{')
        return 1;
    const char *end = memchr(text, '}', length);
    return end ? (size_t)(end - text) + 1 : length;
}

size_t path_length(const char *text)
{
    static const char ends[] = " \t\r\n,;?#{";
    size_t at = strcspn(text, ends);
    while (text[at] == '{') {
        at += skip_braces(text + at, strlen(text + at));
        at += strcspn(text + at, ends);
    }
    return at;
}

static bool is_text(const char *start, size_t length, const char *text)
{
    return length == strlen(text) && memcmp(start, text, length) == 0;
}

static struct path_segment any_number(void)
{
    return (struct path_segment){.takes = PATH_ANY_NUMBER, .open = true};
}

static bool is_wild(char c)
{
    return c == '{' || c == '}' || c == '*';
}

static struct path_segment read_segment(const char *start, size_t length)
{
    if (is_text(start, length, "**"))
        return any_number();
    if (start[0] == ':' && length > 1)
        return (struct path_segment){.takes = PATH_ONE, .open = true};
    size_t head = 0, tail = length;
    while (head < length && !is_wild(start[head]))
        head++;
    while (tail > head && !is_wild(start[tail - 1]))
        tail--;
    bool optional = length > 3 && start[0] == '{' && is_text(start + length - 2, 2, "?}");
    return (struct path_segment){
        .takes = optional ? PATH_ONE_OR_NONE : PATH_ONE,
        .open = head < length,
        .head = {start, head},
        .tail = {start + tail, length - tail},
    };
}

static void add_segment(struct path *path, struct path_segment segment)
{
    if (path->count < PATH_SEGMENTS)
        path->segments[path->count++] = segment;
    else
        path->segments[PATH_SEGMENTS - 1] = any_number();
}

void path_read(struct path *path, const char *text, size_t length)
{
    path->count = 0;
    for (size_t at = 0; at < length; at++) {
        size_t start = at;
        while (at < length && text[at] != '/')
            at += skip_braces(text + at, length - at);
        if (at > start)
            add_segment(path, read_segment(text + start, at - start));
    }
}

void path_append(struct path *path, const struct path *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_segment(path, more->segments[i]);
}

void path_open_end(struct path *path)
{
    add_segment(path, any_number());
}

/* ---- comparing segments; an empty text may have no start ---- */

static bool equals(struct path_text a, struct path_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.start, b.start, a.length) == 0);
}

static bool starts_with(struct path_text text, struct path_text head)
{
    return head.length == 0 ||
           (text.length >= head.length && memcmp(text.start, head.start, head.length) == 0);
}

static bool ends_with(struct path_text text, struct path_text tail)
{
    return tail.length == 0 ||
           (text.length >= tail.length &&
            memcmp(text.start + text.length - tail.length, tail.start, tail.length) == 0);
}

static bool fits(struct path_text text, const struct path_segment *open)
{
    return text.length >= open->head.length + open->tail.length && starts_with(text, open->head) &&
           ends_with(text, open->tail);
}

static bool segments_meet(const struct path_segment *a, const struct path_segment *b)
{
    if (!a->open && !b->open)
        return equals(a->head, b->head);
    if (!a->open || !b->open)
        return a->open ? fits(b->head, a) : fits(a->head, b);
    return (starts_with(a->head, b->head) || starts_with(b->head, a->head)) &&
           (ends_with(a->tail, b->tail) || ends_with(b->tail, a->tail));
}

static bool segment_covers(const struct path_segment *wide, const struct path_segment *narrow)
{
    if (!wide->open || !narrow->open)
        return !narrow->open && segments_meet(wide, narrow);
    return starts_with(narrow->head, wide->head) && ends_with(narrow->tail, wide->tail);
}

bool path_is_same(const struct path *path, const struct path *other)
{
    if (path->count != other->count)
        return false;
    for (size_t i = 0; i < path->count; i++) {
        const struct path_segment *a = &path->segments[i], *b = &other->segments[i];
        if (a->takes != b->takes || a->open != b->open || !equals(a->head, b->head) ||
            !equals(a->tail, b->tail))
            return false;
    }
    return true;
}

/* ---- comparing paths ---- */

/* What is true of the ends of two paths, from segment i of the one and j of the other on. Filled from the
 * ends to the beginning: hostile templates cost no more than count × count. */
struct ends {
    bool at[PATH_SEGMENTS + 1][PATH_SEGMENTS + 1];
};

static bool may_be_none(const struct path *path, size_t i)
{
    return i < path->count && path->segments[i].takes != PATH_ONE;
}

/* The segment that stands next when one of `i` was matched. */
static size_t next_of(const struct path *path, size_t i)
{
    return path->segments[i].takes == PATH_ANY_NUMBER ? i : i + 1;
}

static bool ends_meet(const struct ends *ends, const struct path *a, size_t i, const struct path *b,
                      size_t j)
{
    if (i == a->count && j == b->count)
        return true;
    if ((may_be_none(a, i) && ends->at[i + 1][j]) || (may_be_none(b, j) && ends->at[i][j + 1]))
        return true;
    if (i == a->count || j == b->count || !segments_meet(&a->segments[i], &b->segments[j]))
        return false;
    size_t next_i = next_of(a, i), next_j = next_of(b, j);
    return (next_i > i || next_j > j) && ends->at[next_i][next_j];
}

/* Every expansion of the narrow end has to be covered, by one expansion of the wide one. */
static bool ends_cover(const struct ends *ends, const struct path *wide, size_t i,
                       const struct path *narrow, size_t j)
{
    if (i == wide->count || (may_be_none(wide, i) && ends->at[i + 1][j]))
        return true;
    if (j == narrow->count || (may_be_none(narrow, j) && !ends->at[i][j + 1]))
        return false;
    bool endless = narrow->segments[j].takes == PATH_ANY_NUMBER;
    size_t next = next_of(wide, i);
    return segment_covers(&wide->segments[i], &narrow->segments[j]) &&
           (endless ? next == i || ends->at[next][j] : ends->at[next][j + 1]);
}

static bool compare(const struct path *a, const struct path *b,
                    bool (*hold)(const struct ends *, const struct path *, size_t,
                                 const struct path *, size_t))
{
    struct ends ends;
    bool holds = false;
    for (size_t i = a->count + 1; i-- > 0;)
        for (size_t j = b->count + 1; j-- > 0;)
            ends.at[i][j] = holds = hold(&ends, a, i, b, j);
    return holds;
}

/* Paths whose segments all stand for one: nearly all there are. */
static bool is_plain(const struct path *path)
{
    for (size_t i = 0; i < path->count; i++)
        if (path->segments[i].takes != PATH_ONE)
            return false;
    return true;
}

static bool plain_meet(const struct path *path, const struct path *other)
{
    bool meet = path->count == other->count;
    for (size_t i = path->count; meet && i-- > 0;)
        meet = segments_meet(&path->segments[i], &other->segments[i]);
    return meet;
}

bool path_meets(const struct path *path, const struct path *other)
{
    if (is_plain(path) && is_plain(other))
        return plain_meet(path, other);
    return compare(path, other, ends_meet);
}

bool path_covers(const struct path *wide, const struct path *narrow)
{
    return compare(wide, narrow, ends_cover);
}
