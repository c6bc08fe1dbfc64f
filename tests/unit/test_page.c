/* The page, where it meets what no renderer of ours writes. */
#include "page/page.h"

#include "page/values.h"
#include "test.h"

static struct arena arena;

static const char *write_page(const char *svg, struct buf *out)
{
    static const struct lunette_model model = {.architecture = NULL};
    const struct lunette_view view = {.name = "v", .kind = "landscape", .title = "V"};
    struct page *page = page_open(&arena, &model, "a & b.lua", NULL);
    struct buf told = {0};
    page_describe(page, &view, NULL, &told);
    page_add(page, told.data, told.length, svg, strlen(svg));
    buf_free(&told);
    page_write(page, out);
    page_close(page);
    return buf_text(out);
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        found++;
    return found;
}

static void test_foreign_svg(void)
{
    struct buf out = {0};
    const char *page = write_page("<svg><SCRIPT>x</Script ><!-- <g/></svg", &out);
    TEST(strstr(page, "<svg>&lt;SCRIPT>x&lt;/Script >&lt;!-- <g/></svg</script>") != NULL);
    TEST(strstr(page, "<title>a &amp; b.lua</title>") != NULL);
    TEST(strstr(page, "\"title\":\"a \\u0026 b.lua\"") != NULL);
    TEST(strstr(page, "\"findings\":") == NULL);
    buf_free(&out);
}

/* Every place of the frame is filled, and what fills it is not searched for places again. */
static void test_frame(void)
{
    struct buf out = {0};
    const char *page = write_page("<svg>{{title}}</svg>", &out);
    TEST(strncmp(page, "<!DOCTYPE html>\n", 16) == 0);
    TEST(count(page, "{{title}}") == 1 && strstr(page, "<svg>{{title}}</svg>") != NULL);
    TEST(!strstr(page, "{{policy}}") && !strstr(page, "{{script}}"));
    TEST(count(page, "<script type=\"module\">") == 1 && count(page, "sha256-") == 2);
    buf_free(&out);
}

static void test_text(void)
{
    struct buf out = {0};
    json_t *list = json_array();
    json_array_append_new(list, values_text("a\xe2\x80\xa8"
                                            "b\xe2\x80\xae<\xff\x1b>\n"));
    values_write_inert(list, &out);
    TEST_TEXT(buf_text(&out), "[\"a\xef\xbf\xbd"
                              "b\xef\xbf\xbd\\u003c\xef\xbf\xbd\xef\xbf\xbd\\u003e\\n\"]");
    json_decref(list);
    buf_free(&out);
}

int main(void)
{
    test_foreign_svg();
    test_frame();
    test_text();
    arena_reset(&arena);
    return test_done();
}
