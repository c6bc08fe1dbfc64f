#include "page/page.h"

#include <string.h>
#include <strings.h>

#include "emit/html.h"
#include "page/assets.h"
#include "page/entities.h"
#include "page/links.h"
#include "page/picture.h"
#include "page/problems.h"
#include "page/values.h"

struct page {
    struct arena *arena;
    const struct lunette_model *model;
    const char *model_path;
    const struct diag *diag;
    struct entities entities;
    struct links links;
    const char *theme; /* that cannot be switched; NULL: it can */
    json_t *views;
    struct buf pictures; /* each a script element of a type that nothing executes */
};

struct page *page_open(struct arena *arena, const struct lunette_model *model,
                       const char *model_path, const struct diag *diag)
{
    struct page *page = arena_new(arena, struct page);
    *page = (struct page){.arena = arena,
                          .model = model,
                          .model_path = model_path,
                          .diag = diag,
                          .views = json_array()};
    entities_collect(&page->entities, model, arena);
    links_collect(&page->links, &page->entities, model, arena);
    return page;
}

void page_fix_theme(struct page *page, const char *theme)
{
    page->theme = theme;
}

void page_close(struct page *page)
{
    json_decref(page->views);
    buf_free(&page->pictures);
    entities_free(&page->entities);
    links_free(&page->links);
}

/* ---- pictures ---- */

/* What ends a script element or changes how it is read (HTML, "Restrictions for contents of script elements").
 * Our own renderers escape every '<' of a text; another's may not. */
static bool is_harmful(const char *at)
{
    return strncasecmp(at, "<script", 7) == 0 || strncasecmp(at, "</script", 8) == 0 ||
           strncmp(at, "<!--", 4) == 0;
}

static void add_inert(struct buf *out, const char *svg, size_t length)
{
    const char *end = svg + length;
    for (const char *at = svg; (at = memchr(at, '<', (size_t)(end - at))); at++) {
        if (end - at <= 8 || !is_harmful(at))
            continue;
        buf_add(out, svg, (size_t)(at - svg));
        buf_add_text(out, "&lt;");
        svg = at + 1;
    }
    buf_add(out, svg, (size_t)(end - svg));
}

void page_describe(const struct page *page, const struct lunette_view *view,
                   const struct lunette_item *entity, struct buf *out)
{
    json_t *value = picture_value(view, entity, &page->entities, page->diag);
    values_write_inert(value, out);
    json_decref(value);
}

void page_add(struct page *page, const char *told, size_t told_length, const char *svg,
              size_t length)
{
    json_array_append_new(page->views, json_loadb(told, told_length, 0, NULL));
    buf_add_text(&page->pictures, "<script type=\"image/svg+xml\">");
    add_inert(&page->pictures, svg, length);
    buf_add_text(&page->pictures, "</script>\n");
}

/* ---- the file ---- */

static const char *page_title(const struct page *page)
{
    const struct lunette_architecture *architecture = page->model->architecture;
    return architecture && architecture->item.name ? architecture->item.name : page->model_path;
}

static void write_title(const struct page *page, struct buf *out)
{
    html_add_text(out, page_title(page));
}

static void write_theme(const struct page *page, struct buf *out)
{
    if (page->theme)
        buf_printf(out, " data-theme=\"%s\" data-fixed", page->theme);
}

static void write_style(const struct page *page, struct buf *out)
{
    (void)page;
    buf_add(out, (const char *)asset_style.bytes, asset_style.length);
}

static void write_script(const struct page *page, struct buf *out)
{
    (void)page;
    buf_add(out, (const char *)asset_script.bytes, asset_script.length);
}

static void write_policy(const struct page *page, struct buf *out)
{
    (void)page;
    buf_printf(out,
               "default-src 'none'; script-src 'sha256-%.*s'; style-src 'sha256-%.*s'; "
               "img-src data:; base-uri 'none'; form-action 'none'",
               (int)asset_script_hash.length, (const char *)asset_script_hash.bytes,
               (int)asset_style_hash.length, (const char *)asset_style_hash.bytes);
}

static void write_data(const struct page *page, struct buf *out)
{
    const struct lunette_architecture *architecture = page->model->architecture;
    json_t *root = json_object();
    json_object_set_new(root, "version", json_integer(1));
    values_set_text(root, "title", page_title(page));
    values_set_text(root, "model", page->model_path);
    if (architecture)
        values_set_text(root, "description", architecture->item.about->description);
    json_object_set_new(root, "entities", entities_value(&page->entities));
    json_object_set_new(root, "links", links_value(&page->links));
    json_object_set(root, "views", page->views);
    if (page->diag)
        json_object_set_new(root, "findings",
                            problems_value(page->diag, &page->entities, &page->links));
    values_write_inert(root, out);
    json_decref(root);
}

static void write_pictures(const struct page *page, struct buf *out)
{
    buf_add(out, buf_text(&page->pictures), page->pictures.length);
}

/* What the frame calls {{name}}. */
static const struct slot {
    const char *name;
    void (*write)(const struct page *page, struct buf *out);
} slots[] = {
    {"policy", write_policy}, {"title", write_title},       {"style", write_style},
    {"data", write_data},     {"pictures", write_pictures}, {"script", write_script},
    {"theme", write_theme},
};

static void write_slot(const struct page *page, const char *name, size_t length, struct buf *out)
{
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (strlen(slots[i].name) == length && memcmp(slots[i].name, name, length) == 0)
            slots[i].write(page, out);
}

void page_write(const struct page *page, struct buf *out)
{
    const char *at = (const char *)asset_frame.bytes;
    const char *end = at + asset_frame.length;
    for (;;) {
        const char *open = memmem(at, (size_t)(end - at), "{{", 2);
        const char *close = open ? memmem(open, (size_t)(end - open), "}}", 2) : NULL;
        buf_add(out, at, (size_t)((close ? open : end) - at));
        if (!close)
            return;
        write_slot(page, open + 2, (size_t)(close - open - 2), out);
        at = close + 2;
    }
}
