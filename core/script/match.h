/* Lua patterns (Lua 5.4 manual, 6.4.1), with every step counted. Private to core/script.
 *
 * A pattern is translated once into a row of items, then matched any number of times. Unlike the
 * stock matcher this one finds every mistake in a pattern at once, whatever the subject is. */
#ifndef LUNETTE_SCRIPT_MATCH_H
#define LUNETTE_SCRIPT_MATCH_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MATCH_CAPTURES = 32, /* in one pattern */
    MATCH_REPEATS = 200, /* repeated items in one pattern: each is a level of recursion */
};

/* Bytes a set holds, one bit each. */
struct match_set {
    uint32_t bits[8];
};

struct match_item {
    uint8_t kind;
    uint8_t repeat; /* '*', '+', '-', '?' or 0 */
    uint8_t a, b;   /* byte; both bytes of %b; number of a capture */
    uint32_t set;   /* number of a set */
};

/* Lives in a Lua userdata; never changes once translated. */
struct match_pattern {
    bool anchored; /* begins with ^, which is no item */
    uint8_t captures;
    size_t item_count;
    size_t set_count;
    struct match_set *sets;
    struct match_item items[]; /* ended by ITEM_DONE */
};

enum { MATCH_POSITION = -1 }; /* length of a position capture */

struct match_capture {
    const char *start;
    ptrdiff_t length;
};

/* One subject against one pattern. */
struct match {
    lua_State *L;
    const struct match_pattern *pattern;
    const char *subject, *end;
    uint32_t budget; /* steps not yet counted */
    struct match_capture captures[MATCH_CAPTURES];
};

/* Whether nothing in the text has a special meaning: then it stands for itself. A lone ')' counts
 * as such, as in stock Lua. */
bool match_is_plain(const char *text, size_t length);

/* Translates the string at `index` and pushes the userdata that holds the result; raises an error
 * when it is no pattern. The patterns used last are remembered. */
const struct match_pattern *match_push_pattern(lua_State *L, int index);

/* The same for gmatch, where a leading ^ is a plain byte. Nothing is remembered. */
const struct match_pattern *match_push_unanchored(lua_State *L, int index);

void match_begin(struct match *match, lua_State *L, const struct match_pattern *pattern,
                 const char *subject, size_t length);

/* The end of a match that begins at `start`, or NULL. */
const char *match_here(struct match *match, const char *start) __attribute__((nonnull));

/* Counts the steps since the last time. Call at the end, so that no work goes uncounted. */
void match_count(struct match *match);

#endif
