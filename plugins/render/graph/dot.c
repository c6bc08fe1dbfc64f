#include "dot.h"

#include "form.h"
#include "scene/roles.h"
#include "scene/palette.h"
#include "scene/pen.h"
#include "scene/text.h"

enum { DETAIL_PX = 190 };

/* The outline Graphviz knows for a shape. */
static const char *const shapes[] = {
    [THEME_LINE_SHAPE] = "box",    [THEME_RECT] = "box\", style=\"rounded,filled",
    [THEME_CYLINDER] = "cylinder", [THEME_LYING_CYLINDER] = "cds",
    [THEME_HEXAGON] = "hexagon",   [THEME_PERSON] = "ellipse",
    [THEME_ELLIPSE] = "ellipse",   [THEME_STACK] = "box3d",
    [THEME_FRAME] = "box",         [THEME_SIGN] = "box",
};

static const struct dot_line {
    const char *style, *head;
} line_styles[LUNETTE_LINE_ROLE_COUNT] = {
    [LUNETTE_LINE_CALL] = {"bold", "normal"},
    [LUNETTE_LINE_OPTIONAL_CALL] = {"dotted", "normal"},
    [LUNETTE_LINE_MESSAGE] = {"dashed", "vee"},
    [LUNETTE_LINE_DATA] = {"solid", "vee"},
    [LUNETTE_LINE_ROUTE] = {"solid", "normal"},
    [LUNETTE_LINE_RELATIONSHIP] = {"solid", "none"},
    [LUNETTE_LINE_SYMMETRIC] = {"bold", "none"},
    [LUNETTE_LINE_SEPARATE] = {"dotted", "none"},
    [LUNETTE_LINE_DEAD_LETTER] = {"dashed", "vee"},
    [LUNETTE_LINE_OWNS] = {"solid", "none"},
};

static const char *const rank_directions[] = {
    [LUNETTE_DIRECTION_UNSAID] = "TB", [LUNETTE_DIRECTION_DOWN] = "TB",
    [LUNETTE_DIRECTION_RIGHT] = "LR",  [LUNETTE_DIRECTION_UP] = "BT",
    [LUNETTE_DIRECTION_LEFT] = "RL",
};

struct dot {
    struct pen pen;
    struct lunette_canvas *canvas;
    const struct lunette_graph_view *graph;
};

/* Graphviz reads escapes (\N, \l) and entities (&lt;) in labels: both must come out as written. */
static void dot_put_escaped(struct dot *dot, const char *clean)
{
    char before = 0;
    for (; *clean; before = *clean++) {
        if (*clean == '"' || *clean == '\\')
            pen_put_character(&dot->pen, '\\');
        if (*clean == '&')
            pen_put(&dot->pen, "&amp;");
        else if (text_opens_command((unsigned char)before, (unsigned char)*clean))
            pen_put(&dot->pen, text_command_entity((unsigned char)*clean));
        else
            pen_put_character(&dot->pen, *clean);
    }
}

static void dot_put_text(struct dot *dot, const char *before, const char *raw, const char *after)
{
    if (!raw)
        return;
    pen_put(&dot->pen, before);
    dot_put_escaped(dot, text_clean(dot->canvas, raw));
    pen_put(&dot->pen, after);
}

static void dot_put_lines(struct dot *dot, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pen_put(&dot->pen, i ? "\\n" : "");
        dot_put_escaped(dot, lines[i]);
    }
}

static void dot_put_wrapped(struct dot *dot, const char *raw, size_t limit)
{
    const char *lines[DETAIL_LINES_MAX];
    size_t count = text_wrap(dot->canvas, text_clean(dot->canvas, raw),
                             theme_texts[SCENE_DETAIL].font, DETAIL_PX, lines, limit);
    dot_put_lines(dot, lines, count);
}

static void dot_put_label(struct dot *dot, const char *raw)
{
    const char *lines[FORM_LABEL_LINES];
    size_t count = text_wrap_label(dot->canvas, text_clean(dot->canvas, raw),
                                   theme_texts[SCENE_LABEL].font, FORM_LABEL_PX, lines);
    dot_put_lines(dot, lines, count);
}

static void dot_put_words(struct dot *dot, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        dot_put_text(dot, i ? "\\n" : "", words[i], "");
}

static void dot_put_name(struct dot *dot, const char *prefix, size_t number)
{
    pen_put(&dot->pen, prefix);
    pen_put_integer(&dot->pen, number);
}

static void dot_put_colors(struct dot *dot, const struct theme_role *role)
{
    pen_put(&dot->pen, ", fillcolor=\"");
    pen_put(&dot->pen, palette_color(dot->canvas, role->fill, false));
    pen_put(&dot->pen, "\", color=\"");
    pen_put(&dot->pen, palette_color(dot->canvas, role->edge, false));
    pen_put(&dot->pen, "\"");
}

static void dot_put_box(struct dot *dot, size_t index)
{
    const struct lunette_box *box = &dot->graph->boxes[index];
    const struct theme_role *role = &theme_roles[roles_of_box(box)];
    const struct theme_role *tint = &theme_roles[roles_of_tint(box)];
    dot_put_name(dot, "  n", index);
    pen_put(&dot->pen, " [label=\"");
    dot_put_wrapped(dot, box->title, 1);
    dot_put_text(dot, "\\n[", box->technology, "]");
    if (box->detail)
        pen_put(&dot->pen, "\\n");
    dot_put_wrapped(dot, box->detail, detail_lines(dot->canvas, FORM_DETAIL_LINES));
    for (size_t i = 0; i < box->fact_count; i++)
        dot_put_text(dot, "\\n", box->facts[i], "");
    for (size_t i = 0; i < box->badges.count; i++)
        dot_put_text(dot, i ? " · " : "\\n", box->badges.items[i].text, "");
    pen_put(&dot->pen, "\", shape=\"");
    pen_put(&dot->pen, box->role == LUNETTE_BOX_EXTERNAL ? "box\", style=\"dashed,filled"
                                                         : shapes[role->shape]);
    pen_put(&dot->pen, "\"");
    dot_put_colors(dot, tint);
    pen_put(&dot->pen, "];\n");
}

static void dot_put_group(struct dot *dot, int32_t index)
{
    const struct lunette_group *group = &dot->graph->groups[index];
    dot_put_name(dot, "  subgraph cluster_", (size_t)index);
    pen_put(&dot->pen, " {\n  label=\"");
    dot_put_text(dot, "", group->title, "\\l");
    dot_put_text(dot, "", group->subtitle, "\\l");
    pen_put(&dot->pen, "\"; labeljust=\"l\"; style=\"rounded,dashed,filled\"");
    pen_put(&dot->pen, "; fillcolor=\"");
    pen_put(&dot->pen, palette_color(dot->canvas, theme_roles[roles_of_group(group)].fill, false));
    pen_put(&dot->pen, "\"; color=\"");
    pen_put(&dot->pen, palette_color(dot->canvas, theme_roles[roles_of_group(group)].edge, false));
    pen_put(&dot->pen, "\";\n");
    for (size_t i = 0; i < dot->graph->group_count; i++)
        if (dot->graph->groups[i].parent == index)
            dot_put_group(dot, (int32_t)i);
    for (size_t i = 0; i < dot->graph->box_count; i++)
        if (dot->graph->boxes[i].group == index)
            dot_put_box(dot, i);
    pen_put(&dot->pen, "  }\n");
}

static void dot_put_line(struct dot *dot, size_t index)
{
    const struct lunette_line *line = &dot->graph->lines[index];
    const struct dot_line *style = &line_styles[line->role];
    const struct theme_role *role = &theme_roles[roles_of_line(line->role)];
    dot_put_name(dot, "  n", line->from);
    dot_put_name(dot, " -> n", line->to);
    pen_put(&dot->pen, " [style=\"");
    pen_put(&dot->pen, style->style);
    pen_put(&dot->pen, "\", arrowhead=\"");
    pen_put(&dot->pen, style->head);
    pen_put(&dot->pen, "\", color=\"");
    pen_put(&dot->pen, palette_color(dot->canvas, role->edge, false));
    pen_put(&dot->pen, "\"");
    if (line->label) {
        pen_put(&dot->pen, ", label=\"");
        size_t words = detail_words(dot->canvas, line);
        if (words)
            dot_put_words(dot, line->words, words);
        else
            dot_put_label(dot, line->label);
        pen_put(&dot->pen, "\"");
    }
    dot_put_text(dot, ", taillabel=\"", line->from_label, "\"");
    dot_put_text(dot, ", headlabel=\"", line->to_label, "\"");
    pen_put(&dot->pen, "];\n");
}

static void dot_put_head(struct dot *dot, const struct lunette_view *view)
{
    pen_put(&dot->pen, "digraph lunette {\n  label=\"");
    dot_put_text(dot, "", view->title, "\\l");
    for (size_t i = 0; i < view->note_count; i++)
        dot_put_text(dot, "", view->notes[i], "\\l");
    pen_put(&dot->pen, "\"; labelloc=\"t\"; labeljust=\"l\"; fontname=\"Helvetica\"; rankdir=");
    pen_put(&dot->pen, rank_directions[dot->graph->direction]);
    pen_put(&dot->pen, "; nodesep=0.45; ranksep=0.75;\n"
                       "  node [style=\"filled\", fontname=\"Helvetica\", fontsize=12, "
                       "margin=\"0.2,0.12\"];\n"
                       "  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.8];\n");
}

void dot_write(const struct lunette_view *view, struct lunette_canvas *canvas)
{
    struct dot dot = {.canvas = canvas, .graph = &view->graph};
    pen_start(&dot.pen, canvas);
    dot_put_head(&dot, view);
    for (size_t i = 0; i < dot.graph->group_count; i++)
        if (dot.graph->groups[i].parent < 0)
            dot_put_group(&dot, (int32_t)i);
    for (size_t i = 0; i < dot.graph->box_count; i++)
        if (dot.graph->boxes[i].group < 0)
            dot_put_box(&dot, i);
    for (size_t i = 0; i < dot.graph->line_count; i++)
        dot_put_line(&dot, i);
    pen_put(&dot.pen, "}\n");
    pen_finish(&dot.pen);
}
