/* Small signs on boxes and lines: badges, findings, circuit breakers. */
#ifndef LUNETTE_SCENE_SIGNS_H
#define LUNETTE_SCENE_SIGNS_H

#include "scene/scene.h"

enum { SIGN_BADGE_HEIGHT_PX = 18, SIGN_MARK_PX = 20, SIGN_BREAKER_PX = 16 };

/* The width of a badge with this text, which is cut when it is long; a lock takes a little more. */
double sign_badge_width_px(struct lunette_canvas *canvas, const char *text, bool lock);

/* A pill with its left top corner here; `title` says what it means. */
void sign_draw_badge(struct scene *scene, struct scene_point corner, const char *text, bool lock,
                     const char *title);

/* The mark of a finding around this point: an octagon, a triangle or a square by the role, so that
 * no reader depends on its colour. `title` names the rule. */
void sign_draw_mark(struct scene *scene, struct scene_point center, enum scene_role role,
                    const char *title);

/* An open switch on a line. */
void sign_draw_breaker(struct scene *scene, struct scene_point center);

#endif
