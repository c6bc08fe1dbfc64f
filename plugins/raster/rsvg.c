#include <fontconfig/fontconfig.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"

/* Strings of fontconfig live as long as its configuration, which is never given back. */
static size_t add_folders(const char **folders, size_t count, size_t most, FcStrList *found)
{
    FcChar8 *folder;
    while (found && count < most && (folder = FcStrListNext(found)))
        folders[count++] = (const char *)folder;
    if (found)
        FcStrListDone(found);
    return count;
}

/* Reads the system's font configuration, and writes what fontconfig caches of it if that is out of date:
 * later there is no writing any more. */
static const char *const *prepare(void)
{
    enum { MOST = 256 };
    static const char *folders[MOST + 1];
    if (!FcInit())
        return NULL;
    size_t count = add_folders(folders, 0, MOST, FcConfigGetFontDirs(NULL));
    count = add_folders(folders, count, MOST, FcConfigGetCacheDirs(NULL));
    folders[count] = NULL;
    return folders;
}

double picture_scale(const struct picture *picture)
{
    const char *text = picture->canvas->option(picture->canvas, "scale");
    double scale = text ? strtod(text, NULL) : 1;
    return isfinite(scale) && scale > 0 ? scale : 1;
}

bool picture_draw(const struct picture *picture, cairo_surface_t *surface, double scale)
{
    const RsvgRectangle page = {0, 0, picture->width_px, picture->height_px};
    GError *error = NULL;
    cairo_t *pen = cairo_create(surface);
    cairo_set_source_rgb(pen, 1, 1, 1);
    cairo_paint(pen);
    cairo_scale(pen, scale, scale);
    bool drawn = rsvg_handle_render_document(picture->svg, pen, &page, &error);
    cairo_status_t status = cairo_status(pen);
    cairo_destroy(pen);
    if (!drawn)
        picture->canvas->warn(picture->canvas, "librsvg cannot draw it: %s", error->message);
    else if (status != CAIRO_STATUS_SUCCESS)
        picture->canvas->warn(picture->canvas, "cairo cannot draw it: %s",
                              cairo_status_to_string(status));
    g_clear_error(&error);
    return drawn && status == CAIRO_STATUS_SUCCESS;
}

/* Without a base address nothing beside the SVG is ever loaded. */
static bool picture_read(struct picture *picture, const char *svg, size_t length)
{
    GError *error = NULL;
    picture->svg = rsvg_handle_new_from_data((const guint8 *)svg, length, &error);
    if (!picture->svg) {
        picture->canvas->warn(picture->canvas, "librsvg cannot read it: %s", error->message);
        g_clear_error(&error);
        return false;
    }
    if (rsvg_handle_get_intrinsic_size_in_pixels(picture->svg, &picture->width_px,
                                                 &picture->height_px) &&
        picture->width_px >= 1 && picture->height_px >= 1)
        return true;
    picture->canvas->warn(picture->canvas, "the SVG does not say how large it is");
    g_object_unref(picture->svg);
    return false;
}

static bool paint(const char *svg, size_t length, const char *format, struct lunette_canvas *canvas)
{
    struct picture picture = {.canvas = canvas};
    if (!picture_read(&picture, svg, length))
        return false;
    bool written = strcmp(format, "pdf") == 0 ? pdf_write(&picture) : png_write(&picture);
    g_object_unref(picture.svg);
    return written;
}

static const char *const formats[] = {"png", "pdf", NULL};

static const struct lunette_rasterizer librsvg = {
    .name = "librsvg",
    .summary = "pictures as PNG and PDF",
    .formats = formats,
    .prepare = prepare,
    .paint = paint,
};

static const struct lunette_rasterizer *const rasterizers[] = {&librsvg, NULL};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "rsvg",
    .version = "1.0.0",
    .summary =
        "librsvg " LIBRSVG_VERSION ", cairo " CAIRO_VERSION_STRING ": pictures as PNG and PDF",
    .rasterizers = rasterizers,
};
