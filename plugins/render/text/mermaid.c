#include "mermaid.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "scene/palette.h"
#include "scene/roles.h"
#include "words.h"

/* Letters, digits and marks that mean nothing to Mermaid; all else becomes an entity code (#35;). Its parser
 * reads ;, #, quotes, brackets, <, >, |, `, {}, \ and the directive %%{ in labels, and Markdown in quoted
 * ones. Beyond ASCII nothing is special. */
static bool is_plain(uint32_t before, uint32_t code_point)
{
    (void)before;
    if (code_point >= 0x80)
        return true;
    return isalnum((int)code_point) || (code_point && strchr(" .,/+()=?!'", (int)code_point)) ||
           code_point == '-';
}

static void put_escape(struct pen *pen, uint32_t code_point)
{
    pen_put_character(pen, '#');
    pen_put_integer(pen, code_point);
    pen_put_character(pen, ';');
}

static const struct words_format format = {"<br/>", is_plain, put_escape};

/* ---- graphs ---- */

/* What stands around the quoted label of a box. */
static const struct {
    const char *open, *close;
} outlines[LUNETTE_BOX_ROLE_COUNT] = {
    [LUNETTE_BOX_SERVICE] = {"(", ")"},      [LUNETTE_BOX_DATASTORE] = {"[(", ")]"},
    [LUNETTE_BOX_TOPIC] = {"[/", "/]"},      [LUNETTE_BOX_GATEWAY] = {"{{", "}}"},
    [LUNETTE_BOX_ACTOR] = {"([", "])"},      [LUNETTE_BOX_EXTERNAL] = {"[", "]"},
    [LUNETTE_BOX_CONTEXT] = {"([", "])"},    [LUNETTE_BOX_COLLAPSED] = {"[[", "]]"},
};

static const char *const arrows[LUNETTE_LINE_ROLE_COUNT] = {
    [LUNETTE_LINE_CALL] = "==>",         [LUNETTE_LINE_OPTIONAL_CALL] = "-.->",
    [LUNETTE_LINE_MESSAGE] = "-.->",     [LUNETTE_LINE_DATA] = "-->",
    [LUNETTE_LINE_ROUTE] = "-->",        [LUNETTE_LINE_RELATIONSHIP] = "---",
    [LUNETTE_LINE_SYMMETRIC] = "===",    [LUNETTE_LINE_SEPARATE] = "x--x",
    [LUNETTE_LINE_DEAD_LETTER] = "-.-x", [LUNETTE_LINE_OWNS] = "---",
};

static const char *const directions[] = {
    [LUNETTE_DIRECTION_UNSAID] = "TB", [LUNETTE_DIRECTION_DOWN] = "TB",
    [LUNETTE_DIRECTION_RIGHT] = "LR",  [LUNETTE_DIRECTION_UP] = "BT",
    [LUNETTE_DIRECTION_LEFT] = "RL",
};

struct graph {
    struct pen pen;
    const struct lunette_graph_view *view;
    bool used[SCENE_ROLE_COUNT]; /* roles that need a class */
};

static void put_indent(struct pen *pen, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        pen_put(pen, "  ");
}

static void put_box(struct graph *graph, size_t index, size_t depth)
{
    const struct lunette_box *box = &graph->view->boxes[index];
    enum scene_role role = roles_of_tint(box);
    put_indent(&graph->pen, depth);
    words_put_id(&graph->pen, "n", index);
    pen_put(&graph->pen, outlines[box->role].open);
    pen_put(&graph->pen, "\"");
    words_put_box(&graph->pen, &format, box);
    pen_put(&graph->pen, "\"");
    pen_put(&graph->pen, outlines[box->role].close);
    pen_put(&graph->pen, ":::");
    pen_put(&graph->pen, theme_roles[role].class_name);
    pen_put(&graph->pen, "\n");
    graph->used[role] = true;
}

/* Groups nest no deeper than contexts do. */
static void put_group(struct graph *graph, int32_t index, size_t depth)
{
    const struct lunette_group *group = &graph->view->groups[index];
    put_indent(&graph->pen, depth);
    words_put_id(&graph->pen, "subgraph g", (size_t)index);
    pen_put(&graph->pen, "[\"");
    words_put(&graph->pen, &format, group->title);
    if (group->subtitle)
        pen_put(&graph->pen, format.line_end);
    words_put(&graph->pen, &format, group->subtitle);
    pen_put(&graph->pen, "\"]\n");
    for (size_t i = 0; i < graph->view->group_count; i++)
        if (graph->view->groups[i].parent == index)
            put_group(graph, (int32_t)i, depth + 1);
    for (size_t i = 0; i < graph->view->box_count; i++)
        if (graph->view->boxes[i].group == index)
            put_box(graph, i, depth + 1);
    put_indent(&graph->pen, depth);
    pen_put(&graph->pen, "end\n");
}

static void put_line(struct graph *graph, size_t index)
{
    const struct lunette_line *line = &graph->view->lines[index];
    bool has_words = line->label || line->from_label || line->to_label || line->breaker ||
                     line->weight > 1 || line->marks.count;
    words_put_id(&graph->pen, "  n", line->from);
    pen_put(&graph->pen, " ");
    pen_put(&graph->pen, arrows[line->role]);
    if (has_words) {
        pen_put(&graph->pen, "|\"");
        if (!words_put_line(&graph->pen, &format, line))
            pen_put(&graph->pen, " ");
        pen_put(&graph->pen, "\"|");
    }
    words_put_id(&graph->pen, " n", line->to);
    pen_put(&graph->pen, "\n");
}

/* ---- colours ---- */

static void put_class(struct graph *graph, const char *prefix, size_t index, enum scene_role role)
{
    pen_put(&graph->pen, "  class ");
    words_put_id(&graph->pen, prefix, index);
    pen_put(&graph->pen, " ");
    pen_put(&graph->pen, theme_roles[role].class_name);
    pen_put(&graph->pen, "\n");
    graph->used[role] = true;
}

/* A box with a finding keeps its colour and gets the finding's edge: of two classes the later one
 * wins. */
static void put_second_classes(struct graph *graph)
{
    for (size_t i = 0; i < graph->view->group_count; i++)
        put_class(graph, "g", i, roles_of_group(&graph->view->groups[i]));
    for (size_t i = 0; i < graph->view->box_count; i++)
        if (graph->view->boxes[i].marks.count)
            put_class(graph, "n", i, roles_of_marks(&graph->view->boxes[i].marks));
}

static void put_color(struct graph *graph, const char *property, enum theme_color color)
{
    pen_put(&graph->pen, property);
    pen_put(&graph->pen, palette_color(graph->pen.canvas, color, false));
}

static void put_role_style(struct graph *graph, const struct theme_role *role)
{
    put_color(graph, " fill:", role->fill);
    put_color(graph, ",stroke:", role->edge);
    put_color(graph, ",color:", THEME_INK);
    if (role->shape == THEME_FRAME)
        pen_put(&graph->pen, ",stroke-dasharray:6 4");
}

static void put_mark_style(struct graph *graph, const struct theme_role *role)
{
    put_color(graph, " stroke:", role->fill);
    pen_put(&graph->pen, ",stroke-width:3px");
}

static void put_styles(struct graph *graph)
{
    for (size_t i = 0; i < SCENE_ROLE_COUNT; i++) {
        if (!graph->used[i])
            continue;
        pen_put(&graph->pen, "  classDef ");
        pen_put(&graph->pen, theme_roles[i].class_name);
        (theme_roles[i].shape == THEME_SIGN ? put_mark_style : put_role_style)(graph,
                                                                             &theme_roles[i]);
        pen_put(&graph->pen, "\n");
    }
    for (size_t i = 0; i < graph->view->line_count; i++) {
        const struct lunette_marks *marks = &graph->view->lines[i].marks;
        if (!marks->count)
            continue;
        words_put_id(&graph->pen, "  linkStyle ", i);
        put_mark_style(graph, &theme_roles[roles_of_marks(marks)]);
        pen_put(&graph->pen, "\n");
    }
}

static void put_notes(struct pen *pen, const struct lunette_view *view)
{
    for (size_t i = 0; i < view->note_count; i++) {
        pen_put(pen, "  %% ");
        words_put(pen, &format, view->notes[i]);
        pen_put(pen, "\n");
    }
}

void mermaid_write_graph(const struct lunette_view *view, struct lunette_canvas *canvas)
{
    struct graph graph = {.view = &view->graph};
    pen_start(&graph.pen, canvas);
    pen_put(&graph.pen, "flowchart ");
    pen_put(&graph.pen, directions[view->graph.direction]);
    pen_put(&graph.pen, "\n");
    words_put_title(&graph.pen, &format, "  accTitle: ", view->title);
    for (size_t i = 0; i < view->graph.group_count; i++)
        if (view->graph.groups[i].parent < 0)
            put_group(&graph, (int32_t)i, 1);
    for (size_t i = 0; i < view->graph.box_count; i++)
        if (view->graph.boxes[i].group < 0)
            put_box(&graph, i, 1);
    for (size_t i = 0; i < view->graph.line_count; i++)
        put_line(&graph, i);
    put_second_classes(&graph);
    put_styles(&graph);
    put_notes(&graph.pen, view);
    pen_finish(&graph.pen);
}

/* ---- sequences ---- */

static const char *const step_arrows[LUNETTE_STEP_ROLE_COUNT] = {
    [LUNETTE_STEP_CALL] = "->>",         [LUNETTE_STEP_MESSAGE] = "-)",
    [LUNETTE_STEP_REPLY] = "-->>",       [LUNETTE_STEP_FAILURE] = "--x",
    [LUNETTE_STEP_COMPENSATION] = "->>",
};

static const char *const frames[LUNETTE_FRAME_COUNT] = {
    [LUNETTE_FRAME_ALT] = "alt", [LUNETTE_FRAME_OPT] = "opt",
    [LUNETTE_FRAME_LOOP] = "loop", [LUNETTE_FRAME_PAR] = "par",
    [LUNETTE_FRAME_CRITICAL] = "critical",
};

/* opt and loop have no second compartment. */
static const char *const compartments[LUNETTE_FRAME_COUNT] = {
    [LUNETTE_FRAME_ALT] = "else", [LUNETTE_FRAME_OPT] = "end\nopt",
    [LUNETTE_FRAME_LOOP] = "end\nloop", [LUNETTE_FRAME_PAR] = "and",
    [LUNETTE_FRAME_CRITICAL] = "option",
};

static void put_lifelines(struct pen *pen, const struct lunette_sequence_view *view)
{
    for (size_t i = 0; i < view->lifeline_count; i++) {
        bool is_person = view->lifelines[i].role == LUNETTE_BOX_ACTOR;
        words_put_id(pen, is_person ? "  actor l" : "  participant l", i);
        pen_put(pen, " as ");
        words_put(pen, &format, view->lifelines[i].title);
        pen_put(pen, "\n");
    }
}

static void put_note(struct pen *pen, uint32_t from, uint32_t to,
                     const struct lunette_step *step)
{
    words_put_id(pen, "  Note over l", from);
    if (to != from)
        words_put_id(pen, ",l", to);
    pen_put(pen, ": ");
    words_put_step(pen, &format, step);
    pen_put(pen, "\n");
}

static void put_frame(struct pen *pen, const struct lunette_step *step)
{
    pen_put(pen, "  ");
    if (step->role == LUNETTE_STEP_CLOSE) {
        pen_put(pen, "end\n");
        return;
    }
    pen_put(pen, (step->role == LUNETTE_STEP_OPEN ? frames : compartments)[step->frame]);
    pen_put(pen, " ");
    words_put(pen, &format, step->label);
    pen_put(pen, "\n");
}

static void put_step(struct pen *pen, const struct lunette_sequence_view *view,
                     const struct lunette_step *step)
{
    if (step->role >= LUNETTE_STEP_OPEN) {
        put_frame(pen, step);
    } else if (step->role == LUNETTE_STEP_DIVIDER) {
        put_note(pen, 0, (uint32_t)view->lifeline_count - 1, step);
    } else if (step->role == LUNETTE_STEP_NOTE) {
        put_note(pen, step->from, step->to, step);
    } else {
        words_put_id(pen, "  l", step->from);
        pen_put(pen, step_arrows[step->role]);
        words_put_id(pen, "l", step->to);
        pen_put(pen, ": ");
        words_put_step(pen, &format, step);
        pen_put(pen, "\n");
    }
}

/* No activation bars: Mermaid refuses a picture whose bars it cannot pair, and its replies end them. */
void mermaid_write_sequence(const struct lunette_view *view, struct lunette_canvas *canvas)
{
    struct pen pen;
    pen_start(&pen, canvas);
    pen_put(&pen, "sequenceDiagram\n");
    words_put_title(&pen, &format, "  accTitle: ", view->title);
    put_lifelines(&pen, &view->sequence);
    for (size_t i = 0; i < view->sequence.step_count; i++)
        put_step(&pen, &view->sequence, &view->sequence.steps[i]);
    put_notes(&pen, view);
    pen_finish(&pen);
}
