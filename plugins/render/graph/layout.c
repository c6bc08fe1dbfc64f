#include "layout.h"

#include "child.h"
#include "curve.h"
#include "grid.h"
#include "scene/roles.h"
#include "unpack.h"

enum { MIDDLE_LABEL_LINES = 60 }; /* with more, labels in the middle of lines cover everything */

/* Tried from the top. A drawing with more than `most_parts` boxes and lines begins further down: it
 * would only use up the time. */
static const struct attempt {
    struct engine_settings settings;
    size_t most_parts;
    unsigned share_percent; /* of the time that is left, for this attempt */
    const char *note;
} attempts[] = {
    {{NULL, NULL, NULL, true}, 1200, 50, NULL},
    {{"2", "0.3", "line", true},
     2500,
     60,
     "Drawn with the fast layout and straight lines, because the best one would take too long."},
    {{"1", "0.1", "line", false},
     SIZE_MAX,
     80,
     "Drawn with the fast layout, which keeps no room for labels on lines."},
};

static const char grid_note[] =
    "Drawn in plain rows, because no layout could be found in time; a view of fewer elements is "
    "clearer.";

bool layout_has_head(enum lunette_line_role role)
{
    return theme_roles[roles_of_line(role)].head != THEME_NO_HEAD;
}

static const struct layout *layout_attempt(const struct layout_request *request,
                                           const struct attempt *attempt,
                                           struct lunette_canvas *canvas, uint64_t end_ms)
{
    uint64_t now_ms = child_now_ms();
    if (now_ms >= end_ms)
        return NULL;
    size_t count;
    uint64_t deadline_ms = now_ms + (end_ms - now_ms) * attempt->share_percent / 100;
    const float *answer = child_run(request, &attempt->settings, canvas, deadline_ms, &count);
    return answer ? unpack_layout(request, answer, count, canvas) : NULL;
}

static const struct layout *layout_in_rows(const struct layout_request *request,
                                           struct lunette_canvas *canvas)
{
    struct layout_request rows = *request;
    if (request->graph->line_count > MIDDLE_LABEL_LINES)
        rows.labels = canvas->alloc(canvas, request->graph->line_count, sizeof *rows.labels);
    struct layout *layout = grid_layout(&rows, canvas);
    layout->note = grid_note;
    canvas->warn(canvas, "%s", grid_note);
    return layout;
}

/* Where the engine kept no room for labels, they lie on the middle of their lines. */
static void layout_add_labels(const struct layout_request *request, struct layout *layout,
                              struct lunette_canvas *canvas)
{
    size_t line_count = request->graph->line_count;
    if (line_count > MIDDLE_LABEL_LINES)
        return;
    struct layout_curve *curves = canvas->alloc(canvas, line_count, sizeof *curves);
    for (size_t i = 0; i < line_count; i++) {
        curves[i] = layout->curves[i];
        if (curves[i].has_label || request->labels[i].width <= 0)
            continue;
        curves[i].has_label = true;
        curves[i].label_at = curve_at(&curves[i], curve_length(&curves[i]) / 2);
    }
    layout->curves = curves;
}

const struct layout *layout_make(const struct layout_request *request,
                                 struct lunette_canvas *canvas)
{
    uint64_t end_ms = child_now_ms() + canvas->budget_ms;
    size_t parts = request->graph->box_count + request->graph->line_count;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        if (parts > attempts[i].most_parts)
            continue;
        const struct layout *found = layout_attempt(request, &attempts[i], canvas, end_ms);
        if (!found)
            continue;
        struct layout *layout = canvas->alloc(canvas, 1, sizeof *layout);
        *layout = *found;
        layout->note = attempts[i].note;
        layout_add_labels(request, layout, canvas);
        if (layout->note)
            canvas->warn(canvas, "%s", layout->note);
        return layout;
    }
    return layout_in_rows(request, canvas);
}
