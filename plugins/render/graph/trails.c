#include "trails.h"

#include <math.h>

#include "curve.h"

enum {
    STEP_PX = 6,      /* between points: half of what a line of text is high */
    MOST_STEPS = 200, /* for one cubic: 1,200 pixels; longer ones are looked at more coarsely */
    CELL_PX = 24,     /* smaller ones take more memory than they spare looking at points */
    MOST_CELLS = 256, /* in a row or a column */
    REACH_PX = 21,    /* looked at around a box at first: a label's line is nearer, as a rule */
};

/* fmin and fmax are calls, for the sake of NaN; there is none here. */
static double less(double a, double b)
{
    return a < b ? a : b;
}

static double more(double a, double b)
{
    return a > b ? a : b;
}

/* ---- making them ---- */

/* A cubic is no longer than the way along its four points. */
static size_t steps_of(const struct scene_point *p)
{
    double length = hypot(p[1].x - p[0].x, p[1].y - p[0].y) +
                    hypot(p[2].x - p[1].x, p[2].y - p[1].y) +
                    hypot(p[3].x - p[2].x, p[3].y - p[2].y);
    return length < STEP_PX * MOST_STEPS ? (size_t)(length / STEP_PX) + 1 : MOST_STEPS;
}

/* Points in the order of the lines. */
struct draft_trails {
    struct trails_point *points;
    size_t count;
    uint32_t stretches;
};

struct head {
    struct scene_point cubic[4];
};

static struct head head_of(const struct layout_curve *curve)
{
    struct scene_point last = curve->points[curve->count - 1];
    return (struct head){{last, last, curve->tip, curve->tip}};
}

static size_t count_points(const struct layout_curve *curve)
{
    struct head head = head_of(curve);
    size_t count = steps_of(head.cubic) + 1;
    for (uint32_t i = 0; i + 3 < curve->count; i += 3)
        count += steps_of(curve->points + i) + 1;
    return count;
}

static void add_stretch(struct draft_trails *draft, size_t line, const struct scene_point *cubic)
{
    size_t steps = steps_of(cubic);
    for (size_t i = 0; i <= steps; i++)
        draft->points[draft->count++] = (struct trails_point){
            curve_cubic(cubic, (double)i / (double)steps), (uint32_t)line, draft->stretches};
    draft->stretches++;
}

static void add_line(struct draft_trails *draft, size_t line, const struct layout_curve *curve)
{
    struct head head = head_of(curve);
    for (uint32_t i = 0; i + 3 < curve->count; i += 3)
        add_stretch(draft, line, curve->points + i);
    add_stretch(draft, line, head.cubic);
}

static struct scene_box box_around(const struct trails_point *points, size_t count)
{
    struct scene_point low = {HUGE_VAL, HUGE_VAL}, high = {-HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < count; i++) {
        struct scene_point at = points[i].at;
        low = (struct scene_point){less(low.x, at.x), less(low.y, at.y)};
        high = (struct scene_point){more(high.x, at.x), more(high.y, at.y)};
    }
    return (struct scene_box){low.x, low.y, high.x - low.x, high.y - low.y};
}

/* What lies outside belongs to the first cell or to the last. */
static size_t cell_of(double offset_px, double cell_px, size_t count)
{
    double cell = offset_px / cell_px;
    return cell >= (double)count ? count - 1 : cell > 0 ? (size_t)cell : 0;
}

static size_t point_cell(const struct trails *trails, struct scene_point at)
{
    size_t row = cell_of(at.y - trails->around.y, trails->cell_px, trails->rows);
    return row * trails->columns +
           cell_of(at.x - trails->around.x, trails->cell_px, trails->columns);
}

/* Counted, then put where their cell has come to. */
static void sort_into_cells(struct trails *trails, const struct draft_trails *draft,
                            struct lunette_canvas *canvas)
{
    size_t cells = trails->columns * trails->rows;
    struct trails_point *points = canvas->alloc(canvas, draft->count, sizeof *points);
    uint32_t *starts = canvas->alloc(canvas, cells + 2, sizeof *starts);
    uint32_t *next = starts + 1;
    for (size_t i = 0; i < draft->count; i++)
        next[point_cell(trails, draft->points[i].at) + 1]++;
    for (size_t i = 0; i < cells; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < draft->count; i++)
        points[next[point_cell(trails, draft->points[i].at)]++] = draft->points[i];
    trails->points = points;
    trails->starts = starts;
}

struct trails trails_make(const struct layout_curve *curves, size_t line_count,
                          struct lunette_canvas *canvas)
{
    size_t most = 0;
    for (size_t i = 0; i < line_count; i++)
        most += count_points(&curves[i]);
    struct draft_trails draft = {.points = canvas->alloc(canvas, most, sizeof *draft.points)};
    for (size_t i = 0; i < line_count; i++)
        add_line(&draft, i, &curves[i]);
    struct trails trails = {.around = box_around(draft.points, draft.count)};
    double across = more(trails.around.width, 0), down = more(trails.around.height, 0);
    trails.cell_px = more(CELL_PX, more(across, down) / (MOST_CELLS - 1));
    trails.columns = (size_t)(across / trails.cell_px) + 1;
    trails.rows = (size_t)(down / trails.cell_px) + 1;
    trails.asked = canvas->alloc(canvas, draft.stretches, sizeof *trails.asked);
    sort_into_cells(&trails, &draft, canvas);
    return trails;
}

/* ---- asking them ---- */

/* Where a box lies among the cells. */
struct cells {
    size_t left, top, right, bottom; /* the last two included */
};

static struct cells cells_around(const struct trails *trails, const struct scene_box *box,
                                 double reach_px)
{
    double x = box->x - trails->around.x - reach_px, y = box->y - trails->around.y - reach_px;
    return (struct cells){cell_of(x, trails->cell_px, trails->columns),
                          cell_of(y, trails->cell_px, trails->rows),
                          cell_of(x + box->width + 2 * reach_px, trails->cell_px, trails->columns),
                          cell_of(y + box->height + 2 * reach_px, trails->cell_px, trails->rows)};
}

/* The points in one row of cells lie one behind the other. */
struct run {
    const struct trails_point *first, *end;
};

static struct run run_of(const struct trails *trails, const struct cells *cells, size_t row)
{
    const uint32_t *starts = trails->starts + row * trails->columns;
    return (struct run){trails->points + starts[cells->left],
                        trails->points + starts[cells->right + 1]};
}

/* Squared, which is all that comparing takes; 0: it lies in the box. */
static double point_distance(struct scene_point at, const struct scene_box *box)
{
    double x = more(more(at.x - box->x - box->width, box->x - at.x), 0);
    double y = more(more(at.y - box->y - box->height, box->y - at.y), 0);
    return x * x + y * y;
}

/* As point_distance would have it, to the last bit. */
static bool is_within(struct scene_point at, const struct scene_box *box)
{
    return box->x - at.x <= 0 && at.x - box->x - box->width <= 0 && box->y - at.y <= 0 &&
           at.y - box->y - box->height <= 0;
}

struct trails_crossings trails_cross(struct trails *trails, size_t line,
                                     const struct scene_box *box, unsigned most)
{
    struct cells cells = cells_around(trails, box, 0);
    struct trails_crossings found = {false, 0};
    trails->questions++;
    for (size_t row = cells.top; row <= cells.bottom; row++) {
        struct run run = run_of(trails, &cells, row);
        for (const struct trails_point *point = run.first; point < run.end; point++) {
            uint32_t *asked = &trails->asked[point->stretch];
            if (!is_within(point->at, box) || *asked == trails->questions)
                continue;
            *asked = trails->questions;
            found.own |= point->line == line;
            found.others += point->line != line;
            if (found.others > most)
                return found;
        }
    }
    return found;
}

static struct trails_distances measure_within(const struct trails *trails, size_t line,
                                              const struct scene_box *box,
                                              const struct cells *cells)
{
    double own = HUGE_VAL, other = HUGE_VAL;
    for (size_t row = cells->top; row <= cells->bottom; row++) {
        struct run run = run_of(trails, cells, row);
        for (const struct trails_point *point = run.first; point < run.end; point++) {
            double distance = point_distance(point->at, box);
            if (point->line == line)
                own = less(own, distance);
            else
                other = less(other, distance);
        }
    }
    return (struct trails_distances){sqrt(own), sqrt(other)};
}

static bool is_all(const struct trails *trails, const struct cells *cells)
{
    return cells->left == 0 && cells->top == 0 && cells->right + 1 == trails->columns &&
           cells->bottom + 1 == trails->rows;
}

struct trails_distances trails_measure(const struct trails *trails, size_t line,
                                       const struct scene_box *box, double margin_px)
{
    for (double reach_px = REACH_PX;; reach_px *= 2) {
        struct cells cells = cells_around(trails, box, reach_px);
        struct trails_distances found = measure_within(trails, line, box, &cells);
        if (found.own + margin_px <= reach_px || is_all(trails, &cells))
            return found;
    }
}
