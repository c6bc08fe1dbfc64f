#include "cli/gallery.h"

#include <string.h>

#include "emit/html.h"

void gallery_add(struct gallery *gallery, const char *file, const char *title, const char *summary)
{
    if (gallery->count == gallery->capacity) {
        size_t capacity = gallery->capacity ? gallery->capacity * 2 : 16;
        struct gallery_picture *grown = arena_array(gallery->arena, capacity, sizeof *grown);
        if (gallery->count)
            memcpy(grown, gallery->pictures, gallery->count * sizeof *grown);
        gallery->pictures = grown;
        gallery->capacity = capacity;
    }
    gallery->pictures[gallery->count++] = (struct gallery_picture){file, title, summary};
}

static const char style[] =
    "body{font:16px/1.5 Helvetica,Arial,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;"
    "color:#1b1f24;background:#fff}"
    "img{max-width:100%;height:auto;border:1px solid #d0d7de;border-radius:6px}"
    "figure{margin:0 0 3rem}figcaption{margin:.5rem 0}nav li{margin:.2rem 0}a{color:#0550ae}"
    "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}"
    "img{border-color:#30363d}a{color:#79c0ff}}";

static void add_contents(const struct gallery *gallery, struct buf *out)
{
    buf_add_text(out, "<nav><ul>\n");
    for (size_t i = 0; i < gallery->count; i++) {
        buf_printf(out, "<li><a href=\"#view-%zu\">", i + 1);
        html_add_text(out, gallery->pictures[i].title);
        buf_add_text(out, "</a></li>\n");
    }
    buf_add_text(out, "</ul></nav>\n");
}

static void add_picture(const struct gallery_picture *picture, size_t number, struct buf *out)
{
    buf_printf(out, "<figure id=\"view-%zu\">\n<h2>", number);
    html_add_text(out, picture->title);
    buf_add_text(out, "</h2>\n<a href=\"");
    html_add_text(out, picture->file);
    buf_add_text(out, "\"><img src=\"");
    html_add_text(out, picture->file);
    buf_add_text(out, "\" alt=\"");
    html_add_text(out, picture->title);
    buf_add_text(out, "\"></a>\n<figcaption>");
    html_add_text(out, picture->summary);
    buf_add_text(out, "</figcaption>\n</figure>\n");
}

void gallery_write(const struct gallery *gallery, const char *title, struct buf *out)
{
    buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    html_add_text(out, title);
    buf_printf(out, "</title>\n<style>%s</style>\n<h1>", style);
    html_add_text(out, title);
    buf_add_text(out, "</h1>\n");
    add_contents(gallery, out);
    for (size_t i = 0; i < gallery->count; i++)
        add_picture(&gallery->pictures[i], i + 1, out);
    buf_add_text(out, "</html>\n");
}
