/* How the graph renderer arranges a page: parts, levels, captions, ends of lines. */
#include "canvas.h"
#include "graph/captions.h"
#include "graph/fan.h"
#include "graph/grid.h"
#include "graph/levels.h"
#include "sample_views.h"
#include "test.h"

extern const struct lunette_plugin lunette_plugin;

enum { BUDGET_MS = 10000 };

#define LINE_FROM(a, b)                            \
    {                                              \
        .id = "l", .from = a, .to = b, .weight = 1 \
    }

/* ---- parts ---- */

static void test_parts(void)
{
    static const struct lunette_box boxes[] = {{.group = -1}, {.group = 0},  {.group = 1},
                                               {.group = -1}, {.group = -1}, {.group = 2}};
    static const struct lunette_group groups[] = {{.parent = 1}, {.parent = -1}, {.parent = -1}};
    static const struct lunette_line lines[] = {LINE_FROM(3, 4), LINE_FROM(0, 1)};
    static const struct lunette_graph_view graph = {
        boxes, 6, lines, 2, groups, 3, LUNETTE_DIRECTION_DOWN};
    struct parts parts = parts_find(&graph);
    TEST(parts.count == 3 && parts.loose);
    TEST(parts.boxes[3] == 0 && parts.boxes[4] == 0);
    TEST(parts.boxes[0] == 1 && parts.boxes[1] == 1 && parts.boxes[2] == 1); /* by the group */
    TEST(parts.groups[0] == 1 && parts.groups[1] == 1);
    TEST(parts.boxes[5] == 2 && parts.groups[2] == 2);
    free(parts.boxes);
    free(parts.groups);
}

static void test_nothing_is_one_part(void)
{
    static const struct lunette_graph_view graph = {.direction = LUNETTE_DIRECTION_DOWN};
    struct parts parts = parts_find(&graph);
    TEST(parts.count == 1 && !parts.loose);
    free(parts.boxes);
    free(parts.groups);
}

static void test_parts_fill_a_page(void)
{
    static const struct layout_size sizes[] = {{1000, 400}, {600, 300}, {300, 300}};
    struct scene_point places[3];
    struct layout_size all = parts_place(sizes, 3, places);
    TEST(all.width == 1000 && all.height == 720);
    TEST(places[1].x == 0 && places[1].y == 420);
    TEST(places[2].x == 620 && places[2].y == 420);
    all = parts_place(sizes, 0, places);
    TEST(all.width == 0 && all.height == 0);
}

/* ---- levels ---- */

static struct layout_request request_of(const struct lunette_graph_view *graph,
                                        struct test_canvas *canvas)
{
    struct layout_size *sizes = canvas_alloc(&canvas->canvas, graph->box_count, sizeof *sizes);
    for (size_t i = 0; i < graph->box_count; i++)
        sizes[i] = (struct layout_size){160, 60};
    return (struct layout_request){.graph = graph, .boxes = sizes};
}

/* One box that calls all others, which call the last; and one of them calls back. */
static struct lunette_graph_view make_fan(uint32_t leaves, struct test_canvas *canvas)
{
    struct lunette_box *boxes = canvas_alloc(&canvas->canvas, leaves + 2, sizeof *boxes);
    struct lunette_line *lines = canvas_alloc(&canvas->canvas, 2 * leaves + 1, sizeof *lines);
    for (uint32_t i = 0; i < leaves + 2; i++)
        boxes[i].group = -1;
    for (uint32_t i = 0; i < leaves; i++) {
        lines[2 * i] = (struct lunette_line)LINE_FROM(0, i + 1);
        lines[2 * i + 1] = (struct lunette_line)LINE_FROM(i + 1, leaves + 1);
    }
    lines[2 * leaves] = (struct lunette_line)LINE_FROM(leaves + 1, 0);
    return (struct lunette_graph_view){.boxes = boxes,
                                       .box_count = leaves + 2,
                                       .lines = lines,
                                       .line_count = 2 * leaves + 1,
                                       .direction = LUNETTE_DIRECTION_DOWN};
}

static void test_levels(void)
{
    struct test_canvas canvas = canvas_new(0);
    struct lunette_graph_view graph = make_fan(60, &canvas);
    struct layout_request request = request_of(&graph, &canvas);
    struct levels levels;
    unsigned held[100] = {0}, back = 0;
    TEST(levels_assign(&request, &levels));
    for (size_t i = 0; i < graph.line_count; i++) {
        back += levels.back[i];
        TEST(levels.back[i] || levels.of[graph.lines[i].from] < levels.of[graph.lines[i].to]);
    }
    TEST(back == 1 && levels.count > 6);
    for (size_t i = 0; i < graph.box_count; i++)
        held[levels.of[i]]++;
    for (size_t i = 0; i < levels.count; i++)
        TEST(held[i] <= 12);
    free(levels.of);
    free(levels.back);
    canvas_free(&canvas);
}

/* Each with a box that calls the others: side by side they stay as wide on any level. */
static void test_no_levels_for_many_groups(void)
{
    enum { GROUPS = 12, IN_GROUP = 6 };
    struct test_canvas canvas = canvas_new(0);
    struct lunette_box *boxes = canvas_alloc(&canvas.canvas, GROUPS * IN_GROUP, sizeof *boxes);
    struct lunette_line lines[GROUPS * IN_GROUP];
    uint32_t line_count = 0;
    for (uint32_t i = 0; i < GROUPS * IN_GROUP; i++) {
        boxes[i].group = (int32_t)(i / IN_GROUP);
        if (i % IN_GROUP)
            lines[line_count++] = (struct lunette_line)LINE_FROM(i - i % IN_GROUP, i);
    }
    struct lunette_graph_view graph = {.boxes = boxes,
                                       .box_count = GROUPS * IN_GROUP,
                                       .lines = lines,
                                       .line_count = line_count,
                                       .group_count = GROUPS,
                                       .direction = LUNETTE_DIRECTION_DOWN};
    struct layout_request request = request_of(&graph, &canvas);
    struct levels levels;
    TEST(!levels_assign(&request, &levels));
    free(levels.of);
    free(levels.back);
    canvas_free(&canvas);
}

static void test_no_levels_where_there_is_room(void)
{
    struct test_canvas canvas = canvas_new(0);
    struct lunette_graph_view graph = make_fan(8, &canvas);
    struct layout_request request = request_of(&graph, &canvas);
    struct levels levels;
    TEST(!levels_assign(&request, &levels));
    free(levels.of);
    free(levels.back);
    canvas_free(&canvas);
}

/* ---- boxes without lines ---- */

static void test_loose_boxes_in_rows(void)
{
    struct test_canvas canvas = canvas_new(0);
    struct lunette_graph_view graph = make_fan(10, &canvas);
    struct layout_request request = request_of(&graph, &canvas);
    graph.line_count = 0;
    struct parts parts = parts_find(&graph);
    struct scene_point centers[12];
    struct draft draft = {.boxes = centers};
    struct layout_size size = grid_arrange(&request, &parts, 0, 1300, &draft, &canvas.canvas);
    TEST(parts.count == 1 && parts.loose);
    TEST(size.width <= 1300 && size.width > 1100 && size.height < 200);
    TEST(centers[0].x == 80 && centers[0].y == 30);
    TEST(centers[1].y == centers[0].y && centers[11].y > centers[0].y);
    free(parts.boxes);
    free(parts.groups);
    canvas_free(&canvas);
}

/* ---- captions ---- */

/* Where the caption of a group at (0, 0) goes when a line leads down into it at x. */
static double caption_left(double x)
{
    struct test_canvas canvas = canvas_new(0);
    static const struct lunette_group group = {.title = "payment", .parent = -1};
    static const struct lunette_line line = LINE_FROM(0, 0);
    static const struct form_caption caption = {"payment", "generic"};
    static const struct layout_size sizes[] = {{100, 34}}, labels[] = {{0, 0}};
    static const struct scene_box frame = {0, 0, 400, 200};
    const struct scene_point points[] = {{x, -50}, {x, -20}, {x, 20}, {x, 60}};
    const struct layout_curve curve = {.points = points, .count = 4, .tip = {x, 70}};
    const struct lunette_graph_view graph = {
        .lines = &line, .line_count = 1, .groups = &group, .group_count = 1};
    struct form form = {.request = {.graph = &graph, .captions = sizes, .labels = labels}};
    const struct layout layout = {.groups = &frame, .curves = &curve};
    form.captions = canvas_alloc(&canvas.canvas, 1, sizeof caption);
    form.captions[0] = caption;
    double left = *captions_place(&graph, &form, &layout, &canvas.canvas);
    canvas_free(&canvas);
    return left;
}

static void test_captions_beside_lines(void)
{
    TEST(caption_left(300) == CAPTIONS_INDENT_PX);
    TEST(caption_left(500) == CAPTIONS_INDENT_PX);
    TEST(caption_left(60) > 62 && caption_left(60) < 75);
    TEST(caption_left(118) < CAPTIONS_INDENT_PX && caption_left(118) > 5); /* a little left */
}

/* ---- ends of lines ---- */

static void test_ends_are_spread(void)
{
    struct test_canvas canvas = canvas_new(0);
    static const struct lunette_box boxes[] = {{.group = -1}, {.group = -1}, {.group = -1}};
    static const struct lunette_line lines[] = {LINE_FROM(0, 1), LINE_FROM(0, 2)};
    static const struct lunette_graph_view graph = {
        .boxes = boxes, .box_count = 3, .lines = lines, .line_count = 2};
    static const struct layout_size sizes[] = {{140, 120}, {140, 120}, {140, 120}};
    static const bool round[] = {true, false, false};
    static const struct scene_point centers[] = {{0, 0}, {500, -20}, {500, 20}};
    struct scene_point first[] = {{70, 0}, {90, 0}, {400, -20}, {430, -20}};
    struct scene_point second[] = {{70, 1}, {90, 1}, {400, 20}, {430, 20}};
    struct scene_point *points[] = {first, second};
    const struct layout_curve curves[] = {{.points = first, .count = 4},
                                          {.points = second, .count = 4}};
    const struct layout_request request = {.graph = &graph, .boxes = sizes, .round = round};
    const struct layout layout = {.boxes = centers, .curves = curves};
    fan_spread(&request, &layout, points, &canvas.canvas);
    TEST(first[0].y < -10 && second[0].y > 10);
    TEST(first[1].y == first[0].y && first[3].y == -20); /* the handle goes along */
    canvas_free(&canvas);
}

/* x, y and width of a role box, which alone are so high. */
static size_t read_role_boxes(const char *svg, struct scene_box *boxes, size_t limit)
{
    static const char start[] = "<rect class=\"b\" x=\"";
    size_t count = 0;
    for (const char *at = svg; count < limit && (at = strstr(at, start)); at++) {
        double numbers[4];
        char *end = (char *)at + strlen("<rect class=\"b\"");
        for (size_t i = 0; i < 4; i++)
            numbers[i] = strtod(strchr(end, '"') + 1, &end), end++;
        if (numbers[3] == FORM_END_LABEL_PX)
            boxes[count++] = (struct scene_box){numbers[0], numbers[1], numbers[2], numbers[3]};
    }
    return count;
}

static bool boxes_apart(const struct scene_box *a, const struct scene_box *b)
{
    return a->x + a->width < b->x || b->x + b->width < a->x || a->y + a->height < b->y ||
           b->y + b->height < a->y;
}

static void test_role_boxes_hide_none(void)
{
    static const enum lunette_direction directions[] = {LUNETTE_DIRECTION_DOWN,
                                                        LUNETTE_DIRECTION_RIGHT};
    for (size_t i = 0; i < COUNT(directions); i++) {
        struct lunette_view view = contexts_view;
        struct test_canvas canvas = canvas_new(BUDGET_MS);
        struct scene_box boxes[64];
        view.graph.direction = directions[i];
        TEST(lunette_plugin.renderers[0]->render(&view, "svg", &canvas.canvas));
        size_t count = read_role_boxes(canvas.text, boxes, COUNT(boxes));
        TEST(count == 10);
        for (size_t j = 0; j < count; j++)
            for (size_t k = 0; k < j; k++)
                TEST(boxes_apart(&boxes[j], &boxes[k]));
        canvas_free(&canvas);
    }
}

int main(void)
{
    test_parts();
    test_nothing_is_one_part();
    test_parts_fill_a_page();
    test_levels();
    test_no_levels_for_many_groups();
    test_no_levels_where_there_is_room();
    test_loose_boxes_in_rows();
    test_captions_beside_lines();
    test_ends_are_spread();
    test_role_boxes_hide_none();
    return test_done();
}
