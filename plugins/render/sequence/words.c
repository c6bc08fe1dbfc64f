#include "words.h"

#include <math.h>
#include <string.h>

#include "scene/glyphs.h"
#include "scene/roles.h"
#include "scene/shapes.h"
#include "scene/signs.h"

enum {
    TITLE_LIMIT_PX = 150,
    WORD_LIMIT_PX = 220,
    TITLE_LINE_PX = 18,
    TECHNOLOGY_LINE_PX = 16,
    HEAD_LEAST_PX = 64,
    LABEL_LIMIT_PX = 200,
    LONG_LABEL_LIMIT_PX = 180, /* of an arrow past others, whose words one gap must hold */
    NOTE_LIMIT_PX = 180,
    GUARD_LIMIT_PX = 240,
};

static double width_of(const char *text, enum scene_text_style style)
{
    return text_width_px(text, theme_texts[style].font);
}

/* ---- heads ---- */

/* A word without a place to break it stays whole, within reason. */
static double title_limit(const char *title)
{
    const struct text_font font = theme_texts[SCENE_NAME].font;
    double limit = TITLE_LIMIT_PX, word = 0;
    while (*title) {
        uint32_t code_point = text_next(&title);
        word += glyph_width(code_point, font.bold) * font.size_px / 1000;
        limit = fmax(limit, ceil(word));
        if (code_point < 0x80 && strchr(" -/._", (int)code_point))
            word = 0;
    }
    return fmin(limit, WORD_LIMIT_PX);
}

void words_measure_head(struct measure_head *head, const struct lunette_lifeline *lifeline,
                        struct lunette_canvas *canvas)
{
    head->role = roles_of_lifeline(lifeline);
    const char *title = text_clean(canvas, lifeline->title);
    head->title_count =
        text_wrap(canvas, title, theme_texts[SCENE_NAME].font, title_limit(title), head->titles, 2);
    head->content_width = HEAD_LEAST_PX;
    for (size_t i = 0; i < head->title_count; i++)
        head->content_width = fmax(head->content_width, width_of(head->titles[i], SCENE_NAME));
    head->content_height = (double)head->title_count * TITLE_LINE_PX;
    if (lifeline->technology) {
        const char *bracketed =
            TEXT_JOIN(canvas, "[", text_clean(canvas, lifeline->technology), "]");
        head->technology =
            text_cut(canvas, bracketed, theme_texts[SCENE_TECHNOLOGY].font, TITLE_LIMIT_PX);
        head->content_width =
            fmax(head->content_width, width_of(head->technology, SCENE_TECHNOLOGY));
        head->content_height += TECHNOLOGY_LINE_PX;
    }
    head->content_width = ceil(head->content_width);
    head->outline = shape_around(head->role, head->content_width, head->content_height);
}

/* ---- rows ---- */

/* A number is no word to break a line behind: it leads the first one. */
static void wrap_numbered(struct measure_step *form, const struct lunette_step *step,
                          double limit_px, struct lunette_canvas *canvas)
{
    const char *label = text_clean(canvas, step->label);
    const char *number = step->number ? TEXT_JOIN(canvas, step->number, ". ") : "";
    form->line_count =
        text_wrap(canvas, label, theme_texts[SCENE_LABEL].font,
                  limit_px - width_of(number, SCENE_LABEL), form->lines, MEASURE_LINES);
    if (!step->number)
        return;
    form->lines[0] = TEXT_JOIN(canvas, number, form->line_count ? form->lines[0] : "");
    form->line_count += form->line_count == 0;
}

static void wrap_guard(struct measure_step *form, const struct lunette_step *step, double limit_px,
                       struct lunette_canvas *canvas)
{
    const char *guard = text_clean(canvas, step->label);
    form->line_count = 0;
    if (*guard)
        form->line_count =
            text_wrap(canvas, TEXT_JOIN(canvas, "[", guard, "]"),
                      theme_texts[SCENE_SUBCAPTION].font, limit_px, form->lines, MEASURE_LINES);
}

static double width_below(const struct lunette_step *step, struct lunette_canvas *canvas)
{
    double width = step->aside ? width_of(text_clean(canvas, step->aside), SCENE_SUBCAPTION) : 0;
    if (step->badge)
        width += sign_badge_width_px(canvas, step->badge, false) +
                 (step->aside ? MEASURE_PADDING_PX : 0);
    return width;
}

void words_measure_step(struct measure_step *form, const struct lunette_step *step, double limit_px,
                        struct lunette_canvas *canvas)
{
    bool is_guard = step->role >= LUNETTE_STEP_OPEN;
    (is_guard ? wrap_guard : wrap_numbered)(form, step, limit_px, canvas);
    form->width = 0;
    for (size_t i = 0; i < form->line_count; i++)
        form->width =
            fmax(form->width, width_of(form->lines[i], is_guard ? SCENE_SUBCAPTION : SCENE_LABEL));
    form->below_width = width_below(step, canvas);
}

double words_limit_px(const struct lunette_step *step)
{
    if (step->role == LUNETTE_STEP_NOTE)
        return NOTE_LIMIT_PX;
    if (step->role >= LUNETTE_STEP_OPEN)
        return GUARD_LIMIT_PX;
    return measure_is_long(step) ? LONG_LABEL_LIMIT_PX : LABEL_LIMIT_PX;
}
