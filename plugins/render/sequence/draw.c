#include "draw.h"

#include <math.h>

#include "arrows.h"
#include "rows.h"
#include "scene/sheet.h"
#include "scene/roles.h"
#include "scene/shapes.h"
#include "scene/signs.h"
#include "scene/tell.h"

enum {
    NAME_BASE_PX = 14, /* from the top of a line of text to its base line */
    NAME_LINE_PX = 18,
    LINE_BASE_PX = 12,
    LEAST_BAR_PX = 14,
    ITEMS_OF_A_STEP = 6, /* of the scene, as a rule */
    ITEMS_OF_A_BAR = 3,
    ITEMS_OF_A_PAGE = 256,
    LONG_PX = 900, /* a picture higher than this has the heads below, too */
    BELOW_GAP_PX = 8,
    GUARD_GAP_PX = 8,
    GUARD_BASE_PX = 14, /* from the top of a frame to the base line of its guard */
};

/* ---- heads and lifelines ---- */

static void draw_head_words(const struct drawing *drawing, const struct measure_head *head,
                            struct scene_point top)
{
    for (size_t i = 0; i < head->title_count; i++, top.y += NAME_LINE_PX)
        scene_text(drawing->scene, SCENE_NAME, SCENE_MIDDLE,
                   (struct scene_point){top.x, top.y + NAME_BASE_PX}, head->titles[i]);
    if (head->technology)
        scene_text(drawing->scene, SCENE_TECHNOLOGY, SCENE_MIDDLE,
                   (struct scene_point){top.x, top.y + LINE_BASE_PX}, head->technology);
}

/* With its left top corner at the height `top`; the second one, below, has no id of its own. */
static void draw_head(const struct drawing *drawing, uint32_t index, double top, bool again)
{
    const struct lunette_lifeline *lifeline = &drawing->view->sequence.lifelines[index];
    const struct measure_head *head = &drawing->measure->heads[index];
    struct scene_box box = {drawing_center(drawing, index) - head->outline.width / 2, top,
                            head->outline.width, head->outline.height};
    struct scene_element told = tell_lifeline(drawing->view, lifeline, drawing->scene->canvas);
    if (again)
        told = (struct scene_element){.role = told.role, .of = lifeline->id};
    scene_open(drawing->scene, &told);
    shape_draw(drawing->scene, head->role, box);
    draw_head_words(drawing, head,
                    (struct scene_point){box.x + head->outline.x + head->content_width / 2,
                                         box.y + head->outline.y});
    if (lifeline->marks.count && !again)
        sign_draw_mark(drawing->scene, (struct scene_point){box.x + box.width, box.y},
                       roles_of_marks(&lifeline->marks),
                       tell_marks(&lifeline->marks, drawing->scene->canvas));
    scene_close(drawing->scene);
}

static void draw_lifelines(const struct drawing *drawing, double bottom)
{
    for (uint32_t i = 0; i < drawing->view->sequence.lifeline_count; i++) {
        double x = drawing_center(drawing, i);
        double top = drawing->corner.y + drawing->measure->head_height;
        scene_open(drawing->scene,
                   &(struct scene_element){.role = SCENE_LIFELINE,
                                           .of = drawing->view->sequence.lifelines[i].id});
        scene_path(drawing->scene, SCENE_STROKE, "ML",
                   (struct scene_point[]){{x, top}, {x, bottom}});
        scene_close(drawing->scene);
    }
}

static void draw_bars(const struct drawing *drawing)
{
    const struct lunette_sequence_view *view = &drawing->view->sequence;
    for (size_t i = 0; i < view->activation_count; i++) {
        const struct lunette_activation *bar = &view->activations[i];
        double top = drawing_y(drawing, bar->first);
        double bottom = drawing_y(drawing, bar->last) + drawing->rows->rows[bar->last].height;
        scene_open(drawing->scene,
                   &(struct scene_element){.role = SCENE_ACTIVATION,
                                           .of = view->lifelines[bar->lifeline].id});
        scene_rect(drawing->scene, SCENE_BODY,
                   (struct scene_box){drawing_bar_x(drawing, bar->lifeline, (int32_t)bar->level) -
                                          MEASURE_BAR_PX / 2.0,
                                      top, MEASURE_BAR_PX, fmax(bottom - top, LEAST_BAR_PX)},
                   1);
        scene_close(drawing->scene);
    }
}

/* ---- frames ---- */

static struct scene_box frame_box(const struct drawing *drawing, const struct frame *frame)
{
    struct scene_box box = frame->box;
    box.x += drawing->corner.x;
    box.y += drawing->corner.y;
    return box;
}

static void draw_frame_body(const struct drawing *drawing, const struct frame *frame)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[frame->opened];
    struct scene_element told = tell_step(drawing->view, step, drawing->scene->canvas);
    scene_open(drawing->scene, &told);
    scene_rect(drawing->scene, SCENE_STROKE, frame_box(drawing, frame), 3);
    scene_close(drawing->scene);
}

/* Behind the tab where it fits before the first lifeline, else behind that and its bars. */
static double guard_x(const struct drawing *drawing, const struct lunette_step *step,
                      double behind_tab, double width)
{
    double center = drawing_center(drawing, step->from);
    bool fits = behind_tab + width <= center - MEASURE_BAR_PX;
    return fits ? behind_tab : center + measure_guard_px(drawing->measure, step);
}

static void draw_guard(const struct drawing *drawing, size_t index, struct scene_point behind_tab)
{
    const struct measure_step *form = &drawing->measure->steps[index];
    struct scene_point at = {
        guard_x(drawing, &drawing->view->sequence.steps[index], behind_tab.x, form->width),
        behind_tab.y};
    for (size_t i = 0; i < form->line_count; i++, at.y += MEASURE_LINE_PX)
        scene_text(drawing->scene, SCENE_SUBCAPTION, SCENE_START, at, form->lines[i]);
}

/* The corner cut off, as in UML. */
static double draw_tab(const struct drawing *drawing, struct scene_box box,
                       enum lunette_frame frame)
{
    double right = box.x + measure_tab_width_px(frame), bottom = box.y + MEASURE_TAB_PX;
    const struct scene_point outline[] = {
        {box.x, box.y}, {right, box.y}, {right, bottom - 7}, {right - 7, bottom}, {box.x, bottom}};
    scene_path(drawing->scene, SCENE_BODY, "MLLLLZ", outline);
    scene_text(drawing->scene, SCENE_CAPTION, SCENE_START,
               (struct scene_point){box.x + 8, box.y + GUARD_BASE_PX}, measure_frame_word(frame));
    return right;
}

static void draw_compartment(const struct drawing *drawing, const struct frame *frame,
                             const struct lunette_step *step, size_t index)
{
    struct scene_box box = frame_box(drawing, frame);
    double y = drawing_y(drawing, index);
    struct scene_element told = tell_step(drawing->view, step, drawing->scene->canvas);
    scene_open(drawing->scene, &told);
    scene_path(drawing->scene, SCENE_DETAIL_STROKE, "ML",
               (struct scene_point[]){{box.x, y}, {box.x + box.width, y}});
    draw_guard(drawing, index, (struct scene_point){box.x + GUARD_GAP_PX, y + GUARD_BASE_PX + 1});
    scene_close(drawing->scene);
}

static void draw_frame_words(const struct drawing *drawing, const struct frame *frame)
{
    const struct lunette_step *steps = drawing->view->sequence.steps;
    struct scene_box box = frame_box(drawing, frame);
    scene_open(drawing->scene,
               &(struct scene_element){.role = SCENE_FRAGMENT, .of = steps[frame->opened].id});
    double tab = draw_tab(drawing, box, steps[frame->opened].frame);
    draw_guard(drawing, frame->opened,
               (struct scene_point){tab + GUARD_GAP_PX, box.y + GUARD_BASE_PX});
    scene_close(drawing->scene);
    size_t depth = 0;
    for (size_t i = frame->opened; i < frame->closed; i++) {
        depth += steps[i].role == LUNETTE_STEP_OPEN;
        depth -= steps[i].role == LUNETTE_STEP_CLOSE;
        if (depth == 1 && steps[i].role == LUNETTE_STEP_ELSE)
            draw_compartment(drawing, frame, &steps[i], i);
    }
}

/* ---- notes and dividers ---- */

static void draw_note(const struct drawing *drawing, size_t index)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    const struct measure_step *form = &drawing->measure->steps[index];
    double middle = (drawing_center(drawing, step->from) + drawing_center(drawing, step->to)) / 2;
    double half = form->width / 2 + MEASURE_PADDING_PX, top = drawing_y(drawing, index);
    struct scene_element told = tell_step(drawing->view, step, drawing->scene->canvas);
    scene_open(drawing->scene, &told);
    scene_rect(drawing->scene, SCENE_BODY,
               (struct scene_box){middle - half, top, 2 * half, drawing->rows->rows[index].height},
               2);
    for (size_t i = 0; i < form->line_count; i++)
        scene_text(drawing->scene, SCENE_DETAIL, SCENE_MIDDLE,
                   (struct scene_point){middle, top + 18 + (double)i * MEASURE_LINE_PX},
                   form->lines[i]);
    scene_close(drawing->scene);
}

/* Of the gaps between lifelines that hold so much, the middle of the one nearest to the
 * picture's middle. */
static double divider_middle(const struct drawing *drawing, double middle, double width)
{
    double best = middle, distance = HUGE_VAL;
    for (uint32_t i = 0; i + 1 < drawing->view->sequence.lifeline_count; i++) {
        double left = drawing_center(drawing, i), right = drawing_center(drawing, i + 1);
        double off = fabs((left + right) / 2 - middle);
        if (right - left < width || off >= distance)
            continue;
        best = (left + right) / 2;
        distance = off;
    }
    return best;
}

static void draw_divider(const struct drawing *drawing, size_t index)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    double left = drawing->corner.x + drawing->rows->left;
    double right = drawing->corner.x + drawing->rows->right;
    double y = drawing_y(drawing, index) + drawing->rows->rows[index].height / 2;
    struct scene_element told = tell_step(drawing->view, step, drawing->scene->canvas);
    scene_open(drawing->scene, &told);
    const char *title =
        text_cut(drawing->scene->canvas, text_clean(drawing->scene->canvas, step->label),
                 theme_texts[SCENE_CAPTION].font, right - left);
    double half = text_width_px(title, theme_texts[SCENE_CAPTION].font) / 2 + MEASURE_PADDING_PX;
    double middle = divider_middle(drawing, (left + right) / 2, 2 * half);
    scene_path(
        drawing->scene, SCENE_STROKE, "MLML",
        (struct scene_point[]){{left, y}, {middle - half, y}, {middle + half, y}, {right, y}});
    scene_text(drawing->scene, SCENE_CAPTION, SCENE_MIDDLE, (struct scene_point){middle, y + 4},
               title);
    scene_close(drawing->scene);
}

/* ---- the whole ---- */

static void draw_step(const struct drawing *drawing, size_t index)
{
    const struct lunette_step *step = &drawing->view->sequence.steps[index];
    if (measure_is_arrow(step))
        arrows_draw(drawing, index);
    else if (step->role == LUNETTE_STEP_NOTE)
        draw_note(drawing, index);
    else if (step->role == LUNETTE_STEP_DIVIDER)
        draw_divider(drawing, index);
}

/* Frames lie under everything, their words above the lifelines. */
static void draw_body(const struct drawing *drawing, bool again_below)
{
    const struct lunette_sequence_view *view = &drawing->view->sequence;
    double bottom = drawing->corner.y + drawing->rows->bottom;
    for (size_t i = 0; i < drawing->rows->frame_count; i++)
        draw_frame_body(drawing, &drawing->rows->frames[i]);
    draw_lifelines(drawing, bottom);
    draw_bars(drawing);
    for (uint32_t i = 0; i < view->lifeline_count; i++)
        draw_head(drawing, i,
                  drawing->corner.y + drawing->measure->head_height -
                      drawing->measure->heads[i].outline.height,
                  false);
    for (size_t i = 0; i < drawing->rows->frame_count; i++)
        draw_frame_words(drawing, &drawing->rows->frames[i]);
    for (size_t i = 0; i < view->step_count; i++)
        draw_step(drawing, i);
    for (uint32_t i = 0; i < view->lifeline_count && again_below; i++)
        draw_head(drawing, i, bottom, true);
}

void draw_write(const struct lunette_view *view, const char *format, struct lunette_canvas *canvas)
{
    struct sheet page = {.name = view->name,
                         .kind = view->kind,
                         .title = view->title,
                         .summary = view->summary,
                         .notes = view->notes,
                         .note_count = view->note_count,
                         .format = format};
    struct drawing drawing = {.view = view, .measure = measure_make(&view->sequence, canvas)};
    drawing.rows = rows_place(drawing.measure);
    bool again_below = drawing.rows->bottom > LONG_PX;
    page.body_width = drawing.rows->right - drawing.rows->left;
    page.body_height =
        drawing.rows->bottom + (again_below ? drawing.measure->head_height + BELOW_GAP_PX : 0);
    drawing.corner = sheet_body_corner(canvas, &page);
    drawing.corner.x -= floor(drawing.rows->left);
    drawing.scene = scene_new(canvas);
    scene_reserve(drawing.scene, ITEMS_OF_A_PAGE + ITEMS_OF_A_STEP * view->sequence.step_count +
                                     ITEMS_OF_A_BAR * view->sequence.activation_count);
    draw_body(&drawing, again_below);
    sheet_write(drawing.scene, &page);
}
