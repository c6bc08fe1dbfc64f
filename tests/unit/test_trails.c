#include "graph/trails.h"

#include <math.h>

#include "canvas.h"
#include "test.h"

enum { LINES = 12, CUBICS = 3, POINTS = 3 * CUBICS + 1, SAMPLES = 60, BOXES = 100 };

#define MARGIN_PX 6.0

struct sample {
    struct test_canvas canvas;
    struct scene_point points[LINES][POINTS];
    struct layout_curve curves[LINES];
    struct trails trails;
    size_t point_count;
};

static double random_up_to(double most)
{
    static uint32_t state = 4711;
    state = state * 1664525 + 1013904223;
    return (double)(state >> 8) / (1 << 24) * most;
}

static struct scene_point random_point(double size_px)
{
    return (struct scene_point){random_up_to(size_px) - size_px / 3, random_up_to(size_px)};
}

static void sample_fill(struct sample *sample, double size_px)
{
    sample->canvas = canvas_new(1000);
    for (size_t line = 0; line < LINES; line++) {
        for (size_t i = 0; i < POINTS; i++)
            sample->points[line][i] = random_point(size_px);
        sample->curves[line] = (struct layout_curve){
            .points = sample->points[line], .count = POINTS, .tip = random_point(size_px)};
    }
    sample->trails = trails_make(sample->curves, LINES, &sample->canvas.canvas);
    sample->point_count = sample->trails.starts[sample->trails.columns * sample->trails.rows];
}

/* ---- against the definitions ---- */

static double distance_of(struct scene_point at, const struct scene_box *box)
{
    double x = fmax(fmax(at.x - box->x - box->width, box->x - at.x), 0);
    double y = fmax(fmax(at.y - box->y - box->height, box->y - at.y), 0);
    return sqrt(x * x + y * y);
}

static void expect_answers(struct sample *sample, uint32_t line, const struct scene_box *box)
{
    bool met[LINES * (CUBICS + 1)] = {false};
    struct trails_crossings through = {false, 0};
    struct trails_distances far = {HUGE_VAL, HUGE_VAL};
    for (size_t i = 0; i < sample->point_count; i++) {
        const struct trails_point *point = &sample->trails.points[i];
        double distance = distance_of(point->at, box);
        double *least = point->line == line ? &far.own : &far.other;
        *least = fmin(*least, distance);
        through.own |= distance <= 0 && point->line == line;
        through.others += distance <= 0 && point->line != line && !met[point->stretch];
        met[point->stretch] |= distance <= 0;
    }
    struct trails_crossings crossings = trails_cross(&sample->trails, line, box, LINES * POINTS);
    struct trails_distances distances = trails_measure(&sample->trails, line, box, MARGIN_PX);
    TEST(crossings.own == through.own);
    TEST(crossings.others == through.others);
    TEST(distances.own == far.own);
    TEST(far.other < far.own + MARGIN_PX ? distances.other == far.other
                                         : distances.other >= far.own + MARGIN_PX);
}

static void test_answers(double size_px)
{
    struct sample sample;
    sample_fill(&sample, size_px);
    for (size_t i = 0; i < BOXES; i++) {
        struct scene_point corner = random_point(size_px * 1.5); /* some far away from all lines */
        struct scene_box box = {corner.x, corner.y, random_up_to(180), random_up_to(60)};
        expect_answers(&sample, (uint32_t)(i % LINES), &box);
    }
    canvas_free(&sample.canvas);
}

/* ---- shapes ---- */

/* Every stretch has both its ends. */
static void test_points(void)
{
    struct sample sample;
    sample_fill(&sample, 800);
    size_t met[LINES * (CUBICS + 1)] = {0};
    for (size_t i = 0; i < sample.point_count; i++)
        met[sample.trails.points[i].stretch]++;
    for (size_t i = 0; i < COUNT(met); i++)
        TEST(met[i] >= 2);
    canvas_free(&sample.canvas);
}

static void test_stops_at_enough(void)
{
    struct sample sample;
    sample_fill(&sample, 100);
    struct scene_box all = {-1000, -1000, 3000, 3000};
    TEST(trails_cross(&sample.trails, 0, &all, LINES * POINTS).others ==
         (LINES - 1) * (CUBICS + 1));
    TEST(trails_cross(&sample.trails, 0, &all, 2).others == 3);
    canvas_free(&sample.canvas);
}

/* A line that stands still lies in one cell. */
static void test_one_point(void)
{
    struct test_canvas canvas = canvas_new(1000);
    struct scene_point points[4] = {{5, 5}, {5, 5}, {5, 5}, {5, 5}};
    struct layout_curve curve = {.points = points, .count = 4, .tip = {5, 5}};
    struct trails trails = trails_make(&curve, 1, &canvas.canvas);
    struct scene_box box = {5, 105, 10, 10};
    TEST(trails.columns == 1 && trails.rows == 1);
    TEST(trails_measure(&trails, 0, &box, MARGIN_PX).own == 100);
    TEST(trails_measure(&trails, 0, &box, MARGIN_PX).other == HUGE_VAL);
    canvas_free(&canvas);
}

int main(void)
{
    for (int i = 0; i < SAMPLES; i++)
        test_answers(60 + i * i * 4);
    test_answers(40000);
    test_points();
    test_stops_at_enough();
    test_one_point();
    return test_done();
}
