#include "levels.h"

#include <math.h>
#include <stdlib.h>

#define PAGE_RATIO 1.6 /* width to height */

enum {
    GAP_PX = 40,      /* beside a box */
    RANK_GAP_PX = 80, /* below it, with a label */
    WIDE_PX = 2900,   /* a rank of up to so much is never too wide */
    TOLERANCE = 3,    /* times the page's width in boxes, halved */
    WORTHWHILE = 5,   /* sixths of the row of groups; wider than that, levels only cost time */
};

/* Lines from each box: lines[first[i]] … lines[first[i + 1] - 1]. */
struct links {
    const struct lunette_graph_view *graph;
    uint32_t *first, *lines;
};

static struct links list_links(const struct lunette_graph_view *graph)
{
    struct links links = {graph, calloc(graph->box_count + 2, sizeof(uint32_t)),
                          calloc(graph->line_count + 1, sizeof(uint32_t))};
    /* Counted two places on, so that filling leaves every start where it belongs. */
    for (size_t i = 0; i < graph->line_count; i++)
        links.first[graph->lines[i].from + 2]++;
    for (size_t i = 1; i <= graph->box_count; i++)
        links.first[i + 1] += links.first[i];
    for (size_t i = 0; i < graph->line_count; i++)
        links.lines[links.first[graph->lines[i].from + 1]++] = (uint32_t)i;
    return links;
}

/* ---- an order in which lines lead forward (depth first; the stack is ours) ---- */

struct walk {
    struct links links;
    unsigned char *state; /* of each box: not seen, under way, done */
    uint32_t *at;         /* of each box: the next of its lines */
    uint32_t *stack, *order;
    size_t depth, count;
    bool *back;
    bool *tied; /* boxes with a line to or from another */
};

enum { UNSEEN, UNDER_WAY, DONE };

static void walk_push(struct walk *walk, uint32_t box)
{
    walk->state[box] = UNDER_WAY;
    walk->at[box] = walk->links.first[box];
    walk->stack[walk->depth++] = box;
}

static void walk_step(struct walk *walk)
{
    uint32_t box = walk->stack[walk->depth - 1];
    if (walk->at[box] == walk->links.first[box + 1]) {
        walk->state[box] = DONE;
        walk->order[walk->count++] = box;
        walk->depth--;
        return;
    }
    uint32_t line = walk->links.lines[walk->at[box]++];
    uint32_t to = walk->links.graph->lines[line].to;
    walk->back[line] = walk->state[to] == UNDER_WAY;
    if (walk->state[to] == UNSEEN)
        walk_push(walk, to);
}

/* Sources first: so fewer lines lead back. */
static void walk_all(struct walk *walk)
{
    const struct lunette_graph_view *graph = walk->links.graph;
    bool *entered = calloc(graph->box_count + 1, sizeof *entered);
    for (size_t i = 0; i < graph->line_count; i++) {
        const struct lunette_line *line = &graph->lines[i];
        entered[line->to] |= line->from != line->to;
        walk->tied[line->from] |= line->from != line->to;
        walk->tied[line->to] |= line->from != line->to;
    }
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < graph->box_count; i++) {
            if (walk->state[i] != UNSEEN || (pass == 0 && entered[i]))
                continue;
            walk_push(walk, i);
            while (walk->depth)
                walk_step(walk);
        }
    free(entered);
}

/* ---- levels ---- */

/* Every box as high as the lines to it allow, but no more than `most` on one level. Returns how
 * many the fullest holds. */
static unsigned levels_fill(const struct walk *walk, unsigned most, struct levels *levels)
{
    const struct links *links = &walk->links;
    unsigned *held = calloc(links->graph->box_count + 1, sizeof *held), fullest = 0;
    levels->count = 0;
    for (size_t i = 0; i < links->graph->box_count; i++)
        levels->of[i] = 0;
    for (size_t i = walk->count; i-- > 0;) {
        uint32_t box = walk->order[i];
        if (!walk->tied[box])
            continue;
        while (held[levels->of[box]] >= most)
            levels->of[box]++;
        unsigned level = levels->of[box];
        fullest = ++held[level] > fullest ? held[level] : fullest;
        levels->count = level + 1 > levels->count ? level + 1 : levels->count;
        for (uint32_t j = links->first[box]; j < links->first[box + 1]; j++) {
            uint32_t to = links->graph->lines[links->lines[j]].to;
            if (!walk->back[links->lines[j]] && levels->of[to] <= level)
                levels->of[to] = level + 1;
        }
    }
    free(held);
    return fullest;
}

/* Groups stand beside each other on whatever levels, each as wide as its fullest one: the sum of those, in boxes. */
static unsigned levels_row(const struct walk *walk, const struct levels *levels)
{
    const struct lunette_graph_view *graph = walk->links.graph;
    unsigned *held = calloc((graph->group_count + 1) * levels->count + 1, sizeof *held), row = 0;
    for (size_t i = 0; i < graph->box_count; i++)
        if (walk->tied[i])
            held[(size_t)(graph->boxes[i].group + 1) * levels->count + levels->of[i]]++;
    for (size_t group = 0; group <= graph->group_count; group++) {
        unsigned fullest = 0;
        for (size_t level = 0; level < levels->count; level++)
            if (held[group * levels->count + level] > fullest)
                fullest = held[group * levels->count + level];
        row += fullest;
    }
    free(held);
    return row;
}

/* Of a box with a line and the room around it, on average. */
static struct layout_size average_box(const struct layout_request *request, const bool *tied,
                                      size_t *count)
{
    struct layout_size sum = {0, 0};
    *count = 0;
    for (size_t i = 0; i < request->graph->box_count; i++) {
        if (!tied[i])
            continue;
        sum.width += request->boxes[i].width + GAP_PX;
        sum.height += request->boxes[i].height + RANK_GAP_PX;
        ++*count;
    }
    double boxes = *count ? (double)*count : 1;
    return (struct layout_size){sum.width / boxes, sum.height / boxes};
}

/* How many boxes of this size fit beside each other on a page that holds them all. */
static unsigned page_boxes(struct layout_size box, size_t count)
{
    return count ? 1 + (unsigned)sqrt(PAGE_RATIO * (double)count * box.height / box.width) : 1;
}

static struct walk walk_new(const struct lunette_graph_view *graph, bool *back)
{
    size_t room = graph->box_count + 1;
    return (struct walk){
        .links = list_links(graph),
        .state = calloc(room, 1),
        .at = calloc(room, sizeof(uint32_t)),
        .stack = calloc(room, sizeof(uint32_t)),
        .order = calloc(room, sizeof(uint32_t)),
        .back = back,
        .tied = calloc(room, sizeof(bool)),
    };
}

static void walk_free(struct walk *walk)
{
    free(walk->links.first);
    free(walk->links.lines);
    free(walk->state);
    free(walk->at);
    free(walk->stack);
    free(walk->order);
    free(walk->tied);
}

bool levels_assign(const struct layout_request *request, struct levels *levels)
{
    const struct lunette_graph_view *graph = request->graph;
    *levels = (struct levels){.of = calloc(graph->box_count + 1, sizeof *levels->of),
                              .back = calloc(graph->line_count + 1, sizeof *levels->back)};
    struct walk walk = walk_new(graph, levels->back);
    walk_all(&walk);
    size_t tied;
    struct layout_size box = average_box(request, walk.tied, &tied);
    unsigned most = page_boxes(box, tied);
    unsigned widest = levels_fill(&walk, (unsigned)graph->box_count + 1, levels);
    bool wide = widest * box.width > WIDE_PX && 2 * widest > TOLERANCE * most;
    if (wide) {
        unsigned before = levels_row(&walk, levels);
        levels_fill(&walk, most, levels);
        wide = 6 * levels_row(&walk, levels) <= WORTHWHILE * before;
    }
    walk_free(&walk);
    return wide;
}
