#include "curve.h"

#include <math.h>

struct scene_point curve_cubic(const struct scene_point *points, double ratio)
{
    const struct scene_point *p = points;
    double t = ratio, s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    return (struct scene_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

struct curve_walk curve_start(const struct layout_curve *curve)
{
    return (struct curve_walk){curve, 0, 0, curve->points[0], 0};
}

/* Across one straight piece. */
static void walk_on(struct curve_walk *walk, struct scene_point next, double length)
{
    walk->here = next;
    walk->walked += length;
    if (++walk->step == CURVE_STEPS) {
        walk->step = 0;
        walk->cubic += 3;
    }
}

/* hypot takes five times as long, for distances that overflow when squared. */
static double distance_of(struct scene_point a, struct scene_point b)
{
    double x = b.x - a.x, y = b.y - a.y;
    return sqrt(x * x + y * y);
}

struct scene_point curve_walk_to(struct curve_walk *walk, double distance)
{
    while (walk->cubic + 3 < walk->curve->count) {
        struct scene_point here = walk->here;
        struct scene_point next =
            curve_cubic(walk->curve->points + walk->cubic, (double)(walk->step + 1) / CURVE_STEPS);
        double length = distance_of(here, next);
        if (walk->walked + length >= distance && length > 0) {
            double ratio = (distance - walk->walked) / length;
            return (struct scene_point){here.x + (next.x - here.x) * ratio,
                                        here.y + (next.y - here.y) * ratio};
        }
        walk_on(walk, next, length);
    }
    return walk->here;
}

double curve_length(const struct layout_curve *curve)
{
    struct curve_walk walk = curve_start(curve);
    curve_walk_to(&walk, HUGE_VAL);
    return walk.walked;
}

struct scene_point curve_at(const struct layout_curve *curve, double distance)
{
    struct curve_walk walk = curve_start(curve);
    return curve_walk_to(&walk, distance > 0 ? distance : 0);
}
