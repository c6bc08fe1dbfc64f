/* What a declared view shows, in one line. */
#ifndef LUNETTE_VIEW_SUMMARY_H
#define LUNETTE_VIEW_SUMMARY_H

#include "base/arena.h"
#include "lunette/model.h"

/* "landscape: order-service and 1 step around; without cart-*"; `plain` when the view leaves
 * nothing out and groups as usual. `kind` is its word. Lives in `arena`. */
const char *summary_describe(struct arena *arena, const struct lunette_declared_view *view,
                             const char *kind, const char *plain);

#endif
