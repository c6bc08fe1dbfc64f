#include "picture.h"

#include "beside.h"
#include "captions.h"
#include "form.h"
#include "place.h"
#include "scene/roles.h"
#include "scene/sheet.h"
#include "scene/shapes.h"
#include "scene/signs.h"
#include "strokes.h"
#include "scene/tell.h"

enum {
    NAME_BASE_PX = 14, /* from the top of a line of text to its base line */
    LINE_BASE_PX = 12,
};

struct picture {
    const struct lunette_view *view;
    const struct form *form;
    const struct layout *layout;
    struct scene *scene;
};

/* ---- boxes ---- */

static void draw_box_words(const struct picture *picture, const struct form_box *form,
                           struct scene_point top)
{
    scene_text(picture->scene, SCENE_NAME, SCENE_MIDDLE,
               (struct scene_point){top.x, top.y + NAME_BASE_PX}, form->name);
    top.y += FORM_NAME_PX;
    if (form->technology) {
        scene_text(picture->scene, SCENE_TECHNOLOGY, SCENE_MIDDLE,
                   (struct scene_point){top.x, top.y + LINE_BASE_PX}, form->technology);
        top.y += FORM_LINE_PX;
    }
    for (size_t i = 0; i < form->detail_count; i++, top.y += FORM_LINE_PX)
        scene_text(picture->scene, SCENE_DETAIL, SCENE_MIDDLE,
                   (struct scene_point){top.x, top.y + LINE_BASE_PX}, form->details[i]);
    top.y += FORM_FACTS_GAP_PX;
    for (size_t i = 0; i < form->fact_count; i++, top.y += FORM_LINE_PX)
        scene_text(picture->scene, SCENE_DETAIL, SCENE_MIDDLE,
                   (struct scene_point){top.x, top.y + LINE_BASE_PX}, form->facts[i]);
}

/* Row after row, each in the middle, from where the text ends. */
static void draw_badges(const struct picture *picture, const struct lunette_badges *badges,
                        struct scene_point top)
{
    static const char *const meanings[] = {
        [LUNETTE_BADGE_OBJECTIVE] = "Objective",
        [LUNETTE_BADGE_STRATEGY] = "Deployment strategy",
        [LUNETTE_BADGE_LOCK] = "Strict mutual TLS",
        [LUNETTE_BADGE_REPLICAS] = "Replicas",
        [LUNETTE_BADGE_COUNT] = "What this box stands for",
        [LUNETTE_BADGE_DATA] = "Classification of its data",
        [LUNETTE_BADGE_CRITICALITY] = "Criticality",
    };
    struct lunette_canvas *canvas = picture->scene->canvas;
    for (size_t first = 0; first < badges->count; top.y += FORM_BADGE_ROW_PX) {
        double width;
        size_t count = form_badge_row(badges, first, canvas, &width);
        double x = top.x - width / 2;
        for (size_t i = first; i < first + count; i++) {
            const struct lunette_badge *badge = &badges->items[i];
            bool lock = badge->kind == LUNETTE_BADGE_LOCK;
            sign_draw_badge(picture->scene, (struct scene_point){x, top.y + 5}, badge->text, lock,
                            meanings[badge->kind]);
            x += sign_badge_width_px(canvas, badge->text, lock) + FORM_BADGE_GAP_PX;
        }
        first += count;
    }
}

static double badge_rows_height(const struct picture *picture, const struct lunette_badges *badges)
{
    double height = 0, width;
    for (size_t first = 0; first < badges->count; height += FORM_BADGE_ROW_PX)
        first += form_badge_row(badges, first, picture->scene->canvas, &width);
    return height;
}

static void draw_marks(struct scene *scene, const struct lunette_marks *marks,
                       struct scene_point center)
{
    if (marks->count)
        sign_draw_mark(scene, center, roles_of_marks(marks), tell_marks(marks, scene->canvas));
}

/* A tint is drawn as an element within the box, which stays what it stands for. */
static void draw_outline(struct scene *scene, const struct lunette_box *box, enum scene_role role,
                         struct scene_box frame)
{
    enum scene_role tint = roles_of_tint(box);
    if (tint != role)
        scene_open(scene, &(struct scene_element){.role = tint});
    shape_draw(scene, role, frame);
    if (tint != role)
        scene_close(scene);
}

static void draw_box(const struct picture *picture, size_t index)
{
    const struct lunette_box *box = &picture->view->graph.boxes[index];
    const struct form_box *form = &picture->form->boxes[index];
    struct scene_box frame = place_box(picture->layout, picture->form, index);
    struct scene_point top = {frame.x + form->outline.x + form->content_width / 2,
                              frame.y + form->outline.y};
    struct scene_element told = tell_box(picture->view, box, picture->scene->canvas);
    scene_open(picture->scene, &told);
    draw_outline(picture->scene, box, form->role, frame);
    draw_box_words(picture, form, top);
    top.y += form->content_height - badge_rows_height(picture, &box->badges);
    draw_badges(picture, &box->badges, top);
    double aside = picture->form->request.round[index] ? 0.13 : 0.01;
    draw_marks(
        picture->scene, &box->marks,
        (struct scene_point){frame.x + frame.width * (1 - aside), frame.y + frame.height * aside});
    scene_close(picture->scene);
}

/* ---- groups ---- */

static void draw_group(const struct picture *picture, size_t index)
{
    const struct lunette_group *group = &picture->view->graph.groups[index];
    struct scene_box frame = picture->layout->groups[index];
    struct scene_element told = tell_group(picture->view, group, picture->scene->canvas);
    scene_open(picture->scene, &told);
    shape_draw(picture->scene, told.role, frame);
    scene_close(picture->scene);
}

/* Above the lines, which may run through the group's upper edge. */
static void draw_caption(const struct picture *picture, size_t index, double left)
{
    const struct lunette_group *group = &picture->view->graph.groups[index];
    const struct form_caption *caption = &picture->form->captions[index];
    struct scene_box frame = picture->layout->groups[index];
    scene_open(picture->scene,
               &(struct scene_element){.role = roles_of_group(group), .of = group->id});
    scene_text(picture->scene, SCENE_CAPTION, SCENE_START,
               (struct scene_point){left, frame.y + CAPTIONS_BASE_PX}, caption->title);
    if (*caption->subtitle)
        scene_text(picture->scene, SCENE_SUBCAPTION, SCENE_START,
                   (struct scene_point){left, frame.y + CAPTIONS_SECOND_BASE_PX},
                   caption->subtitle);
    draw_marks(picture->scene, &group->marks,
               (struct scene_point){frame.x + frame.width - CAPTIONS_INDENT_PX - 4,
                                    frame.y + CAPTIONS_BASE_PX - 4});
    scene_close(picture->scene);
}

static size_t group_depth(const struct lunette_graph_view *graph, size_t index)
{
    size_t depth = 0;
    for (int32_t i = graph->groups[index].parent; i >= 0; i = graph->groups[i].parent)
        depth++;
    return depth;
}

/* A group is painted after the one around it. */
static void draw_groups(const struct picture *picture)
{
    const struct lunette_graph_view *graph = &picture->view->graph;
    size_t drawn = 0;
    for (size_t depth = 0; drawn < graph->group_count; depth++)
        for (size_t i = 0; i < graph->group_count; i++)
            if (group_depth(graph, i) == depth) {
                draw_group(picture, i);
                drawn++;
            }
}

/* ---- the whole ---- */

/* The view's notes, and the layout's. */
static void picture_add_notes(struct sheet *page, const struct lunette_view *view,
                              const struct layout *layout, struct lunette_canvas *canvas)
{
    const char **notes = canvas->alloc(canvas, view->note_count + 1, sizeof *notes);
    for (size_t i = 0; i < view->note_count; i++)
        notes[i] = view->notes[i];
    notes[view->note_count] = layout->note;
    page->notes = notes;
    page->note_count = view->note_count + (layout->note != NULL);
}

/* Of the scene, as a rule. */
enum { ITEMS_OF_A_PAGE = 200, ITEMS_OF_A_BOX = 14, ITEMS_OF_A_LINE = 6 };

void picture_write(const struct lunette_view *view, const char *format,
                   struct lunette_canvas *canvas)
{
    struct sheet page = {.name = view->name,
                         .kind = view->kind,
                         .title = view->title,
                         .summary = view->summary,
                         .format = format};
    struct picture picture = {.view = view, .form = form_make(&view->graph, canvas)};
    const struct layout *layout = layout_make(&picture.form->request, canvas);
    page.body_width = layout->width;
    page.body_height = layout->height;
    picture_add_notes(&page, view, layout, canvas);
    struct scene_point corner = sheet_body_corner(canvas, &page);
    struct scene_box room = {corner.x, corner.y, layout->width, layout->height};
    picture.layout = beside_place(place_layout(layout, picture.form, corner, canvas), picture.form,
                                  room, canvas);
    picture.scene = scene_new(canvas);
    scene_reserve(picture.scene, ITEMS_OF_A_PAGE + ITEMS_OF_A_BOX * view->graph.box_count +
                                     ITEMS_OF_A_LINE * view->graph.line_count);
    draw_groups(&picture);
    stroke_draw_lines(picture.scene, view, picture.layout);
    const double *lefts = captions_place(&view->graph, picture.form, picture.layout, canvas);
    for (size_t i = 0; i < view->graph.group_count; i++)
        draw_caption(&picture, i, lefts[i]);
    for (size_t i = 0; i < view->graph.box_count; i++)
        draw_box(&picture, i);
    stroke_draw_words(picture.scene, view, picture.form, picture.layout);
    sheet_write(picture.scene, &page);
}
