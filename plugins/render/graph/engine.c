#include "engine.h"

#include <graphviz/gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/shapes.h"

#define PIXELS_PER_INCH 72.0 /* Graphviz's points are our pixels */

enum {
    NODE_GAP_PX = 34,
    LABELLED_NODE_GAP_PX = 12, /* on even ranks, beside the padding */
    LABELLED_PADDING_PX = 11,  /* at each side of a box */
    RANK_GAP_PX = 58,
    GROUP_MARGIN_PX = 18, /* inside a group */
    GROUP_GAP_PX = 26,    /* between groups, and between a group and other boxes */
    EMPTY_GROUP_PX = 40,  /* side of what keeps a group without boxes open */
    STAR_LEAVES = 10,     /* more leaves than this around one box are spread over ranks */
};

extern gvplugin_library_t gvplugin_dot_layout_LTX_library;

/* ---- texts: Graphviz asks us for their size, so that it opens no font ---- */

/* The process makes one layout and ends; Graphviz passes a text layout no context. */
static const struct layout_request *current;

/* Texts are `l12` for the label of line 12 and `g3` for the caption of group 3. */
static boolean engine_measure_text(textspan_t *span, char **font_path)
{
    (void)font_path;
    struct layout_size size = {0, 0};
    unsigned long number = span->str[0] ? strtoul(span->str + 1, NULL, 10) : 0;
    if (span->str[0] == 'l' && number < current->graph->line_count)
        size = current->labels[number];
    else if (span->str[0] == 'g' && number < current->graph->group_count)
        size = current->captions[number];
    span->size.x = size.width;
    span->size.y = size.height;
    span->yoffset_layout = 0;
    span->yoffset_centerline = 0;
    span->layout = NULL;
    span->free_layout = NULL;
    return 1;
}

/* gvplugin_textlayout.h cannot be included without Graphviz's private headers. */
static struct {
    boolean (*textlayout)(textspan_t *span, char **font_path);
} text_engine = {engine_measure_text};

static gvplugin_installed_t text_types[] = {{0, "textlayout", 1, &text_engine, NULL},
                                            {0, NULL, 0, NULL, NULL}};
static gvplugin_api_t text_apis[] = {{API_textlayout, text_types}, {(api_t)0, NULL}};
static gvplugin_library_t text_library = {"lunette", text_apis};

static const lt_symlist_t libraries[] = {
    {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
    {"gvplugin_lunette_LTX_library", &text_library},
    {NULL, NULL},
};

/* ---- building the graph ---- */

/* Where lines have labels, dot leaves 5 pixels between the nodes of every other rank, whatever
 * nodesep says: padded nodes keep boxes apart. Lines that end on the padding are led on to the box
 * later. */
struct build {
    bool padded;
    const struct layout_request *request;
    const struct engine_settings *settings;
    Agraph_t *root;
    Agraph_t **groups;
    Agnode_t **nodes;
    Agedge_t **edges;
};

/* cgraph takes char * for text it only reads. */
static void engine_set(void *object, const char *name, const char *value)
{
    agsafeset(object, (char *)name, (char *)value, "");
}

static void engine_set_inches(void *object, const char *name, double pixels)
{
    char text[32];
    long thousandths = (long)(pixels * 1000 / PIXELS_PER_INCH + 0.5);
    snprintf(text, sizeof text, "%ld.%03ld", thousandths / 1000, thousandths % 1000);
    engine_set(object, name, text);
}

static void engine_set_pixels(void *object, const char *name, int pixels)
{
    char text[16];
    snprintf(text, sizeof text, "%d", pixels);
    engine_set(object, name, text);
}

static const char *const rank_directions[] = {
    [LUNETTE_DIRECTION_UNSAID] = "TB", [LUNETTE_DIRECTION_DOWN] = "TB",
    [LUNETTE_DIRECTION_RIGHT] = "LR",  [LUNETTE_DIRECTION_UP] = "BT",
    [LUNETTE_DIRECTION_LEFT] = "RL",
};

static void engine_set_defaults(struct build *build)
{
    static const char *const defaults[][3] = {
        {"g", "margin", ""},    {"g", "label", ""},      {"g", "labeljust", "l"},
        {"g", "labelloc", "t"}, {"n", "label", ""},      {"n", "shape", "box"},
        {"n", "width", "1"},    {"n", "height", "1"},    {"n", "fixedsize", "true"},
        {"e", "label", ""},     {"e", "arrowsize", "1"}, {"e", "dir", "forward"},
        {"e", "weight", "1"},   {"e", "minlen", "1"},
    };
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        int kind = *defaults[i][0] == 'g' ? AGRAPH : *defaults[i][0] == 'n' ? AGNODE : AGEDGE;
        agattr(build->root, kind, (char *)defaults[i][1], (char *)defaults[i][2]);
    }
    const struct engine_settings *settings = build->settings;
    engine_set(build->root, "rankdir", rank_directions[build->request->graph->direction]);
    engine_set_pixels(build->root, "margin", GROUP_GAP_PX);
    engine_set_inches(build->root, "nodesep", build->padded ? LABELLED_NODE_GAP_PX : NODE_GAP_PX);
    engine_set_inches(build->root, "ranksep", RANK_GAP_PX + 2 * build->request->end_px);
    if (settings->nslimit) {
        engine_set(build->root, "nslimit", settings->nslimit);
        engine_set(build->root, "nslimit1", settings->nslimit);
    }
    if (settings->mclimit)
        engine_set(build->root, "mclimit", settings->mclimit);
    if (settings->splines)
        engine_set(build->root, "splines", settings->splines);
}

/* Groups come in any order: the ones around this one are made first. */
static Agraph_t *engine_group(struct build *build, int32_t index)
{
    if (index < 0)
        return build->root;
    if (build->groups[index])
        return build->groups[index];
    char name[32];
    Agraph_t *parent = engine_group(build, build->request->graph->groups[index].parent);
    snprintf(name, sizeof name, "cluster_%d", (int)index);
    Agraph_t *group = agsubg(parent, name, 1);
    snprintf(name, sizeof name, "g%d", (int)index);
    engine_set(group, "label", name);
    engine_set_pixels(group, "margin", GROUP_MARGIN_PX);
    build->groups[index] = group;
    return group;
}

/* Padded along the rank. */
static void engine_set_size(const struct build *build, Agnode_t *node,
                            const struct layout_size *size)
{
    enum lunette_direction direction = build->request->graph->direction;
    bool upright = direction == LUNETTE_DIRECTION_RIGHT || direction == LUNETTE_DIRECTION_LEFT;
    double padding = build->padded ? 2 * LABELLED_PADDING_PX : 0;
    engine_set_inches(node, "width", size->width + (upright ? 0 : padding));
    engine_set_inches(node, "height", size->height + (upright ? padding : 0));
}

static void engine_add_nodes(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->box_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%zu", i);
        Agnode_t *node = agnode(build->root, name, 1);
        engine_set_size(build, node, &build->request->boxes[i]);
        if (build->request->round[i])
            engine_set(node, "shape", "ellipse");
        if (graph->boxes[i].group >= 0)
            agsubnode(engine_group(build, graph->boxes[i].group), node, 1);
        build->nodes[i] = node;
    }
}

/* dot forgets a cluster without nodes. */
static void engine_fill_empty_groups(struct build *build)
{
    for (size_t i = 0; i < build->request->graph->group_count; i++) {
        Agraph_t *group = engine_group(build, (int32_t)i);
        if (agnnodes(group) > 0)
            continue;
        char name[32];
        snprintf(name, sizeof name, "empty%zu", i);
        Agnode_t *node = agnode(group, name, 1);
        engine_set_inches(node, "width", EMPTY_GROUP_PX);
        engine_set_inches(node, "height", EMPTY_GROUP_PX);
    }
}

/* Boxes with a single line, all to one hub, would make one rank as wide as they are many: they are
 * hung on several ranks in turn. Returns the rank, from the hub, of the leaf with this number. */
static unsigned star_rank(unsigned leaf, unsigned leaf_count)
{
    unsigned deepest = 1;
    while (deepest < 6 && deepest * deepest * STAR_LEAVES < leaf_count)
        deepest++;
    return 1 + leaf % deepest;
}

static void engine_spread_stars(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    unsigned *degree = calloc(3 * graph->box_count + 1, sizeof *degree);
    unsigned *leaves = degree + graph->box_count, *placed = leaves + graph->box_count;
    for (size_t i = 0; i < graph->line_count; i++) {
        degree[graph->lines[i].from]++;
        degree[graph->lines[i].to]++;
    }
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < graph->line_count; i++) {
            uint32_t from = graph->lines[i].from, to = graph->lines[i].to;
            uint32_t hub = degree[to] == 1 ? from : to;
            if (degree[from] != 1 && degree[to] != 1)
                continue;
            leaves[hub] += pass == 0;
            if (pass == 0 || leaves[hub] <= STAR_LEAVES)
                continue;
            char length[16];
            snprintf(length, sizeof length, "%u", star_rank(placed[hub]++, leaves[hub]));
            engine_set(build->edges[i], "minlen", length);
        }
}

static void engine_add_edges(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->line_count; i++) {
        const struct lunette_line *line = &graph->lines[i];
        char name[32];
        snprintf(name, sizeof name, "l%zu", i);
        Agedge_t *edge =
            agedge(build->root, build->nodes[line->from], build->nodes[line->to], name, 1);
        if (build->settings->labels && build->request->labels[i].width > 0)
            engine_set(edge, "label", name);
        if (!layout_has_head(line->role))
            engine_set(edge, "dir", "none");
        if (line->role == LUNETTE_LINE_DATA)
            engine_set(edge, "weight", "3");
        build->edges[i] = edge;
    }
}

static void engine_build(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->line_count; i++)
        build->padded |= build->settings->labels && build->request->labels[i].width > 0;
    build->root = agopen((char *)"lunette", Agdirected, NULL);
    build->groups = calloc(graph->group_count + 1, sizeof *build->groups);
    build->nodes = calloc(graph->box_count + 1, sizeof *build->nodes);
    build->edges = calloc(graph->line_count + 1, sizeof *build->edges);
    engine_set_defaults(build);
    engine_add_nodes(build);
    engine_fill_empty_groups(build);
    engine_add_edges(build);
    engine_spread_stars(build);
}

/* ---- reading the answer ---- */

struct answer {
    float *numbers;
    size_t count, room;
    double top; /* Graphviz's y grows upwards */
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

static void answer_add_point(struct answer *answer, pointf point)
{
    answer_add(answer, point.x);
    answer_add(answer, answer->top - point.y);
}

/* The pieces of a path share their end points. */
static size_t path_points(const splines *path)
{
    size_t count = 1;
    for (int i = 0; i < path->size; i++)
        count += (size_t)path->list[i].size - 1;
    return count;
}

static bool answer_add_edge(struct answer *answer, Agedge_t *edge)
{
    const splines *path = ED_spl(edge);
    const textlabel_t *label = ED_label(edge);
    if (!path || path->size < 1)
        return false;
    const bezier *last = &path->list[path->size - 1];
    pointf nowhere = {0, answer->top};
    answer_add(answer, (double)path_points(path));
    answer_add(answer, label && label->set);
    answer_add_point(answer, label && label->set ? label->pos : nowhere);
    answer_add_point(answer, last->eflag ? last->ep : last->list[last->size - 1]);
    answer_add_point(answer, path->list[0].list[0]);
    for (int i = 0; i < path->size; i++)
        for (int j = 1; j < path->list[i].size; j++)
            answer_add_point(answer, path->list[i].list[j]);
    return true;
}

static bool engine_read(const struct build *build, struct answer *answer)
{
    const struct lunette_graph_view *graph = build->request->graph;
    boxf all = GD_bb(build->root);
    answer->top = all.UR.y;
    answer_add(answer, all.UR.x);
    answer_add(answer, all.UR.y);
    for (size_t i = 0; i < graph->box_count; i++)
        answer_add_point(answer, ND_coord(build->nodes[i]));
    for (size_t i = 0; i < graph->group_count; i++) {
        boxf box = GD_bb(build->groups[i]);
        answer_add_point(answer, (pointf){box.LL.x, box.UR.y});
        answer_add(answer, box.UR.x - box.LL.x);
        answer_add(answer, box.UR.y - box.LL.y);
    }
    for (size_t i = 0; i < graph->line_count; i++)
        if (!answer_add_edge(answer, build->edges[i]))
            return false;
    return true;
}

float *engine_run(const struct layout_request *request, const struct engine_settings *settings,
                  size_t *count)
{
    struct build build = {.request = request, .settings = settings};
    struct answer answer = {0};
    current = request;
    GVC_t *context = gvContextPlugins(libraries, 0);
    engine_build(&build);
    if (gvLayout(context, build.root, "dot") != 0 || !engine_read(&build, &answer))
        return NULL;
    *count = answer.count;
    return answer.numbers;
}
