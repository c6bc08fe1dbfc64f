#include "form.h"

#include <math.h>

#include "scene/detail.h"
#include "scene/roles.h"
#include "scene/shapes.h"
#include "scene/signs.h"

enum {
    TEXT_LIMIT_PX = 216,   /* of name and technology */
    BADGES_LIMIT_PX = 276, /* of a row */
    FACT_LIMIT_PX = 276,
    FORM_WORD_PX = 300,    /* of a line of a label in high detail */
    DETAIL_LEAST_PX = 170, /* a detail may widen its box up to this */
    CONTENT_LEAST_PX = 96,
    END_LABEL_LIMIT_PX = 150,
    END_LABEL_PADDING_PX = 7,
    CAPTION_LIMIT_PX = 340,
    CAPTION_LINE_PX = 17,
};

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static struct text_font font_of(enum scene_text_style style)
{
    return theme_texts[style].font;
}

static const char *form_text(struct lunette_canvas *canvas, const char *raw,
                             enum scene_text_style style, double limit_px)
{
    return text_cut(canvas, text_clean(canvas, raw), font_of(style), limit_px);
}

static bool is_lock(const struct lunette_badge *badge)
{
    return badge->kind == LUNETTE_BADGE_LOCK;
}

size_t form_badge_row(const struct lunette_badges *badges, size_t first,
                      struct lunette_canvas *canvas, double *width)
{
    size_t count = 0;
    *width = 0;
    while (first + count < badges->count) {
        const struct lunette_badge *badge = &badges->items[first + count];
        double badge_px = sign_badge_width_px(canvas, badge->text, is_lock(badge));
        double wider = *width + (count ? FORM_BADGE_GAP_PX : 0) + badge_px;
        if (count && wider > BADGES_LIMIT_PX)
            break;
        *width = wider;
        count++;
    }
    return count;
}

static void form_add_badges(struct form_box *form, const struct lunette_badges *badges,
                            struct lunette_canvas *canvas)
{
    double width;
    for (size_t i = 0; i < badges->count; i += form_badge_row(badges, i, canvas, &width)) {
        form_badge_row(badges, i, canvas, &width);
        form->content_width = larger(form->content_width, width);
        form->content_height += FORM_BADGE_ROW_PX;
    }
}

static void form_add_technology(struct form_box *form, const char *technology,
                                struct lunette_canvas *canvas)
{
    if (!technology)
        return;
    const char *bracketed = TEXT_JOIN(canvas, "[", text_clean(canvas, technology), "]");
    form->technology = text_cut(canvas, bracketed, font_of(SCENE_TECHNOLOGY), TEXT_LIMIT_PX);
    double width = text_width_px(form->technology, font_of(SCENE_TECHNOLOGY));
    form->content_width = larger(form->content_width, width);
    form->content_height += FORM_LINE_PX;
}

static void form_add_details(struct form_box *form, const char *detail,
                             struct lunette_canvas *canvas)
{
    double limit_px = larger(form->content_width, DETAIL_LEAST_PX);
    form->detail_count =
        text_wrap(canvas, text_clean(canvas, detail), font_of(SCENE_DETAIL), limit_px,
                  form->details, detail_lines(canvas, FORM_DETAIL_LINES));
    for (size_t i = 0; i < form->detail_count; i++) {
        double width = text_width_px(form->details[i], font_of(SCENE_DETAIL));
        form->content_width = larger(form->content_width, width);
        form->content_height += FORM_LINE_PX;
    }
}

static void form_add_facts(struct form_box *form, const struct lunette_box *box,
                           struct lunette_canvas *canvas)
{
    form->facts = canvas->alloc(canvas, box->fact_count, sizeof *form->facts);
    form->fact_count = box->fact_count;
    for (size_t i = 0; i < box->fact_count; i++) {
        form->facts[i] = form_text(canvas, box->facts[i], SCENE_DETAIL, FACT_LIMIT_PX);
        double width = text_width_px(form->facts[i], font_of(SCENE_DETAIL));
        form->content_width = larger(form->content_width, width);
        form->content_height += FORM_LINE_PX + (i ? 0 : FORM_FACTS_GAP_PX);
    }
}

static void form_make_box(struct form_box *form, const struct lunette_box *box,
                          struct lunette_canvas *canvas)
{
    form->role = roles_of_box(box);
    form->name = form_text(canvas, box->title, SCENE_NAME, TEXT_LIMIT_PX);
    form->content_width = larger(CONTENT_LEAST_PX, text_width_px(form->name, font_of(SCENE_NAME)));
    form->content_height = FORM_NAME_PX;
    form_add_technology(form, box->technology, canvas);
    form_add_details(form, box->detail, canvas);
    form_add_facts(form, box, canvas);
    form_add_badges(form, &box->badges, canvas);
    form->content_width = ceil(form->content_width);
    form->outline = shape_around(form->role, form->content_width, form->content_height);
}

/* Lines that stand for several say so when nothing else is written on them. */
static const char *form_label_text(const struct lunette_line *line, struct lunette_canvas *canvas)
{
    if (!line->label && line->weight > 1)
        return text_format(canvas, "×%u", (unsigned)line->weight);
    return text_clean(canvas, line->label);
}

/* In high detail each word is a line of its own, or more where it is long. */
static void form_add_words(struct form_label *form, const struct lunette_line *line, size_t count,
                           struct lunette_canvas *canvas)
{
    for (size_t i = 0; i < count && form->count + 1 < DETAIL_LINES_MAX; i++)
        form->count +=
            text_wrap(canvas, text_clean(canvas, line->words[i]), font_of(SCENE_LABEL),
                      FORM_WORD_PX, form->lines + form->count, DETAIL_LINES_MAX - 1 - form->count);
    if (form->count + 1 == DETAIL_LINES_MAX)
        form->lines[form->count++] = "…";
}

static struct layout_size form_make_label(struct form_label *form, const struct lunette_line *line,
                                          struct lunette_canvas *canvas)
{
    struct layout_size size = {0, 0};
    size_t words = detail_words(canvas, line);
    if (words)
        form_add_words(form, line, words, canvas);
    else
        form->count = text_wrap_label(canvas, form_label_text(line, canvas), font_of(SCENE_LABEL),
                                      FORM_LABEL_PX, form->lines);
    for (size_t i = 0; i < form->count; i++)
        form->text_width =
            larger(form->text_width, text_width_px(form->lines[i], font_of(SCENE_LABEL)));
    form->text_height = (double)form->count * FORM_LINE_PX;
    if (form->count)
        size = (struct layout_size){form->text_width + 2 * FORM_LABEL_PADDING_PX,
                                    form->text_height + FORM_LABEL_GAP_PX};
    if (form->count && line->marks.count) {
        size.width += SIGN_MARK_PX + 4;
        size.height = larger(size.height, SIGN_MARK_PX + FORM_LABEL_GAP_PX);
    }
    return size;
}

static struct layout_size form_make_caption(struct form_caption *form,
                                            const struct lunette_group *group,
                                            struct lunette_canvas *canvas)
{
    form->title = form_text(canvas, group->title, SCENE_CAPTION, CAPTION_LIMIT_PX);
    form->subtitle = form_text(canvas, group->subtitle, SCENE_SUBCAPTION, CAPTION_LIMIT_PX);
    double title = text_width_px(form->title, font_of(SCENE_CAPTION));
    double subtitle = text_width_px(form->subtitle, font_of(SCENE_SUBCAPTION));
    double marks = group->marks.count ? SIGN_MARK_PX + 8 : 0;
    return (struct layout_size){larger(title, subtitle) + marks,
                                *form->subtitle ? 2 * CAPTION_LINE_PX : CAPTION_LINE_PX};
}

const char *form_end_label(struct lunette_canvas *canvas, const char *label, double *width)
{
    const char *text = form_text(canvas, label, SCENE_SMALL, END_LABEL_LIMIT_PX);
    *width = text_width_px(text, font_of(SCENE_SMALL)) + 2 * END_LABEL_PADDING_PX;
    return text;
}

/* Along a line that leads to the side, a role box takes its width. */
static double form_end_px(const struct lunette_graph_view *graph, const char *label,
                          struct lunette_canvas *canvas)
{
    bool aside =
        graph->direction == LUNETTE_DIRECTION_RIGHT || graph->direction == LUNETTE_DIRECTION_LEFT;
    double width = 0;
    if (label)
        form_end_label(canvas, label, &width);
    return label && !aside ? FORM_END_LABEL_PX : width;
}

static void form_make_lines(struct form *form, const struct lunette_graph_view *graph,
                            struct layout_size *sizes, struct lunette_canvas *canvas)
{
    for (size_t i = 0; i < graph->line_count; i++) {
        const struct lunette_line *line = &graph->lines[i];
        sizes[i] = form_make_label(&form->labels[i], line, canvas);
        form->request.end_px =
            larger(form->request.end_px, larger(form_end_px(graph, line->from_label, canvas),
                                                form_end_px(graph, line->to_label, canvas)));
    }
}

const struct form *form_make(const struct lunette_graph_view *graph, struct lunette_canvas *canvas)
{
    struct form *form = canvas->alloc(canvas, 1, sizeof *form);
    struct layout_size *boxes = canvas->alloc(canvas, graph->box_count, sizeof *boxes);
    struct layout_size *labels = canvas->alloc(canvas, graph->line_count, sizeof *labels);
    struct layout_size *captions = canvas->alloc(canvas, graph->group_count, sizeof *captions);
    bool *round = canvas->alloc(canvas, graph->box_count, sizeof *round);
    form->boxes = canvas->alloc(canvas, graph->box_count, sizeof *form->boxes);
    form->labels = canvas->alloc(canvas, graph->line_count, sizeof *form->labels);
    form->captions = canvas->alloc(canvas, graph->group_count, sizeof *form->captions);
    for (size_t i = 0; i < graph->box_count; i++) {
        form_make_box(&form->boxes[i], &graph->boxes[i], canvas);
        boxes[i] =
            (struct layout_size){form->boxes[i].outline.width, form->boxes[i].outline.height};
        round[i] = theme_roles[form->boxes[i].role].shape == THEME_ELLIPSE;
    }
    form_make_lines(form, graph, labels, canvas);
    for (size_t i = 0; i < graph->group_count; i++)
        captions[i] = form_make_caption(&form->captions[i], &graph->groups[i], canvas);
    form->request.graph = graph;
    form->request.boxes = boxes;
    form->request.labels = labels;
    form->request.captions = captions;
    form->request.round = round;
    return form;
}
