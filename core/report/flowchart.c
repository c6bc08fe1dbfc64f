#include "report/flowchart.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "report/words.h"

enum { MOST_EDGES = 30, MOST_NODES = 2 * MOST_EDGES, MOST_LABEL = 40 };

/* A stretch of a subject. */
struct name {
    const char *text;
    size_t length;
};

struct edge {
    size_t from, to;
    enum lunette_severity severity;
};

struct flowchart {
    struct name nodes[MOST_NODES];
    struct edge edges[MOST_EDGES];
    size_t node_count, edge_count;
    size_t shown;     /* findings all of whose edges are there */
    size_t connected; /* findings with edges, shown or not */
};

/* SIZE_MAX when there is no room for one more. */
static size_t node_of(struct flowchart *chart, struct name name)
{
    for (size_t i = 0; i < chart->node_count; i++)
        if (chart->nodes[i].length == name.length &&
            memcmp(chart->nodes[i].text, name.text, name.length) == 0)
            return i;
    if (chart->node_count == MOST_NODES)
        return SIZE_MAX;
    chart->nodes[chart->node_count] = name;
    return chart->node_count++;
}

/* Groups come by their gravest finding, not findings: an edge may turn out graver than it was. */
static void add_edge(struct flowchart *chart, size_t from, size_t to,
                     enum lunette_severity severity)
{
    for (size_t i = 0; i < chart->edge_count; i++) {
        struct edge *edge = &chart->edges[i];
        if (edge->from != from || edge->to != to)
            continue;
        edge->severity = severity > edge->severity ? severity : edge->severity;
        return;
    }
    if (chart->edge_count < MOST_EDGES)
        chart->edges[chart->edge_count++] = (struct edge){from, to, severity};
}

static struct name next_name(const char **subject)
{
    static const char arrow[] = " -> ";
    const char *start = *subject, *end = strstr(start, arrow);
    struct name name = {start, end ? (size_t)(end - start) : strlen(start)};
    *subject = end ? end + strlen(arrow) : NULL;
    return name;
}

static bool is_full(const struct flowchart *chart)
{
    return chart->edge_count == MOST_EDGES || chart->node_count == MOST_NODES;
}

static bool is_path(const struct lunette_finding *finding)
{
    return finding->subject && strstr(finding->subject, " -> ");
}

static void add_subject(struct flowchart *chart, const struct lunette_finding *finding)
{
    const char *rest = finding->subject;
    size_t from = node_of(chart, next_name(&rest));
    while (rest && !is_full(chart)) {
        size_t to = node_of(chart, next_name(&rest));
        add_edge(chart, from, to, finding->severity);
        from = to;
    }
    chart->shown += !rest;
}

/* Mermaid's own references: a number sign, the code point, a semicolon. */
static void add_label(struct buf *out, struct name name)
{
    size_t length = utf8_cut(name.text, name.length, MOST_LABEL);
    for (size_t at = 0; at < length;) {
        uint32_t c;
        at += utf8_decode(name.text + at, length - at, &c);
        bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word || c >= 0x80 || c == ' ' || c == '-' || c == '.')
            utf8_add(out, utf8_is_control(c) ? UTF8_REPLACEMENT : c);
        else
            buf_printf(out, "#%u;", c < ' ' || c == 0x7f ? UTF8_REPLACEMENT : c);
    }
    if (length < name.length || !length)
        buf_add_text(out, "…");
}

static const struct {
    const char *stroke, *name;
} colours[] = {
    [LUNETTE_NOTE] = {"#0969da", "Blue"},
    [LUNETTE_WARNING] = {"#bf8700", "Amber"},
    [LUNETTE_ERROR] = {"#cf222e", "Red"},
};

static void add_edges(struct buf *out, const struct flowchart *chart)
{
    for (size_t i = 0; i < chart->edge_count; i++)
        buf_printf(out, "  n%zu --> n%zu\n", chart->edges[i].from, chart->edges[i].to);
    for (size_t i = 0; i < chart->edge_count; i++)
        buf_printf(out, "  linkStyle %zu stroke:%s,stroke-width:2px\n", i,
                   colours[chart->edges[i].severity].stroke);
}

static bool has_colour(const struct flowchart *chart, enum lunette_severity severity)
{
    for (size_t i = 0; i < chart->edge_count; i++)
        if (chart->edges[i].severity == severity)
            return true;
    return false;
}

/* "Red: error. Amber: warning. Drawn: 12 of 57 findings, all that are about a connection." */
static void add_legend(struct buf *out, const struct flowchart *chart,
                       const struct report_groups *groups)
{
    const char *before = "";
    size_t count = 0;
    for (enum lunette_severity severity = LUNETTE_ERROR; severity >= LUNETTE_NOTE; severity--) {
        if (!has_colour(chart, severity))
            continue;
        buf_printf(out, "%s%s: %s.", before, colours[severity].name,
                   report_severity_word(severity));
        before = " ";
    }
    for (size_t g = 0; g < groups->count; g++)
        count += groups->items[g].count;
    if (chart->shown < chart->connected)
        buf_printf(out, " Drawn: the gravest %zu of the %zu findings about a connection.",
                   chart->shown, chart->connected);
    else if (chart->shown < count)
        buf_printf(out, " Drawn: %zu of %zu findings, all that are about a connection.",
                   chart->shown, count);
    buf_add_text(out, "\n\n");
}

static void add_subjects(struct flowchart *chart, const struct report_groups *groups)
{
    for (size_t g = 0; g < groups->count; g++)
        for (size_t i = 0; i < groups->items[g].count; i++) {
            const struct lunette_finding *finding = groups->items[g].findings[i];
            chart->connected += is_path(finding);
            if (is_path(finding) && !is_full(chart))
                add_subject(chart, finding);
        }
}

void flowchart_add(struct buf *out, const struct report_groups *groups)
{
    struct flowchart chart = {.node_count = 0};
    add_subjects(&chart, groups);
    if (!chart.edge_count)
        return;
    buf_add_text(out, "```mermaid\nflowchart LR\n");
    for (size_t i = 0; i < chart.node_count; i++) {
        buf_printf(out, "  n%zu[\"", i);
        add_label(out, chart.nodes[i]);
        buf_add_text(out, "\"]\n");
    }
    add_edges(out, &chart);
    buf_add_text(out, "```\n\n");
    add_legend(out, &chart, groups);
}
