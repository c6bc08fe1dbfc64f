/* What a call asks for, as access policies see it: a method and a path. */
#ifndef LUNETTE_PLUGINS_CHECK_MESH_REQUESTS_H
#define LUNETTE_PLUGINS_CHECK_MESH_REQUESTS_H

#include "pairs.h"

struct request {
    const char *method; /* NULL: any, or not known */
    const char *path;   /* NULL: not known */
    bool is_prefix;     /* all below the path, too */
};

/* How many requests a call is known to ask for; at least one, which may be not known. */
size_t request_count(const struct pair *call);
struct request request_get(struct lunette_reporter *reporter, const struct pair *call,
                           size_t index);

/* The field of the policy that keeps it out, "methods" or "paths"; NULL: it gets through, and so
 * does what is not known. */
const char *request_refused_by(struct lunette_reporter *reporter, const struct request *request,
                               const struct lunette_access *access);

/* "POST /orders". */
const char *request_say(struct lunette_reporter *reporter, const struct request *request);

#endif
