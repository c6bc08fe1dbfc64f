#include "fan.h"

#include <math.h>
#include <stdlib.h>

#define APART_PX 25.0 /* between neighbours: a little more than a role box is high */
#define FULL_TURN 6.283185307179586

enum { ROUNDS = 24 }; /* enough for a dozen ends; more do not fit on one side anyway */

/* An end of a line on the rim of an ellipse. */
struct end {
    struct scene_point *rim, *next; /* the end itself, and the handle that goes with it */
    size_t line;
    double angle; /* of the unit circle that the ellipse is made of */
    double reach; /* how far out: 1 on the ellipse itself */
};

struct fan {
    struct scene_point center;
    double half_width, half_height;
    struct end *ends;
    size_t count;
};

static void fan_add(struct fan *fan, size_t line, struct scene_point *rim, struct scene_point *next)
{
    double x = (rim->x - fan->center.x) / fan->half_width;
    double y = (rim->y - fan->center.y) / fan->half_height;
    fan->ends[fan->count++] = (struct end){rim, next, line, atan2(y, x), hypot(x, y)};
}

static void fan_collect(struct fan *fan, const struct layout_request *request,
                        const struct layout *layout, struct scene_point *const *points, size_t box)
{
    fan->count = 0;
    for (size_t i = 0; i < request->graph->line_count; i++) {
        const struct lunette_line *line = &request->graph->lines[i];
        struct scene_point *last = points[i] + layout->curves[i].count - 1;
        if (line->from == line->to)
            continue;
        if (line->from == box)
            fan_add(fan, i, points[i], points[i] + 1);
        else if (line->to == box)
            fan_add(fan, i, last, last - 1);
    }
}

static int compare_ends(const void *a, const void *b)
{
    const struct end *left = a, *right = b;
    if (left->angle != right->angle)
        return left->angle < right->angle ? -1 : 1;
    return left->line < right->line ? -1 : left->line > right->line;
}

/* The angle that APART_PX take up here. */
static double angle_apart(const struct fan *fan, double angle)
{
    return APART_PX / hypot(fan->half_width * sin(angle), fan->half_height * cos(angle));
}

/* Neighbours that are too near push each other away, each by half of what is missing. */
static void fan_push(struct fan *fan)
{
    for (size_t i = 0; i < fan->count; i++) {
        struct end *end = &fan->ends[i], *other = &fan->ends[(i + 1) % fan->count];
        double turn = i + 1 < fan->count ? 0 : FULL_TURN;
        double missing = angle_apart(fan, end->angle) - (other->angle + turn - end->angle);
        if (missing <= 0)
            continue;
        end->angle -= missing / 2;
        other->angle += missing / 2;
    }
}

static void fan_move(const struct fan *fan)
{
    for (size_t i = 0; i < fan->count; i++) {
        const struct end *end = &fan->ends[i];
        double x = fan->center.x + cos(end->angle) * end->reach * fan->half_width - end->rim->x;
        double y = fan->center.y + sin(end->angle) * end->reach * fan->half_height - end->rim->y;
        *end->rim = (struct scene_point){end->rim->x + x, end->rim->y + y};
        *end->next = (struct scene_point){end->next->x + x, end->next->y + y};
    }
}

void fan_spread(const struct layout_request *request, const struct layout *layout,
                struct scene_point *const *points, struct lunette_canvas *canvas)
{
    struct fan fan = {.ends = canvas->alloc(canvas, request->graph->line_count, sizeof *fan.ends)};
    for (size_t box = 0; box < request->graph->box_count; box++) {
        if (!request->round[box])
            continue;
        fan.center = layout->boxes[box];
        fan.half_width = request->boxes[box].width / 2;
        fan.half_height = request->boxes[box].height / 2;
        fan_collect(&fan, request, layout, points, box);
        bool fits = (double)fan.count * APART_PX < 2 * (fan.half_width + fan.half_height);
        if (fan.count < 2 || !fits)
            continue;
        qsort(fan.ends, fan.count, sizeof *fan.ends, compare_ends);
        for (int round = 0; round < ROUNDS; round++)
            fan_push(&fan);
        fan_move(&fan);
    }
}
