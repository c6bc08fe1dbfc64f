#include "scene/detail.h"

#include <string.h>

#include "scene/text.h"

enum level { LOW, NORMAL, HIGH };

static enum level level_of(struct lunette_canvas *canvas)
{
    const char *wanted = canvas->option(canvas, "detail");
    if (wanted && strcmp(wanted, "low") == 0)
        return LOW;
    return wanted && strcmp(wanted, "high") == 0 ? HIGH : NORMAL;
}

size_t detail_lines(struct lunette_canvas *canvas, size_t normal)
{
    return level_of(canvas) == HIGH ? DETAIL_LINES_MAX : normal;
}

size_t detail_words(struct lunette_canvas *canvas, const struct lunette_line *line)
{
    return level_of(canvas) == HIGH ? line->word_count : 0;
}

/* ---- low ---- */

/* An empty label, not none: of none, how many the line stands for would be said. */
static void thin_line(struct lunette_line *line)
{
    line->label = "";
    line->from_label = line->to_label = NULL;
    line->breaker = false;
}

static void thin_box(struct lunette_box *box)
{
    box->technology = box->detail = NULL;
    box->badges = (struct lunette_badges){NULL, 0};
    box->fact_count = 0;
}

/* ---- high ---- */

/* What a service is for, a line each, behind what the view says of it. */
static void add_responsibilities(struct lunette_box *box, const struct lunette_service *service,
                                 struct lunette_canvas *canvas)
{
    const struct lunette_strings *all = &service->responsibilities;
    const char **facts = canvas->alloc(canvas, box->fact_count + all->count, sizeof *facts);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        facts[count++] = TEXT_JOIN(canvas, "· ", all->items[i]);
    for (size_t i = 0; i < box->fact_count; i++)
        facts[count++] = box->facts[i];
    box->facts = facts;
    box->fact_count = count;
}

static void fill_box(struct lunette_box *box, struct lunette_canvas *canvas)
{
    const struct lunette_item *item = box->item;
    bool is_service = item && item->kind == LUNETTE_SERVICE;
    bool lists = is_service && ((const struct lunette_service *)item)->responsibilities.count;
    if (box->detail && item && item->about->description)
        box->detail = item->about->description;
    else if (box->detail && lists)
        box->detail = NULL; /* they were all it said */
    if (lists)
        add_responsibilities(box, (const struct lunette_service *)item, canvas);
}

/* ---- views ---- */

static void thin_lines_and_groups(struct lunette_graph_view *graph, struct lunette_canvas *canvas)
{
    struct lunette_line *lines = canvas->alloc(canvas, graph->line_count + 1, sizeof *lines);
    struct lunette_group *groups = canvas->alloc(canvas, graph->group_count + 1, sizeof *groups);
    for (size_t i = 0; i < graph->line_count; i++) {
        lines[i] = graph->lines[i];
        thin_line(&lines[i]);
    }
    for (size_t i = 0; i < graph->group_count; i++) {
        groups[i] = graph->groups[i];
        groups[i].subtitle = NULL;
    }
    graph->lines = lines;
    graph->groups = groups;
}

static void change_graph(struct lunette_graph_view *graph, enum level level,
                         struct lunette_canvas *canvas)
{
    struct lunette_box *boxes = canvas->alloc(canvas, graph->box_count + 1, sizeof *boxes);
    for (size_t i = 0; i < graph->box_count; i++) {
        boxes[i] = graph->boxes[i];
        if (level == LOW)
            thin_box(&boxes[i]);
        else
            fill_box(&boxes[i], canvas);
    }
    graph->boxes = boxes;
    if (level == LOW)
        thin_lines_and_groups(graph, canvas);
}

/* What is said stays: without it a sequence says nothing. */
static void thin_sequence(struct lunette_sequence_view *view, struct lunette_canvas *canvas)
{
    struct lunette_lifeline *lifelines =
        canvas->alloc(canvas, view->lifeline_count + 1, sizeof *lifelines);
    struct lunette_step *steps = canvas->alloc(canvas, view->step_count + 1, sizeof *steps);
    for (size_t i = 0; i < view->lifeline_count; i++) {
        lifelines[i] = view->lifelines[i];
        lifelines[i].technology = NULL;
    }
    for (size_t i = 0; i < view->step_count; i++) {
        steps[i] = view->steps[i];
        steps[i].aside = NULL;
        steps[i].breaker = false;
    }
    view->lifelines = lifelines;
    view->steps = steps;
}

const struct lunette_view *detail_apply(const struct lunette_view *view,
                                        struct lunette_canvas *canvas)
{
    enum level level = level_of(canvas);
    if (level == NORMAL)
        return view;
    struct lunette_view *changed = canvas->alloc(canvas, 1, sizeof *changed);
    *changed = *view;
    if (view->form == LUNETTE_GRAPH_VIEW)
        change_graph(&changed->graph, level, canvas);
    else if (level == LOW)
        thin_sequence(&changed->sequence, canvas);
    return changed;
}
