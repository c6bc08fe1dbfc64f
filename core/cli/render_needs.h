/* Which shipped plugins a render loads: Graphviz and its libraries cost a millisecond, which a sequence or a Mermaid
 * diagram does not need. */
#ifndef LUNETTE_CLI_RENDER_NEEDS_H
#define LUNETTE_CLI_RENDER_NEEDS_H

#include "cli/render.h"

enum { RENDER_MOST_NEEDS = 4 };

/* For session_plan.render_plugins: NULL-ended, into `needs`. Before the model is read; what a view without a colon in its
 * name is, the model may say. */
void render_needs(const struct render *render, const char *needs[static RENDER_MOST_NEEDS]);

#endif
