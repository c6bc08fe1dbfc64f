#include "engine.h"

#include <graphviz/gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "levels.h"
#include "scene/shapes.h"

#define PIXELS_PER_INCH 72.0 /* Graphviz's points are our pixels */

enum {
    NODE_GAP_PX = 34,
    DENSE_NODE_GAP_PX = 20,    /* dot keeps long lines as far apart as boxes */
    DENSE_LINES = 60,          /* with more than so many */
    LABELLED_NODE_GAP_PX = 12, /* on even ranks, beside the padding */
    LABELLED_PADDING_PX = 11,  /* at each side of a box */
    CLEAR_PX = 5,              /* before and behind a box, so that no line runs along its edge */
    RANK_GAP_PX = 58,
    LABELLED_RANK_GAP_PX = 46,
    GROUP_MARGIN_PX = 18, /* inside a group */
    GROUP_GAP_PX = 26,    /* between groups, and between a group and other boxes */
    EMPTY_GROUP_PX = 40,  /* side of what keeps a group without boxes open */
    STACK_BOXES = 5,      /* below each other, of those without lines */
    LARGE_PARTS = 300,    /* with more boxes and lines */
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
    const struct layout_request *request;
    const struct engine_settings *settings;
    const struct parts *parts;
    uint32_t part;
    bool padded;
    Agraph_t *root;
    Agraph_t **groups;
    Agnode_t **nodes;
    Agedge_t **edges;
};

static bool has_box(const struct build *build, size_t box)
{
    return build->parts->boxes[box] == build->part;
}

static bool has_group(const struct build *build, size_t group)
{
    return build->parts->groups[group] == build->part;
}

static bool has_line(const struct build *build, size_t line)
{
    return has_box(build, build->request->graph->lines[line].from);
}

/* cgraph numbers what has a name by where malloc put the name, and dot takes groups in the order of their numbers:
 * here they count up, odd ones, which cgraph takes for those of nameless things. */
static long engine_number(void *state, int type, char *name, IDTYPE *id, int create)
{
    static IDTYPE next = 1;
    (void)state;
    (void)type;
    if (name || !create)
        return 0; /* the name is kept beside the number that is asked for next */
    *id = next;
    next += 2;
    return 1;
}

static Agraph_t *engine_open(void)
{
    static Agiddisc_t ids;
    static Agdisc_t disciplines;
    ids = AgIdDisc;
    ids.map = engine_number;
    disciplines = (Agdisc_t){.mem = &AgMemDisc, .id = &ids, .io = &AgIoDisc};
    return agopen((char *)"lunette", Agdirected, &disciplines);
}

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

static double engine_node_gap(const struct build *build)
{
    if (build->padded)
        return LABELLED_NODE_GAP_PX;
    return build->request->graph->line_count > DENSE_LINES ? DENSE_NODE_GAP_PX : NODE_GAP_PX;
}

/* Labels keep lines away from boxes, too, and need the room. */
static double engine_clear(const struct build *build)
{
    return build->padded ? 0 : CLEAR_PX;
}

/* Labels add their own height to it. */
static double engine_rank_gap(const struct build *build)
{
    double gap = build->padded ? LABELLED_RANK_GAP_PX : RANK_GAP_PX;
    return gap - 2 * engine_clear(build) + 2 * build->request->end_px;
}

/* Where boxes stand in their ranks is then found in half the time, and as closely: what more
 * rounds gain is less than a hundredth of the width. */
#define LARGE_NSLIMIT "1"

static bool is_large(const struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    return graph->box_count + graph->line_count > LARGE_PARTS;
}

static void engine_set_defaults(struct build *build)
{
    static const char *const defaults[][3] = {
        {"g", "margin", ""},    {"g", "label", ""},      {"g", "labeljust", "l"},
        {"g", "labelloc", "t"}, {"n", "label", ""},      {"n", "shape", "box"},
        {"n", "width", "1"},    {"n", "height", "1"},    {"n", "fixedsize", "true"},
        {"e", "label", ""},     {"e", "arrowsize", "1"}, {"e", "dir", "forward"},
        {"e", "weight", "1"},   {"e", "minlen", "1"},    {"e", "constraint", "true"},
    };
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        int kind = *defaults[i][0] == 'g' ? AGRAPH : *defaults[i][0] == 'n' ? AGNODE : AGEDGE;
        agattr(build->root, kind, (char *)defaults[i][1], (char *)defaults[i][2]);
    }
    const struct engine_settings *settings = build->settings;
    engine_set(build->root, "rankdir", rank_directions[build->request->graph->direction]);
    engine_set_pixels(build->root, "margin", GROUP_GAP_PX);
    engine_set_inches(build->root, "nodesep", engine_node_gap(build));
    engine_set_inches(build->root, "ranksep", engine_rank_gap(build));
    if (settings->nslimit)
        engine_set(build->root, "nslimit1", settings->nslimit);
    if (settings->nslimit || is_large(build))
        engine_set(build->root, "nslimit", settings->nslimit ? settings->nslimit : LARGE_NSLIMIT);
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

/* Padded along the rank, or before and behind it. */
static void engine_set_size(const struct build *build, Agnode_t *node,
                            const struct layout_size *size)
{
    enum lunette_direction direction = build->request->graph->direction;
    bool upright = direction == LUNETTE_DIRECTION_RIGHT || direction == LUNETTE_DIRECTION_LEFT;
    double padding = build->padded ? 2 * LABELLED_PADDING_PX : 0;
    double clear = 2 * engine_clear(build);
    engine_set_inches(node, "width", size->width + (upright ? clear : padding));
    engine_set_inches(node, "height", size->height + (upright ? padding : clear));
}

static void engine_add_nodes(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->box_count; i++) {
        char name[32];
        if (!has_box(build, i))
            continue;
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
        if (!has_group(build, i))
            continue;
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

/* What no line leads to, dot puts into the first rank: below a box of the level above it is hung by
 * a line that is not drawn, short so that it needs no room on its way. */
static void engine_hang(struct build *build, const struct levels *levels)
{
    const struct lunette_graph_view *graph = build->request->graph;
    size_t slots = (graph->group_count + 1) * (levels->count + 1);
    Agnode_t **last = calloc(slots, sizeof *last);
    bool *entered = calloc(graph->box_count + 1, sizeof *entered);
    for (size_t i = 0; i < graph->line_count; i++)
        entered[graph->lines[i].to] |= !levels->back[i];
    for (unsigned level = 0; level < levels->count; level++)
        for (size_t i = 0; i < graph->box_count; i++) {
            size_t group = (size_t)((int64_t)graph->boxes[i].group + 1) * (levels->count + 1);
            if (!has_box(build, i) || levels->of[i] != level)
                continue;
            Agnode_t *above = level > 0 ? last[group + level - 1] : NULL;
            if (above && !entered[i])
                engine_set(agedge(build->root, above, build->nodes[i], NULL, 1), "weight", "0");
            last[group + level] = build->nodes[i];
        }
    free(last);
    free(entered);
}

/* dot puts a box where its shortest line ends. */
static void engine_set_levels(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    struct levels levels;
    if (!levels_assign(build->request, &levels))
        return;
    engine_hang(build, &levels);
    for (size_t i = 0; i < graph->line_count; i++) {
        if (!has_line(build, i))
            continue;
        unsigned from = levels.of[graph->lines[i].from], to = levels.of[graph->lines[i].to];
        char length[16];
        snprintf(length, sizeof length, "%u", to > from ? to - from : 1);
        engine_set(build->edges[i], to > from ? "minlen" : "constraint",
                   to > from ? length : "false");
    }
}

static void engine_add_edges(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->line_count; i++) {
        const struct lunette_line *line = &graph->lines[i];
        char name[32];
        if (!has_line(build, i))
            continue;
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

/* Boxes without lines would all stand in the first rank: they are hung below each other, each
 * group's for themselves. */
static void engine_stack(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    Agnode_t **above = calloc(graph->group_count + 1, sizeof *above);
    unsigned *stacked = calloc(graph->group_count + 1, sizeof *stacked);
    for (size_t i = 0; i < graph->box_count; i++) {
        Agnode_t *node = build->nodes[i];
        if (!has_box(build, i) || agdegree(build->root, node, 1, 1) > 0)
            continue;
        size_t group = (size_t)((int64_t)graph->boxes[i].group + 1);
        if (stacked[group]++ % STACK_BOXES)
            agedge(build->root, above[group], node, NULL, 1);
        above[group] = node;
    }
    free(above);
    free(stacked);
}

static void engine_build(struct build *build)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->line_count; i++)
        build->padded |= build->settings->labels && build->request->labels[i].width > 0;
    build->root = engine_open();
    build->groups = calloc(graph->group_count + 1, sizeof(Agraph_t *));
    build->nodes = calloc(graph->box_count + 1, sizeof(Agnode_t *));
    build->edges = calloc(graph->line_count + 1, sizeof(Agedge_t *));
    engine_set_defaults(build);
    engine_add_nodes(build);
    engine_fill_empty_groups(build);
    engine_add_edges(build);
    engine_set_levels(build);
    engine_stack(build);
}

/* ---- reading what came out ---- */

/* Graphviz's y grows upwards. */
static struct scene_point point_of(const struct build *build, pointf point)
{
    return (struct scene_point){point.x, GD_bb(build->root).UR.y - point.y};
}

/* The pieces of a path share their end points. */
static uint32_t path_points(const splines *path)
{
    uint32_t count = 1;
    for (int i = 0; i < path->size; i++)
        count += (uint32_t)path->list[i].size - 1;
    return count;
}

static bool engine_read_edge(const struct build *build, Agedge_t *edge, struct layout_curve *curve)
{
    const splines *path = ED_spl(edge);
    const textlabel_t *label = ED_label(edge);
    if (!path || path->size < 1)
        return false;
    const bezier *last = &path->list[path->size - 1];
    *curve = (struct layout_curve){.count = path_points(path), .has_label = label && label->set};
    if (curve->has_label)
        curve->label_at = point_of(build, label->pos);
    curve->tip = point_of(build, last->eflag ? last->ep : last->list[last->size - 1]);
    struct scene_point *points = calloc(curve->count, sizeof *points);
    curve->points = points;
    *points++ = point_of(build, path->list[0].list[0]);
    for (int i = 0; i < path->size; i++)
        for (int j = 1; j < path->list[i].size; j++)
            *points++ = point_of(build, path->list[i].list[j]);
    return true;
}

static bool engine_read(const struct build *build, const struct draft *draft)
{
    const struct lunette_graph_view *graph = build->request->graph;
    for (size_t i = 0; i < graph->box_count; i++)
        if (has_box(build, i))
            draft->boxes[i] = point_of(build, ND_coord(build->nodes[i]));
    for (size_t i = 0; i < graph->group_count; i++) {
        if (!has_group(build, i))
            continue;
        boxf box = GD_bb(build->groups[i]);
        struct scene_point corner = point_of(build, (pointf){box.LL.x, box.UR.y});
        draft->groups[i] =
            (struct scene_box){corner.x, corner.y, box.UR.x - box.LL.x, box.UR.y - box.LL.y};
    }
    for (size_t i = 0; i < graph->line_count; i++)
        if (has_line(build, i) && !engine_read_edge(build, build->edges[i], &draft->curves[i]))
            return false;
    return true;
}

bool engine_draw(const struct layout_request *request, const struct engine_settings *settings,
                 const struct parts *parts, uint32_t part, struct draft *draft)
{
    struct build build = {.request = request, .settings = settings, .parts = parts, .part = part};
    current = request;
    engine_build(&build);
    if (gvLayout(gvContextPlugins(libraries, 0), build.root, "dot") != 0)
        return false;
    draft->sizes[part] = (struct layout_size){GD_bb(build.root).UR.x, GD_bb(build.root).UR.y};
    return engine_read(&build, draft);
}
