#include "measure.h"

#include <math.h>
#include <stdlib.h>

#include "words.h"

enum {
    HEAD_GAP_PX = 26, /* between two heads */
    TAB_PADDING_PX = 22,
    GUARD_GAP_PX = 8,
};

bool measure_is_arrow(const struct lunette_step *step)
{
    return step->role < LUNETTE_STEP_NOTE;
}

bool measure_is_long(const struct lunette_step *step)
{
    return step->from > step->to + 1 || step->to > step->from + 1;
}

/* ---- frames ---- */

const char *measure_frame_word(enum lunette_frame frame)
{
    static const char *const words[LUNETTE_FRAME_COUNT] = {
        [LUNETTE_FRAME_ALT] = "alt",           [LUNETTE_FRAME_OPT] = "opt",
        [LUNETTE_FRAME_LOOP] = "loop",         [LUNETTE_FRAME_PAR] = "par",
        [LUNETTE_FRAME_CRITICAL] = "critical",
    };
    return words[frame];
}

double measure_tab_width_px(enum lunette_frame frame)
{
    return text_width_px(measure_frame_word(frame), theme_texts[SCENE_CAPTION].font) +
           TAB_PADDING_PX;
}

/* Behind the tab and behind the bars of the first lifeline. */
double measure_guard_px(const struct measure *measure, const struct lunette_step *step)
{
    double bars = measure->reaches[step->from];
    double tab =
        step->role == LUNETTE_STEP_OPEN ? measure_tab_width_px(step->frame) - MEASURE_MARGIN_PX : 0;
    return fmax(bars, tab) + GUARD_GAP_PX;
}

/* ---- where lifelines stand ---- */

/* From lifeline `from` to `to` it is at least so far. */
struct distance {
    uint32_t from, to;
    double px;
};

struct distances {
    const struct measure *measure;
    double *gaps;           /* behind each lifeline: what neighbours need of each other */
    struct distance *items; /* what others do */
    size_t count;
};

/* Nothing is asked of a lifeline that is not there: what stands beside the last one widens the
 * picture. */
static void ask(struct distances *distances, uint32_t from, uint32_t to, double px)
{
    if (to >= distances->measure->view->lifeline_count)
        return;
    if (to == from + 1)
        distances->gaps[from] = fmax(distances->gaps[from], px);
    else
        distances->items[distances->count++] = (struct distance){from, to, px};
}

static double signs_beside(const struct lunette_step *step)
{
    return (step->breaker ? MEASURE_SIGN_PX : 0) + (step->marks.count ? MEASURE_SIGN_PX : 0);
}

static void ask_for_arrow(struct distances *distances, const struct lunette_step *step,
                          const struct measure_step *form)
{
    uint32_t gap = step->from <= step->to ? step->from : step->from - 1;
    double words = fmax(form->width, form->below_width) + signs_beside(step);
    double swing = step->from == step->to ? MEASURE_SELF_PX : 0;
    ask(distances, gap, gap + 1,
        distances->measure->reaches[gap] + swing + words + 2 * MEASURE_PADDING_PX +
            MEASURE_BAR_PX / 2.0);
}

/* A note over one lifeline keeps off its neighbours; one over several fits between the outer
 * ones. */
static void ask_for_note(struct distances *distances, const struct lunette_step *step,
                         const struct measure_step *form)
{
    double half = form->width / 2 + 2 * MEASURE_PADDING_PX;
    if (step->from != step->to) {
        ask(distances, step->from, step->to, form->width);
        return;
    }
    if (step->from > 0)
        ask(distances, step->from - 1, step->from,
            distances->measure->reaches[step->from - 1] + half);
    ask(distances, step->to, step->to + 1, half + MEASURE_BAR_PX / 2.0);
}

static void ask_for_guard(struct distances *distances, const struct lunette_step *step,
                          const struct measure_step *form)
{
    if (form->line_count)
        ask(distances, step->from, step->from + 1,
            measure_guard_px(distances->measure, step) + form->width + MEASURE_PADDING_PX +
                MEASURE_BAR_PX / 2.0);
}

/* Nearest first: what two neighbours need helps all that goes past them. */
static int compare_distances(const void *a, const void *b)
{
    const struct distance *one = a, *two = b;
    uint32_t span = one->to - one->from, other = two->to - two->from;
    if (span != other)
        return span < other ? -1 : 1;
    return one->from < two->from ? -1 : one->from > two->from;
}

/* Every gap in between grows alike. */
static void widen(double *gaps, const struct distance *asked)
{
    double has = 0;
    for (uint32_t i = asked->from; i < asked->to; i++)
        has += gaps[i];
    double more = (asked->px - has) / (asked->to - asked->from);
    for (uint32_t i = asked->from; i < asked->to && more > 0; i++)
        gaps[i] += more;
}

static void ask_for_steps(struct measure *measure, struct distances *distances)
{
    const struct lunette_sequence_view *view = measure->view;
    for (size_t i = 0; i < view->step_count; i++) {
        const struct lunette_step *step = &view->steps[i];
        struct measure_step *form = &measure->steps[i];
        words_measure_step(form, step, words_limit_px(step), measure->canvas);
        if (measure_is_arrow(step))
            ask_for_arrow(distances, step, form);
        else if (step->role == LUNETTE_STEP_NOTE)
            ask_for_note(distances, step, form);
        else if (step->role != LUNETTE_STEP_DIVIDER)
            ask_for_guard(distances, step, form);
    }
}

/* The gaps hold the heads first. */
static double *start_gaps(const struct measure *measure)
{
    size_t count = measure->view->lifeline_count;
    double *gaps = measure->canvas->alloc(measure->canvas, count, sizeof *gaps);
    for (size_t i = 0; i + 1 < count; i++)
        gaps[i] = (measure->heads[i].outline.width + measure->heads[i + 1].outline.width) / 2 +
                  HEAD_GAP_PX;
    return gaps;
}

static size_t count_notes(const struct lunette_sequence_view *view)
{
    size_t count = 0;
    for (size_t i = 0; i < view->step_count; i++)
        count += view->steps[i].role == LUNETTE_STEP_NOTE;
    return count;
}

static void place_lifelines(struct measure *measure)
{
    size_t count = measure->view->lifeline_count;
    struct distances distances = {.measure = measure,
                                  .gaps = start_gaps(measure),
                                  .items = measure->canvas->alloc(measure->canvas,
                                                                  count_notes(measure->view) + 1,
                                                                  sizeof *distances.items)};
    ask_for_steps(measure, &distances);
    qsort(distances.items, distances.count, sizeof *distances.items, compare_distances);
    for (size_t i = 0; i < distances.count; i++)
        widen(distances.gaps, &distances.items[i]);
    measure->centers = measure->canvas->alloc(measure->canvas, count, sizeof *measure->centers);
    for (size_t i = 0; i < count; i++)
        measure->centers[i] = i == 0 ? ceil(measure->heads[0].outline.width / 2)
                                     : measure->centers[i - 1] + ceil(distances.gaps[i - 1]);
    if (count > 0)
        measure->width = measure->centers[count - 1] + measure->heads[count - 1].outline.width / 2;
}

static double *find_reaches(const struct lunette_sequence_view *view, struct lunette_canvas *canvas)
{
    double *reaches = canvas->alloc(canvas, view->lifeline_count, sizeof *reaches);
    for (size_t i = 0; i < view->lifeline_count; i++)
        reaches[i] = MEASURE_BAR_PX / 2.0;
    for (size_t i = 0; i < view->activation_count; i++) {
        const struct lunette_activation *bar = &view->activations[i];
        uint32_t level = bar->level < MEASURE_LEVELS ? bar->level : MEASURE_LEVELS - 1;
        reaches[bar->lifeline] =
            fmax(reaches[bar->lifeline], MEASURE_BAR_PX / 2.0 + (double)level * MEASURE_SHIFT_PX);
    }
    return reaches;
}

/* ---- words between two lifelines ---- */

static struct measure_span gap_behind(const struct measure *measure, uint32_t lifeline)
{
    return (struct measure_span){
        measure->centers[lifeline] + measure->reaches[lifeline] + MEASURE_PADDING_PX,
        measure->centers[lifeline + 1] - MEASURE_BAR_PX / 2.0 - MEASURE_PADDING_PX};
}

struct measure_span measure_words_span(const struct measure *measure,
                                       const struct lunette_step *step)
{
    bool is_forward = step->from < step->to;
    struct measure_span span = gap_behind(measure, is_forward ? step->from : step->from - 1);
    double breaker = step->breaker ? MEASURE_SIGN_PX : 0;
    span.left += (is_forward ? breaker : 0) + (step->marks.count ? MEASURE_SIGN_PX : 0);
    span.right -= is_forward ? 0 : breaker;
    return span;
}

/* What the words of a row may take now; 0 where nothing more was gained. */
static double room_of(const struct measure *measure, const struct lunette_step *step)
{
    if (measure_is_arrow(step) && step->from != step->to) {
        struct measure_span span = measure_words_span(measure, step);
        return span.right - span.left;
    }
    if (step->role < LUNETTE_STEP_OPEN || step->from + 1 >= measure->view->lifeline_count)
        return 0;
    return gap_behind(measure, step->from).right - measure->centers[step->from] -
           measure_guard_px(measure, step);
}

static void rewrap(struct measure *measure)
{
    for (size_t i = 0; i < measure->view->step_count; i++) {
        const struct lunette_step *step = &measure->view->steps[i];
        struct measure_step *form = &measure->steps[i];
        if (form->line_count < 2)
            continue;
        double room = room_of(measure, step);
        if (room > words_limit_px(step))
            words_measure_step(form, step, room, measure->canvas);
    }
}

struct measure *measure_make(const struct lunette_sequence_view *view,
                             struct lunette_canvas *canvas)
{
    struct measure *measure = canvas->alloc(canvas, 1, sizeof *measure);
    measure->view = view;
    measure->canvas = canvas;
    measure->heads = canvas->alloc(canvas, view->lifeline_count, sizeof *measure->heads);
    measure->steps = canvas->alloc(canvas, view->step_count, sizeof *measure->steps);
    measure->reaches = find_reaches(view, canvas);
    for (size_t i = 0; i < view->lifeline_count; i++) {
        words_measure_head(&measure->heads[i], &view->lifelines[i], canvas);
        measure->head_height = fmax(measure->head_height, measure->heads[i].outline.height);
    }
    place_lifelines(measure);
    rewrap(measure);
    return measure;
}
