/* How findings about contexts are worded. Texts live in memory of the reporter's alloc. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_TELL_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_TELL_H

#include "common/say.h"
#include "map.h"

/* "order-service calls stock-service". */
const char *tell_crossing(struct lunette_reporter *reporter, const struct crossing *crossing);

/* "3 calls, 1 event". */
const char *tell_counts(struct lunette_reporter *reporter, const struct evidence *evidence);

/* Where the model says that a crossing exists. */
struct lunette_blame tell_place(const struct crossing *crossing);

/* Relates the crossings from the `from`-th on, SAY_LIMIT at most; the last one says how many more. */
void tell_evidence(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct evidence *evidence, size_t from);

/* Names the two contexts as the finding's subject: "downstream -> upstream", the way calls run. */
void tell_subject(struct lunette_reporter *reporter, struct lunette_finding *finding,
                  const struct tie *tie);

/* The pattern's name in the language: "shared-kernel"; of one not said, "relationship". */
const char *tell_pattern(enum lunette_relation pattern);

#endif
