#include "beside.h"

#include <limits.h>
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
    EDGE_PX = 2,      /* between a label and the edge of a group */
    PLACES = 28,      /* tried along a line */
    PLACE_STEP_PX = 9,
    WAYS_GAP_PX = 14, /* the widest of the ways */
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

struct boxes {
    struct scene_box *items; /* of width 0: none */
    size_t count;
};

/* A group's edge and what it is called. */
struct framed {
    struct scene_box frame, caption;
};

/* What can be in a label's way. */
struct hindrances {
    struct boxes taken, signs; /* taken: by labels and boxes */
    struct framed *groups;
    size_t group_count;
};

struct beside {
    const struct layout *layout;
    struct scene_box room;
    struct scene_box *labels; /* one for each line, the first of what is taken */
    struct hindrances all;
    struct hindrances near; /* room for as many */
    struct trails trails;
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

static void boxes_find(const struct boxes *boxes, const struct scene_box *area, struct boxes *found)
{
    found->count = 0;
    for (size_t i = 0; i < boxes->count; i++)
        if (boxes->items[i].width > 0 && boxes_touch(&boxes->items[i], area, CLEAR_PX))
            found->items[found->count++] = boxes->items[i];
}

/* Most of what there is cannot be in the way of any of the boxes that are tried at one place. */
static void beside_find_near(struct beside *beside, const struct scene_box *area)
{
    boxes_find(&beside->all.taken, area, &beside->near.taken);
    boxes_find(&beside->all.signs, area, &beside->near.signs);
    beside->near.group_count = 0;
    for (size_t i = 0; i < beside->all.group_count; i++)
        if (boxes_touch(&beside->all.groups[i].frame, area, EDGE_PX))
            beside->near.groups[beside->near.group_count++] = beside->all.groups[i];
}

static size_t boxes_count_touching(const struct boxes *boxes, const struct scene_box *box)
{
    size_t count = 0;
    for (size_t i = 0; i < boxes->count; i++)
        count += boxes_touch(&boxes->items[i], box, CLEAR_PX);
    return count;
}

static double groups_cost(const struct hindrances *near, const struct scene_box *box)
{
    double cost = 0;
    for (size_t i = 0; i < near->group_count; i++) {
        const struct framed *group = &near->groups[i];
        if (!boxes_touch(&group->frame, box, EDGE_PX))
            continue;
        cost += box_holds(&group->frame, box, EDGE_PX) ? 0 : EDGE_COST;
        cost += boxes_touch(&group->caption, box, CLEAR_PX) ? CAPTION_COST : 0;
    }
    return cost;
}

/* A label's best place so far. */
struct search {
    struct beside *beside;
    size_t line;
    struct scene_box best;
    double least; /* what it costs */
};

/* What is cheap to find out comes first: most places are too bad already without the rest. */
static double search_cost(const struct search *search, const struct scene_box *box, double aside)
{
    struct beside *beside = search->beside;
    if (!box_holds(&beside->room, box, 0) || boxes_count_touching(&beside->near.taken, box))
        return HUGE_VAL;
    double signs = (double)boxes_count_touching(&beside->near.signs, box) * SIGN_COST;
    double cost = groups_cost(&beside->near, box);
    if (aside + (cost + signs) >= search->least)
        return HUGE_VAL;
    double enough = fmin((search->least - aside) / THROUGH_COST, UINT_MAX); /* to be worse */
    struct trails_crossings through =
        trails_cross(&beside->trails, search->line, box, (unsigned)enough);
    cost += through.others * THROUGH_COST;
    cost += through.own ? OWN_THROUGH_COST : 0;
    if (aside + (cost + signs) >= search->least)
        return HUGE_VAL;
    struct trails_distances far = trails_measure(&beside->trails, search->line, box, MIXED_PX);
    cost += fmax(0, far.own - NEAR_PX) * FAR_COST;
    cost += fmax(0, far.own + MIXED_PX - far.other) * MIXED_COST;
    return aside + (cost + signs);
}

static void search_try(struct search *search, struct scene_box box, double aside)
{
    double cost = search_cost(search, &box, aside);
    if (cost < search->least) {
        search->best = box;
        search->least = cost;
    }
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

/* Where all of them lie. */
static struct scene_box area_beside(struct scene_point point, const struct scene_box *size)
{
    double across = size->width + WAYS_GAP_PX, down = size->height + WAYS_GAP_PX;
    return (struct scene_box){point.x - across, point.y - down, 2 * across, 2 * down};
}

/* The best place along the line, if any is better than the label's. */
static struct scene_box beside_choose(struct beside *beside, size_t line, struct scene_box label)
{
    const struct layout_curve *curve = &beside->layout->curves[line];
    struct search search = {beside, line, label, HUGE_VAL};
    double length = curve->length, step = fmax(PLACE_STEP_PX, length / PLACES);
    struct curve_walk walk = curve_start(curve);
    beside_find_near(beside, &label);
    search_try(&search, label, 0);
    if (search.least < ENOUGH)
        return label;
    for (size_t place = 1; (double)place * step < length; place++) {
        double at = (double)place * step;
        double aside = fabs(at - length / 2) * ASIDE_COST;
        if (aside >= search.least)
            continue;
        struct scene_point point = curve_walk_to(&walk, at);
        struct scene_box area = area_beside(point, &label);
        beside_find_near(beside, &area);
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
            search_try(&search, box_beside(&ways[i], point, &label), aside);
    }
    return search.best;
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

static struct boxes boxes_make(size_t most, struct lunette_canvas *canvas)
{
    return (struct boxes){canvas->alloc(canvas, most, sizeof(struct scene_box)), 0};
}

static struct hindrances hindrances_make(const struct lunette_graph_view *graph,
                                         struct lunette_canvas *canvas)
{
    return (struct hindrances){
        .taken = boxes_make(graph->line_count + graph->box_count, canvas),
        .signs = boxes_make(graph->line_count * STROKE_SIGNS, canvas),
        .groups = canvas->alloc(canvas, graph->group_count, sizeof(struct framed)),
    };
}

static void beside_add_groups(struct beside *beside, const struct form *form,
                              struct lunette_canvas *canvas)
{
    const struct lunette_graph_view *graph = form->request.graph;
    const double *lefts = captions_place(graph, form, beside->layout, canvas);
    for (size_t i = 0; i < graph->group_count; i++) {
        const struct scene_box *frame = &beside->layout->groups[i];
        bool second = *form->captions[i].subtitle;
        beside->all.groups[beside->all.group_count++] = (struct framed){
            *frame,
            {lefts[i], frame->y, form->request.captions[i].width,
             second ? CAPTIONS_SECOND_BASE_PX : CAPTIONS_BASE_PX},
        };
    }
}

static struct beside beside_make(const struct layout *layout, const struct form *form,
                                 struct scene_box room, struct lunette_canvas *canvas)
{
    const struct lunette_graph_view *graph = form->request.graph;
    struct beside beside = {
        .layout = layout,
        .room = room,
        .all = hindrances_make(graph, canvas),
        .near = hindrances_make(graph, canvas),
        .trails = trails_make(layout->curves, graph->line_count, canvas),
    };
    struct boxes *taken = &beside.all.taken, *signs = &beside.all.signs;
    beside.labels = taken->items;
    for (size_t i = 0; i < graph->line_count; i++) {
        taken->items[taken->count++] = label_box(form, layout, i);
        signs->count += stroke_expect_signs(form, layout, i, canvas, signs->items + signs->count);
    }
    for (size_t i = 0; i < graph->box_count; i++)
        taken->items[taken->count++] = place_box(layout, form, i);
    beside_add_groups(&beside, form, canvas);
    return beside;
}

const struct layout *beside_place(const struct layout *layout, const struct form *form,
                                  struct scene_box room, struct lunette_canvas *canvas)
{
    size_t line_count = form->request.graph->line_count;
    if (line_count > MOST_LINES)
        return layout;
    struct beside beside = beside_make(layout, form, room, canvas);
    struct layout *moved = canvas->alloc(canvas, 1, sizeof *moved);
    struct layout_curve *curves = canvas->alloc(canvas, line_count, sizeof *curves);
    for (size_t i = 0; i < line_count; i++) {
        struct scene_box label = beside.labels[i];
        curves[i] = layout->curves[i];
        if (label.width <= 0)
            continue;
        beside.labels[i].width = 0; /* not in its own way */
        label = beside.labels[i] = beside_choose(&beside, i, label);
        curves[i].label_at =
            (struct scene_point){label.x + label.width / 2, label.y + label.height / 2};
    }
    *moved = *layout;
    moved->curves = curves;
    return moved;
}
