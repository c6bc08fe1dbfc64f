#include "scene/tell.h"

#include "scene/roles.h"

enum { MOST_MARKS = 4 }; /* told one by one: nobody reads more than that in a tooltip */

static const char *const severities[] = {
    [LUNETTE_SEVERITY_UNSAID] = "note", [LUNETTE_OFF] = "note",    [LUNETTE_NOTE] = "note",
    [LUNETTE_WARNING] = "warning",      [LUNETTE_ERROR] = "error",
};

/* What a badge's text is about. */
static const char *const badge_words[] = {
    [LUNETTE_BADGE_OBJECTIVE] = "objective",     [LUNETTE_BADGE_STRATEGY] = "strategy",
    [LUNETTE_BADGE_LOCK] = "security",           [LUNETTE_BADGE_REPLICAS] = "replicas",
    [LUNETTE_BADGE_COUNT] = "stands for",        [LUNETTE_BADGE_DATA] = "data",
    [LUNETTE_BADGE_CRITICALITY] = "criticality",
};

/* "so far; and more"; either may be missing. */
static const char *tell_more(struct lunette_canvas *canvas, const char *so_far, const char *more)
{
    if (!more || !*more)
        return so_far;
    return so_far && *so_far ? TEXT_JOIN(canvas, so_far, "; ", more) : more;
}

/* "error calls/timeout-inversion; warning …": what they say stands in the mark itself. */
static const char *tell_rules(const struct lunette_marks *marks, struct lunette_canvas *canvas)
{
    const char *told = NULL;
    for (size_t i = 0; i < marks->count && i < MOST_MARKS; i++)
        told = tell_more(canvas, told,
                         TEXT_JOIN(canvas, severities[marks->items[i].severity], " ",
                                   text_clean(canvas, marks->items[i].rule)));
    return told;
}

const char *tell_marks(const struct lunette_marks *marks, struct lunette_canvas *canvas)
{
    const char *told = NULL;
    size_t shown = marks->count > MOST_MARKS ? MOST_MARKS - 1 : marks->count;
    for (size_t i = 0; i < shown; i++) {
        const struct lunette_mark *mark = &marks->items[i];
        told = tell_more(canvas, told,
                         TEXT_JOIN(canvas, severities[mark->severity], " ",
                                   text_clean(canvas, mark->rule), mark->message ? ": " : "",
                                   text_clean(canvas, mark->message)));
    }
    if (shown < marks->count)
        told = text_format(canvas, "%s; and %zu more", told, marks->count - shown);
    return told;
}

static void tell_place(struct scene_element *element, const struct lunette_view *view,
                       const struct lunette_item *item)
{
    if (!item)
        return;
    element->line = item->line;
    if (view->model && item->file < view->model->files.count)
        element->file = view->model->files.items[item->file];
}

struct scene_element tell_box(const struct lunette_view *view, const struct lunette_box *box,
                              struct lunette_canvas *canvas)
{
    bool named = box->item && box->item->name;
    struct scene_element element = {.role = roles_of_box(box),
                                    .id = box->id,
                                    .name = named ? box->item->name : box->title,
                                    .alias = box->alias};
    const char *role = theme_roles[element.role].legend;
    element.title = TEXT_JOIN(canvas, text_clean(canvas, box->title), " (", role, ")");
    const char *desc =
        tell_more(canvas, text_clean(canvas, box->technology), text_clean(canvas, box->detail));
    for (size_t i = 0; i < box->fact_count; i++)
        desc = tell_more(canvas, desc, text_clean(canvas, box->facts[i]));
    for (size_t i = 0; i < box->badges.count; i++) {
        const struct lunette_badge *badge = &box->badges.items[i];
        desc = tell_more(
            canvas, desc,
            TEXT_JOIN(canvas, badge_words[badge->kind], ": ", text_clean(canvas, badge->text)));
    }
    element.desc = tell_more(canvas, desc, tell_rules(&box->marks, canvas));
    tell_place(&element, view, box->item);
    return element;
}

/* Thicker by one pixel for each time the number of edges doubled twice. */
static unsigned tell_extra_px(uint32_t weight)
{
    unsigned extra = 0;
    for (; weight >= 4; weight /= 4)
        extra++;
    return extra;
}

struct scene_element tell_line(const struct lunette_view *view, const struct lunette_line *line,
                               struct lunette_canvas *canvas)
{
    const struct lunette_box *from = &view->graph.boxes[line->from];
    const struct lunette_box *to = &view->graph.boxes[line->to];
    struct scene_element element = {.role = roles_of_line(line->role),
                                    .id = line->id,
                                    .from = from->id,
                                    .to = to->id,
                                    .extra_px = tell_extra_px(line->weight)};
    const char *arrow =
        line->role == LUNETTE_LINE_SYMMETRIC || line->role == LUNETTE_LINE_SEPARATE ? " – " : " → ";
    const char *ends =
        TEXT_JOIN(canvas, text_clean(canvas, from->title), arrow, text_clean(canvas, to->title));
    element.name = ends;
    element.title =
        line->label ? TEXT_JOIN(canvas, ends, ": ", text_clean(canvas, line->label)) : ends;
    const char *desc = theme_roles[element.role].legend;
    desc = tell_more(canvas, desc, line->breaker ? "with a circuit breaker" : NULL);
    if (line->weight > 1)
        desc =
            tell_more(canvas, desc, text_format(canvas, "stands for %u", (unsigned)line->weight));
    desc = tell_more(canvas, desc, text_clean(canvas, line->from_label));
    desc = tell_more(canvas, desc, text_clean(canvas, line->to_label));
    element.desc = tell_more(canvas, desc, tell_rules(&line->marks, canvas));
    tell_place(&element, view, line->item);
    return element;
}

struct scene_element tell_group(const struct lunette_view *view, const struct lunette_group *group,
                                struct lunette_canvas *canvas)
{
    struct scene_element element = {
        .role = roles_of_group(group), .id = group->id, .name = group->title};
    const char *title = text_clean(canvas, group->title);
    const char *role = theme_roles[element.role].legend;
    element.title = role ? TEXT_JOIN(canvas, title, " (", role, ")") : title;
    element.desc =
        tell_more(canvas, text_clean(canvas, group->subtitle), tell_rules(&group->marks, canvas));
    tell_place(&element, view, group->item);
    return element;
}

struct scene_element tell_lifeline(const struct lunette_view *view,
                                   const struct lunette_lifeline *lifeline,
                                   struct lunette_canvas *canvas)
{
    bool named = lifeline->item && lifeline->item->name;
    struct scene_element element = {.role = roles_of_lifeline(lifeline),
                                    .id = lifeline->id,
                                    .name = named ? lifeline->item->name : lifeline->title};
    element.title = TEXT_JOIN(canvas, text_clean(canvas, lifeline->title), " (",
                              theme_roles[element.role].legend, ")");
    element.desc = tell_more(canvas, text_clean(canvas, lifeline->technology),
                             tell_rules(&lifeline->marks, canvas));
    tell_place(&element, view, lifeline->item);
    return element;
}

/* "order-service → payment-service: POST /payments" */
static const char *tell_said(const struct lunette_view *view, const struct lunette_step *step,
                             struct lunette_canvas *canvas)
{
    const struct lunette_lifeline *lifelines = view->sequence.lifelines;
    return TEXT_JOIN(canvas, text_clean(canvas, lifelines[step->from].title), " → ",
                     text_clean(canvas, lifelines[step->to].title), ": ",
                     text_clean(canvas, step->label));
}

struct scene_element tell_step(const struct lunette_view *view, const struct lunette_step *step,
                               struct lunette_canvas *canvas)
{
    struct scene_element element = {.role = roles_of_step(step->role), .id = step->id};
    const char *desc = NULL;
    if (step->role < LUNETTE_STEP_NOTE) {
        element.from = view->sequence.lifelines[step->from].id;
        element.to = view->sequence.lifelines[step->to].id;
        element.title = tell_said(view, step, canvas);
        desc = theme_roles[element.role].legend;
    } else {
        element.title = text_clean(canvas, step->label);
    }
    desc = tell_more(canvas, desc, text_clean(canvas, step->aside));
    desc = tell_more(canvas, desc, text_clean(canvas, step->badge));
    desc = tell_more(canvas, desc, step->breaker ? "with a circuit breaker" : NULL);
    element.desc = tell_more(canvas, desc, tell_rules(&step->marks, canvas));
    tell_place(&element, view, step->item);
    return element;
}
