#include "scene/scene.h"

#include <assert.h>
#include <string.h>

struct scene *scene_new(struct lunette_canvas *canvas)
{
    struct scene *scene = canvas->alloc(canvas, 1, sizeof *scene);
    scene->canvas = canvas;
    return scene;
}

void scene_reserve(struct scene *scene, size_t room)
{
    if (room <= scene->room)
        return;
    struct scene_item *items = scene->canvas->alloc(scene->canvas, room, sizeof *items);
    if (scene->count)
        memcpy(items, scene->items, scene->count * sizeof *items);
    scene->items = items;
    scene->room = room;
}

static struct scene_item *scene_add(struct scene *scene, enum scene_item_kind kind)
{
    if (scene->count == scene->room)
        scene_reserve(scene, scene->room ? scene->room * 2 : 256);
    struct scene_item *item = &scene->items[scene->count++];
    item->kind = kind;
    return item;
}

static void scene_note_part(struct scene *scene, enum scene_part part)
{
    assert(scene->depth > 0);
    scene->role_parts[scene->open[scene->depth - 1]] |= 1u << part;
}

/* Text that is not there stays NULL, so that no empty attribute is written. */
static const char *clean_if_any(struct scene *scene, const char *text)
{
    return text ? text_clean(scene->canvas, text) : NULL;
}

void scene_open(struct scene *scene, const struct scene_element *element)
{
    struct scene_element *copy = scene->canvas->alloc(scene->canvas, 1, sizeof *copy);
    assert(scene->depth < sizeof scene->open / sizeof *scene->open);
    *copy = *element;
    copy->id = clean_if_any(scene, element->id);
    copy->title = clean_if_any(scene, element->title);
    copy->desc = clean_if_any(scene, element->desc);
    copy->name = clean_if_any(scene, element->name);
    copy->file = clean_if_any(scene, element->file);
    copy->from = clean_if_any(scene, element->from);
    copy->to = clean_if_any(scene, element->to);
    copy->of = clean_if_any(scene, element->of);
    if (copy->extra_px > SCENE_EXTRA_MAX)
        copy->extra_px = SCENE_EXTRA_MAX;
    scene->extras |= 1u << copy->extra_px;
    if (copy->alias) {
        scene->has_alias = true;
        scene->alias_role = copy->role;
    }
    scene->open[scene->depth++] = element->role;
    scene_add(scene, SCENE_OPEN)->as.element = copy;
}

void scene_close(struct scene *scene)
{
    assert(scene->depth > 0);
    scene->depth--;
    scene_add(scene, SCENE_CLOSE);
}

static void scene_add_shape(struct scene *scene, enum scene_item_kind kind, enum scene_part part,
                            struct scene_box box, double radius)
{
    struct scene_item *item = scene_add(scene, kind);
    item->as.shape.part = part;
    item->as.shape.box = box;
    item->as.shape.radius = radius;
    scene_note_part(scene, part);
}

void scene_rect(struct scene *scene, enum scene_part part, struct scene_box box, double radius)
{
    scene_add_shape(scene, SCENE_RECT, part, box, radius);
}

void scene_ellipse(struct scene *scene, enum scene_part part, struct scene_box box)
{
    scene_add_shape(scene, SCENE_ELLIPSE, part, box, 0);
}

size_t scene_verb_points(char verb)
{
    return verb == 'C' ? 3 : verb == 'Z' ? 0 : 1;
}

void scene_path(struct scene *scene, enum scene_part part, const char *verbs,
                const struct scene_point *points)
{
    size_t count = 0;
    for (const char *verb = verbs; *verb; verb++)
        count += scene_verb_points(*verb);
    struct scene_point *copy = scene->canvas->alloc(scene->canvas, count, sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    struct scene_item *item = scene_add(scene, SCENE_PATH);
    item->as.path.part = part;
    item->as.path.verbs = verbs;
    item->as.path.points = copy;
    scene_note_part(scene, part);
}

void scene_text(struct scene *scene, enum scene_text_style style, enum scene_anchor anchor,
                struct scene_point at, const char *text)
{
    struct scene_item *item = scene_add(scene, SCENE_TEXT);
    item->as.text.style = style;
    item->as.text.anchor = anchor;
    item->as.text.at = at;
    item->as.text.text = text_clean(scene->canvas, text);
    scene->text_styles |= 1u << style;
}
