#include <math.h>
#include <png.h>
#include <setjmp.h>

#include "picture.h"

/* More than any screen shows; cairo's own limit is 32,767. Four bytes a pixel: 256 MiB. */
enum { MOST_PX = 16384, MOST_PIXELS = 64 << 20 };

enum {
    CSS_PX_PER_INCH = 96,
    COMPRESSION = 6,
};

static const double inches_per_meter = 1 / 0.0254;

struct size {
    double width, height;
};

static bool fits(struct size size)
{
    return size.width <= MOST_PX && size.height <= MOST_PX &&
           size.width * size.height <= MOST_PIXELS;
}

/* The largest scale at which the picture fits, rounded down to hundredths. */
static double scale_that_fits(const struct picture *picture)
{
    double side = MOST_PX / fmax(picture->width_px, picture->height_px);
    double area = sqrt(MOST_PIXELS / (picture->width_px * picture->height_px));
    return floor(fmin(side, area) * 100 - 1) / 100;
}

static void refuse(const struct picture *picture, struct size size)
{
    struct lunette_canvas *canvas = picture->canvas;
    double smaller = scale_that_fits(picture);
    const char *limits = "at most 16384 a side and 67 million in all";
    if (smaller >= 0.1)
        canvas->warn(canvas,
                     "a PNG of %.0f x %.0f pixels is too large (%s); take --scale %g, -f pdf or a "
                     "view of less",
                     size.width, size.height, limits, smaller);
    else
        canvas->warn(canvas,
                     "a PNG of %.0f x %.0f pixels is too large (%s); take -f svg or a view of less",
                     size.width, size.height, limits);
}

/* ---- libpng ---- */

static void give_bytes(png_structp png, png_bytep bytes, size_t length)
{
    struct lunette_canvas *canvas = png_get_io_ptr(png);
    canvas->write(canvas, (const char *)bytes, length);
}

static void give_nothing(png_structp png)
{
    (void)png;
}

/* Says how large the picture is meant to be, so that one of twice the pixels is not shown twice as large.
 * Areas of one colour compress best unfiltered: 280 ms and 1.19 MB for a landscape of 5,576 x 3,556
 * pixels, where libpng's own choice takes 800 ms and 1.39 MB. */
static void put_head(png_structp png, png_infop info, uint32_t width, uint32_t height, double scale)
{
    uint32_t per_meter = (uint32_t)lround(CSS_PX_PER_INCH * scale * inches_per_meter);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, per_meter, per_meter, PNG_RESOLUTION_METER);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, COMPRESSION);
    png_write_info(png, info);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    png_set_bgr(png);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
#else
    png_set_filler(png, 0, PNG_FILLER_BEFORE);
#endif
}

/* libpng leaves by longjmp when it fails. */
static bool encode(cairo_surface_t *surface, png_structp png, png_infop info, double scale)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    int height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    unsigned char *rows = cairo_image_surface_get_data(surface);
    put_head(png, info, (uint32_t)cairo_image_surface_get_width(surface), (uint32_t)height, scale);
    for (int y = 0; y < height; y++)
        png_write_row(png, rows + (ptrdiff_t)y * stride);
    png_write_end(png, info);
    return true;
}

static bool write_surface(const struct picture *picture, cairo_surface_t *surface, double scale)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info)
        png_set_write_fn(png, picture->canvas, give_bytes, give_nothing);
    bool written = info && encode(surface, png, info, scale);
    if (!written)
        picture->canvas->warn(picture->canvas, "libpng cannot write it");
    png_destroy_write_struct(&png, &info);
    return written;
}

bool png_write(const struct picture *picture)
{
    double scale = picture_scale(picture);
    struct size size = {ceil(picture->width_px * scale), ceil(picture->height_px * scale)};
    if (!fits(size)) {
        refuse(picture, size);
        return false;
    }
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)size.width, (int)size.height);
    bool written = picture_draw(picture, surface, scale);
    cairo_surface_flush(surface);
    written = written && write_surface(picture, surface, scale);
    cairo_surface_destroy(surface);
    return written;
}
