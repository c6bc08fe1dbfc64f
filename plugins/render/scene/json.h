/* A scene as JSON: what is drawn and where, for programs that draw or test on their own. */
#ifndef LUNETTE_SCENE_JSON_H
#define LUNETTE_SCENE_JSON_H

#include "scene/svg.h"

/* One object: "version": 1, "view", "kind", "title", "summary", "width", "height", "elements".
 * An element has "role", what is known of "id", "title", "desc", "name", "file", "line", "from",
 * "to", "of", "alias", and "content": shapes, texts and elements in the order they are painted.
 * Coordinates are pixels. A shape has "rect" or "ellipse": [x, y, width, height], or "path":
 * verbs as in SVG and "points"; a text has "text", "style", "anchor", "x", "y" (of its base
 * line), "width" and "size" (of its font). */
void json_write(const struct scene *scene, const struct svg_document *document);

#endif
