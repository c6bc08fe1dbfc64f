/* Path templates: "/orders/{id}". What stands behind the path functions of struct lunette_endpoint_services
 * in lunette/diag.h, which says what a template may hold. */
#ifndef LUNETTE_MODEL_PATH_H
#define LUNETTE_MODEL_PATH_H

#include <stdbool.h>
#include <stddef.h>

enum { PATH_SEGMENTS = 64 };

enum path_takes { PATH_ONE, PATH_ONE_OR_NONE, PATH_ANY_NUMBER };

/* A run of text that is not ended by NUL. */
struct path_text {
    const char *start;
    size_t length;
};

/* Between two slashes. A closed segment is the text `head`; an open one is any text that starts with head
 * and ends with tail: "{id}:cancel" has the tail ":cancel". */
struct path_segment {
    enum path_takes takes;
    bool open;
    struct path_text head, tail;
};

/* Points into the text it was read from. A path of more segments ends in one that takes any number. */
struct path {
    struct path_segment segments[PATH_SEGMENTS];
    size_t count;
};

/* Bytes of the path at the start of the text: up to white space, a comma, a semicolon, or the ? or # that
 * begins a query or a fragment. */
size_t path_length(const char *text);

void path_read(struct path *path, const char *text, size_t length);

/* Adds the segments of `more`. */
void path_append(struct path *path, const struct path *more);

/* Adds a segment that takes any number: from then on the path stands for all below it. */
void path_open_end(struct path *path);

/* Whether the two are one template but for the names of their placeholders. */
bool path_is_same(const struct path *path, const struct path *other);

/* Whether there is a path that both match. */
bool path_meets(const struct path *path, const struct path *other);

/* Whether every path below the prefix `narrow` is below the prefix `wide`. Never true when it is not; where
 * only several expansions of `wide` together cover it, it may be false. */
bool path_covers(const struct path *wide, const struct path *narrow);

#endif
