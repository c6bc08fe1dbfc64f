#include "rows.h"

#include <math.h>

enum {
    FIRST_GAP_PX = 10, /* below the heads */
    ARROW_GAP_PX = 10, /* above the words of an arrow */
    WORDS_GAP_PX = 6,  /* between them and the arrow */
    BELOW_PX = 17,     /* a line below it */
    AFTER_PX = 4,      /* else: with the gap of what follows, as much as the shortest bar */
    LAST_GAP_PX = 14,  /* above the heads below */
    SWING_PX = 18,
    NOTE_GAP_PX = 8,
    NOTE_PADDING_PX = 12,
    DIVIDER_PX = 26,
    FRAME_GAP_PX = 10,
    FRAME_NEST_PX = 10,  /* from one frame to that inside */
    FRAMES_MOST_PX = 60, /* from the outermost to the innermost: between any two heads there is more */
    GUARD_PADDING_PX = 6,
};

struct placing {
    const struct measure *measure;
    struct rows *rows;
    struct frame **open; /* outermost first */
    size_t depth;
    double nest_px;
    double y;
};

/* ---- how far things reach to the sides ---- */

static void reach(struct placing *placing, double left, double right)
{
    if (placing->depth > 0) {
        struct scene_box *box = &placing->open[placing->depth - 1]->box;
        double far = fmax(box->x + box->width, right);
        box->x = fmin(box->x, left);
        box->width = far - box->x;
    }
    placing->rows->left = fmin(placing->rows->left, left);
    placing->rows->right = fmax(placing->rows->right, right);
}

static double center_of(const struct placing *placing, uint32_t lifeline)
{
    return placing->measure->centers[lifeline];
}

/* ---- the rows, by role ---- */

static void place_swing(struct placing *placing, const struct lunette_step *step,
                        const struct measure_step *form, struct row *row)
{
    double words =
        (double)form->line_count * MEASURE_LINE_PX + (step->aside || step->badge ? BELOW_PX : 0);
    row->y = placing->y + ARROW_GAP_PX;
    row->height = fmax(SWING_PX, words);
    placing->y = row->y + row->height;
    double far = center_of(placing, step->to) + placing->measure->reaches[step->to] +
                 MEASURE_SELF_PX + (step->marks.count ? MEASURE_SIGN_PX : 0);
    reach(placing, far, far + fmax(form->width, form->below_width) + 2 * MEASURE_PADDING_PX);
}

static void place_arrow(struct placing *placing, const struct lunette_step *step,
                        const struct measure_step *form, struct row *row)
{
    if (step->from == step->to) {
        place_swing(placing, step, form, row);
        return;
    }
    row->y = placing->y + ARROW_GAP_PX + (double)form->line_count * MEASURE_LINE_PX + WORDS_GAP_PX;
    placing->y = row->y + (step->aside || step->badge ? BELOW_PX : AFTER_PX);
}

static void place_note(struct placing *placing, const struct lunette_step *step,
                       const struct measure_step *form, struct row *row)
{
    double half = form->width / 2 + MEASURE_PADDING_PX;
    double middle = (center_of(placing, step->from) + center_of(placing, step->to)) / 2;
    row->y = placing->y + NOTE_GAP_PX;
    row->height = (double)form->line_count * MEASURE_LINE_PX + NOTE_PADDING_PX;
    placing->y = row->y + row->height;
    reach(placing, middle - half - MEASURE_PADDING_PX, middle + half + MEASURE_PADDING_PX);
}

static void place_divider(struct placing *placing, const struct lunette_step *step,
                          const struct measure_step *form, struct row *row)
{
    (void)step;
    (void)form;
    row->y = placing->y + 2 * NOTE_GAP_PX;
    row->height = DIVIDER_PX;
    placing->y = row->y + row->height;
}

/* The tab's height, or that of a guard with several lines; the frame holds the guard. */
static void place_guard(struct placing *placing, const struct lunette_step *step,
                        const struct measure_step *form, struct row *row)
{
    row->y = placing->y;
    placing->y +=
        fmax(MEASURE_TAB_PX, (double)form->line_count * MEASURE_LINE_PX + GUARD_PADDING_PX);
    double begin = center_of(placing, step->from) + measure_guard_px(placing->measure, step);
    reach(placing, begin, begin + form->width + MEASURE_PADDING_PX);
}

static void place_open(struct placing *placing, const struct lunette_step *step,
                       const struct measure_step *form, struct row *row)
{
    struct frame *frame = &placing->rows->frames[placing->rows->frame_count++];
    double left = center_of(placing, step->from) - MEASURE_MARGIN_PX;
    double right = center_of(placing, step->to) + MEASURE_MARGIN_PX + MEASURE_BAR_PX;
    placing->y += FRAME_GAP_PX;
    *frame = (struct frame){.opened = (size_t)(step - placing->measure->view->steps),
                            .box = {left, placing->y, right - left, 0}};
    placing->open[placing->depth++] = frame;
    place_guard(placing, step, form, row);
}

static void place_else(struct placing *placing, const struct lunette_step *step,
                       const struct measure_step *form, struct row *row)
{
    placing->y += FRAME_GAP_PX;
    place_guard(placing, step, form, row);
}

static void place_close(struct placing *placing, const struct lunette_step *step,
                        const struct measure_step *form, struct row *row)
{
    (void)form;
    struct frame *frame = placing->open[--placing->depth];
    frame->closed = (size_t)(step - placing->measure->view->steps);
    row->y = placing->y + FRAME_GAP_PX;
    frame->box.height = row->y - frame->box.y;
    placing->y = row->y;
    reach(placing, frame->box.x - placing->nest_px,
          frame->box.x + frame->box.width + placing->nest_px);
}

static void place_row(struct placing *placing, size_t index)
{
    static void (*const by_role[LUNETTE_STEP_ROLE_COUNT])(
        struct placing *, const struct lunette_step *, const struct measure_step *,
        struct row *) = {
        [LUNETTE_STEP_CALL] = place_arrow,         [LUNETTE_STEP_MESSAGE] = place_arrow,
        [LUNETTE_STEP_REPLY] = place_arrow,        [LUNETTE_STEP_FAILURE] = place_arrow,
        [LUNETTE_STEP_COMPENSATION] = place_arrow, [LUNETTE_STEP_NOTE] = place_note,
        [LUNETTE_STEP_DIVIDER] = place_divider,    [LUNETTE_STEP_OPEN] = place_open,
        [LUNETTE_STEP_ELSE] = place_else,          [LUNETTE_STEP_CLOSE] = place_close,
    };
    const struct lunette_step *step = &placing->measure->view->steps[index];
    by_role[step->role](placing, step, &placing->measure->steps[index],
                        &placing->rows->rows[index]);
}

/* ---- which bars arrows meet ---- */

/* How many bars of each level are there on each lifeline, as the rows go by. */
struct sweep {
    const struct lunette_sequence_view *view;
    uint16_t (*counts)[MEASURE_LEVELS];
    size_t next; /* activation to begin */
    uint32_t
        *ends; /* by step: 1 + the first activation that ends with it, then along `following` */
    uint32_t *following;
};

static uint32_t level_of(const struct lunette_activation *bar)
{
    return bar->level < MEASURE_LEVELS ? bar->level : MEASURE_LEVELS - 1;
}

static int32_t top_level(const struct sweep *sweep, uint32_t lifeline)
{
    int32_t level = MEASURE_LEVELS - 1;
    while (level >= 0 && !sweep->counts[lifeline][level])
        level--;
    return level;
}

static struct sweep sweep_start(const struct lunette_sequence_view *view,
                                struct lunette_canvas *canvas)
{
    struct sweep sweep = {
        .view = view,
        .counts = canvas->alloc(canvas, view->lifeline_count, sizeof *sweep.counts),
        .ends = canvas->alloc(canvas, view->step_count, sizeof *sweep.ends),
        .following = canvas->alloc(canvas, view->activation_count, sizeof *sweep.following),
    };
    for (uint32_t i = 0; i < view->activation_count; i++) {
        uint32_t last = view->activations[i].last;
        sweep.following[i] = sweep.ends[last];
        sweep.ends[last] = i + 1;
    }
    return sweep;
}

static void sweep_begin(struct sweep *sweep, size_t step)
{
    for (; sweep->next < sweep->view->activation_count &&
           sweep->view->activations[sweep->next].first <= step;
         sweep->next++) {
        const struct lunette_activation *bar = &sweep->view->activations[sweep->next];
        sweep->counts[bar->lifeline][level_of(bar)]++;
    }
}

static void sweep_end(struct sweep *sweep, size_t step)
{
    for (uint32_t i = sweep->ends[step]; i; i = sweep->following[i - 1]) {
        const struct lunette_activation *bar = &sweep->view->activations[i - 1];
        sweep->counts[bar->lifeline][level_of(bar)]--;
    }
}

static void find_levels(const struct lunette_sequence_view *view, struct rows *rows,
                        struct lunette_canvas *canvas)
{
    struct sweep sweep = sweep_start(view, canvas);
    for (size_t i = 0; i < view->step_count; i++) {
        const struct lunette_step *step = &view->steps[i];
        bool is_self = step->from == step->to;
        if (is_self && measure_is_arrow(step))
            rows->rows[i].from_level = top_level(&sweep, step->from);
        sweep_begin(&sweep, i);
        if (measure_is_arrow(step)) {
            rows->rows[i].to_level = top_level(&sweep, step->to);
            if (!is_self)
                rows->rows[i].from_level = top_level(&sweep, step->from);
        }
        sweep_end(&sweep, i);
    }
}

static double choose_nest_px(const struct lunette_sequence_view *view)
{
    size_t depth = 0, deepest = 1;
    for (size_t i = 0; i < view->step_count; i++) {
        depth += view->steps[i].role == LUNETTE_STEP_OPEN;
        depth -= view->steps[i].role == LUNETTE_STEP_CLOSE;
        deepest = depth > deepest ? depth : deepest;
    }
    return fmin(FRAME_NEST_PX, FRAMES_MOST_PX / (double)deepest);
}

struct rows *rows_place(const struct measure *measure)
{
    const struct lunette_sequence_view *view = measure->view;
    struct lunette_canvas *canvas = measure->canvas;
    struct rows *rows = canvas->alloc(canvas, 1, sizeof *rows);
    rows->rows = canvas->alloc(canvas, view->step_count, sizeof *rows->rows);
    rows->frames = canvas->alloc(canvas, view->step_count, sizeof *rows->frames);
    rows->right = measure->width;
    struct placing placing = {
        .measure = measure,
        .rows = rows,
        .open = canvas->alloc(canvas, view->step_count, sizeof *placing.open),
        .nest_px = choose_nest_px(view),
        .y = measure->head_height + FIRST_GAP_PX,
    };
    for (size_t i = 0; i < view->step_count; i++)
        place_row(&placing, i);
    rows->bottom = placing.y + LAST_GAP_PX;
    find_levels(view, rows, canvas);
    return rows;
}
