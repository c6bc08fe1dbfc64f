#include "grid.h"

#include <math.h>

#include "scene/shapes.h"

enum {
    GAP_PX = 46,     /* between things in a row, and between rows */
    PADDING_PX = 20, /* inside a group */
    MOST_TRIES = 96, /* tiles in a group for which widths are tried */
    LOOP_PX = 26,    /* how far a line from a box to itself leaves it */
};

#define PREFERRED_RATIO 1.6 /* width to height of a group's content */

/* A box or a group to be put into a row of the group around it. */
struct tile {
    double x, y, width, height; /* left top, within the group around it */
    int32_t parent;             /* group; -1: the drawing */
    int32_t next;               /* next tile of the same parent; -1: last */
};

/* Tiles are the boxes, then the groups, then the drawing itself. */
struct grid {
    const struct layout_request *request;
    const struct parts *parts; /* NULL: everything is arranged */
    uint32_t part;
    double width; /* that rows may have in any case; beyond, the preferred ratio decides */
    struct tile *tiles;
    int32_t *first, *last; /* tiles of each group, then of the drawing; -1: none */
    size_t box_count, group_count;
};

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static size_t grid_slot(const struct grid *grid, int32_t parent)
{
    return parent < 0 ? grid->group_count : (size_t)parent;
}

static void grid_append(struct grid *grid, size_t tile)
{
    size_t slot = grid_slot(grid, grid->tiles[tile].parent);
    grid->tiles[tile].next = -1;
    if (grid->first[slot] < 0)
        grid->first[slot] = (int32_t)tile;
    else
        grid->tiles[grid->last[slot]].next = (int32_t)tile;
    grid->last[slot] = (int32_t)tile;
}

static void grid_start(struct grid *grid, struct lunette_canvas *canvas)
{
    size_t slots = grid->group_count + 1;
    grid->tiles = canvas->alloc(canvas, grid->box_count + slots, sizeof *grid->tiles);
    grid->first = canvas->alloc(canvas, slots, sizeof *grid->first);
    grid->last = canvas->alloc(canvas, slots, sizeof *grid->last);
    for (size_t i = 0; i < slots; i++)
        grid->first[i] = -1;
    for (size_t i = 0; i < grid->box_count; i++) {
        if (grid->parts && grid->parts->boxes[i] != grid->part)
            continue;
        grid->tiles[i].parent = grid->request->graph->boxes[i].group;
        grid->tiles[i].width = grid->request->boxes[i].width;
        grid->tiles[i].height = grid->request->boxes[i].height;
        grid_append(grid, i);
    }
    for (size_t i = 0; i < grid->group_count; i++) {
        if (grid->parts && grid->parts->groups[i] != grid->part)
            continue;
        grid->tiles[grid->box_count + i].parent = grid->request->graph->groups[i].parent;
        grid_append(grid, grid->box_count + i);
    }
}

/* Fills rows from the left; returns the size of the whole. */
static struct layout_size grid_place_rows(struct grid *grid, size_t slot, double row_width)
{
    struct layout_size all = {0, 0};
    double x = 0, y = 0;
    for (int32_t i = grid->first[slot]; i >= 0; i = grid->tiles[i].next) {
        struct tile *tile = &grid->tiles[i];
        if (x > 0 && x + tile->width > row_width) {
            x = 0;
            y = all.height + GAP_PX;
        }
        tile->x = x;
        tile->y = y;
        all.width = larger(all.width, x + tile->width);
        all.height = larger(all.height, y + tile->height);
        x += tile->width + GAP_PX;
    }
    return all;
}

/* How high a page of the preferred shape must be to hold rows of this width. */
static double grid_page_height(struct grid *grid, size_t slot, double row_width)
{
    struct layout_size size = grid_place_rows(grid, slot, row_width);
    return larger(size.height, size.width / PREFERRED_RATIO);
}

/* Every width at which the first row ends behind another tile is tried; of very many tiles only the
 * one that their area asks for. */
static double grid_row_width(struct grid *grid, size_t slot)
{
    double area = 0, widest = 0, count = 0;
    for (int32_t i = grid->first[slot]; i >= 0; i = grid->tiles[i].next, count++) {
        area += (grid->tiles[i].width + GAP_PX) * (grid->tiles[i].height + GAP_PX);
        widest = larger(widest, grid->tiles[i].width);
    }
    double within = grid->width - (slot < grid->group_count ? 2 * PADDING_PX : 0);
    double least = larger(within, widest);
    if (count > MOST_TRIES)
        return larger(least, sqrt(area * PREFERRED_RATIO));
    double best = least, height = grid_page_height(grid, slot, least), row = -GAP_PX;
    for (int32_t i = grid->first[slot]; i >= 0; i = grid->tiles[i].next) {
        row += GAP_PX + grid->tiles[i].width;
        double its_height = row > least ? grid_page_height(grid, slot, row) : HUGE_VAL;
        best = its_height < height ? row : best;
        height = its_height < height ? its_height : height;
    }
    return best;
}

/* Sets the size of the slot's own tile, whose content begins at (left, top). */
static void grid_fill_rows(struct grid *grid, size_t slot, double left, double top)
{
    struct layout_size size = grid_place_rows(grid, slot, grid_row_width(grid, slot));
    for (int32_t i = grid->first[slot]; i >= 0; i = grid->tiles[i].next) {
        grid->tiles[i].x += left;
        grid->tiles[i].y += top;
    }
    struct tile *own = &grid->tiles[grid->box_count + slot];
    own->width = left + size.width + left;
    own->height = top + size.height + left;
}

static void grid_pack(struct grid *grid, size_t slot)
{
    for (int32_t i = grid->first[slot]; i >= 0; i = grid->tiles[i].next)
        if ((size_t)i >= grid->box_count)
            grid_pack(grid, (size_t)i - grid->box_count);
    if (slot == grid->group_count) {
        grid_fill_rows(grid, slot, 0, 0);
        return;
    }
    const struct layout_size *caption = &grid->request->captions[slot];
    grid_fill_rows(grid, slot, PADDING_PX, PADDING_PX + caption->height);
    struct tile *own = &grid->tiles[grid->box_count + slot];
    own->width = larger(own->width, caption->width + 2 * PADDING_PX);
}

/* From places within the group around to places on the drawing. */
static void grid_shift(struct grid *grid, size_t slot, double x, double y)
{
    for (int32_t i = grid->first[slot]; i >= 0; i = grid->tiles[i].next) {
        grid->tiles[i].x += x;
        grid->tiles[i].y += y;
        if ((size_t)i >= grid->box_count)
            grid_shift(grid, (size_t)i - grid->box_count, grid->tiles[i].x, grid->tiles[i].y);
    }
}

/* ---- lines ---- */

static struct scene_point between(struct scene_point a, struct scene_point b, double ratio)
{
    return (struct scene_point){a.x + (b.x - a.x) * ratio, a.y + (b.y - a.y) * ratio};
}

/* Where a line from the tile's center towards `to` leaves it. */
static struct scene_point leave_tile(const struct tile *tile, struct scene_point to)
{
    struct scene_point center = {tile->x + tile->width / 2, tile->y + tile->height / 2};
    double x = fabs(to.x - center.x) / (tile->width / 2);
    double y = fabs(to.y - center.y) / (tile->height / 2);
    double reach = larger(x, y);
    return reach > 1 ? between(center, to, 1 / reach) : center;
}

static void grid_draw_straight(const struct tile *from, const struct tile *to, double head_px,
                               struct layout_curve *curve, struct scene_point *points)
{
    struct scene_point a = {from->x + from->width / 2, from->y + from->height / 2};
    struct scene_point b = {to->x + to->width / 2, to->y + to->height / 2};
    struct scene_point start = leave_tile(from, b);
    curve->tip = leave_tile(to, a);
    double length = hypot(curve->tip.x - start.x, curve->tip.y - start.y);
    double ratio = length > head_px ? 1 - head_px / length : 0;
    struct scene_point end = between(start, curve->tip, ratio);
    points[0] = start;
    points[1] = between(start, end, 1.0 / 3);
    points[2] = between(start, end, 2.0 / 3);
    points[3] = end;
    curve->label_at = between(start, curve->tip, 0.5);
}

static void grid_draw_loop(const struct tile *tile, double head_px, struct layout_curve *curve,
                           struct scene_point *points)
{
    double right = tile->x + tile->width, middle = tile->y + tile->height / 2;
    points[0] = (struct scene_point){right, middle - 12};
    points[1] = (struct scene_point){right + LOOP_PX + 8, middle - 16};
    points[2] = (struct scene_point){right + LOOP_PX + 8, middle + 12};
    points[3] = (struct scene_point){right + head_px, middle + 10};
    curve->tip = (struct scene_point){right, middle + 10};
    curve->label_at = (struct scene_point){right + LOOP_PX, middle};
}

static void grid_draw_lines(const struct grid *grid, struct layout_curve *curves,
                            struct scene_point *points)
{
    for (size_t i = 0; i < grid->request->graph->line_count; i++) {
        const struct lunette_line *line = &grid->request->graph->lines[i];
        double head_px = layout_has_head(line->role) ? SHAPE_HEAD_PX : 0;
        curves[i].points = points + 4 * i;
        curves[i].count = 4;
        curves[i].has_label = grid->request->labels[i].width > 0;
        if (line->from == line->to)
            grid_draw_loop(&grid->tiles[line->from], head_px, &curves[i], points + 4 * i);
        else
            grid_draw_straight(&grid->tiles[line->from], &grid->tiles[line->to], head_px,
                               &curves[i], points + 4 * i);
    }
}

/* ---- the whole ---- */

static void grid_run(struct grid *grid, struct lunette_canvas *canvas)
{
    grid->box_count = grid->request->graph->box_count;
    grid->group_count = grid->request->graph->group_count;
    grid_start(grid, canvas);
    grid_pack(grid, grid->group_count);
    grid_shift(grid, grid->group_count, 0, 0);
}

static struct scene_point grid_center(const struct grid *grid, size_t box)
{
    const struct tile *tile = &grid->tiles[box];
    return (struct scene_point){tile->x + tile->width / 2, tile->y + tile->height / 2};
}

static struct scene_box grid_frame(const struct grid *grid, size_t group)
{
    const struct tile *tile = &grid->tiles[grid->box_count + group];
    return (struct scene_box){tile->x, tile->y, tile->width, tile->height};
}

struct layout_size grid_arrange(const struct layout_request *request, const struct parts *parts,
                                uint32_t part, double width, struct draft *draft,
                                struct lunette_canvas *canvas)
{
    struct grid grid = {.request = request, .parts = parts, .part = part, .width = width};
    grid_run(&grid, canvas);
    for (size_t i = 0; i < grid.box_count; i++)
        if (parts->boxes[i] == part)
            draft->boxes[i] = grid_center(&grid, i);
    for (size_t i = 0; i < grid.group_count; i++)
        if (parts->groups[i] == part)
            draft->groups[i] = grid_frame(&grid, i);
    const struct tile *drawing = &grid.tiles[grid.box_count + grid.group_count];
    return (struct layout_size){drawing->width, drawing->height};
}

struct layout *grid_layout(const struct layout_request *request, struct lunette_canvas *canvas)
{
    struct grid grid = {.request = request};
    grid_run(&grid, canvas);
    size_t line_count = request->graph->line_count;
    struct scene_point *centers = canvas->alloc(canvas, grid.box_count, sizeof *centers);
    struct scene_box *groups = canvas->alloc(canvas, grid.group_count, sizeof *groups);
    struct layout_curve *curves = canvas->alloc(canvas, line_count, sizeof *curves);
    for (size_t i = 0; i < grid.box_count; i++)
        centers[i] = grid_center(&grid, i);
    for (size_t i = 0; i < grid.group_count; i++)
        groups[i] = grid_frame(&grid, i);
    grid_draw_lines(&grid, curves, canvas->alloc(canvas, 4 * line_count, sizeof *curves->points));
    const struct tile *drawing = &grid.tiles[grid.box_count + grid.group_count];
    struct layout *layout = canvas->alloc(canvas, 1, sizeof *layout);
    *layout = (struct layout){.width = drawing->width + 2 * LOOP_PX,
                              .height = drawing->height,
                              .boxes = centers,
                              .groups = groups,
                              .curves = curves};
    return layout;
}
