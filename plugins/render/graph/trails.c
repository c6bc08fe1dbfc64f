#include "trails.h"

#include <math.h>

#include "curve.h"

enum {
    STEP_PX = 6,      /* between points: half of what a line of text is high */
    MOST_STEPS = 200, /* for one cubic: 1,200 pixels; longer ones are looked at more coarsely */
};

/* A cubic is no longer than the way along its four points. */
static size_t steps_of(const struct scene_point *p)
{
    double length = hypot(p[1].x - p[0].x, p[1].y - p[0].y) +
                    hypot(p[2].x - p[1].x, p[2].y - p[1].y) +
                    hypot(p[3].x - p[2].x, p[3].y - p[2].y);
    return length < STEP_PX * MOST_STEPS ? (size_t)(length / STEP_PX) + 1 : MOST_STEPS;
}

static struct scene_box box_around(const struct scene_point *points, size_t count)
{
    struct scene_point low = points[0], high = points[0];
    for (size_t i = 1; i < count; i++) {
        low = (struct scene_point){fmin(low.x, points[i].x), fmin(low.y, points[i].y)};
        high = (struct scene_point){fmax(high.x, points[i].x), fmax(high.y, points[i].y)};
    }
    return (struct scene_box){low.x, low.y, high.x - low.x, high.y - low.y};
}

static struct trails_stretch stretch_make(size_t line, const struct scene_point *cubic,
                                          struct lunette_canvas *canvas)
{
    size_t steps = steps_of(cubic);
    struct scene_point *points = canvas->alloc(canvas, steps + 1, sizeof *points);
    for (size_t i = 0; i <= steps; i++)
        points[i] = curve_cubic(cubic, (double)i / (double)steps);
    return (struct trails_stretch){line, box_around(points, steps + 1), points, steps + 1};
}

struct trails trails_make(const struct layout_curve *curves, size_t line_count,
                          struct lunette_canvas *canvas)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < line_count; i++)
        most += curves[i].count / 3 + 1;
    struct trails_stretch *stretches = canvas->alloc(canvas, most, sizeof *stretches);
    for (size_t i = 0; i < line_count; i++) {
        const struct layout_curve *curve = &curves[i];
        for (uint32_t j = 0; j + 3 < curve->count; j += 3)
            stretches[count++] = stretch_make(i, curve->points + j, canvas);
        struct scene_point last = curve->points[curve->count - 1];
        struct scene_point head[] = {last, last, curve->tip, curve->tip};
        stretches[count++] = stretch_make(i, head, canvas);
    }
    return (struct trails){stretches, count};
}

/* fmin and fmax are calls, for the sake of NaN; there is none here. */
static double less(double a, double b)
{
    return a < b ? a : b;
}

static double more(double a, double b)
{
    return a > b ? a : b;
}

/* From the box to the nearest point of another, squared, which is all that comparing takes; 0: they touch. */
static double boxes_distance(const struct scene_box *a, const struct scene_box *b)
{
    double x = more(more(a->x - b->x - b->width, b->x - a->x - a->width), 0);
    double y = more(more(a->y - b->y - b->height, b->y - a->y - a->height), 0);
    return x * x + y * y;
}

struct trails trails_within(const struct trails *trails, const struct scene_box *box,
                            struct trails_stretch *room)
{
    size_t count = 0;
    for (size_t i = 0; i < trails->count; i++)
        if (boxes_distance(&trails->stretches[i].around, box) <= 0)
            room[count++] = trails->stretches[i];
    return (struct trails){room, count};
}

struct scene_box trails_around(const struct trails *trails, size_t line)
{
    double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;
    for (size_t i = 0; i < trails->count; i++) {
        const struct scene_box *around = &trails->stretches[i].around;
        if (trails->stretches[i].line != line)
            continue;
        left = fmin(left, around->x);
        top = fmin(top, around->y);
        right = fmax(right, around->x + around->width);
        bottom = fmax(bottom, around->y + around->height);
    }
    return (struct scene_box){left, top, right - left, bottom - top};
}

static double stretch_distance(const struct trails_stretch *stretch, const struct scene_box *box)
{
    double least = HUGE_VAL;
    for (size_t i = 0; i < stretch->count && least > 0; i++) {
        struct scene_box point = {stretch->points[i].x, stretch->points[i].y, 0, 0};
        least = less(least, boxes_distance(&point, box));
    }
    return least;
}

struct trails_distances trails_measure(const struct trails *trails, size_t line,
                                       const struct scene_box *box)
{
    struct trails_distances found = {HUGE_VAL, HUGE_VAL, 0};
    for (size_t i = 0; i < trails->count; i++) {
        const struct trails_stretch *stretch = &trails->stretches[i];
        double *least = stretch->line == line ? &found.own : &found.other;
        double bound = boxes_distance(&stretch->around, box);
        if (bound > 0 && bound >= *least)
            continue;
        double distance = stretch_distance(stretch, box);
        found.through += distance <= 0 && stretch->line != line;
        *least = less(*least, distance);
    }
    found.own = sqrt(found.own);
    found.other = sqrt(found.other);
    return found;
}
