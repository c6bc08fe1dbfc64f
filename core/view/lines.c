#include "view/lines.h"

#include <string.h>

#include "view/labels.h"
#include "view/words.h"

enum {
    JOINED_COLUMNS = 28,  /* about a line of a label */
    SPELLED_COLUMNS = 48, /* and two */
    MOST_JOINED = 24,
};

struct merge {
    struct picture *picture;
    struct lines *lines;
    struct picture_edge **tails; /* last edge of each line */
    struct intern keys;
    struct map by_key; /* interned key → line + 1 */
};

static void start_line(struct merge *merge, struct picture_edge *edge)
{
    size_t number = merge->lines->count++;
    merge->lines->edges[number] = merge->tails[number] = edge;
    merge->lines->items[number] = (struct lunette_line){
        .role = edge->role,
        .from = edge->from,
        .to = edge->to,
        .from_label = edge->from_label,
        .to_label = edge->to_label,
        .breaker = edge->breaker,
        .weight = 1,
        .item = edge->item,
    };
}

static const char *key_of(struct merge *merge, const struct picture_edge *edge, const char *label)
{
    return intern_text(&merge->keys, arena_format(merge->picture->arena, "%u %u %d %s", edge->from,
                                                  edge->to, (int)edge->role, label));
}

/* What one says that it publishes another says that it consumes: one message all the same. */
static bool is_repeated(struct merge *merge, const struct picture_edge *edge)
{
    if (edge->role != LUNETTE_LINE_MESSAGE)
        return false;
    size_t before = merge->keys.count;
    key_of(merge, edge, edge->label ? edge->label : "?");
    return merge->keys.count == before;
}

/* A merged line has a breaker only when every call that it stands for has one. */
static void join_line(struct merge *merge, size_t number, struct picture_edge *edge, bool repeated)
{
    struct lunette_line *line = &merge->lines->items[number];
    merge->tails[number] = merge->tails[number]->next = edge;
    line->breaker = line->breaker && edge->breaker;
    if (repeated)
        return;
    line->weight++;
    line->item = NULL;
}

static void merge_edge(struct merge *merge, struct picture_edge *edge)
{
    const char *key = key_of(merge, edge, "");
    size_t number = (size_t)(uintptr_t)map_get(&merge->by_key, key);
    bool repeated = is_repeated(merge, edge);
    if (number) {
        join_line(merge, number - 1, edge, repeated);
        return;
    }
    start_line(merge, edge);
    map_set(&merge->by_key, key, (void *)(uintptr_t)merge->lines->count);
}

struct lines lines_merge(struct picture *picture, bool merged)
{
    struct arena *arena = picture->arena;
    struct lines lines = {
        .items = arena_array(arena, picture->edge_count, sizeof *lines.items),
        .edges = arena_array(arena, picture->edge_count, sizeof *lines.edges),
    };
    struct merge merge = {
        .picture = picture,
        .lines = &lines,
        .tails = arena_array(arena, picture->edge_count, sizeof *merge.tails),
        .keys = {.arena = arena},
    };
    for (size_t i = 0; i < picture->edge_count; i++) {
        picture->edges[i].next = NULL;
        if (merged)
            merge_edge(&merge, &picture->edges[i]);
        else
            start_line(&merge, &picture->edges[i]);
    }
    map_free(&merge.by_key);
    intern_free(&merge.keys);
    return lines;
}

/* ---- labels ---- */

static char *count_edges(const struct picture *picture, const struct lunette_line *line)
{
    static const struct {
        const char *one, *many;
    } nouns[LUNETTE_LINE_ROLE_COUNT] = {
        [LUNETTE_LINE_CALL] = {"call", "calls"},
        [LUNETTE_LINE_OPTIONAL_CALL] = {"call", "calls"},
        [LUNETTE_LINE_MESSAGE] = {"event", "events"},
        [LUNETTE_LINE_DATA] = {"use", "uses"},
        [LUNETTE_LINE_ROUTE] = {"route", "routes"},
        [LUNETTE_LINE_RELATIONSHIP] = {"relationship", "relationships"},
        [LUNETTE_LINE_SYMMETRIC] = {"relationship", "relationships"},
        [LUNETTE_LINE_SEPARATE] = {"relationship", "relationships"},
        [LUNETTE_LINE_DEAD_LETTER] = {"kind of dead letter", "kinds of dead letters"},
        [LUNETTE_LINE_OWNS] = {"store", "stores"},
    };
    return labels_count(picture->arena, line->weight, nouns[line->role].one,
                        nouns[line->role].many);
}

static bool is_among(const char *const *labels, size_t count, const char *label)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(labels[i], label) == 0)
            return true;
    return false;
}

/* All labels side by side, or NULL when one is missing, two are the same or they are wider together
 * than `most`. */
static char *join_edges(const struct picture *picture, const struct picture_edge *edge,
                        uint32_t weight, size_t most)
{
    const char *labels[MOST_JOINED];
    size_t count = 0, width = 0;
    for (; edge; edge = edge->next) {
        if (!edge->label)
            return NULL;
        if (is_among(labels, count, edge->label))
            continue;
        width += labels_width(edge->label) + 2;
        if (count == MOST_JOINED || width > most + 2)
            return NULL;
        labels[count++] = edge->label;
    }
    return count == weight ? labels_join(picture->arena, ", ", labels, count) : NULL;
}

/* "order.created +2" */
static char *spell_edges(const struct picture *picture, const struct lunette_line *line,
                         const struct picture_edge *edges)
{
    return edges->label
               ? arena_format(picture->arena, "%s +%u", edges->label, (unsigned)line->weight - 1)
               : NULL;
}

/* What all edges have aside, or NULL. */
static const char *aside_of(const struct picture_edge *edge)
{
    const char *aside = edge->aside;
    for (; aside && edge; edge = edge->next)
        if (!edge->aside || strcmp(edge->aside, aside) != 0)
            return NULL;
    return aside;
}

static const char *name_edges(const struct picture *picture, const struct lunette_line *line,
                              const struct picture_edge *edges, bool has_aside)
{
    /* What a topic of one event told by its name, a whole context does not. */
    bool hides_event = picture->collapsed && line->role == LUNETTE_LINE_MESSAGE && !edges->label;
    if (line->weight == 1 && !hides_event)
        return edges->label;
    bool spelled = picture->spelled && !picture->collapsed;
    size_t most = spelled && !has_aside ? SPELLED_COLUMNS : JOINED_COLUMNS;
    const char *name = picture->collapsed ? NULL : join_edges(picture, edges, line->weight, most);
    if (!name && spelled)
        name = spell_edges(picture, line, edges);
    return name ? name : count_edges(picture, line);
}

static const char *label_of(const struct picture *picture, const struct lunette_line *line,
                            const struct picture_edge *edges)
{
    if (picture->plain)
        return NULL;
    const char *aside = picture->collapsed ? NULL : aside_of(edges);
    const char *label = name_edges(picture, line, edges, aside != NULL);
    return aside ? labels_join(picture->arena, " · ", (const char *const[]){label, aside}, 2)
                 : label;
}

void lines_add_labels(struct picture *picture, struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        lines->items[i].label = label_of(picture, &lines->items[i], lines->edges[i]);
    words_add(picture, lines);
}
