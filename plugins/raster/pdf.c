#include <cairo-pdf.h>
#include <math.h>

#include "picture.h"

/* What a PDF page can measure, in points: 200 inches. */
enum { MOST_POINTS = 14400 };

static const double points_per_px = 0.75;

static cairo_status_t give_bytes(void *context, const unsigned char *bytes, unsigned length)
{
    struct lunette_canvas *canvas = context;
    canvas->write(canvas, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* An empty date is left out: the same picture gives the same bytes on any day. */
static void put_metadata(const struct picture *picture, cairo_surface_t *surface)
{
    const char *title = picture->canvas->option(picture->canvas, "title");
    if (title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

bool pdf_write(const struct picture *picture)
{
    struct lunette_canvas *canvas = picture->canvas;
    double width = picture->width_px * points_per_px, height = picture->height_px * points_per_px;
    if (width > MOST_POINTS || height > MOST_POINTS) {
        canvas->warn(canvas,
                     "a PDF page of %.0f x %.0f points is too large (at most %d a side); take -f "
                     "svg or a view of less",
                     width, height, MOST_POINTS);
        return false;
    }
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(give_bytes, canvas, width, height);
    put_metadata(picture, surface);
    bool drawn = picture_draw(picture, surface, points_per_px);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (drawn && status != CAIRO_STATUS_SUCCESS)
        canvas->warn(canvas, "cairo cannot write it: %s", cairo_status_to_string(status));
    return drawn && status == CAIRO_STATUS_SUCCESS;
}
