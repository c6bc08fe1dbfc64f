#include "scene/sheet.h"

#include <math.h>
#include <string.h>

#include "scene/shapes.h"
#include "scene/signs.h"
#include "scene/json.h"
#include "scene/svg.h"

enum {
    MARGIN_PX = 28,
    HEADING_PX = 66, /* height of title and summary with the gap below */
    LEAST_WIDTH_PX = 460,
    TEXT_WIDTH_PX = 720, /* a heading may widen the picture up to this */
    SAMPLE_WIDTH_PX = 30,
    SAMPLE_HEIGHT_PX = 18,
    LEGEND_ROW_PX = 28,
    LEGEND_GAP_PX = 22,
    NOTE_LINE_PX = 17,
    NOTE_LINES = 4,
};

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double heading_width(struct lunette_canvas *canvas, const struct sheet *page)
{
    double title = text_width_px(text_clean(canvas, page->title), theme_texts[SCENE_HEADING].font);
    double summary =
        text_width_px(text_clean(canvas, page->summary), theme_texts[SCENE_SUBHEADING].font);
    double wanted = ceil(larger(title, summary));
    return wanted < TEXT_WIDTH_PX ? wanted : TEXT_WIDTH_PX;
}

/* Between the margins. */
static double sheet_inner_width(struct lunette_canvas *canvas, const struct sheet *page)
{
    return larger(LEAST_WIDTH_PX, larger(page->body_width, heading_width(canvas, page)));
}

struct scene_point sheet_body_corner(struct lunette_canvas *canvas, const struct sheet *page)
{
    double spare = sheet_inner_width(canvas, page) - page->body_width;
    return (struct scene_point){MARGIN_PX + floor(spare / 2), MARGIN_PX + HEADING_PX};
}

static void draw_heading(struct scene *scene, const struct sheet *page, double width)
{
    struct lunette_canvas *canvas = scene->canvas;
    const char *title = text_clean(canvas, page->title);
    const char *summary = text_clean(canvas, page->summary);
    scene_text(scene, SCENE_HEADING, SCENE_START, (struct scene_point){MARGIN_PX, MARGIN_PX + 18},
               text_cut(canvas, title, theme_texts[SCENE_HEADING].font, width));
    if (*summary)
        scene_text(scene, SCENE_SUBHEADING, SCENE_START,
                   (struct scene_point){MARGIN_PX, MARGIN_PX + 40},
                   text_cut(canvas, summary, theme_texts[SCENE_SUBHEADING].font, width));
}

/* ---- legend ---- */

static void draw_line_sample(struct scene *scene, enum scene_role role, struct scene_box box)
{
    double y = box.y + box.height / 2, right = box.x + box.width;
    bool head = theme_roles[role].head != THEME_NO_HEAD;
    struct scene_point base = {right - (head ? SHAPE_HEAD_PX : 0), y};
    scene_path(scene, SCENE_STROKE, "ML", (struct scene_point[]){{box.x, y}, base});
    shape_draw_head(scene, role, base, (struct scene_point){right, y});
}

static void draw_sign_sample(struct scene *scene, enum scene_role role, struct scene_box box)
{
    struct scene_point center = {box.x + box.width / 2, box.y + box.height / 2};
    if (role == SCENE_BREAKER)
        sign_draw_breaker(scene, center);
    else
        sign_draw_mark(scene, center, role, NULL);
}

static void draw_sample(struct scene *scene, enum scene_role role, struct scene_box box, bool alias)
{
    enum theme_shape shape = theme_roles[role].shape;
    if (shape == THEME_SIGN) {
        draw_sign_sample(scene, role, box);
        return;
    }
    scene_open(scene, &(struct scene_element){.role = role, .alias = alias});
    if (shape == THEME_LINE_SHAPE)
        draw_line_sample(scene, role, box);
    else
        shape_draw(scene, role, box);
    scene_close(scene);
}

struct legend {
    struct scene *scene;
    double width; /* of the page between its margins */
    struct scene_point at;
};

static void legend_add(struct legend *legend, enum scene_role role, const char *text, bool alias)
{
    struct scene_box box = {legend->at.x, legend->at.y, SAMPLE_WIDTH_PX, SAMPLE_HEIGHT_PX};
    double width = SAMPLE_WIDTH_PX + 8 + text_width_px(text, theme_texts[SCENE_DETAIL].font);
    if (box.x > MARGIN_PX && box.x + width > MARGIN_PX + legend->width) {
        box.x = MARGIN_PX;
        box.y += LEGEND_ROW_PX;
    }
    draw_sample(legend->scene, role, box, alias);
    scene_text(legend->scene, SCENE_DETAIL, SCENE_START,
               (struct scene_point){box.x + SAMPLE_WIDTH_PX + 8, box.y + 13}, text);
    legend->at = (struct scene_point){box.x + width + LEGEND_GAP_PX, box.y};
}

/* Returns the height it takes. */
static double draw_legend(struct scene *scene, double top, double width)
{
    unsigned parts[SCENE_ROLE_COUNT];
    struct legend legend = {scene, width, {MARGIN_PX, top}};
    bool alias = scene->has_alias;
    memcpy(parts, scene->role_parts, sizeof parts);
    for (unsigned role = 0; role < SCENE_ROLE_COUNT; role++)
        if (parts[role] && theme_roles[role].legend)
            legend_add(&legend, (enum scene_role)role, theme_roles[role].legend, false);
    if (alias)
        legend_add(&legend, scene->alias_role, "Drawn at several places", true);
    return legend.at.x > MARGIN_PX ? legend.at.y - top + LEGEND_ROW_PX : 0;
}

/* ---- notes ---- */

static double draw_note(struct scene *scene, const char *note, double top, double width)
{
    const char *lines[NOTE_LINES];
    size_t count = text_wrap(scene->canvas, text_clean(scene->canvas, note),
                             theme_texts[SCENE_FOOTNOTE].font, width, lines, NOTE_LINES);
    for (size_t i = 0; i < count; i++)
        scene_text(scene, SCENE_FOOTNOTE, SCENE_START,
                   (struct scene_point){MARGIN_PX, top + 12 + (double)i * NOTE_LINE_PX}, lines[i]);
    return (double)count * NOTE_LINE_PX;
}

const char *const sheet_formats[] = {"svg", "json", NULL};

void sheet_write(struct scene *scene, const struct sheet *page)
{
    bool as_json = strcmp(page->format, "json") == 0;
    double width = sheet_inner_width(scene->canvas, page);
    double top = MARGIN_PX + HEADING_PX + page->body_height + MARGIN_PX;
    draw_heading(scene, page, width);
    top += draw_legend(scene, top, width);
    for (size_t i = 0; i < page->note_count; i++)
        top += draw_note(scene, page->notes[i], top, width);
    const struct svg_document document = {
        .name = page->name,
        .kind = page->kind,
        .title = page->title,
        .summary = page->summary,
        .width = ceil(width + 2 * MARGIN_PX),
        .height = ceil(top + MARGIN_PX),
    };
    (as_json ? json_write : svg_write)(scene, &document);
}
