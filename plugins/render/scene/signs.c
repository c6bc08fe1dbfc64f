#include "scene/signs.h"

#include <string.h>

enum { LOCK_PX = 12, BADGE_PADDING_PX = 6, BADGE_TEXT_LIMIT_PX = 170 };

static const char *badge_text(struct lunette_canvas *canvas, const char *text)
{
    return text_cut(canvas, text_clean(canvas, text), theme_texts[SCENE_SMALL].font,
                    BADGE_TEXT_LIMIT_PX);
}

double sign_badge_width_px(struct lunette_canvas *canvas, const char *text, bool lock)
{
    return text_width_px(badge_text(canvas, text), theme_texts[SCENE_SMALL].font) +
           2 * BADGE_PADDING_PX + (lock ? LOCK_PX : 0);
}

static void draw_lock(struct scene *scene, struct scene_point corner)
{
    double x = corner.x, y = corner.y;
    const struct scene_point shackle[] = {
        {x + 1.5, y + 5}, {x + 1.5, y - 1.5}, {x + 6.5, y - 1.5}, {x + 6.5, y + 5}};
    scene_path(scene, SCENE_DETAIL_STROKE, "MC", shackle);
    scene_rect(scene, SCENE_SOLID, (struct scene_box){x, y + 4, 8, 6}, 1);
}

void sign_draw_badge(struct scene *scene, struct scene_point corner, const char *text, bool lock,
                     const char *title)
{
    double width = sign_badge_width_px(scene->canvas, text, lock);
    struct scene_box pill = {corner.x, corner.y, width, SIGN_BADGE_HEIGHT_PX};
    scene_open(scene, &(struct scene_element){.role = SCENE_BADGE, .title = title});
    scene_rect(scene, SCENE_BODY, pill, SIGN_BADGE_HEIGHT_PX / 2.0);
    if (lock)
        draw_lock(scene, (struct scene_point){corner.x + BADGE_PADDING_PX, corner.y + 4});
    scene_text(
        scene, SCENE_SMALL, SCENE_START,
        (struct scene_point){corner.x + BADGE_PADDING_PX + (lock ? LOCK_PX : 0), corner.y + 13},
        badge_text(scene->canvas, text));
    scene_close(scene);
}

/* ---- findings ---- */

static void draw_octagon(struct scene *scene, struct scene_point c)
{
    double r = 9.5, k = 4;
    const struct scene_point corners[] = {
        {c.x - k, c.y - r}, {c.x + k, c.y - r}, {c.x + r, c.y - k}, {c.x + r, c.y + k},
        {c.x + k, c.y + r}, {c.x - k, c.y + r}, {c.x - r, c.y + k}, {c.x - r, c.y - k}};
    scene_path(scene, SCENE_BODY, "MLLLLLLLZ", corners);
}

static void draw_triangle(struct scene *scene, struct scene_point c)
{
    const struct scene_point corners[] = {
        {c.x, c.y - 11}, {c.x + 11.5, c.y + 8.5}, {c.x - 11.5, c.y + 8.5}};
    scene_path(scene, SCENE_BODY, "MLLZ", corners);
}

static void draw_square(struct scene *scene, struct scene_point c)
{
    scene_rect(scene, SCENE_BODY, (struct scene_box){c.x - 8.5, c.y - 8.5, 17, 17}, 3);
}

static const struct mark {
    enum scene_role role;
    void (*draw)(struct scene *scene, struct scene_point center);
    const char *letter;
    double base_px; /* from the center down to the letter's base line */
} marks[] = {
    {SCENE_ERROR_MARK, draw_octagon, "!", 4},
    {SCENE_WARNING_MARK, draw_triangle, "!", 6.2},
    {SCENE_NOTE_MARK, draw_square, "i", 4},
};

void sign_draw_mark(struct scene *scene, struct scene_point center, enum scene_role role,
                    const char *title)
{
    const struct mark *mark = marks;
    while (mark->role != role)
        mark++;
    scene_open(scene, &(struct scene_element){.role = role, .title = title});
    mark->draw(scene, center);
    scene_text(scene, SCENE_SIGN_TEXT, SCENE_MIDDLE,
               (struct scene_point){center.x, center.y + mark->base_px}, mark->letter);
    scene_close(scene);
}

/* ---- circuit breakers ---- */

void sign_draw_breaker(struct scene *scene, struct scene_point center)
{
    double x = center.x, y = center.y, half = SIGN_BREAKER_PX / 2.0;
    const struct scene_point lever[] = {
        {x - 6, y + 2}, {x - 3, y + 2}, {x + 2.5, y - 4}, {x + 3, y + 2}, {x + 6, y + 2}};
    scene_open(scene, &(struct scene_element){.role = SCENE_BREAKER, .title = "Circuit breaker"});
    scene_rect(scene, SCENE_BODY,
               (struct scene_box){x - half, y - half, SIGN_BREAKER_PX, SIGN_BREAKER_PX}, 4);
    scene_path(scene, SCENE_DETAIL_STROKE, "MLLML", lever);
    scene_close(scene);
}
