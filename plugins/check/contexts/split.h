/* Where a context that is too large comes apart most easily. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_SPLIT_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_SPLIT_H

#include "common/say.h"

/* Services that could be a context of their own. */
struct split {
    const struct lunette_service *group[SAY_MANY]; /* in the order of the model */
    size_t count;                                  /* 0: nothing in the context hangs together */
    const char *name;                              /* for the context; no context has it */
    const struct lunette_dependency *crossing[SAY_MANY]; /* calls and messages between it and the rest */
    size_t crossing_count;                               /* all of them */
    struct names unbroken; /* whom hard ones of these call that have no circuit breaker yet */
    const char *callees;   /* the same, as a Lua list; NULL: none, or more than SAY_MANY */
    int64_t attempts;      /* the most that one of those makes */
    const char *partners;  /* the relationships it needs with other contexts inside the old one; NULL: none */
};

/* What links services of one context: calls, messages, events, and four times a shared store. Linear in the model. In
 * memory of the reporter's alloc. */
struct splitter;
struct splitter *split_begin(const struct lunette_model *model, struct lunette_reporter *reporter);

/* A group of at most `limit` services, SAY_MANY at most, of a context that has more: one with few links to the rest
 * for the sizes of both (ratio cut: Wei and Cheng 1989), grown greedily from 64 of its services. Of equal groups the
 * first. Linear in the context. */
struct split split_find(struct splitter *splitter, const struct lunette_context *context,
                        double limit);

#endif
