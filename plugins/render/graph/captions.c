#include "captions.h"

#include <math.h>

#include "curve.h"
#include "scene/signs.h"

enum {
    CLEAR_PX = 7,     /* between a caption and what runs beside it */
    SLACK_PX = 7,     /* farther to the left than usual, if that helps */
    MOST_SPANS = 200, /* in one caption's way; where there are more, nothing helps */
};

/* Hidden pixels that are as bad as one pixel aside. */
#define DISTANCE_COST 0.01

/* From left to right. */
struct span {
    double from, to;
};

/* The strip below a group's upper edge, and what runs through it. */
struct strip {
    struct scene_box box;
    struct span spans[MOST_SPANS];
    size_t count;
};

static void strip_add(struct strip *strip, double from, double to)
{
    if (strip->count < MOST_SPANS && to > strip->box.x && from < strip->box.x + strip->box.width)
        strip->spans[strip->count++] = (struct span){from - CLEAR_PX, to + CLEAR_PX};
}

static bool is_beside(const struct strip *strip, double top, double bottom)
{
    return bottom < strip->box.y || top > strip->box.y + strip->box.height;
}

/* The part of a straight piece that lies in the strip. */
static void strip_add_piece(struct strip *strip, struct scene_point a, struct scene_point b)
{
    if (is_beside(strip, fmin(a.y, b.y), fmax(a.y, b.y)))
        return;
    double low = 0, high = 1, height = b.y - a.y;
    if (fabs(height) > 0.01) {
        double first = (strip->box.y - a.y) / height;
        double second = (strip->box.y + strip->box.height - a.y) / height;
        low = fmax(0, fmin(first, second));
        high = fmin(1, fmax(first, second));
    }
    double from = a.x + (b.x - a.x) * low, to = a.x + (b.x - a.x) * high;
    strip_add(strip, fmin(from, to), fmax(from, to));
}

/* A cubic stays within its four points. */
static bool misses(const struct strip *strip, const struct scene_point *p)
{
    double left = fmin(fmin(p[0].x, p[1].x), fmin(p[2].x, p[3].x));
    double right = fmax(fmax(p[0].x, p[1].x), fmax(p[2].x, p[3].x));
    double top = fmin(fmin(p[0].y, p[1].y), fmin(p[2].y, p[3].y));
    double bottom = fmax(fmax(p[0].y, p[1].y), fmax(p[2].y, p[3].y));
    return is_beside(strip, top, bottom) || right < strip->box.x ||
           left > strip->box.x + strip->box.width;
}

static void strip_add_curve(struct strip *strip, const struct layout_curve *curve)
{
    for (uint32_t i = 0; i + 3 < curve->count; i += 3) {
        if (misses(strip, curve->points + i))
            continue;
        struct scene_point here = curve->points[i];
        for (int step = 1; step <= CURVE_STEPS; step++) {
            struct scene_point next = curve_cubic(curve->points + i, (double)step / CURVE_STEPS);
            strip_add_piece(strip, here, next);
            here = next;
        }
    }
    strip_add_piece(strip, curve->points[curve->count - 1], curve->tip);
}

static void strip_add_label(struct strip *strip, const struct layout_curve *curve,
                            const struct layout_size *size)
{
    double half = size->height / 2;
    if (curve->has_label && !is_beside(strip, curve->label_at.y - half, curve->label_at.y + half))
        strip_add(strip, curve->label_at.x - size->width / 2, curve->label_at.x + size->width / 2);
}

/* How bad a caption of this width would be that begins here. */
static double strip_cost(const struct strip *strip, double left, double width)
{
    double last = strip->box.x + strip->box.width - width;
    if (left < strip->box.x - SLACK_PX || (left > last && left > strip->box.x))
        return HUGE_VAL;
    double cost = fabs(left - strip->box.x) * DISTANCE_COST;
    for (size_t i = 0; i < strip->count; i++) {
        double from = fmax(left, strip->spans[i].from);
        cost += fmax(0, fmin(left + width, strip->spans[i].to) - from);
    }
    return cost;
}

/* At the left end, or just before or behind something. */
static double strip_choose(const struct strip *strip, double width)
{
    double best = strip->box.x, least = strip_cost(strip, best, width);
    for (size_t i = 0; i < 2 * strip->count; i++) {
        const struct span *span = &strip->spans[i / 2];
        double left = i % 2 ? span->to : span->from - width;
        double cost = strip_cost(strip, left, width);
        if (cost < least)
            best = left;
        least = fmin(least, cost);
    }
    return best;
}

static struct scene_box strip_box(const struct lunette_group *group, struct scene_box frame,
                                  const struct form_caption *caption)
{
    double base = *caption->subtitle ? CAPTIONS_SECOND_BASE_PX : CAPTIONS_BASE_PX;
    double mark = group->marks.count ? SIGN_MARK_PX + 8 : 0;
    return (struct scene_box){frame.x + CAPTIONS_INDENT_PX, frame.y + 8,
                              frame.width - 2 * CAPTIONS_INDENT_PX - mark, base - 2};
}

const double *captions_place(const struct lunette_graph_view *graph, const struct form *form,
                             const struct layout *layout, struct lunette_canvas *canvas)
{
    double *lefts = canvas->alloc(canvas, graph->group_count, sizeof *lefts);
    struct strip *strip = canvas->alloc(canvas, 1, sizeof *strip);
    for (size_t i = 0; i < graph->group_count; i++) {
        strip->box = strip_box(&graph->groups[i], layout->groups[i], &form->captions[i]);
        strip->count = 0;
        for (size_t j = 0; j < graph->line_count; j++) {
            strip_add_curve(strip, &layout->curves[j]);
            strip_add_label(strip, &layout->curves[j], &form->request.labels[j]);
        }
        double mark = graph->groups[i].marks.count ? SIGN_MARK_PX + 8 : 0;
        lefts[i] = strip_choose(strip, form->request.captions[i].width - mark);
    }
    return lefts;
}
