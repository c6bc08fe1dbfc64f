#include "unpack.h"

#include <math.h>

/* Pixels: beyond, a tenth of a pixel is lost in a float and no program shows the picture. */
#define FARTHEST 800000.0

enum { POINTS_LIMIT = 100000 };

struct reader {
    const float *at, *end;
    bool bad;
    struct lunette_canvas *canvas;
};

static double read_number(struct reader *reader)
{
    if (reader->at == reader->end || !isfinite(*reader->at) || fabsf(*reader->at) > FARTHEST) {
        reader->bad = true;
        return 0;
    }
    return *reader->at++;
}

static struct scene_point read_point(struct reader *reader)
{
    double x = read_number(reader);
    return (struct scene_point){x, read_number(reader)};
}

static struct scene_point *read_points(struct reader *reader, size_t count)
{
    struct scene_point *points = reader->canvas->alloc(reader->canvas, count, sizeof *points);
    for (size_t i = 0; i < count && !reader->bad; i++)
        points[i] = read_point(reader);
    return points;
}

static struct scene_box *read_boxes(struct reader *reader, size_t count)
{
    struct scene_box *boxes = reader->canvas->alloc(reader->canvas, count, sizeof *boxes);
    for (size_t i = 0; i < count && !reader->bad; i++) {
        struct scene_point corner = read_point(reader), size = read_point(reader);
        boxes[i] = (struct scene_box){corner.x, corner.y, size.x, size.y};
        if (size.x < 0 || size.y < 0)
            reader->bad = true;
    }
    return boxes;
}

static void read_curve(struct reader *reader, struct layout_curve *curve)
{
    double points = read_number(reader);
    bool whole = points >= 4 && points <= POINTS_LIMIT && fmod(points, 3) == 1;
    if (!whole || points * 2 > (double)(reader->end - reader->at)) {
        reader->bad = true;
        return;
    }
    curve->count = (uint32_t)points;
    curve->has_label = read_number(reader) > 0;
    curve->label_at = read_point(reader);
    curve->tip = read_point(reader);
    curve->points = read_points(reader, curve->count);
}

static struct layout_curve *read_curves(struct reader *reader, size_t count)
{
    struct layout_curve *curves = reader->canvas->alloc(reader->canvas, count, sizeof *curves);
    for (size_t i = 0; i < count && !reader->bad; i++)
        read_curve(reader, &curves[i]);
    return curves;
}

/* ---- is it a drawing? dot goes on after "trouble in init_rank", with boxes anywhere ---- */

#define TOLERANCE_PX 1.5 /* dot works with whole points */

static bool boxes_overlap(const struct layout_request *request, const struct layout *layout,
                          size_t a, size_t b)
{
    double x = fabs(layout->boxes[a].x - layout->boxes[b].x);
    double y = fabs(layout->boxes[a].y - layout->boxes[b].y);
    double width = (request->boxes[a].width + request->boxes[b].width) / 2;
    double height = (request->boxes[a].height + request->boxes[b].height) / 2;
    return x < width - TOLERANCE_PX && y < height - TOLERANCE_PX;
}

static bool within_group(const struct layout_request *request, const struct layout *layout,
                         size_t box)
{
    int32_t group = request->graph->boxes[box].group;
    if (group < 0)
        return true;
    const struct scene_box *frame = &layout->groups[group];
    double x = fabs(layout->boxes[box].x - frame->x - frame->width / 2);
    double y = fabs(layout->boxes[box].y - frame->y - frame->height / 2);
    return x + request->boxes[box].width / 2 < frame->width / 2 + TOLERANCE_PX &&
           y + request->boxes[box].height / 2 < frame->height / 2 + TOLERANCE_PX;
}

/* Quadratic, but dot is done with far fewer boxes than would be felt here. */
static bool is_drawing(const struct layout_request *request, const struct layout *layout)
{
    for (size_t i = 0; i < request->graph->box_count; i++) {
        if (!within_group(request, layout, i))
            return false;
        for (size_t j = 0; j < i; j++)
            if (boxes_overlap(request, layout, i, j))
                return false;
    }
    return true;
}

const struct layout *unpack_layout(const struct layout_request *request, const float *answer,
                                   size_t count, struct lunette_canvas *canvas)
{
    struct reader reader = {.at = answer, .end = answer + count, .canvas = canvas};
    struct layout *layout = canvas->alloc(canvas, 1, sizeof *layout);
    layout->width = read_number(&reader);
    layout->height = read_number(&reader);
    layout->boxes = read_points(&reader, request->graph->box_count);
    layout->groups = read_boxes(&reader, request->graph->group_count);
    layout->curves = read_curves(&reader, request->graph->line_count);
    bool complete = !reader.bad && reader.at == reader.end;
    return complete && is_drawing(request, layout) ? layout : NULL;
}
