#include "strokes.h"

#include <math.h>
#include <string.h>

#include "curve.h"
#include "place.h"
#include "scene/roles.h"
#include "scene/shapes.h"
#include "scene/signs.h"
#include "scene/tell.h"

enum {
    BREAKER_FROM_START_PX = 26,
    CROSS_PX = 6,
    END_GAP_PX = 7, /* between a box and the role box on its line */
    APART_PX = 4,   /* between role boxes and signs */
    SLIDE_COST = 2, /* square pixels hidden that are as bad as one pixel farther from the end */
    SLIDE_STEPS = 80,
    SLIDE_STEP_PX = 3, /* what would lie on something else slides along its line */
    LABEL_ASCENT_PX = 12,
};

/* ---- paths ---- */

static const char *stroke_verbs(struct scene *scene, const struct layout_curve *curve)
{
    size_t pieces = (curve->count - 1) / 3;
    char *verbs = scene->canvas->alloc(scene->canvas, pieces + 2, 1);
    verbs[0] = 'M';
    memset(verbs + 1, 'C', pieces);
    return verbs;
}

void stroke_draw_lines(struct scene *scene, const struct lunette_view *view,
                       const struct layout *layout)
{
    for (size_t i = 0; i < view->graph.line_count; i++) {
        const struct layout_curve *curve = &layout->curves[i];
        struct scene_element told = tell_line(view, &view->graph.lines[i], scene->canvas);
        scene_open(scene, &told);
        scene_path(scene, SCENE_STROKE, stroke_verbs(scene, curve), curve->points);
        shape_draw_head(scene, told.role, curve->points[curve->count - 1], curve->tip);
        scene_close(scene);
    }
}

/* ---- words and signs ---- */

struct words {
    struct scene *scene;
    const struct lunette_line *line;
    const struct form_label *label;
    const struct layout_curve *curve;
    const struct form *form;
    const struct layout *layout;
    struct scene_box *taken; /* by labels, role boxes and signs: up to four of each line */
    size_t taken_count;
    struct scene_box *near; /* those of them within reach of what is placed now */
    size_t near_count;
};

static void words_draw_label(const struct words *words, double left)
{
    double middle = left + words->label->text_width / 2;
    double top = words->curve->label_at.y - words->label->text_height / 2;
    for (size_t i = 0; i < words->label->count; i++)
        scene_text(words->scene, SCENE_LABEL, SCENE_MIDDLE,
                   (struct scene_point){middle, top + LABEL_ASCENT_PX + (double)i * FORM_LINE_PX},
                   words->label->lines[i]);
}

/* The mark stands before the label, both around the place that was kept for them. */
static void words_draw_label_and_mark(const struct words *words)
{
    const struct lunette_marks *marks = &words->line->marks;
    bool labelled = words->curve->has_label && words->label->count > 0;
    double width = labelled ? words->label->text_width : 0;
    double mark_px = marks->count ? SIGN_MARK_PX + (labelled ? 4 : 0) : 0;
    struct scene_point at = words->curve->has_label
                                ? words->curve->label_at
                                : curve_at(words->curve, words->curve->length / 2);
    double left = at.x - (width + mark_px) / 2;
    if (labelled)
        words_draw_label(words, left + mark_px);
    if (marks->count)
        sign_draw_mark(words->scene, (struct scene_point){left + SIGN_MARK_PX / 2.0, at.y},
                       roles_of_marks(marks), tell_marks(marks, words->scene->canvas));
}

/* In the middle, unless the label lies there. */
static void words_draw_cross(const struct words *words)
{
    struct scene_point c = curve_at(words->curve, words->curve->length / 2);
    if (words->curve->has_label &&
        hypot(c.x - words->curve->label_at.x, c.y - words->curve->label_at.y) < FORM_LINE_PX)
        c = curve_at(words->curve, words->curve->length / 4);
    const struct scene_point ends[] = {{c.x - CROSS_PX, c.y - CROSS_PX},
                                       {c.x + CROSS_PX, c.y + CROSS_PX},
                                       {c.x - CROSS_PX, c.y + CROSS_PX},
                                       {c.x + CROSS_PX, c.y - CROSS_PX}};
    scene_path(words->scene, SCENE_DETAIL_STROKE, "MLML", ends);
}

/* How much of each other they cover, square pixels, with what should be left free around them. */
static double boxes_overlap(const struct scene_box *a, const struct scene_box *b)
{
    if (a->x >= b->x + b->width + APART_PX || b->x >= a->x + a->width + APART_PX)
        return 0; /* as nearly all do: fmin and fmax are calls */
    double x = fmin(a->x + a->width, b->x + b->width) - fmax(a->x, b->x) + APART_PX;
    double y = fmin(a->y + a->height, b->y + b->height) - fmax(a->y, b->y) + APART_PX;
    return x > 0 && y > 0 ? x * y : 0;
}

/* Whether the role box lies on the box at an end of its line: its point nearest to the center
 * decides. */
static bool words_covers(const struct words *words, const struct scene_box *box, uint32_t end)
{
    struct scene_box frame = place_box(words->layout, words->form, end);
    struct scene_point center = words->layout->boxes[end];
    struct scene_point nearest = {fmin(fmax(center.x, box->x), box->x + box->width),
                                  fmin(fmax(center.y, box->y), box->y + box->height)};
    return shape_contains(words->form->boxes[end].role, frame, nearest);
}

/* A fraction of all: the rest need not be looked at from every place along the line. */
static void words_find_near(struct words *words, struct scene_point start, struct layout_size size)
{
    const double reach = SLIDE_STEPS * SLIDE_STEP_PX + APART_PX;
    double across = reach + size.width / 2, down = reach + size.height / 2;
    words->near_count = 0;
    for (size_t i = 0; i < words->taken_count; i++) {
        const struct scene_box *box = &words->taken[i];
        if (box->x < start.x + across && box->x + box->width > start.x - across &&
            box->y < start.y + down && box->y + box->height > start.y - down)
            words->near[words->near_count++] = *box;
    }
}

/* 0: a role box hides nothing here. */
static double words_hidden(const struct words *words, const struct scene_box *box)
{
    double hidden = 0;
    if (words_covers(words, box, words->line->from) || words_covers(words, box, words->line->to))
        hidden += box->width * box->height;
    for (size_t i = 0; i < words->near_count; i++)
        hidden += boxes_overlap(&words->near[i], box);
    return hidden;
}

/* The point so far from one end of the line. */
static struct scene_point words_from_end(const struct words *words, bool at_start, double distance)
{
    return curve_at(words->curve, at_start ? distance : words->curve->length - distance);
}

/* A box of this size with its middle on the line: as near to the end as `nearest`, and off what lies
 * there already. It is taken from now on. */
static struct scene_box words_place(struct words *words, bool at_start, double nearest,
                                    struct layout_size size)
{
    double least = HUGE_VAL;
    struct scene_box best = {0};
    words_find_near(words, words_from_end(words, at_start, nearest), size);
    for (int step = 0; step < SLIDE_STEPS; step++) {
        double slide = step * SLIDE_STEP_PX;
        /* Farther on it only gets worse, and past the middle the line's other end is meant. */
        if (slide * SLIDE_COST >= least || (step && nearest + slide > words->curve->length * 0.6))
            break;
        struct scene_point center = words_from_end(words, at_start, nearest + slide);
        struct scene_box box = {center.x - size.width / 2, center.y - size.height / 2, size.width,
                                size.height};
        double cost = words_hidden(words, &box) + slide * SLIDE_COST;
        if (cost < least)
            best = box;
        least = fmin(least, cost);
    }
    words->taken[words->taken_count++] = best;
    return best;
}

static double words_breaker_distance(const struct words *words)
{
    return fmin(BREAKER_FROM_START_PX, words->curve->length * 0.35);
}

static void words_draw_breaker(struct words *words)
{
    double distance = words_breaker_distance(words);
    struct layout_size size = {SIGN_BREAKER_PX, SIGN_BREAKER_PX};
    struct scene_box box = words_place(words, true, distance, size);
    sign_draw_breaker(words->scene, (struct scene_point){box.x + SIGN_BREAKER_PX / 2.0,
                                                         box.y + SIGN_BREAKER_PX / 2.0});
}

/* How far from the end a role box must stand, so that it lies beside the box there. */
static double words_reach(const struct words *words, bool at_start, double width)
{
    struct scene_point end = words_from_end(words, at_start, 0);
    struct scene_point near = words_from_end(words, at_start, fmin(30, words->curve->length));
    double length = fmax(1, hypot(near.x - end.x, near.y - end.y));
    double across = fabs(near.x - end.x) / length, down = fabs(near.y - end.y) / length;
    return fmin(width / 2 / fmax(across, 0.01), FORM_END_LABEL_PX / 2.0 / fmax(down, 0.01)) +
           END_GAP_PX;
}

static void words_draw_end(struct words *words, bool at_start, const char *label)
{
    if (!label)
        return;
    double width;
    const char *text = form_end_label(words->scene->canvas, label, &width);
    struct layout_size size = {width, FORM_END_LABEL_PX};
    struct scene_box box = words_place(words, at_start, words_reach(words, at_start, width), size);
    scene_rect(words->scene, SCENE_BODY, box, 4);
    scene_text(words->scene, SCENE_SMALL, SCENE_MIDDLE,
               (struct scene_point){box.x + width / 2, box.y + 13.5}, text);
}

static struct scene_box box_around(struct scene_point center, double width, double height)
{
    return (struct scene_box){center.x - width / 2, center.y - height / 2, width, height};
}

size_t stroke_expect_signs(const struct form *form, const struct layout *layout, size_t index,
                           struct lunette_canvas *canvas, struct scene_box signs[STROKE_SIGNS])
{
    const struct lunette_line *line = &form->request.graph->lines[index];
    const struct layout_curve *curve = &layout->curves[index];
    const char *const ends[] = {line->to_label, line->from_label};
    struct words words = {.line = line, .curve = curve};
    size_t count = 0;
    if (line->breaker)
        signs[count++] = box_around(words_from_end(&words, true, words_breaker_distance(&words)),
                                    SIGN_BREAKER_PX, SIGN_BREAKER_PX);
    for (int at_start = 0; at_start < 2; at_start++) {
        double width;
        if (!ends[at_start])
            continue;
        form_end_label(canvas, ends[at_start], &width);
        double reach = words_reach(&words, at_start, width);
        signs[count++] =
            box_around(words_from_end(&words, at_start, reach), width, FORM_END_LABEL_PX);
    }
    if (line->marks.count && !curve->has_label)
        signs[count++] = box_around(curve_at(curve, curve->length / 2), SIGN_MARK_PX, SIGN_MARK_PX);
    return count;
}

static bool has_words(const struct lunette_line *line, const struct form_label *label)
{
    return label->count || line->marks.count || line->breaker || line->from_label ||
           line->to_label || line->role == LUNETTE_LINE_SEPARATE;
}

static void words_draw(struct words *words)
{
    const struct lunette_line *line = words->line;
    struct scene_element element = {.role = roles_of_line(line->role), .of = line->id};
    scene_open(words->scene, &element);
    if (line->breaker)
        words_draw_breaker(words);
    if (line->role == LUNETTE_LINE_SEPARATE)
        words_draw_cross(words);
    words_draw_end(words, true, line->from_label);
    words_draw_end(words, false, line->to_label);
    words_draw_label_and_mark(words);
    scene_close(words->scene);
}

static void words_take_labels(struct words *words, const struct lunette_view *view,
                              const struct form *form, const struct layout *layout)
{
    for (size_t i = 0; i < view->graph.line_count; i++) {
        const struct layout_size *size = &form->request.labels[i];
        struct scene_point at = layout->curves[i].label_at;
        /* Labels have their margin within. */
        double width = size->width - APART_PX, height = size->height - APART_PX;
        if (layout->curves[i].has_label)
            words->taken[words->taken_count++] =
                (struct scene_box){at.x - width / 2, at.y - height / 2, width, height};
    }
}

void stroke_draw_words(struct scene *scene, const struct lunette_view *view,
                       const struct form *form, const struct layout *layout)
{
    size_t line_count = view->graph.line_count;
    struct words words = {.scene = scene, .form = form, .layout = layout};
    words.taken = scene->canvas->alloc(scene->canvas, 4 * line_count, sizeof *words.taken);
    words.near = scene->canvas->alloc(scene->canvas, 4 * line_count, sizeof *words.near);
    words_take_labels(&words, view, form, layout);
    for (size_t i = 0; i < line_count; i++) {
        words.line = &view->graph.lines[i];
        words.label = &form->labels[i];
        words.curve = &layout->curves[i];
        if (!has_words(words.line, words.label))
            continue;
        words_draw(&words);
    }
}
