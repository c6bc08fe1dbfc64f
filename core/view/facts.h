/* What the model says about a service elsewhere than in the service: objectives, meshes,
 * policies. */
#ifndef LUNETTE_VIEW_FACTS_H
#define LUNETTE_VIEW_FACTS_H

#include "base/arena.h"
#include "lunette/model.h"

struct facts;

/* Lives in `arena`; give it back with facts_close. */
struct facts *facts_open(const struct lunette_model *model, struct arena *arena);
void facts_close(struct facts *facts);

/* The availability that a service or external promises, 0 to 1, or NAN. */
double facts_find_availability(const struct facts *facts, const struct lunette_item *item);

/* Whether a mesh lets only mutual TLS through to this service. */
bool facts_has_strict_mtls(const struct facts *facts, const struct lunette_item *service);

/* What holds for a call: its own word, else the default of whom it calls. NAN, LUNETTE_UNSET: not
 * said. */
double facts_find_timeout_ms(const struct facts *facts, const struct lunette_dependency *call);
int64_t facts_find_tries(const struct facts *facts, const struct lunette_dependency *call);
bool facts_has_breaker(const struct facts *facts, const struct lunette_dependency *call);

#endif
