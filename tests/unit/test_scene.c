/* Text, theme, scene and SVG writer. */
#include "canvas.h"
#include "scene/sheet.h"
#include "scene/pen.h"
#include "scene/shapes.h"
#include "scene/signs.h"
#include "scene/svg.h"
#include "svg_check.h"
#include "test.h"

static const struct text_font plain = {10, false};

static void test_clean_text(void)
{
    struct test_canvas canvas = canvas_new(0);
    static const struct {
        const char *raw, *clean;
    } cases[] = {
        {NULL, ""},
        {"", ""},
        {"  a \t\n b\r\n", "a b"},
        {"a\x01"
         "b\x7f",
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
        {"\xC2\x85", "\xEF\xBF\xBD"},                             /* C1 control */
        {"x\xE2\x80\xAEy", "x\\u{202e}y"},                        /* right-to-left override */
        {"x\xE2\x80\xA8y", "x\\u{2028}y"},                        /* line separator */
        {"\xFF\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* no UTF-8, overlong */
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* surrogate */
        {"\xEF\xBF\xBF", "\xEF\xBF\xBD"},                         /* U+FFFF */
        {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},                 /* cut short */
        {"5→100 %", "5→100 %"},
        {"\xF0\x9F\x8C\x99", "\xF0\x9F\x8C\x99"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(text_clean(&canvas.canvas, cases[i].raw), cases[i].clean);
    canvas_free(&canvas);
}

static void test_clean_limits_length(void)
{
    struct test_canvas canvas = canvas_new(0);
    char *huge = malloc(200001);
    memset(huge, 'A', 200000);
    huge[200000] = 0;
    TEST(strlen(text_clean(&canvas.canvas, huge)) == 2003);
    for (size_t i = 0; i < 200000; i += 2)
        memcpy(huge + i, "\xD8\x9C", 2); /* each becomes seven bytes */
    TEST(strlen(text_clean(&canvas.canvas, huge)) < 2020);
    free(huge);
    canvas_free(&canvas);
}

static void test_measure_text(void)
{
    TEST(text_width_px("", plain) == 0);
    TEST(text_width_px("iii", plain) > 6.6 && text_width_px("iii", plain) < 6.7);
    TEST(text_width_px("WWW", (struct text_font){10, true}) > 28);
    TEST(text_width_px("漢字", plain) == 20);
    TEST(text_width_px("e\xCC\x81", plain) == text_width_px("e", plain));
}

static void test_cut_text(void)
{
    struct test_canvas canvas = canvas_new(0);
    TEST_TEXT(text_cut(&canvas.canvas, "short", plain, 100), "short");
    const char *cut = text_cut(&canvas.canvas, "a rather long name", plain, 50);
    TEST(text_width_px(cut, plain) <= 50);
    TEST(strstr(cut, "…") != NULL);
    TEST_TEXT(text_cut(&canvas.canvas, "漢字漢字漢字", plain, 31), "漢字…");
    canvas_free(&canvas);
}

static void test_wrap_text(void)
{
    struct test_canvas canvas = canvas_new(0);
    const char *lines[3];
    TEST(text_wrap(&canvas.canvas, "", plain, 50, lines, 3) == 0);
    TEST(text_wrap(&canvas.canvas, "one", plain, 50, lines, 3) == 1);
    TEST(text_wrap(&canvas.canvas, "takes orders and steers them", plain, 75, lines, 3) == 2);
    TEST_TEXT(lines[0], "takes orders and");
    TEST_TEXT(lines[1], "steers them");
    TEST(text_wrap(&canvas.canvas, "POST /payments · 200 ms", plain, 100, lines, 3) == 2);
    TEST_TEXT(lines[1], "200 ms");
    TEST(text_wrap(&canvas.canvas, "order-fulfilment-orchestrator", plain, 80, lines, 2) == 2);
    TEST_TEXT(lines[0], "order-fulfilment-");
    size_t count =
        text_wrap(&canvas.canvas, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", plain, 40, lines, 2);
    TEST(count == 2 && text_width_px(lines[1], plain) <= 40);
    canvas_free(&canvas);
}

static void test_wrap_label(void)
{
    struct test_canvas canvas = canvas_new(0);
    const char *lines[2];
    TEST(text_wrap_label(&canvas.canvas, "", plain, 90, lines) == 0);
    TEST(text_wrap_label(&canvas.canvas, "GET / · 80 ms", plain, 90, lines) == 1);
    TEST(text_wrap_label(&canvas.canvas, "two words", plain, 20, lines) == 2);
    TEST(text_wrap_label(&canvas.canvas, "a · ReserveInventory +1 · 100 ms ×2", plain, 90, lines) ==
         2);
    TEST(text_width_px(lines[0], plain) <= 90 && strstr(lines[0], "…"));
    TEST_TEXT(lines[1], "100 ms ×2");
    canvas_free(&canvas);
}

static void test_pen_numbers(void)
{
    struct test_canvas canvas = canvas_new(0);
    struct pen pen;
    pen_start(&pen, &canvas.canvas);
    static const double numbers[] = {0, 1, 1.04, 1.05, -0.04, -2.5, 1234567.89};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        pen_put_number(&pen, numbers[i]);
        pen_put_character(&pen, ' ');
    }
    pen_finish(&pen);
    TEST_TEXT(canvas.text, "0 1 1 1.1 0 -2.5 1234567.9 ");
    canvas_free(&canvas);
}

static void test_pen_escapes(void)
{
    struct test_canvas canvas = canvas_new(0);
    struct pen pen;
    pen_start(&pen, &canvas.canvas);
    pen_put_attribute(&pen, "a", "<&>\"'\x01\xFF");
    pen_put_attribute(&pen, "none", NULL);
    pen_put_xml(&pen, "##[x] %%{y} {z}");
    pen_finish(&pen);
    TEST_TEXT(canvas.text, " a=\"&lt;&amp;&gt;&quot;&#39;\xEF\xBF\xBD\xEF\xBF\xBD\""
                           "##&#91;x] %%&#123;y} {z}");
    canvas_free(&canvas);
}

/* ---- contrast (WCAG 2.1, 1.4.3) ---- */

static double channel(const char *hex)
{
    char digits[3] = {hex[0], hex[1], 0};
    double value = (double)strtol(digits, NULL, 16) / 255;
    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double contrast(const char *a, const char *b)
{
    double light = 0.2126 * channel(a + 1) + 0.7152 * channel(a + 3) + 0.0722 * channel(a + 5);
    double dark = 0.2126 * channel(b + 1) + 0.7152 * channel(b + 3) + 0.0722 * channel(b + 5);
    return light > dark ? (light + 0.05) / (dark + 0.05) : (dark + 0.05) / (light + 0.05);
}

static bool readable(enum theme_color text, enum theme_color ground)
{
    const struct lunette_color *a = &theme_colors[text], *b = &theme_colors[ground];
    return contrast(a->light, b->light) >= 4.5 && contrast(a->dark, b->dark) >= 4.5;
}

static void test_contrast(void)
{
    for (size_t i = 0; i < SCENE_ROLE_COUNT; i++) {
        const struct theme_role *role = &theme_roles[i];
        bool mark = i >= SCENE_ERROR_MARK;
        TEST(mark ? readable(THEME_PAPER, role->fill)
                  : readable(THEME_INK, role->fill) && readable(THEME_MUTED, role->fill));
    }
    TEST(readable(THEME_INK, THEME_PAPER) && readable(THEME_MUTED, THEME_PAPER));
}

/* ---- scenes ---- */

static struct scene *make_scene(struct test_canvas *canvas)
{
    struct scene *scene = scene_new(&canvas->canvas);
    for (size_t role = 0; role <= SCENE_OTHERS; role++) {
        scene_open(scene, &(struct scene_element){.role = (enum scene_role)role,
                                                  .id = theme_roles[role].class_name,
                                                  .title = "<b> & \"q\"",
                                                  .file = "a'b.lua",
                                                  .line = 7});
        shape_draw(scene, (enum scene_role)role,
                   (struct scene_box){100, 100 + 90.0 * (double)role, 120, 70});
        sign_draw_badge(scene, (struct scene_point){110, 150}, "mTLS", true, "Strict mutual TLS");
        scene_close(scene);
    }
    scene_open(scene, &(struct scene_element){.role = SCENE_CALL, .extra_px = 9});
    scene_path(scene, SCENE_STROKE, "MC",
               (struct scene_point[]){{0, 0}, {10, 0}, {20, 0}, {30, 0}});
    shape_draw_head(scene, SCENE_CALL, (struct scene_point){30, 0}, (struct scene_point){40, 0});
    sign_draw_breaker(scene, (struct scene_point){15, 0});
    sign_draw_mark(scene, (struct scene_point){15, 9}, SCENE_ERROR_MARK, "error a/b");
    scene_close(scene);
    return scene;
}

static void test_write_page(const char *theme)
{
    struct test_canvas canvas = canvas_new(0);
    static const char *const notes[] = {"A note that says what was left out."};
    canvas.theme = theme;
    sheet_write(make_scene(&canvas), &(struct sheet){.name = "context:a b",
                                                     .kind = "context",
                                                     .title = "Title & <more>",
                                                     .summary = "Summary",
                                                     .notes = notes,
                                                     .note_count = 1,
                                                     .body_width = 300,
                                                     .body_height = 1400,
                                                     .format = "svg"});
    TEST(svg_is_well_formed(canvas.text));
    TEST(svg_is_inert(canvas.text));
    TEST(strstr(canvas.text, "role=\"img\"") != NULL);
    TEST(strstr(canvas.text, "aria-labelledby=\"title-context:a-b desc-context:a-b\"") != NULL);
    TEST(strstr(canvas.text, "data-line=\"7\"") != NULL);
    TEST(strstr(canvas.text, ">Call</text>") != NULL);
    TEST(strstr(canvas.text, ">Message</text>") == NULL); /* no such role in the picture */
    TEST(strstr(canvas.text, "left out.</text>") != NULL);
    TEST((strstr(canvas.text, "prefers-color-scheme") != NULL) == (theme == NULL));
    TEST((strstr(canvas.text, "fill:#10151d") != NULL) == (theme && strcmp(theme, "dark") == 0));
    canvas_free(&canvas);
}

static void test_shapes_hold_their_content(void)
{
    for (size_t i = 0; i <= SCENE_COLLAPSED; i++) {
        enum scene_role role = (enum scene_role)i;
        struct scene_box outer = shape_around(role, 120, 60),
                         box = {0, 0, outer.width, outer.height};
        double right = outer.x + 120, bottom = outer.y + 60;
        bool ellipse = theme_roles[i].shape == THEME_ELLIPSE; /* its texts are narrower above */
        TEST(ellipse || shape_contains(role, box, (struct scene_point){outer.x, outer.y}));
        TEST(ellipse || shape_contains(role, box, (struct scene_point){right, bottom}));
        TEST(shape_contains(role, box, (struct scene_point){outer.x, outer.y + 30}));
        TEST(!shape_contains(role, box, (struct scene_point){-1, -1}));
    }
}

int main(void)
{
    test_clean_text();
    test_clean_limits_length();
    test_measure_text();
    test_cut_text();
    test_wrap_text();
    test_wrap_label();
    test_pen_numbers();
    test_pen_escapes();
    test_contrast();
    test_write_page(NULL);
    test_write_page("light");
    test_write_page("dark");
    test_shapes_hold_their_content();
    return test_done();
}
