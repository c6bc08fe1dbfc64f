#include "arrows.h"

#include "scene/roles.h"
#include "scene/shapes.h"
#include "scene/signs.h"
#include "scene/tell.h"

enum { WORDS_ABOVE_PX = 6, BELOW_BASE_PX = 14, FIRST_BASE_PX = 10 };

double drawing_center(const struct drawing *drawing, uint32_t lifeline)
{
    return drawing->corner.x + drawing->measure->centers[lifeline];
}

double drawing_bar_x(const struct drawing *drawing, uint32_t lifeline, int32_t level)
{
    int32_t shown = level < MEASURE_LEVELS ? level : MEASURE_LEVELS - 1;
    return drawing_center(drawing, lifeline) + (shown > 0 ? shown * MEASURE_SHIFT_PX : 0);
}

double drawing_y(const struct drawing *drawing, size_t step)
{
    return drawing->corner.y + drawing->rows->rows[step].y;
}

/* The edge of the bar, or the lifeline itself, on the side where `towards` lies: 1 right, -1
 * left. */
static double edge_of(const struct drawing *drawing, uint32_t lifeline, int32_t level, int towards)
{
    double half = level < 0 ? 0 : MEASURE_BAR_PX / 2.0;
    return drawing_bar_x(drawing, lifeline, level) + towards * half;
}

/* ---- words ---- */

/* By the halves of the spare room that stand before the words. */
static const enum scene_anchor anchors[] = {SCENE_START, SCENE_MIDDLE, SCENE_END};

static void draw_words(const struct drawing *drawing, const struct measure_step *form,
                       struct scene_point at, enum scene_anchor anchor)
{
    for (size_t i = 0; i < form->line_count; i++, at.y += MEASURE_LINE_PX)
        scene_text(drawing->scene, SCENE_LABEL, anchor, at, form->lines[i]);
}

/* Beginning here: the wait, then the short word. */
static void draw_below(const struct drawing *drawing, const struct lunette_step *step,
                       struct scene_point at)
{
    struct lunette_canvas *canvas = drawing->scene->canvas;
    if (step->aside) {
        const char *aside = text_clean(canvas, step->aside);
        scene_text(drawing->scene, SCENE_SUBCAPTION, SCENE_START, at, aside);
        at.x += text_width_px(aside, theme_texts[SCENE_SUBCAPTION].font) + MEASURE_PADDING_PX;
    }
    if (step->badge)
        sign_draw_badge(drawing->scene, (struct scene_point){at.x, at.y - 12}, step->badge, false,
                        "Of this step");
}

static void draw_mark(const struct drawing *drawing, const struct lunette_step *step,
                      struct scene_point center)
{
    if (step->marks.count)
        sign_draw_mark(drawing->scene, center, roles_of_marks(&step->marks),
                       tell_marks(&step->marks, drawing->scene->canvas));
}

/* ---- arrows ---- */

static void draw_stroke(const struct drawing *drawing, enum scene_role role,
                        struct scene_point from, struct scene_point to, int towards)
{
    struct scene_point base = {to.x - towards * SHAPE_HEAD_PX, to.y};
    scene_path(drawing->scene, SCENE_STROKE, "ML", (struct scene_point[]){from, base});
    shape_draw_head(drawing->scene, role, base, to);
}

/* Words of an arrow to the next lifeline are centred between the two; those of one that goes
 * further keep to whoever speaks. */
static void draw_words_above(const struct drawing *drawing, size_t index, double y)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    const struct measure_step *form = &drawing->measure->steps[index];
    struct measure_span span = measure_words_span(drawing->measure, step);
    double spare = span.right - span.left - form->width;
    double share = !measure_is_long(step) ? 0.5 : step->from < step->to ? 0 : 1;
    double left = drawing->corner.x + span.left + share * spare;
    double lowest = y - WORDS_ABOVE_PX;
    draw_words(drawing, form,
               (struct scene_point){left + share * form->width,
                                    lowest - (double)(form->line_count - 1) * MEASURE_LINE_PX},
               anchors[(int)(share * 2)]);
    draw_mark(drawing, step,
              (struct scene_point){left - MEASURE_SIGN_PX + SIGN_MARK_PX / 2.0,
                                   lowest - SIGN_MARK_PX / 4.0});
}

static void draw_straight(const struct drawing *drawing, size_t index)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    const struct row *row = &drawing->rows->rows[index];
    int towards = step->to > step->from ? 1 : -1;
    double y = drawing_y(drawing, index);
    struct scene_point from = {edge_of(drawing, step->from, row->from_level, towards), y};
    struct scene_point to = {edge_of(drawing, step->to, row->to_level, -towards), y};
    double below = MEASURE_PADDING_PX + (step->breaker ? MEASURE_SIGN_PX : 0);
    draw_stroke(drawing, roles_of_step(step->role), from, to, towards);
    draw_words_above(drawing, index, y);
    if (step->breaker)
        sign_draw_breaker(drawing->scene,
                          (struct scene_point){from.x + towards * (SIGN_BREAKER_PX + 2), y});
    if (towards < 0)
        below += drawing->measure->steps[index].below_width;
    draw_below(drawing, step, (struct scene_point){from.x + towards * below, y + BELOW_BASE_PX});
}

/* Out to the right, down, and back. */
static void draw_swing(const struct drawing *drawing, size_t index)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    const struct row *row = &drawing->rows->rows[index];
    double y = drawing_y(drawing, index), bottom = y + row->height;
    double from = edge_of(drawing, step->from, row->from_level, 1);
    double to = edge_of(drawing, step->to, row->to_level, 1);
    double far = drawing_center(drawing, step->from) + drawing->measure->reaches[step->from] +
                 MEASURE_SELF_PX;
    struct scene_point words = {far + MEASURE_PADDING_PX, y + FIRST_BASE_PX};
    scene_path(
        drawing->scene, SCENE_STROKE, "MLLL",
        (struct scene_point[]){{from, y}, {far, y}, {far, bottom}, {to + SHAPE_HEAD_PX, bottom}});
    shape_draw_head(drawing->scene, roles_of_step(step->role),
                    (struct scene_point){to + SHAPE_HEAD_PX, bottom},
                    (struct scene_point){to, bottom});
    draw_mark(drawing, step,
              (struct scene_point){words.x + SIGN_MARK_PX / 2.0, words.y - SIGN_MARK_PX / 4.0});
    words.x += step->marks.count ? MEASURE_SIGN_PX : 0;
    draw_words(drawing, &drawing->measure->steps[index], words, SCENE_START);
    words.y += (double)drawing->measure->steps[index].line_count * MEASURE_LINE_PX;
    draw_below(drawing, step, words);
}

void arrows_draw(const struct drawing *drawing, size_t index)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    struct scene_element told = tell_step(drawing->view, step, drawing->scene->canvas);
    scene_open(drawing->scene, &told);
    if (step->from == step->to)
        draw_swing(drawing, index);
    else
        draw_straight(drawing, index);
    scene_close(drawing->scene);
}
