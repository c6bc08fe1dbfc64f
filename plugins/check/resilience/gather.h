/* Calls that have the same mistake, put together by what would have to change. */
#ifndef LUNETTE_PLUGINS_CHECK_RESILIENCE_GATHER_H
#define LUNETTE_PLUGINS_CHECK_RESILIENCE_GATHER_H

#include "common/say.h"

/* One mistake: the calls that have it, in the model's order, at least one. */
struct gathered {
    const struct lunette_dependency *const *calls;
    size_t count;
};

/* Asks `find` for each sync call whose target is known: the item under which to gather it (NULL: it has not
 * the mistake), then gives each gathered group to `tell`. Nearly linear. */
void gather_calls(const struct lunette_model *model, struct lunette_reporter *reporter,
                  const struct lunette_item *(*find)(struct lunette_reporter *reporter,
                                                     const struct lunette_dependency *call),
                  void (*tell)(struct lunette_reporter *reporter, const struct gathered *group));

/* What governs a call is its own word, or one for every call to its target. Gathers calls with a word of
 * their own under `own`, all others under that word. */
const struct lunette_item *gather_by(const struct lunette_dependency *call,
                                     const struct lunette_item *by, const struct lunette_item *own);

/* "a", "a and b": the callers, or the targets, of a group, each once while there are few. */
const char *gather_callers(struct lunette_reporter *reporter, const struct gathered *group);
const char *gather_targets(struct lunette_reporter *reporter, const struct gathered *group);

/* What else would do, for a help: `, or all calls to b: timeout { service = "b", <fields> }`, with a loop over all
 * targets of the group where they are several. "" where one is a gateway, which policies are not for, or they are
 * more than SAY_MANY. */
const char *gather_policy(struct lunette_reporter *reporter, const struct gathered *group,
                          const char *policy, const char *fields);

/* Names whom a finding about a group is about: "a -> b" of one call, else the one end that all have in
 * common. And relates the places of the calls, but for the first where `by`, what is blamed, is its own. */
void gather_relate(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct gathered *group, const struct lunette_item *by);

#endif
