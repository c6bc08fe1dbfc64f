#include "scene/shapes.h"

#include <math.h>

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

/* ---- how much room an outline takes ---- */

struct inset {
    double left, top, right, bottom; /* pixels around the content */
    double grow_x, grow_y;           /* and this much of the content's own size more */
};

static const struct inset insets[] = {
    [THEME_LINE_SHAPE] = {0, 0, 0, 0, 0, 0},      [THEME_RECT] = {14, 11, 14, 11, 0, 0},
    [THEME_CYLINDER] = {14, 22, 14, 14, 0, 0},    [THEME_LYING_CYLINDER] = {20, 11, 26, 11, 0, 0},
    [THEME_HEXAGON] = {26, 11, 26, 11, 0, 0},     [THEME_PERSON] = {16, 38, 16, 12, 0, 0},
    [THEME_ELLIPSE] = {16, 12, 16, 12, 0.2, 0.3}, [THEME_STACK] = {14, 17, 20, 11, 0, 0},
    [THEME_FRAME] = {0, 0, 0, 0, 0, 0},           [THEME_SIGN] = {0, 0, 0, 0, 0, 0},
};

struct scene_box shape_around(enum scene_role role, double content_width, double content_height)
{
    const struct inset *inset = &insets[theme_roles[role].shape];
    double more_x = inset->grow_x * content_width, more_y = inset->grow_y * content_height;
    return (struct scene_box){
        .x = inset->left + more_x / 2,
        .y = inset->top + more_y / 2,
        .width = inset->left + content_width + more_x + inset->right,
        .height = inset->top + content_height + more_y + inset->bottom,
    };
}

/* ---- outlines ---- */

static void draw_rect(struct scene *scene, struct scene_box box)
{
    scene_rect(scene, SCENE_BODY, box, smaller(8, box.height / 4));
}

/* A cubic with its handles 4/3 of the height away is as high as half an ellipse. */
static void draw_cylinder(struct scene *scene, struct scene_box box)
{
    double lid = smaller(7, box.height / 6), reach = lid * 4 / 3;
    double left = box.x, right = box.x + box.width;
    double top = box.y + lid, bottom = box.y + box.height - lid;
    const struct scene_point body[] = {
        {left, top},     {left, top - reach},     {right, top - reach},   {right, top},
        {right, bottom}, {right, bottom + reach}, {left, bottom + reach}, {left, bottom},
    };
    const struct scene_point rim[] = {
        {left, top}, {left, top + reach}, {right, top + reach}, {right, top}};
    scene_path(scene, SCENE_BODY, "MCLCZ", body);
    scene_path(scene, SCENE_DETAIL_STROKE, "MC", rim);
}

static void draw_lying_cylinder(struct scene *scene, struct scene_box box)
{
    double lid = smaller(8, box.height / 4), reach = lid * 4 / 3;
    double top = box.y, bottom = box.y + box.height;
    double left = box.x + lid, right = box.x + box.width - lid;
    const struct scene_point body[] = {
        {left, top},     {right, top},   {right + reach, top},   {right + reach, bottom},
        {right, bottom}, {left, bottom}, {left - reach, bottom}, {left - reach, top},
        {left, top},
    };
    const struct scene_point rim[] = {
        {right, top}, {right - reach, top}, {right - reach, bottom}, {right, bottom}};
    scene_path(scene, SCENE_BODY, "MLCLCZ", body);
    scene_path(scene, SCENE_DETAIL_STROKE, "MC", rim);
}

static void draw_hexagon(struct scene *scene, struct scene_box box)
{
    double side = smaller(16, box.height / 2), middle = box.y + box.height / 2;
    double right = box.x + box.width, bottom = box.y + box.height;
    const struct scene_point corners[] = {
        {box.x, middle}, {box.x + side, box.y},  {right - side, box.y},
        {right, middle}, {right - side, bottom}, {box.x + side, bottom},
    };
    scene_path(scene, SCENE_BODY, "MLLLLLZ", corners);
}

static void draw_person(struct scene *scene, struct scene_box box)
{
    double head = smaller(32, box.height / 2), shoulders = head * 3 / 4;
    struct scene_box body = {box.x, box.y + shoulders, box.width, box.height - shoulders};
    struct scene_box face = {box.x + (box.width - head) / 2, box.y, head, head};
    scene_rect(scene, SCENE_BODY, body, smaller(18, body.height / 2));
    scene_ellipse(scene, SCENE_BODY, face);
}

static void draw_ellipse(struct scene *scene, struct scene_box box)
{
    scene_ellipse(scene, SCENE_BODY, box);
}

static void draw_stack(struct scene *scene, struct scene_box box)
{
    double step = smaller(6, box.height / 5);
    struct scene_box back = {box.x + step, box.y, box.width - step, box.height - step};
    struct scene_box front = {box.x, box.y + step, box.width - step, box.height - step};
    draw_rect(scene, back);
    draw_rect(scene, front);
}

static void draw_frame(struct scene *scene, struct scene_box box)
{
    scene_rect(scene, SCENE_BODY, box, smaller(12, box.height / 4));
}

static void draw_nothing(struct scene *scene, struct scene_box box)
{
    (void)scene;
    (void)box;
}

static void (*const drawers[])(struct scene *scene, struct scene_box box) = {
    [THEME_LINE_SHAPE] = draw_nothing, [THEME_RECT] = draw_rect,
    [THEME_CYLINDER] = draw_cylinder,  [THEME_LYING_CYLINDER] = draw_lying_cylinder,
    [THEME_HEXAGON] = draw_hexagon,    [THEME_PERSON] = draw_person,
    [THEME_ELLIPSE] = draw_ellipse,    [THEME_STACK] = draw_stack,
    [THEME_FRAME] = draw_frame,        [THEME_SIGN] = draw_nothing,
};

void shape_draw(struct scene *scene, enum scene_role role, struct scene_box box)
{
    drawers[theme_roles[role].shape](scene, box);
}

/* ---- what lies within an outline ---- */

static bool within_box(struct scene_box box, struct scene_point point)
{
    return fabs(point.x - box.x - box.width / 2) <= box.width / 2 &&
           fabs(point.y - box.y - box.height / 2) <= box.height / 2;
}

static bool within_ellipse(struct scene_box box, struct scene_point point)
{
    double x = (point.x - box.x) / box.width * 2 - 1, y = (point.y - box.y) / box.height * 2 - 1;
    return x * x + y * y <= 1;
}

static bool within_hexagon(struct scene_box box, struct scene_point point)
{
    double side = smaller(16, box.height / 2), down = fabs(point.y - box.y - box.height / 2);
    double slant = side * down / (box.height / 2);
    return within_box((struct scene_box){box.x + slant, box.y, box.width - 2 * slant, box.height},
                      point);
}

static bool within_person(struct scene_box box, struct scene_point point)
{
    double head = smaller(32, box.height / 2), shoulders = head * 3 / 4;
    struct scene_box body = {box.x, box.y + shoulders, box.width, box.height - shoulders};
    struct scene_box face = {box.x + (box.width - head) / 2, box.y, head, head};
    return within_box(body, point) || within_ellipse(face, point);
}

/* The straight part and the two lids. */
static bool within_cylinder(struct scene_box box, struct scene_point point)
{
    double lid = smaller(7, box.height / 6);
    struct scene_box middle = {box.x, box.y + lid, box.width, box.height - 2 * lid};
    struct scene_box top = {box.x, box.y, box.width, 2 * lid};
    struct scene_box bottom = {box.x, box.y + box.height - 2 * lid, box.width, 2 * lid};
    return within_box(middle, point) || within_ellipse(top, point) || within_ellipse(bottom, point);
}

static bool within_lying_cylinder(struct scene_box box, struct scene_point point)
{
    double lid = smaller(8, box.height / 4);
    struct scene_box middle = {box.x + lid, box.y, box.width - 2 * lid, box.height};
    struct scene_box left = {box.x, box.y, 2 * lid, box.height};
    struct scene_box right = {box.x + box.width - 2 * lid, box.y, 2 * lid, box.height};
    return within_box(middle, point) || within_ellipse(left, point) || within_ellipse(right, point);
}

static bool (*const containers[])(struct scene_box box, struct scene_point point) = {
    [THEME_LINE_SHAPE] = within_box,    [THEME_RECT] = within_box,
    [THEME_CYLINDER] = within_cylinder, [THEME_LYING_CYLINDER] = within_lying_cylinder,
    [THEME_HEXAGON] = within_hexagon,   [THEME_PERSON] = within_person,
    [THEME_ELLIPSE] = within_ellipse,   [THEME_STACK] = within_box,
    [THEME_FRAME] = within_box,         [THEME_SIGN] = within_box,
};

bool shape_contains(enum scene_role role, struct scene_box box, struct scene_point point)
{
    return containers[theme_roles[role].shape](box, point);
}

/* ---- heads ---- */

void shape_draw_head(struct scene *scene, enum scene_role role, struct scene_point base,
                     struct scene_point tip)
{
    double x = tip.x - base.x, y = tip.y - base.y, length = hypot(x, y);
    enum theme_head head = theme_roles[role].head;
    if (head == THEME_NO_HEAD || length <= 0)
        return;
    double half = head == THEME_FILLED_HEAD ? 4.2 : 4.6;
    struct scene_point aside = {-y / length * half, x / length * half};
    struct scene_point left = {base.x + aside.x, base.y + aside.y};
    struct scene_point right = {base.x - aside.x, base.y - aside.y};
    if (head == THEME_FILLED_HEAD)
        scene_path(scene, SCENE_SOLID, "MLLZ", (struct scene_point[]){tip, left, right});
    else
        scene_path(scene, SCENE_DETAIL_STROKE, "MLLML",
                   (struct scene_point[]){left, tip, right, base, tip});
}
