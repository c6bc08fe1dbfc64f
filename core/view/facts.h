/* What the model says about a service elsewhere than in the service: objectives, meshes. */
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

/* The mesh that names this service, or else one that is for all; NULL: none. */
const struct lunette_mesh *facts_find_mesh(const struct facts *facts,
                                           const struct lunette_item *service);

/* Whether a mesh lets only mutual TLS through to this service. */
bool facts_has_strict_mtls(const struct facts *facts, const struct lunette_item *service);

#endif
