/* What the roles of a view are called in a scene. */
#ifndef LUNETTE_SCENE_ROLES_H
#define LUNETTE_SCENE_ROLES_H

#include "lunette/plugin.h"
#include "scene/theme.h"

enum scene_role roles_of_box(const struct lunette_box *box);
/* The role whose colours the box has: its own, or that of its criticality. */
enum scene_role roles_of_tint(const struct lunette_box *box);

enum scene_role roles_of_line(enum lunette_line_role role);
enum scene_role roles_of_lifeline(const struct lunette_lifeline *lifeline);
enum scene_role roles_of_step(enum lunette_step_role role);
enum scene_role roles_of_group(const struct lunette_group *group);

/* The most severe of the marks, of which there must be one. */
enum scene_role roles_of_marks(const struct lunette_marks *marks);

#endif
