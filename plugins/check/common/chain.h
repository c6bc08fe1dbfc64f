/* Calls one after another: the callee of each is the caller of the next. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_CHAIN_H
#define LUNETTE_PLUGINS_CHECK_COMMON_CHAIN_H

#include "common/say.h"

struct chain {
    const struct lunette_dependency *const *calls; /* each has a callee */
    size_t count;                                  /* at least one */
};

/* "a -> b -> c"; of a long chain the two ends: "a -> b -> (9 more) -> y -> z". */
const char *chain_say(struct lunette_reporter *reporter, const struct chain *chain);

/* Labels the finding's own place with the first call and relates the others. */
void chain_tell_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                      const struct chain *chain);

#endif
