/* What the roles of a view are called in a scene. */
#ifndef LUNETTE_GRAPH_ROLES_H
#define LUNETTE_GRAPH_ROLES_H

#include "lunette/plugin.h"
#include "scene/theme.h"

enum scene_role roles_of_box(const struct lunette_box *box);
enum scene_role roles_of_line(enum lunette_line_role role);
enum scene_role roles_of_group(const struct lunette_group *group);

/* The most severe of the marks, of which there must be one. */
enum scene_role roles_of_marks(const struct lunette_marks *marks);

#endif
