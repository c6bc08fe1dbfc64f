#include "script/match.h"

#include <string.h>

#include "script/pattern.h"
#include "script/state.h"

enum { BUDGET = 4096 }; /* steps between two looks at the limit */

void match_begin(struct match *match, lua_State *L, const struct match_pattern *pattern,
                 const char *subject, size_t length)
{
    match->L = L;
    match->pattern = pattern;
    match->subject = subject;
    match->end = subject + length;
    match->budget = BUDGET;
}

void match_count(struct match *match)
{
    script_count_steps(match->L, BUDGET - match->budget);
    match->budget = BUDGET;
}

static void step(struct match *match)
{
    if (--match->budget == 0)
        match_count(match);
}

static bool in_set(const struct match *match, const struct match_item *item, uint8_t byte)
{
    return match->pattern->sets[item->set].bits[byte / 32] >> byte % 32 & 1;
}

/* Whether the item, one for a single byte, takes the byte at `at`. */
static bool takes(const struct match *match, const struct match_item *item, const char *at)
{
    if (at == match->end)
        return false;
    switch (item->kind) {
    case ITEM_BYTE: return (uint8_t)*at == item->a;
    case ITEM_ANY: return true;
    default: return in_set(match, item, (uint8_t)*at);
    }
}

/* Behind the closing byte that balances the opening one at `at`, or NULL. */
static const char *skip_balanced(struct match *match, const struct match_item *item, const char *at)
{
    size_t open = 1;
    if (at == match->end || (uint8_t)*at != item->a)
        return NULL;
    while (++at < match->end) {
        step(match);
        if ((uint8_t)*at == item->b) {
            if (--open == 0)
                return at + 1;
        } else if ((uint8_t)*at == item->a) {
            open++;
        }
    }
    return NULL;
}

static bool at_frontier(const struct match *match, const struct match_item *item, const char *at)
{
    uint8_t before = at == match->subject ? 0 : (uint8_t)at[-1];
    uint8_t here = at == match->end ? 0 : (uint8_t)*at;
    return !in_set(match, item, before) && in_set(match, item, here);
}

static const char *skip_capture(struct match *match, const struct match_item *item, const char *at)
{
    const struct match_capture *capture = &match->captures[item->a];
    if (capture->length < 0 || match->end - at < capture->length ||
        memcmp(at, capture->start, (size_t)capture->length) != 0)
        return NULL;
    size_t cost = (size_t)capture->length / 16;
    if (cost)
        script_count_steps(match->L, cost);
    return at + capture->length;
}

static void close_capture(struct match_capture *capture, const char *at)
{
    capture->length = at - capture->start;
}

/* Where the subject goes on behind an item that is not repeated, or NULL. */
static const char *pass(struct match *match, const struct match_item *item, const char *at)
{
    switch (item->kind) {
    case ITEM_OPEN: match->captures[item->a].start = at; return at;
    case ITEM_CLOSE: close_capture(&match->captures[item->a], at); return at;
    case ITEM_POSITION:
        match->captures[item->a] = (struct match_capture){at, MATCH_POSITION};
        return at;
    case ITEM_BALANCE: return skip_balanced(match, item, at);
    case ITEM_FRONTIER: return at_frontier(match, item, at) ? at : NULL;
    case ITEM_BACK: return skip_capture(match, item, at);
    case ITEM_END: return at == match->end ? at : NULL;
    default: return takes(match, item, at) ? at + 1 : NULL;
    }
}

static const char *run(struct match *match, const struct match_item *item, const char *at)
    __attribute__((nonnull));

static const char *run_longest(struct match *match, const struct match_item *item, const char *at)
{
    const char *first = at + (item->repeat == '+'), *last = at;
    while (takes(match, item, last)) {
        step(match);
        last++;
    }
    for (; last >= first; last--) {
        const char *end = run(match, item + 1, last);
        if (end)
            return end;
    }
    return NULL;
}

static const char *run_shortest(struct match *match, const struct match_item *item, const char *at)
{
    for (;;) {
        const char *end = run(match, item + 1, at);
        if (end || !takes(match, item, at))
            return end;
        step(match);
        at++;
    }
}

static const char *run_optional(struct match *match, const struct match_item *item, const char *at)
{
    const char *end = takes(match, item, at) ? run(match, item + 1, at + 1) : NULL;
    return end ? end : run(match, item + 1, at);
}

/* Recursion is as deep as there are repeated items before this one: at most MATCH_REPEATS. A
 * capture needs no undoing: whatever matches later has set it again. */
static const char *run(struct match *match, const struct match_item *item, const char *at)
{
    for (;; item++) {
        step(match);
        if (item->kind == ITEM_DONE)
            return at;
        switch (item->repeat) {
        case 0:
            at = pass(match, item, at);
            if (!at)
                return NULL;
            break;
        case '?': return run_optional(match, item, at);
        case '-': return run_shortest(match, item, at);
        default: return run_longest(match, item, at);
        }
    }
}

const char *match_here(struct match *match, const char *start)
{
    return run(match, match->pattern->items, start);
}
