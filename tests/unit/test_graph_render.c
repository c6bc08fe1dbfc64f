/* The graph renderer: from hand-made views to SVG and DOT. */
#include <dirent.h>
#include <errno.h>
#include <sys/wait.h>
#include <time.h>

#include "canvas.h"
#include "graph/form.h"
#include "graph/unpack.h"
#include "sample_views.h"
#include "svg_check.h"
#include "test.h"

extern const struct lunette_plugin lunette_plugin;

enum { BUDGET_MS = 10000 };

static const struct lunette_view *const samples[] = {&landscape_view, &contexts_view,
                                                     &dependencies_view};

static bool render(const struct lunette_view *view, const char *format, struct test_canvas *canvas)
{
    return lunette_plugin.renderers[0]->render(view, format, &canvas->canvas);
}

/* ` id="…"`, once. */
static bool stands_once(const char *svg, const char *id)
{
    char wanted[256];
    snprintf(wanted, sizeof wanted, " id=\"%s\"", id);
    return count_text(svg, wanted) == 1;
}

static bool shows_everything_once(const char *svg, const struct lunette_graph_view *graph)
{
    bool once = true;
    for (size_t i = 0; i < graph->box_count; i++)
        once = stands_once(svg, graph->boxes[i].id) && once;
    for (size_t i = 0; i < graph->line_count; i++)
        once = stands_once(svg, graph->lines[i].id) && once;
    for (size_t i = 0; i < graph->group_count; i++)
        once = stands_once(svg, graph->groups[i].id) && once;
    return once;
}

static void test_samples(void)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        struct test_canvas canvas = canvas_new(BUDGET_MS), again = canvas_new(BUDGET_MS);
        TEST(render(samples[i], "svg", &canvas));
        TEST(render(samples[i], "svg", &again));
        TEST_TEXT(canvas.text, again.text);
        TEST(canvas.warnings == 0);
        TEST(shows_everything_once(canvas.text, &samples[i]->graph));
        TEST(svg_is_inert(canvas.text));
        TEST(svg_is_well_formed(canvas.text));
        canvas_free(&canvas);
        canvas_free(&again);
    }
    TEST(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD); /* no child is left behind */
}

static void test_places_in_the_model(void)
{
    struct test_canvas canvas = canvas_new(BUDGET_MS);
    render(&landscape_view, "svg", &canvas);
    TEST(strstr(canvas.text, "id=\"service-order-service\" data-kind=\"service\" "
                             "data-name=\"order-service\" "
                             "data-file=\"models/ecommerce/model.lua\" data-line=\"42\"") != NULL);
    TEST(strstr(canvas.text, "data-from=\"service-order-service\" "
                             "data-to=\"service-payment-service\"") != NULL);
    TEST(strstr(canvas.text, "error resilience/timeout-inversion: order-service waits") != NULL);
    TEST(strstr(canvas.text, landscape_notes[0]) != NULL);
    canvas_free(&canvas);
}

static void test_unknown_format(void)
{
    struct test_canvas canvas = canvas_new(BUDGET_MS);
    TEST(!render(&landscape_view, "gif", &canvas));
    TEST(canvas.warnings == 1 && canvas.length == 0);
    canvas_free(&canvas);
}

static void test_dot(void)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        struct test_canvas canvas = canvas_new(BUDGET_MS);
        TEST(render(samples[i], "dot", &canvas));
        TEST(accepted_by("dot", "-Tplain", canvas.text));
        TEST(count_text(canvas.text, " -> n") == samples[i]->graph.line_count);
        canvas_free(&canvas);
    }
}

/* ---- text of a stranger ---- */

/* The text stands wherever a view can hold text. */
static struct lunette_view hostile_view(const char *text, struct lunette_box *boxes,
                                        struct lunette_line *line, struct lunette_group *group,
                                        struct lunette_badge *badge, struct lunette_mark *mark)
{
    static const char *notes[1];
    notes[0] = text;
    *badge = (struct lunette_badge){LUNETTE_BADGE_OBJECTIVE, text};
    *mark = (struct lunette_mark){LUNETTE_ERROR, text, text};
    struct lunette_marks marks = {mark, 1};
    boxes[0] = (struct lunette_box){
        "box-0", LUNETTE_BOX_SERVICE, text, text, text, {badge, 1}, marks, 0, false, NULL};
    boxes[1] = (struct lunette_box){
        text, LUNETTE_BOX_TOPIC, text, NULL, NULL, {badge, 1}, marks, -1, true, NULL};
    *line = (struct lunette_line){
        "line-0", LUNETTE_LINE_RELATIONSHIP, 0, 1, text, text, text, true, 1, marks, NULL};
    *group = (struct lunette_group){"group-0", text, text, LUNETTE_SUBDOMAIN_CORE, -1, marks, NULL};
    return (struct lunette_view){.name = text,
                                 .kind = text,
                                 .title = text,
                                 .summary = text,
                                 .graph = {boxes, 2, line, 1, group, 1, LUNETTE_DIRECTION_DOWN},
                                 .notes = notes,
                                 .note_count = 1};
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && *text != '\n') || *text == 0x7F)
            return true;
    return false;
}

static void check_hostile(const char *text)
{
    struct lunette_box boxes[2];
    struct lunette_line line;
    struct lunette_group group;
    struct lunette_badge badge;
    struct lunette_mark mark;
    struct lunette_view view = hostile_view(text, boxes, &line, &group, &badge, &mark);
    struct test_canvas svg = canvas_new(BUDGET_MS), dot = canvas_new(BUDGET_MS);
    TEST(render(&view, "svg", &svg) && svg.warnings == 0);
    TEST(svg_is_well_formed(svg.text));
    TEST(svg_is_inert(svg.text));
    TEST(!has_control(svg.text));
    TEST(!strstr(svg.text, "##[") && !strstr(svg.text, "%%{init"));
    TEST(svg.length < 100000);
    TEST(render(&view, "dot", &dot));
    TEST(accepted_by("dot", "-Tplain", dot.text));
    TEST(count_text(dot.text, " -> n") >= 1 && !has_control(dot.text));
    TEST(!strstr(dot.text, "##[") && !strstr(dot.text, "%%{init"));
    canvas_free(&svg);
    canvas_free(&dot);
}

static void check_hostile_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 300001);
    if (!file || !text) {
        TEST(file && text);
        free(text);
        return;
    }
    size_t length = fread(text, 1, 300000, file);
    fclose(file);
    for (size_t i = 0; i < length; i++)
        if (!text[i])
            text[i] = 1; /* the model's strings hold no null */
    check_hostile(text);
    free(text);
}

static void test_hostile_labels(void)
{
    static const char folder[] = "../shared/hostile/labels";
    static const char *const own[] = {"\"]; evil [label=\"x",
                                      "C:\\new \\N \\",
                                      "</text><script>alert(1)</script>",
                                      "\" onload=\"alert(1)",
                                      "javascript:alert(1)",
                                      "]]>--><!--",
                                      "&lt;&#60;&bogus;",
                                      "\x1b]8;;x\a\x01\x7f\xff",
                                      "a\n::error::b",
                                      "##[add-mask]x %%{init: {}}%%",
                                      "",
                                      " ",
                                      "\\"};
    for (size_t i = 0; i < COUNT(own); i++)
        check_hostile(own[i]);
    DIR *labels = opendir(folder);
    if (!labels) {
        printf("skipped: %s is not there\n", folder);
        return;
    }
    for (struct dirent *entry; (entry = readdir(labels));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strstr(entry->d_name, ".txt"))
            check_hostile_file(path);
    }
    closedir(labels);
}

/* ---- sizes ---- */

struct large {
    struct lunette_box *boxes;
    struct lunette_line *lines;
    struct lunette_group *groups;
    char (*ids)[24];
    struct lunette_view view;
};

/* `to` of the line with this number, which starts at `from`. */
static uint32_t star_to(uint32_t line, uint32_t from, uint32_t box_count)
{
    (void)from;
    return 1 + line % (box_count - 1);
}

static uint32_t forward_to(uint32_t line, uint32_t from, uint32_t box_count)
{
    uint32_t step = 1 + line * 7 % 11;
    return from + step < box_count ? from + step : 0;
}

static uint32_t scattered_to(uint32_t line, uint32_t from, uint32_t box_count)
{
    return (from * 31 + line * 17 + 1) % box_count;
}

static struct large make_large(uint32_t box_count, uint32_t line_count, uint32_t group_count,
                               uint32_t (*to)(uint32_t line, uint32_t from, uint32_t box_count))
{
    struct large large = {.boxes = calloc(box_count, sizeof *large.boxes),
                          .lines = calloc(line_count + 1, sizeof *large.lines),
                          .groups = calloc(group_count + 1, sizeof *large.groups),
                          .ids = calloc(box_count + line_count + group_count, sizeof *large.ids)};
    size_t id = 0;
    for (uint32_t i = 0; i < box_count; i++, id++) {
        snprintf(large.ids[id], sizeof *large.ids, "service-%u", i);
        int32_t group = group_count ? (int32_t)((uint64_t)i * group_count / box_count) : -1;
        large.boxes[i] = (struct lunette_box){
            .id = large.ids[id], .title = large.ids[id], .technology = "go", .group = group};
    }
    for (uint32_t i = 0; i < line_count; i++, id++) {
        uint32_t from = to == star_to ? 0 : i % box_count;
        snprintf(large.ids[id], sizeof *large.ids, "line-%u", i);
        large.lines[i] = (struct lunette_line){
            .id = large.ids[id], .from = from, .to = to(i, from, box_count), .weight = 1};
    }
    for (uint32_t i = 0; i < group_count; i++, id++) {
        snprintf(large.ids[id], sizeof *large.ids, "context-%u", i);
        large.groups[i] =
            (struct lunette_group){.id = large.ids[id], .title = large.ids[id], .parent = -1};
    }
    large.view =
        (struct lunette_view){.name = "large",
                              .kind = "landscape",
                              .title = "Large",
                              .summary = "",
                              .graph = {large.boxes, box_count, large.lines, line_count,
                                        large.groups, group_count, LUNETTE_DIRECTION_DOWN}};
    return large;
}

static void free_large(struct large *large)
{
    free(large->boxes);
    free(large->lines);
    free(large->groups);
    free(large->ids);
}

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static void check_large(const char *what, struct large large, uint32_t budget_ms)
{
    struct test_canvas canvas = canvas_new(budget_ms);
    double start_ms = now_ms();
    TEST(render(&large.view, "svg", &canvas));
    printf("%s: %.0f of %u ms, %zu simplifications\n", what, now_ms() - start_ms, budget_ms,
           canvas.warnings);
    TEST(count_text(canvas.text, " id=\"service-") == large.view.graph.box_count);
    TEST(count_text(canvas.text, " id=\"line-") == large.view.graph.line_count);
    TEST(count_text(canvas.text, " id=\"context-") == large.view.graph.group_count);
    TEST(canvas.warnings == count_text(canvas.text, ">Drawn ")); /* said in the picture too */
    TEST(svg_is_inert(canvas.text));
    canvas_free(&canvas);
    free_large(&large);
}

static void test_sizes(void)
{
    check_large("1 box", make_large(1, 0, 0, forward_to), BUDGET_MS);
    check_large("100 boxes", make_large(100, 200, 10, forward_to), BUDGET_MS);
    check_large("300 boxes", make_large(300, 600, 30, forward_to), BUDGET_MS);
    check_large("star of 300", make_large(301, 300, 0, star_to), BUDGET_MS);
    check_large("60 boxes, 900 lines", make_large(60, 900, 0, scattered_to), 1500);
    check_large("1,000 boxes, 3,000 lines", make_large(1000, 3000, 50, scattered_to), 4000);
    check_large("no time", make_large(100, 200, 10, forward_to), 0);
}

/* ---- layouts ---- */

static bool boxes_apart(const struct layout_request *request, const struct layout *layout)
{
    for (size_t i = 0; i < request->graph->box_count; i++)
        for (size_t j = 0; j < i; j++) {
            double x = fabs(layout->boxes[i].x - layout->boxes[j].x);
            double y = fabs(layout->boxes[i].y - layout->boxes[j].y);
            if (x < (request->boxes[i].width + request->boxes[j].width) / 2 &&
                y < (request->boxes[i].height + request->boxes[j].height) / 2)
                return false;
        }
    return true;
}

static void test_no_box_on_another(void)
{
    static const uint32_t budgets_ms[] = {BUDGET_MS, 0};
    for (size_t i = 0; i < COUNT(samples); i++)
        for (size_t j = 0; j < COUNT(budgets_ms); j++) {
            struct test_canvas canvas = canvas_new(budgets_ms[j]);
            const struct form *form = form_make(&samples[i]->graph, &canvas.canvas);
            TEST(boxes_apart(&form->request, layout_make(&form->request, &canvas.canvas)));
            TEST(canvas.warnings == j);
            canvas_free(&canvas);
        }
}

/* Two boxes and a line, and an answer that fits them: 2 + 2·2 + 6 + 4·2 numbers. */
static const float good_answer[] = {500, 300, 100, 50, 400, 250, 4,   0,   0,   0,
                                    400, 200, 100, 90, 150, 100, 300, 150, 390, 190};

static bool unpacks(const float *answer, size_t count)
{
    static const struct lunette_box boxes[2] = {{.group = -1}, {.group = -1}};
    static const struct lunette_line line = {.from = 0, .to = 1};
    static const struct lunette_graph_view graph = {
        .boxes = boxes, .box_count = 2, .lines = &line, .line_count = 1};
    static const struct layout_size sizes[2] = {{80, 40}, {80, 40}};
    struct layout_request request = {.graph = &graph, .boxes = sizes};
    struct test_canvas canvas = canvas_new(0);
    bool good = unpack_layout(&request, answer, count, &canvas.canvas) != NULL;
    canvas_free(&canvas);
    return good;
}

static bool unpacks_with(size_t index, float number)
{
    float answer[COUNT(good_answer)];
    memcpy(answer, good_answer, sizeof answer);
    answer[index] = number;
    return unpacks(answer, COUNT(answer));
}

static void test_unpack_believes_nothing(void)
{
    TEST(unpacks(good_answer, COUNT(good_answer)));
    for (size_t count = 0; count < COUNT(good_answer); count++)
        TEST(!unpacks(good_answer, count)); /* something is missing */
    for (size_t i = 0; i < COUNT(good_answer); i++)
        TEST(!unpacks_with(i, (float)NAN) && !unpacks_with(i, (float)INFINITY) &&
             !unpacks_with(i, 1e9F));
    TEST(!unpacks_with(6, 0) && !unpacks_with(6, 1) && !unpacks_with(6, 3) && !unpacks_with(6, 7) &&
         !unpacks_with(6, -4) && !unpacks_with(6, 4.5F)); /* points of the line */
    float overlapping[COUNT(good_answer)];
    memcpy(overlapping, good_answer, sizeof overlapping);
    overlapping[4] = 110;
    overlapping[5] = 60;
    TEST(!unpacks(overlapping, COUNT(overlapping)));
}

int main(void)
{
    test_samples();
    test_places_in_the_model();
    test_unknown_format();
    test_dot();
    test_unpack_believes_nothing();
    test_no_box_on_another();
    test_sizes();
    test_hostile_labels();
    return test_done();
}
