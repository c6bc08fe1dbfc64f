/* The outlines of boxes and the heads of lines. */
#ifndef LUNETTE_SCENE_SHAPES_H
#define LUNETTE_SCENE_SHAPES_H

#include "scene/scene.h"

enum { SHAPE_HEAD_PX = 10 }; /* from the base of a line's head to its tip */

/* A box just large enough for the role's outline around content of this size: x and y tell where in
 * the box the content begins. */
struct scene_box shape_around(enum scene_role role, double content_width, double content_height);

/* Draws the outline of the role within the open element. */
void shape_draw(struct scene *scene, enum scene_role role, struct scene_box box);

/* Whether the outline drawn in the box, not only the box, holds the point. */
bool shape_contains(enum scene_role role, struct scene_box box, struct scene_point point);

/* Draws the head of the role, if it has one, from `base`, where the line ends, to `tip`. */
void shape_draw_head(struct scene *scene, enum scene_role role, struct scene_point base,
                     struct scene_point tip);

#endif
