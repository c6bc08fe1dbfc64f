#include "scene/svg.h"

#include <string.h>

#include "scene/palette.h"
#include "scene/pen.h"

enum svg_theme { SVG_AUTO, SVG_LIGHT, SVG_DARK };

static const char *const part_classes[SCENE_PART_COUNT] = {
    [SCENE_BODY] = "b", [SCENE_STROKE] = "s", [SCENE_DETAIL_STROKE] = "d", [SCENE_SOLID] = "h"};

static const char *const anchor_attributes[] = {[SCENE_START] = "",
                                                [SCENE_MIDDLE] = " text-anchor=\"middle\"",
                                                [SCENE_END] = " text-anchor=\"end\""};

static enum svg_theme svg_choose_theme(struct lunette_canvas *canvas)
{
    const char *wanted = canvas->option(canvas, "theme");
    if (wanted && strcmp(wanted, "light") == 0)
        return SVG_LIGHT;
    return wanted && strcmp(wanted, "dark") == 0 ? SVG_DARK : SVG_AUTO;
}

/* ---- style sheet ---- */

static void svg_put_variables(struct pen *pen, const char *selector, bool dark)
{
    pen_put(pen, selector);
    pen_put_character(pen, '{');
    for (size_t i = 0; i < THEME_COLOR_COUNT; i++) {
        pen_put(pen, i ? ";--" : "--");
        pen_put(pen, theme_colors[i].name);
        pen_put_character(pen, ':');
        pen_put(pen, palette_color(pen->canvas, (enum theme_color)i, dark));
    }
    pen_put(pen, "}\n");
}

static void svg_put_palette(struct pen *pen, enum svg_theme theme)
{
    if (theme != SVG_AUTO)
        return;
    svg_put_variables(pen, ".lunette", false);
    pen_put(pen, "@media screen and (prefers-color-scheme:dark){");
    svg_put_variables(pen, ":root:not([data-theme=light]) .lunette,.lunette:root", true);
    pen_put(pen, "}\n@media screen{");
    svg_put_variables(pen, "[data-theme=dark] .lunette", true);
    pen_put(pen, "}\n");
}

/* `fill:#fff;fill:var(--paper);` */
static void svg_put_color(struct pen *pen, const char *property, enum theme_color color,
                          enum svg_theme theme)
{
    pen_put(pen, property);
    pen_put_character(pen, ':');
    pen_put(pen, palette_color(pen->canvas, color, theme == SVG_DARK));
    pen_put_character(pen, ';');
    if (theme != SVG_AUTO)
        return;
    pen_put(pen, property);
    pen_put(pen, ":var(--");
    pen_put(pen, theme_colors[color].name);
    pen_put(pen, ");");
}

static void svg_put_stroke(struct pen *pen, const struct theme_role *role, enum scene_part part,
                           enum svg_theme theme)
{
    svg_put_color(pen, "stroke", role->edge, theme);
    pen_put(pen, "stroke-width:");
    pen_put_number(pen, part == SCENE_DETAIL_STROKE ? 1.2 : role->stroke_px);
    if (role->dash && part != SCENE_DETAIL_STROKE) {
        pen_put(pen, ";stroke-dasharray:");
        pen_put(pen, role->dash);
    }
}

static void svg_put_role_rule(struct pen *pen, const struct theme_role *role, enum scene_part part,
                              enum svg_theme theme)
{
    pen_put(pen, ".lunette .");
    pen_put(pen, role->class_name);
    pen_put(pen, ">.");
    pen_put(pen, part_classes[part]);
    pen_put_character(pen, '{');
    if (part == SCENE_SOLID)
        svg_put_color(pen, "fill", role->edge, theme);
    else if (part == SCENE_BODY)
        svg_put_color(pen, "fill", role->fill, theme);
    else
        pen_put(pen, "fill:none;");
    if (part != SCENE_SOLID)
        svg_put_stroke(pen, role, part, theme);
    pen_put(pen, "}\n");
}

static void svg_put_text_rule(struct pen *pen, const struct theme_text *text, enum svg_theme theme)
{
    pen_put(pen, ".lunette .");
    pen_put(pen, text->class_name);
    pen_put(pen, "{font-size:");
    pen_put_number(pen, text->font.size_px);
    pen_put(pen, text->font.bold ? "px;font-weight:700;" : "px;");
    svg_put_color(pen, "fill", text->color, theme);
    if (text->halo) {
        svg_put_color(pen, "stroke", THEME_PAPER, theme);
        pen_put(pen, "stroke-width:4px;stroke-linejoin:round;paint-order:stroke");
    }
    pen_put(pen, "}\n");
}

/* Texts of a frame stand on its tint, not on the paper. */
static void svg_put_frame_rule(struct pen *pen, const struct theme_role *role, enum svg_theme theme)
{
    pen_put(pen, ".lunette .");
    pen_put(pen, role->class_name);
    pen_put(pen, ">text{");
    svg_put_color(pen, "stroke", role->fill, theme);
    pen_put(pen, "}\n");
}

/* Thicker lines come after the roles' rules, which they override. */
static void svg_put_extra_rules(struct pen *pen, const struct scene *scene)
{
    for (unsigned extra = 1; extra <= SCENE_EXTRA_MAX; extra++) {
        if (!(scene->extras & 1u << extra))
            continue;
        pen_put(pen, ".lunette .extra-");
        pen_put_integer(pen, extra);
        pen_put(pen, ">.s{stroke-width:");
        pen_put_integer(pen, extra + 2);
        pen_put(pen, "}\n");
    }
    if (scene->has_alias)
        pen_put(pen, ".lunette .alias>.b{stroke-dasharray:1.5 3}\n");
}

static void svg_put_rules_of_role(struct pen *pen, const struct theme_role *role, unsigned parts,
                                  enum svg_theme theme)
{
    for (unsigned part = 0; part < SCENE_PART_COUNT; part++)
        if (parts & 1u << part)
            svg_put_role_rule(pen, role, (enum scene_part)part, theme);
    if (parts && role->shape == THEME_FRAME)
        svg_put_frame_rule(pen, role, theme);
}

static void svg_put_style(struct pen *pen, const struct scene *scene, enum svg_theme theme)
{
    pen_put(pen, "<style>\n");
    svg_put_palette(pen, theme);
    pen_put(pen, ".lunette text{font-family:Helvetica,Arial,\"Liberation Sans\",sans-serif}\n"
                 ".lunette .paper{");
    svg_put_color(pen, "fill", THEME_PAPER, theme);
    pen_put(pen, "}\n");
    for (size_t role = 0; role < SCENE_ROLE_COUNT; role++)
        svg_put_rules_of_role(pen, &theme_roles[role], scene->role_parts[role], theme);
    for (size_t style = 0; style < SCENE_TEXT_STYLE_COUNT; style++)
        if (scene->text_styles & 1u << style)
            svg_put_text_rule(pen, &theme_texts[style], theme);
    svg_put_extra_rules(pen, scene);
    pen_put(pen, "</style>\n");
}

/* ---- items ---- */

static void svg_put_number_attribute(struct pen *pen, const char *name, double number)
{
    pen_put_character(pen, ' ');
    pen_put(pen, name);
    pen_put(pen, "=\"");
    pen_put_number(pen, number);
    pen_put_character(pen, '"');
}

static void svg_put_tagged(struct pen *pen, const char *tag, const char *text)
{
    if (!text || !*text)
        return;
    pen_put_character(pen, '<');
    pen_put(pen, tag);
    pen_put_character(pen, '>');
    pen_put_xml(pen, text);
    pen_put(pen, "</");
    pen_put(pen, tag);
    pen_put_character(pen, '>');
}

static void svg_put_open(struct pen *pen, const struct scene_element *element)
{
    const struct theme_role *role = &theme_roles[element->role];
    pen_put(pen, "<g class=\"");
    pen_put(pen, role->class_name);
    pen_put(pen, element->alias ? " alias" : "");
    if (element->extra_px) {
        pen_put(pen, " extra-");
        pen_put_integer(pen, element->extra_px);
    }
    pen_put_character(pen, '"');
    pen_put_attribute(pen, "id", element->id);
    if (element->id)
        pen_put_attribute(pen, "data-kind", role->class_name);
    pen_put_attribute(pen, "data-name", element->name);
    pen_put_attribute(pen, "data-file", element->file);
    if (element->line)
        svg_put_number_attribute(pen, "data-line", element->line);
    pen_put_attribute(pen, "data-from", element->from);
    pen_put_attribute(pen, "data-to", element->to);
    pen_put_attribute(pen, "data-of", element->of);
    pen_put_character(pen, '>');
    svg_put_tagged(pen, "title", element->title);
    svg_put_tagged(pen, "desc", element->desc);
}

static void svg_put_class(struct pen *pen, enum scene_part part)
{
    pen_put(pen, " class=\"");
    pen_put(pen, part_classes[part]);
    pen_put_character(pen, '"');
}

static void svg_put_rect(struct pen *pen, const struct scene_item *item)
{
    const struct scene_box *box = &item->as.shape.box;
    pen_put(pen, "<rect");
    svg_put_class(pen, item->as.shape.part);
    svg_put_number_attribute(pen, "x", box->x);
    svg_put_number_attribute(pen, "y", box->y);
    svg_put_number_attribute(pen, "width", box->width);
    svg_put_number_attribute(pen, "height", box->height);
    if (item->as.shape.radius > 0)
        svg_put_number_attribute(pen, "rx", item->as.shape.radius);
    pen_put(pen, "/>");
}

static void svg_put_ellipse(struct pen *pen, const struct scene_item *item)
{
    const struct scene_box *box = &item->as.shape.box;
    pen_put(pen, "<ellipse");
    svg_put_class(pen, item->as.shape.part);
    svg_put_number_attribute(pen, "cx", box->x + box->width / 2);
    svg_put_number_attribute(pen, "cy", box->y + box->height / 2);
    svg_put_number_attribute(pen, "rx", box->width / 2);
    svg_put_number_attribute(pen, "ry", box->height / 2);
    pen_put(pen, "/>");
}

static void svg_put_path(struct pen *pen, const struct scene_item *item)
{
    const struct scene_point *point = item->as.path.points;
    pen_put(pen, "<path");
    svg_put_class(pen, item->as.path.part);
    pen_put(pen, " d=\"");
    for (const char *verb = item->as.path.verbs; *verb; verb++) {
        pen_put_character(pen, *verb);
        for (size_t i = 0; i < scene_verb_points(*verb); i++, point++) {
            pen_put(pen, i ? " " : "");
            pen_put_number(pen, point->x);
            pen_put_character(pen, ' ');
            pen_put_number(pen, point->y);
        }
    }
    pen_put(pen, "\"/>");
}

static void svg_put_text(struct pen *pen, const struct scene_item *item)
{
    pen_put(pen, "<text class=\"");
    pen_put(pen, theme_texts[item->as.text.style].class_name);
    pen_put_character(pen, '"');
    svg_put_number_attribute(pen, "x", item->as.text.at.x);
    svg_put_number_attribute(pen, "y", item->as.text.at.y);
    pen_put(pen, anchor_attributes[item->as.text.anchor]);
    pen_put_character(pen, '>');
    pen_put_xml(pen, item->as.text.text);
    pen_put(pen, "</text>");
}

static void svg_put_item(struct pen *pen, const struct scene_item *item)
{
    switch (item->kind) {
    case SCENE_OPEN: svg_put_open(pen, item->as.element); break;
    case SCENE_CLOSE: pen_put(pen, "</g>\n"); break;
    case SCENE_RECT: svg_put_rect(pen, item); break;
    case SCENE_ELLIPSE: svg_put_ellipse(pen, item); break;
    case SCENE_PATH: svg_put_path(pen, item); break;
    case SCENE_TEXT: svg_put_text(pen, item); break;
    }
}

/* ---- document ---- */

/* An id made of the view's name: one word, since aria-labelledby separates by blanks. */
static const char *svg_word(const struct scene *scene, const char *name)
{
    char *word = TEXT_JOIN(scene->canvas, text_clean(scene->canvas, name));
    for (char *at = word; *at; at++)
        if (*at == ' ' || *at == '#')
            *at = '-';
    return word;
}

static void svg_put_head(struct pen *pen, const struct scene *scene,
                         const struct svg_document *document)
{
    const char *word = svg_word(scene, document->name);
    struct lunette_canvas *canvas = scene->canvas;
    pen_put(pen, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lunette\" role=\"img\"");
    svg_put_number_attribute(pen, "width", document->width);
    svg_put_number_attribute(pen, "height", document->height);
    pen_put(pen, " viewBox=\"0 0 ");
    pen_put_number(pen, document->width);
    pen_put_character(pen, ' ');
    pen_put_number(pen, document->height);
    pen_put_character(pen, '"');
    pen_put_attribute(pen, "aria-labelledby", TEXT_JOIN(canvas, "title-", word, " desc-", word));
    pen_put_attribute(pen, "data-view", text_clean(canvas, document->name));
    pen_put_attribute(pen, "data-kind", text_clean(canvas, document->kind));
    pen_put(pen, ">\n<title");
    pen_put_attribute(pen, "id", TEXT_JOIN(canvas, "title-", word));
    pen_put_character(pen, '>');
    pen_put_xml(pen, text_clean(canvas, document->title));
    pen_put(pen, "</title>\n<desc");
    pen_put_attribute(pen, "id", TEXT_JOIN(canvas, "desc-", word));
    pen_put_character(pen, '>');
    pen_put_xml(pen, text_clean(canvas, document->summary));
    pen_put(pen, "</desc>\n");
}

void svg_write(const struct scene *scene, const struct svg_document *document)
{
    struct pen pen;
    pen_start(&pen, scene->canvas);
    svg_put_head(&pen, scene, document);
    svg_put_style(&pen, scene, svg_choose_theme(scene->canvas));
    pen_put(&pen, "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
    for (size_t i = 0; i < scene->count; i++)
        svg_put_item(&pen, &scene->items[i]);
    pen_put(&pen, "</svg>\n");
    pen_finish(&pen);
}
