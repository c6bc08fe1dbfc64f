#include "scene/json.h"

#include "scene/pen.h"
#include "scene/text.h"

struct json {
    struct pen pen;
    bool needs_comma;
};

static void put_separator(struct json *json)
{
    if (json->needs_comma)
        pen_put(&json->pen, ",");
    json->needs_comma = true;
}

/* Texts of a scene are clean: neither controls nor broken UTF-8; ids and names are not. Build
 * logs obey `##[` and Mermaid `%%{` wherever they stand. */
static void put_string(struct json *json, const char *raw)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t before = 0;
    pen_put(&json->pen, "\"");
    for (const char *at = raw; *at;) {
        char bytes[TEXT_UTF8_MAX + 1];
        uint32_t code_point = text_next(&at);
        bytes[text_encode(code_point, bytes)] = '\0';
        bool opens = text_opens_command(before, code_point);
        before = code_point;
        if (opens || code_point < 0x20 || code_point == '"' || code_point == '\\' ||
            code_point == 0x7f) {
            pen_put(&json->pen, "\\u00");
            pen_put_character(&json->pen, digits[code_point >> 4]);
            pen_put_character(&json->pen, digits[code_point & 15]);
        } else {
            pen_put(&json->pen, bytes);
        }
    }
    pen_put(&json->pen, "\"");
}

static void put_key(struct json *json, const char *key)
{
    put_separator(json);
    pen_put(&json->pen, "\"");
    pen_put(&json->pen, key);
    pen_put(&json->pen, "\":");
}

static void put_text(struct json *json, const char *key, const char *value)
{
    if (!value)
        return;
    put_key(json, key);
    put_string(json, value);
}

static void put_number(struct json *json, const char *key, double value)
{
    put_key(json, key);
    pen_put_number(&json->pen, value);
}

static void put_open(struct json *json, const char *bracket)
{
    pen_put(&json->pen, bracket);
    json->needs_comma = false;
}

static void put_close(struct json *json, const char *bracket)
{
    pen_put(&json->pen, bracket);
    json->needs_comma = true;
}

static void put_element(struct json *json, const struct scene_element *element)
{
    put_separator(json);
    pen_put(&json->pen, "\n");
    put_open(json, "{");
    put_text(json, "role", theme_roles[element->role].class_name);
    put_text(json, "id", element->id);
    put_text(json, "title", element->title);
    put_text(json, "desc", element->desc);
    put_text(json, "name", element->name);
    put_text(json, "file", element->file);
    if (element->line)
        put_number(json, "line", element->line);
    put_text(json, "from", element->from);
    put_text(json, "to", element->to);
    put_text(json, "of", element->of);
    if (element->alias) {
        put_key(json, "alias");
        pen_put(&json->pen, "true");
    }
    put_key(json, "content");
    put_open(json, "[");
}

static void put_numbers(struct json *json, const char *key, const double *numbers, size_t count)
{
    put_key(json, key);
    put_open(json, "[");
    for (size_t i = 0; i < count; i++) {
        put_separator(json);
        pen_put_number(&json->pen, numbers[i]);
    }
    put_close(json, "]");
}

static void put_part(struct json *json, enum scene_part part)
{
    static const char *const parts[SCENE_PART_COUNT] = {
        [SCENE_BODY] = "body", [SCENE_STROKE] = "stroke",
        [SCENE_DETAIL_STROKE] = "detail", [SCENE_SOLID] = "solid"};
    put_text(json, "part", parts[part]);
}

static void put_shape(struct json *json, const struct scene_item *item)
{
    const struct scene_box *box = &item->as.shape.box;
    put_separator(json);
    put_open(json, "{");
    put_numbers(json, item->kind == SCENE_RECT ? "rect" : "ellipse",
                (const double[]){box->x, box->y, box->width, box->height}, 4);
    put_part(json, item->as.shape.part);
    put_close(json, "}");
}

static void put_path(struct json *json, const struct scene_item *item)
{
    const struct scene_point *point = item->as.path.points;
    put_separator(json);
    put_open(json, "{");
    put_text(json, "path", item->as.path.verbs);
    put_key(json, "points");
    put_open(json, "[");
    for (const char *verb = item->as.path.verbs; *verb; verb++)
        for (size_t i = 0; i < scene_verb_points(*verb); i++, point++) {
            put_separator(json);
            pen_put_number(&json->pen, point->x);
            put_separator(json);
            pen_put_number(&json->pen, point->y);
        }
    put_close(json, "]");
    put_part(json, item->as.path.part);
    put_close(json, "}");
}

static void put_words(struct json *json, const struct scene_item *item)
{
    static const char *const anchors[] = {
        [SCENE_START] = "start", [SCENE_MIDDLE] = "middle", [SCENE_END] = "end"};
    const struct text_font font = theme_texts[item->as.text.style].font;
    put_separator(json);
    put_open(json, "{");
    put_text(json, "text", item->as.text.text);
    put_text(json, "style", theme_texts[item->as.text.style].class_name);
    put_text(json, "anchor", anchors[item->as.text.anchor]);
    put_number(json, "x", item->as.text.at.x);
    put_number(json, "y", item->as.text.at.y);
    put_number(json, "width", text_width_px(item->as.text.text, font));
    put_number(json, "size", font.size_px);
    put_close(json, "}");
}

static void put_item(struct json *json, const struct scene_item *item)
{
    switch (item->kind) {
    case SCENE_OPEN: put_element(json, item->as.element); break;
    case SCENE_CLOSE:
        put_close(json, "]");
        put_close(json, "}");
        break;
    case SCENE_PATH: put_path(json, item); break;
    case SCENE_TEXT: put_words(json, item); break;
    default: put_shape(json, item);
    }
}

void json_write(const struct scene *scene, const struct svg_document *document)
{
    struct json json = {0};
    pen_start(&json.pen, scene->canvas);
    put_open(&json, "{");
    put_number(&json, "version", 1);
    put_text(&json, "view", document->name);
    put_text(&json, "kind", document->kind);
    put_text(&json, "title", document->title);
    put_text(&json, "summary", document->summary);
    put_number(&json, "width", document->width);
    put_number(&json, "height", document->height);
    put_key(&json, "elements");
    put_open(&json, "[");
    for (size_t i = 0; i < scene->count; i++)
        put_item(&json, &scene->items[i]);
    put_close(&json, "]");
    put_close(&json, "}");
    pen_put(&json.pen, "\n");
    pen_finish(&json.pen);
}
