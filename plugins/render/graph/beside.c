#include "beside.h"

#include <math.h>

#include "captions.h"
#include "curve.h"
#include "place.h"
#include "strokes.h"
#include "trails.h"

enum {
    MOST_LINES = 200, /* with more, a picture is read by walking its lines, and time matters */
    CLEAR_PX = 5,     /* between a label and boxes, labels and signs */
    NEAR_PX = 7,      /* from a label to its line: as near as it should be */
    PLACES = 28,      /* tried along a line */
    PLACE_STEP_PX = 9,
    MARGIN_PX = 40, /* around a line, of what can matter to its label */
};

/* What a place costs, in pixels that a label may rather be away from its line. */
#define FAR_COST 1.5       /* a pixel farther from the line */
#define ASIDE_COST 0.05    /* a pixel farther from its middle */
#define MIXED_COST 12.0    /* a pixel that another line is nearer, or nearly */
#define MIXED_PX 6.0       /* by how much the own line must be nearer */
#define THROUGH_COST 300.0 /* another line runs through the label */
#define OWN_THROUGH_COST 250.0
#define SIGN_COST 200.0
#define EDGE_COST 70.0 /* a group's edge runs through it */
#define CAPTION_COST 300.0
#define ENOUGH 12.0 /* good as it is */

struct beside {
    const struct form *form;
    const struct layout *layout;
    struct scene_box room;
    struct scene_box *labels, *signs; /* labels: one for each line, width 0: none */
    size_t sign_count;
    const double *captions;     /* left ends, with labels where the engine wanted them */
    struct trails trails, near; /* near: of the label that is asked about */
};

static bool boxes_touch(const struct scene_box *a, const struct scene_box *b, double apart)
{
    return a->x < b->x + b->width + apart && b->x < a->x + a->width + apart &&
           a->y < b->y + b->height + apart && b->y < a->y + a->height + apart;
}

static bool box_holds(const struct scene_box *outer, const struct scene_box *inner, double apart)
{
    return inner->x >= outer->x + apart && inner->y >= outer->y + apart &&
           inner->x + inner->width <= outer->x + outer->width - apart &&
           inner->y + inner->height <= outer->y + outer->height - apart;
}

/* What a label may not lie on. */
static bool beside_is_taken(const struct beside *beside, size_t line, const struct scene_box *box)
{
    const struct lunette_graph_view *graph = beside->form->request.graph;
    if (!box_holds(&beside->room, box, 0))
        return true;
    for (size_t i = 0; i < graph->line_count; i++)
        if (i != line && beside->labels[i].width > 0 &&
            boxes_touch(&beside->labels[i], box, CLEAR_PX))
            return true;
    for (size_t i = 0; i < graph->box_count; i++) {
        struct scene_box frame = place_box(beside->layout, beside->form, i);
        if (boxes_touch(&frame, box, CLEAR_PX))
            return true;
    }
    return false;
}

static struct scene_box caption_box(const struct beside *beside, size_t group)
{
    const struct scene_box *frame = &beside->layout->groups[group];
    bool second = *beside->form->captions[group].subtitle;
    return (struct scene_box){beside->captions[group], frame->y,
                              beside->form->request.captions[group].width,
                              second ? CAPTIONS_SECOND_BASE_PX : CAPTIONS_BASE_PX};
}

static double beside_groups_cost(const struct beside *beside, const struct scene_box *box)
{
    double cost = 0;
    for (size_t i = 0; i < beside->form->request.graph->group_count; i++) {
        const struct scene_box *frame = &beside->layout->groups[i];
        if (!boxes_touch(frame, box, 2))
            continue;
        struct scene_box caption = caption_box(beside, i);
        cost += box_holds(frame, box, 2) ? 0 : EDGE_COST;
        cost += boxes_touch(&caption, box, CLEAR_PX) ? CAPTION_COST : 0;
    }
    return cost;
}

static double beside_cost(const struct beside *beside, size_t line, const struct scene_box *box)
{
    if (beside_is_taken(beside, line, box))
        return HUGE_VAL;
    struct trails_distances far = trails_measure(&beside->near, line, box);
    double cost = beside_groups_cost(beside, box) + far.through * THROUGH_COST;
    cost += far.own > 0 ? fmax(0, far.own - NEAR_PX) * FAR_COST : OWN_THROUGH_COST;
    cost += fmax(0, far.own + MIXED_PX - far.other) * MIXED_COST;
    for (size_t i = 0; i < beside->sign_count; i++)
        cost += boxes_touch(&beside->signs[i], box, CLEAR_PX) ? SIGN_COST : 0;
    return cost;
}

/* The eight ways in which a box can lie beside a point, a little and farther away from it. */
static const struct way {
    double across, down, gap_px;
} ways[] = {
    {1, 0, 7},   {-1, 0, 7}, {0, -1, 5},   {0, 1, 5},   {1, -1, 4},  {1, 1, 4},
    {-1, -1, 4}, {-1, 1, 4}, {1, 0, 14},   {-1, 0, 14}, {0, -1, 14}, {0, 1, 14},
    {1, -1, 10}, {1, 1, 10}, {-1, -1, 10}, {-1, 1, 10},
};

/* The box beside the point. */
static struct scene_box box_beside(const struct way *way, struct scene_point point,
                                   const struct scene_box *size)
{
    double x = point.x + way->across * (size->width / 2 + way->gap_px);
    double y = point.y + way->down * (size->height / 2 + way->gap_px);
    return (struct scene_box){x - size->width / 2, y - size->height / 2, size->width, size->height};
}

/* The best place along the line, if any is better than the label's. */
static struct scene_box beside_choose(const struct beside *beside, size_t line)
{
    const struct layout_curve *curve = &beside->layout->curves[line];
    struct scene_box best = beside->labels[line];
    double length = curve_length(curve), least = beside_cost(beside, line, &best);
    double step = fmax(PLACE_STEP_PX, length / PLACES);
    if (least < ENOUGH)
        return best;
    for (size_t place = 1; (double)place * step < length; place++) {
        double at = (double)place * step;
        double aside = fabs(at - length / 2) * ASIDE_COST;
        struct scene_point point = curve_at(curve, at);
        for (size_t i = 0; i < sizeof ways / sizeof *ways && aside < least; i++) {
            struct scene_box box = box_beside(&ways[i], point, &beside->labels[line]);
            double cost = aside + beside_cost(beside, line, &box);
            if (cost < least)
                best = box;
            least = fmin(least, cost);
        }
    }
    return best;
}

/* Where the layout has put the label's words and mark, without the room around them. */
static struct scene_box label_box(const struct form *form, const struct layout *layout, size_t line)
{
    const struct layout_size *size = &form->request.labels[line];
    struct scene_point at = layout->curves[line].label_at;
    double width = size->width - 2 * FORM_LABEL_PADDING_PX;
    double height = size->height - FORM_LABEL_GAP_PX;
    if (!layout->curves[line].has_label || width <= 0)
        return (struct scene_box){0};
    return (struct scene_box){at.x - width / 2, at.y - height / 2, width, height};
}

static void beside_start(struct beside *beside, struct lunette_canvas *canvas)
{
    size_t line_count = beside->form->request.graph->line_count;
    beside->labels = canvas->alloc(canvas, line_count, sizeof *beside->labels);
    beside->signs = canvas->alloc(canvas, line_count * STROKE_SIGNS, sizeof *beside->signs);
    for (size_t i = 0; i < line_count; i++) {
        beside->labels[i] = label_box(beside->form, beside->layout, i);
        beside->sign_count += stroke_expect_signs(beside->form, beside->layout, i, canvas,
                                                  beside->signs + beside->sign_count);
    }
    beside->trails = trails_make(beside->layout->curves, line_count, canvas);
    beside->captions =
        captions_place(beside->form->request.graph, beside->form, beside->layout, canvas);
}

const struct layout *beside_place(const struct layout *layout, const struct form *form,
                                  struct scene_box room, struct lunette_canvas *canvas)
{
    size_t line_count = form->request.graph->line_count;
    if (line_count > MOST_LINES)
        return layout;
    struct beside beside = {.form = form, .layout = layout, .room = room};
    beside_start(&beside, canvas);
    struct layout *moved = canvas->alloc(canvas, 1, sizeof *moved);
    struct layout_curve *curves = canvas->alloc(canvas, line_count, sizeof *curves);
    struct trails_stretch *near = canvas->alloc(canvas, beside.trails.count, sizeof *near);
    for (size_t i = 0; i < line_count; i++) {
        struct scene_box *label = &beside.labels[i];
        curves[i] = layout->curves[i];
        if (label->width <= 0)
            continue;
        struct scene_box around = trails_around(&beside.trails, i);
        double across = label->width + MARGIN_PX, down = label->height + MARGIN_PX;
        around = (struct scene_box){around.x - across, around.y - down, around.width + 2 * across,
                                    around.height + 2 * down};
        beside.near = trails_within(&beside.trails, &around, near);
        *label = beside_choose(&beside, i);
        curves[i].label_at =
            (struct scene_point){label->x + label->width / 2, label->y + label->height / 2};
    }
    *moved = *layout;
    moved->curves = curves;
    return moved;
}
