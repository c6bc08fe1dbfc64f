/* The findings of a run, as the page lists them and leads to them. */
#ifndef LUNETTE_PAGE_PROBLEMS_H
#define LUNETTE_PAGE_PROBLEMS_H

#include <jansson.h>

#include "diag/finding.h"
#include "page/entities.h"
#include "page/links.h"

/* Each that is not suppressed, in the order of diag, with its rule, severity, message, label, help, subject,
 * place, the entity and link it is about, and the other places that matter. */
json_t *problems_value(const struct diag *diag, const struct entities *entities,
                       const struct links *links);

#endif
