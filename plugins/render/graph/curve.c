#include "curve.h"

#include <math.h>

struct scene_point curve_cubic(const struct scene_point *points, double ratio)
{
    const struct scene_point *p = points;
    double t = ratio, s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    return (struct scene_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* Walks until `distance` is used up; `walked` gets how far that was. */
static struct scene_point curve_walk(const struct layout_curve *curve, double distance,
                                     double *walked)
{
    struct scene_point here = curve->points[0];
    *walked = 0;
    for (uint32_t i = 0; i + 3 < curve->count; i += 3)
        for (int step = 1; step <= CURVE_STEPS; step++) {
            struct scene_point next = curve_cubic(curve->points + i, (double)step / CURVE_STEPS);
            double length = hypot(next.x - here.x, next.y - here.y);
            if (*walked + length >= distance && length > 0) {
                double ratio = (distance - *walked) / length;
                *walked = distance;
                return (struct scene_point){here.x + (next.x - here.x) * ratio,
                                            here.y + (next.y - here.y) * ratio};
            }
            *walked += length;
            here = next;
        }
    return here;
}

double curve_length(const struct layout_curve *curve)
{
    double length;
    curve_walk(curve, HUGE_VAL, &length);
    return length;
}

struct scene_point curve_at(const struct layout_curve *curve, double distance)
{
    double walked;
    return curve_walk(curve, distance > 0 ? distance : 0, &walked);
}
