#include "place.h"

#include <math.h>

#include "curve.h"
#include "fan.h"
#include "scene/shapes.h"

/* How far an outline can be from the rectangle around it, and how closely it is found. */
#define SEARCH_PX 40.0
#define SEARCH_STEP_PX 0.5

static struct scene_point moved(struct scene_point point, struct scene_point by)
{
    return (struct scene_point){point.x + by.x, point.y + by.y};
}

struct scene_box place_box(const struct layout *layout, const struct form *form, size_t index)
{
    struct scene_point center = layout->boxes[index];
    const struct scene_box *outline = &form->boxes[index].outline;
    return (struct scene_box){center.x - outline->width / 2, center.y - outline->height / 2,
                              outline->width, outline->height};
}

/* How far the point must go in this direction until it lies within the outline; false when
 * never. */
static bool find_way(enum scene_role role, struct scene_box box, struct scene_point point,
                     struct scene_point direction, struct scene_point *way)
{
    double length = hypot(direction.x, direction.y);
    for (double far = 0; length > 0 && far < SEARCH_PX; far += SEARCH_STEP_PX) {
        *way = (struct scene_point){direction.x / length * far, direction.y / length * far};
        if (shape_contains(role, box, moved(point, *way)))
            return true;
    }
    return false;
}

/* Straight on from `behind` through `point`; where that would miss, towards the middle of the
 * box. */
static struct scene_point way_to_outline(enum scene_role role, struct scene_box box,
                                         struct scene_point behind, struct scene_point point)
{
    struct scene_point way, stay = {0, 0};
    struct scene_point on = {point.x - behind.x, point.y - behind.y};
    struct scene_point in = {box.x + box.width / 2 - point.x, box.y + box.height / 2 - point.y};
    bool found = find_way(role, box, point, on, &way) || find_way(role, box, point, in, &way);
    return found ? way : stay;
}

static bool is_way(struct scene_point way)
{
    return way.x != 0 || way.y != 0;
}

/* Both ends have room for one straight piece more: `points` begins three before the curve's. */
static void lead_to_outlines(struct layout_curve *curve, const struct layout *layout,
                             const struct form *form, const struct lunette_line *line,
                             struct scene_point *points)
{
    struct scene_box from = place_box(layout, form, line->from);
    struct scene_box to = place_box(layout, form, line->to);
    struct scene_point *first = points + 3, *last = first + curve->count - 1;
    struct scene_point behind =
        hypot(curve->tip.x - last->x, curve->tip.y - last->y) > 1 ? *last : last[-1];
    struct scene_point back = way_to_outline(form->boxes[line->from].role, from, first[1], *first);
    struct scene_point on = way_to_outline(form->boxes[line->to].role, to, behind, curve->tip);
    curve->points = first;
    if (is_way(back)) {
        points[0] = points[1] = moved(*first, back);
        points[2] = *first;
        curve->points = points;
        curve->count += 3;
    }
    if (is_way(on)) {
        last[1] = *last;
        last[2] = last[3] = moved(*last, on);
        curve->tip = moved(curve->tip, on);
        curve->count += 3;
    }
}

/* Returns the points, now the curve's own. */
static struct scene_point *move_curve(struct layout_curve *curve, struct scene_point by,
                                      struct lunette_canvas *canvas)
{
    struct scene_point *points = canvas->alloc(canvas, curve->count + 6, sizeof *points);
    for (uint32_t i = 0; i < curve->count; i++)
        points[3 + i] = moved(curve->points[i], by);
    curve->points = points + 3;
    curve->tip = moved(curve->tip, by);
    curve->label_at = moved(curve->label_at, by);
    return points + 3;
}

static void place_curves(struct layout_curve *curves, const struct layout *placed,
                         const struct form *form, struct scene_point by,
                         struct lunette_canvas *canvas)
{
    const struct lunette_graph_view *graph = form->request.graph;
    struct scene_point **points = canvas->alloc(canvas, graph->line_count, sizeof *points);
    for (size_t i = 0; i < graph->line_count; i++)
        points[i] = move_curve(&curves[i], by, canvas);
    if (form->request.end_px > 0)
        fan_spread(&form->request, placed, points, canvas);
    for (size_t i = 0; i < graph->line_count; i++) {
        lead_to_outlines(&curves[i], placed, form, &graph->lines[i], points[i] - 3);
        curves[i].length = curve_length(&curves[i]);
    }
}

const struct layout *place_layout(const struct layout *layout, const struct form *form,
                                  struct scene_point by, struct lunette_canvas *canvas)
{
    const struct lunette_graph_view *graph = form->request.graph;
    struct layout *placed = canvas->alloc(canvas, 1, sizeof *placed);
    struct scene_point *boxes = canvas->alloc(canvas, graph->box_count, sizeof *boxes);
    struct scene_box *groups = canvas->alloc(canvas, graph->group_count, sizeof *groups);
    struct layout_curve *curves = canvas->alloc(canvas, graph->line_count, sizeof *curves);
    *placed = *layout;
    placed->boxes = boxes;
    placed->groups = groups;
    placed->curves = curves;
    for (size_t i = 0; i < graph->box_count; i++)
        boxes[i] = moved(layout->boxes[i], by);
    for (size_t i = 0; i < graph->group_count; i++) {
        groups[i] = layout->groups[i];
        groups[i].x += by.x;
        groups[i].y += by.y;
    }
    for (size_t i = 0; i < graph->line_count; i++)
        curves[i] = layout->curves[i];
    place_curves(curves, placed, form, by, canvas);
    return placed;
}
