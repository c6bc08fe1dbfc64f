/* What of the model is where in one picture. */
#ifndef LUNETTE_PAGE_PICTURE_H
#define LUNETTE_PAGE_PICTURE_H

#include <jansson.h>

#include "diag/finding.h"
#include "lunette/view.h"
#include "page/entities.h"

/* Name, kind, title and summary of the view; the entity it is about (NULL: none); `boxes`: the entity of each
 * box, group and lifeline by its id; `marks`: by the number of a finding that is not suppressed, the id of the
 * line or step that it blames. `diag` may be NULL. */
json_t *picture_value(const struct lunette_view *view, const struct lunette_item *entity,
                      const struct entities *entities, const struct diag *diag);

#endif
