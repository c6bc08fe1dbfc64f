/* Many views, each drawn in a process of its own, some at a time. */
#ifndef LUNETTE_CLI_RENDER_POOL_H
#define LUNETTE_CLI_RENDER_POOL_H

#include "cli/render.h"

/* Draws the views in render->jobs processes at a time and has painted what is to be painted. Files and messages
 * reach the worker's pipe in the order of the views, whatever was ready first, so that the number of jobs does
 * not show. A picture whose process dies or takes too long is one warning, and the others are drawn. False when
 * any is missing. */
bool render_pool_draw(struct render *render, const struct view_description *const *views,
                      size_t count);

#endif
