#include "draft.h"

#include <math.h>
#include <stdlib.h>

#include "grid.h"

enum { LOOSE_MARGIN_PX = 26 }; /* around what has no lines; the engine keeps as much */

/* ---- the parts on their page ---- */

struct sheet {
    const struct layout_request *request;
    struct parts parts;
    struct draft draft;
    struct scene_point *places; /* left top corners of the parts */
    struct layout_size size;
};

static void page_start(struct sheet *page)
{
    const struct lunette_graph_view *graph = page->request->graph;
    page->parts = parts_find(graph);
    page->places = calloc(page->parts.count, sizeof *page->places);
    page->draft = (struct draft){
        .sizes = calloc(page->parts.count, sizeof *page->draft.sizes),
        .boxes = calloc(graph->box_count + 1, sizeof *page->draft.boxes),
        .groups = calloc(graph->group_count + 1, sizeof *page->draft.groups),
        .curves = calloc(graph->line_count + 1, sizeof *page->draft.curves),
    };
}

/* Below all others, as wide as they are. */
static void page_add_loose(struct sheet *page, struct lunette_canvas *canvas)
{
    uint32_t part = (uint32_t)page->parts.count - 1;
    double margins = 2 * LOOSE_MARGIN_PX;
    struct layout_size size = grid_arrange(page->request, &page->parts, part,
                                           page->size.width - margins, &page->draft, canvas);
    page->places[part] = (struct scene_point){LOOSE_MARGIN_PX, page->size.height + LOOSE_MARGIN_PX};
    page->size.width = fmax(page->size.width, size.width + margins);
    page->size.height += size.height + margins;
}

static bool page_fill(struct sheet *page, const struct engine_settings *settings,
                      struct lunette_canvas *canvas)
{
    uint32_t tied = (uint32_t)page->parts.count - page->parts.loose;
    for (uint32_t part = 0; part < tied; part++)
        if (!engine_draw(page->request, settings, &page->parts, part, &page->draft))
            return false;
    page->size = parts_place(page->draft.sizes, tied, page->places);
    if (page->parts.loose)
        page_add_loose(page, canvas);
    return true;
}

/* ---- the answer ---- */

struct answer {
    float *numbers;
    size_t count, room;
    struct scene_point corner; /* of the part that is written */
};

static void answer_add(struct answer *answer, double number)
{
    if (answer->count == answer->room) {
        answer->room = answer->room ? answer->room * 2 : 4096;
        answer->numbers = realloc(answer->numbers, answer->room * sizeof *answer->numbers);
        if (!answer->numbers)
            _Exit(1);
    }
    answer->numbers[answer->count++] = (float)number;
}

static void answer_add_point(struct answer *answer, struct scene_point point)
{
    answer_add(answer, answer->corner.x + point.x);
    answer_add(answer, answer->corner.y + point.y);
}

static void answer_add_curve(struct answer *answer, const struct layout_curve *curve)
{
    answer_add(answer, curve->count);
    answer_add(answer, curve->has_label);
    answer_add_point(answer, curve->label_at);
    answer_add_point(answer, curve->tip);
    for (uint32_t i = 0; i < curve->count; i++)
        answer_add_point(answer, curve->points[i]);
}

static void answer_add_page(struct answer *answer, const struct sheet *page)
{
    const struct lunette_graph_view *graph = page->request->graph;
    answer_add(answer, page->size.width);
    answer_add(answer, page->size.height);
    for (size_t i = 0; i < graph->box_count; i++) {
        answer->corner = page->places[page->parts.boxes[i]];
        answer_add_point(answer, page->draft.boxes[i]);
    }
    for (size_t i = 0; i < graph->group_count; i++) {
        const struct scene_box *group = &page->draft.groups[i];
        answer->corner = page->places[page->parts.groups[i]];
        answer_add_point(answer, (struct scene_point){group->x, group->y});
        answer_add(answer, group->width);
        answer_add(answer, group->height);
    }
    for (size_t i = 0; i < graph->line_count; i++) {
        answer->corner = page->places[page->parts.boxes[graph->lines[i].from]];
        answer_add_curve(answer, &page->draft.curves[i]);
    }
}

float *draft_make(const struct layout_request *request, const struct engine_settings *settings,
                  struct lunette_canvas *canvas, size_t *count)
{
    struct sheet page = {.request = request};
    struct answer answer = {0};
    page_start(&page);
    if (!page_fill(&page, settings, canvas))
        return NULL;
    answer_add_page(&answer, &page);
    *count = answer.count;
    return answer.numbers;
}
